"""The names of `typing` and `enum` that the package uses, at next to no cost when it runs.

To import `typing` takes a third of the time of a bare Python, and to make a class by its
``NamedTuple`` 0.2 ms, of which a look-up needs fifty. So modules take these names from here. A
type checker sees those of `typing`; when the package runs, they are stand-ins that only have to
bear being written in an annotation, and `NamedTuple` makes the same classes in a fifth of the time.
"""

import sys

TYPE_CHECKING = False
"""True for type checkers, as that of `typing`."""

if TYPE_CHECKING:
    from enum import StrEnum as StrEnum
    from typing import Any as Any
    from typing import BinaryIO as BinaryIO
    from typing import Final as Final
    from typing import Literal as Literal
    from typing import NamedTuple as NamedTuple
    from typing import NoReturn as NoReturn
    from typing import TypeAlias as TypeAlias
    from typing import TypeVar as TypeVar
    from typing import cast as cast
    from typing import overload as overload
else:

    class _Written:
        """Stands for a type in annotations, which may have others in brackets or beside a bar."""

        def __getitem__(self, _):
            return self

        __or__ = __ror__ = __getitem__

    Any = BinaryIO = Final = NoReturn = TypeAlias = _Written()

    class _Choice(_Written):
        """One of some strings; no alias, whose strings `typing.get_type_hints` takes for names."""

        def __init__(self, choices):
            self.__args__ = choices if type(choices) is tuple else (choices,)

    class Literal:
        """The choices are in ``__args__``, see `choices`."""

        __class_getitem__ = _Choice

    def TypeVar(name, *_, **__):
        """A variable in annotations."""
        return Any

    def cast(_, value):
        """The value."""
        return value

    def overload(function):
        """The function, which the one that is written last replaces."""
        return function

    from toponyms._classes import StrEnum as StrEnum

    if sys.version_info >= (3, 14):  # where the annotations of a class are not there yet
        from typing import NamedTuple as NamedTuple
    else:
        from toponyms._classes import NamedTuple as NamedTuple


def choices(literal: Any) -> tuple[str, ...]:
    """The choices of a type by `Literal`."""
    args: tuple[str, ...] = literal.__args__
    return args
