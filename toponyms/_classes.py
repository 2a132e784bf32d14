"""Named tuples and enumerations whose classes are cheap to make, for `toponyms.typed`.

The tuples are those of `typing.NamedTuple`, made in a fifth of the time: nothing is compiled, and
the annotations are taken as they are. The enumerations do what those of `enum.StrEnum` do that the
package needs; to import `enum` and make four of them takes a fifth of the time of a bare Python.
"""

from __future__ import annotations

import sys
from collections import _tuplegetter  # type: ignore[attr-defined]
from sys import intern
from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any


_tuple_new: Callable[[type, tuple[object, ...]], Any] = tuple.__new__
_TEMPLATES: tuple[Callable[..., Any], ...] = (
    lambda _cls, a: _tuple_new(_cls, (a,)),
    lambda _cls, a, b: _tuple_new(_cls, (a, b)),
    lambda _cls, a, b, c: _tuple_new(_cls, (a, b, c)),
    lambda _cls, a, b, c, d: _tuple_new(_cls, (a, b, c, d)),
    lambda _cls, a, b, c, d, e: _tuple_new(_cls, (a, b, c, d, e)),
    lambda _cls, a, b, c, d, e, f: _tuple_new(_cls, (a, b, c, d, e, f)),
    lambda _cls, a, b, c, d, e, f, g: _tuple_new(_cls, (a, b, c, d, e, f, g)),
    lambda _cls, a, b, c, d, e, f, g, h: _tuple_new(_cls, (a, b, c, d, e, f, g, h)),
    lambda _cls, a, b, c, d, e, f, g, h, i: _tuple_new(_cls, (a, b, c, d, e, f, g, h, i)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j: _tuple_new(_cls, (a, b, c, d, e, f, g, h, i, j)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _tuple_new(
        _cls, (a, b, c, d, e, f, g, h, i, j, k)
    ),
)
"""The ``__new__`` of one field, of two, and so on: that of a class has its names in their place, so
that nothing is compiled to make it."""


def _new(fields: tuple[str, ...], defaults: tuple[object, ...], scope: str) -> Any:
    """A ``__new__`` that takes the fields."""
    if len(fields) <= len(_TEMPLATES):
        code = _TEMPLATES[len(fields) - 1].__code__.replace(co_varnames=("_cls", *fields))
    else:
        names = ", ".join(fields)
        code = eval(f"lambda _cls, {names}: _tuple_new(_cls, ({names}))").__code__
    known = {"_tuple_new": tuple.__new__, "__name__": scope}
    return FunctionType(code.replace(co_name="__new__"), known, "__new__", defaults)


def _make(cls: Any, values: Iterable[object]) -> Any:
    """An instance with these values."""
    made = tuple.__new__(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
    return made


def _replace(self: Any, /, **named: object) -> Any:
    """A copy with other values in some fields."""
    made = self._make(map(named.pop, self._fields, self))
    if named:
        wrong = TypeError if _REPLACES else ValueError
        raise wrong(f"Got unexpected field names: {list(named)!r}")
    return made


def _asdict(self: Any) -> dict[str, object]:
    """The fields by name."""
    return dict(zip(self._fields, self, strict=True))


def _repr(self: Any) -> str:
    """As the call that makes it."""
    fields = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
    return f"{type(self).__name__}({fields})"


def _getnewargs(self: Any) -> tuple[object, ...]:
    """What `copy` and `pickle` make it from."""
    return tuple(self)


_REPLACES = sys.version_info >= (3, 13)
"""Whether named tuples are for `copy.replace` too."""
_SHARED = {
    "__slots__": (),
    "__repr__": _repr,
    "_make": classmethod(_make),
    "_replace": _replace,
    "_asdict": _asdict,
    "__getnewargs__": _getnewargs,
} | ({"__replace__": _replace} if _REPLACES else {})


def _alias(number: int) -> str:
    """The docstring of a field."""
    return intern(f"Alias for field number {number}")


class _Maker(type):
    """Makes a named tuple of the body of a class."""

    def __new__(cls, name: str, _: object, body: dict[str, Any]) -> Any:
        fields = tuple(map(intern, body.get("__annotations__", ())))
        defaults = {field: body[field] for field in fields if field in body}
        if tuple(defaults) != fields[len(fields) - len(defaults) :]:
            raise TypeError(f"{name}: a field without a default follows one that has a default")
        new = _new(fields, tuple(defaults.values()), body["__module__"])
        new.__annotations__ = body.get("__annotations__", {})
        new.__qualname__ = f"{body['__qualname__']}.__new__"
        own = {
            "_fields": fields,
            "_field_defaults": defaults,
            "__match_args__": fields,
            "__new__": new,
        }
        getters = {field: _tuplegetter(at, _alias(at)) for at, field in enumerate(fields)}
        return type(name, (tuple,), _SHARED | own | body | getters)


class _NamedTuple:
    """Stands among the bases of a class, which `_Maker` then makes."""

    def __mro_entries__(self, _: object) -> tuple[type]:
        return (_BASE,)


_BASE = type.__new__(_Maker, "NamedTuple", (), {})
NamedTuple = _NamedTuple()


class _Choices(type):
    """Makes an enumeration of the body of a class."""

    _members: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        values = {key: v for key, v in body.items() if type(v) is str and key[0] != "_"}
        rest = {key: value for key, value in body.items() if key not in values}
        made: Any = super().__new__(cls, name, bases, rest)
        made._members = {}
        for key, value in values.items():
            member = made._members[value] = str.__new__(made, value)
            member.name, member.value = key, value
            setattr(made, key, member)
        return made

    def __call__(cls, value: str) -> Any:
        """The member that has a value."""
        try:
            return cls._members[value]
        except KeyError:
            raise ValueError(f"{value!r} is not a valid {cls.__name__}") from None

    def __iter__(cls) -> Iterator[Any]:
        return iter(cls._members.values())

    def __len__(cls) -> int:
        return len(cls._members)


class StrEnum(str, metaclass=_Choices):
    """A choice of strings, each with its ``name`` and ``value``."""

    name: str
    value: str

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

    def __reduce__(self) -> Any:
        return type(self), (self.value,)
