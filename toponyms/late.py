"""Values that are made when somebody first reads them; most callers read few of an answer.

So are regular expressions compiled when they are first used: to compile one takes a tenth of a
millisecond to one and a half, and a command that looks one name up uses few of the package's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from toponyms.typed import TYPE_CHECKING, Any, TypeVar, cast, overload

if TYPE_CHECKING:
    import re

_Item = TypeVar("_Item", covariant=True)


class Deferred(Sequence[_Item]):
    """A tuple that is made when somebody first reads it, equal to that tuple.

    Most callers read neither the evidence nor all names of all candidates, and to make them would
    take half of the time of a look-up. Pickling makes the tuple.
    """

    __slots__ = ("_items", "_make")

    def __init__(self, make: Callable[[], Iterable[_Item]]) -> None:
        self._make: Callable[[], Iterable[_Item]] | None = make
        self._items: tuple[_Item, ...] = ()

    @property
    def recipe(self) -> Callable[[], Iterable[_Item]] | None:
        """What makes the items; None once they are made."""
        return self._make

    def _all(self) -> tuple[_Item, ...]:
        make = self._make
        if make is not None:
            self._items = tuple(make())
            self._make = None
        return self._items

    @overload
    def __getitem__(self, index: int) -> _Item: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[_Item, ...]: ...

    def __getitem__(self, index: int | slice) -> _Item | tuple[_Item, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[_Item]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Deferred) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return f"<{len(self)} items>"

    def __reduce__(self) -> tuple[type[tuple[_Item, ...]], tuple[tuple[_Item, ...]]]:
        return tuple, (self._all(),)


class Codes(Mapping[str, tuple[str, ...]]):
    """Authority to codes, made when first read; read-only, since callers share places."""

    __slots__ = ("_codes", "_make")

    def __init__(self, make: Callable[[], dict[str, tuple[str, ...]]]) -> None:
        self._make: Callable[[], dict[str, tuple[str, ...]]] | None = make
        self._codes: dict[str, tuple[str, ...]] = {}

    def _all(self) -> dict[str, tuple[str, ...]]:
        make = self._make
        if make is not None:
            self._codes = make()
            self._make = None
        return self._codes

    def __getitem__(self, authority: str) -> tuple[str, ...]:
        return self._all()[authority]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return f"<codes of {', '.join(self)}>"

    def __reduce__(self) -> tuple[type["Codes"], tuple[Callable[[], dict[str, tuple[str, ...]]]]]:
        return type(self), (partial(dict, self._all()),)


class _Pattern:
    """Stands for a pattern: whatever is asked of it is asked of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        import re  # not all commands need it

        value = getattr(re.compile(*self._given), name)  # `re` keeps what it has compiled
        setattr(self, name, value)
        return value


def later(pattern: str, flags: int = 0) -> "re.Pattern[str]":
    """A pattern, with the methods and attributes of a compiled one."""
    return cast("re.Pattern[str]", _Pattern(pattern, flags))
