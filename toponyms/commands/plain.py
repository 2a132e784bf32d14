"""Arguments read without `argparse`, where that is plain.

To import `argparse` and make the parser of one command takes half of the time of a bare Python. So
a command describes its arguments to a `Description` first, by the calls that `argparse` has for
that, and what is plain is read from there: names, options in full, and their values. Whatever else
is said (``--help``, options cut short, mistakes) is left to `argparse`, which is told the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace

from toponyms.typed import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from argparse import Namespace

    from toponyms.commands.common import Commands

_UNDERSTOOD: Final = frozenset({"action", "choices", "default", "help", "metavar", "nargs", "type"})
_ACTIONS: Final = ("store", "append", "store_true")
_COUNTS: Final = (None, "?", "*", "+")


class NotPlain(Exception):
    """What was said, or may be said, takes `argparse` to read."""


class Description:
    """Stands for what a command adds its parser to, and for that parser."""

    def __init__(self) -> None:
        self._named: dict[str, dict[str, Any]] = {}
        """What each option was described by."""
        self._word: tuple[str, dict[str, Any]] | None = None
        """The argument that is no option, with what it was described by."""
        self._defaults: dict[str, Any] = {}

    def add_parser(self, name: str, **_: str) -> Description:
        """As of `argparse`."""
        return self

    def add_argument(self, name: str, **said: Any) -> None:
        """As of `argparse`."""
        known = said.get("action", "store") in _ACTIONS and said.get("nargs") in _COUNTS
        if not known or not _UNDERSTOOD.issuperset(said):
            raise NotPlain
        if name.startswith("--") and "nargs" not in said:
            self._named[name] = said
        elif name.startswith("-") or self._word is not None:
            raise NotPlain
        else:
            self._word = name, said

    def set_defaults(self, **values: Any) -> None:
        """As of `argparse`."""
        self._defaults |= values

    def __getattr__(self, name: str) -> Any:
        raise NotPlain

    def read(self, given: Sequence[str]) -> dict[str, Any]:
        """The values of all arguments by name.

        Raises:
            NotPlain: it takes `argparse` to read this.
        """
        values = {
            _attribute(name): said.get("default", False if "action" in said else None)
            for name, said in self._named.items()
        }
        values |= {_attribute(n): None for n, said in self._named.items() if _appends(said)}
        words: list[int] = []
        at = 0
        while at < len(given):
            said = self._named.get(given[at].partition("=")[0])
            if said is None:
                words.append(at)
                at += 1
            else:
                at = _read_option(given, at, said, values)
        if self._word is not None:
            values[self._word[0]] = _read_words(given, words, self._word[1])
        elif words:
            raise NotPlain
        return values | self._defaults


def _attribute(option: str) -> str:
    """The name of the value of an option."""
    return option.lstrip("-").replace("-", "_")


def _appends(said: dict[str, Any]) -> bool:
    return said.get("action") == "append"


def _is_word(text: str) -> bool:
    """Whether `argparse` takes a text for a name or a value, whatever the options are."""
    return not text.startswith("-") or text == "-"


def _value(text: str, said: dict[str, Any]) -> Any:
    """What a text says."""
    read: Callable[[str], Any] = said.get("type", str)
    try:
        value = read(text)
    except ValueError:
        raise NotPlain from None
    if "choices" in said and value not in said["choices"]:
        raise NotPlain
    return value


def _read_option(
    given: Sequence[str], at: int, said: dict[str, Any], values: dict[str, Any]
) -> int:
    """Reads an option with its value; returns where the next argument stands."""
    option, equals, text = given[at].partition("=")
    name = _attribute(option)
    at += 1
    if said.get("action") == "store_true":
        if equals:
            raise NotPlain
        values[name] = True
        return at
    if not equals:
        if at == len(given) or not _is_word(given[at]):
            raise NotPlain
        text = given[at]
        at += 1
    value = _value(text, said)
    values[name] = [*(values[name] or ()), value] if _appends(said) else value
    return at


def _read_words(given: Sequence[str], at: list[int], said: dict[str, Any]) -> Any:
    """The names that are no options, which have to stand in one run."""
    words = [given[index] for index in at]
    if not all(map(_is_word, words)) or (at and at[-1] - at[0] != len(at) - 1):
        raise NotPlain
    read = [_value(word, said) for word in words]
    count = said.get("nargs")
    if count == "*" or (count == "+" and read):
        return read
    if count == "?" and not read:
        return said.get("default")
    if count == "+" or len(read) != 1:
        raise NotPlain
    return read[0]


def read_plainly(add: Callable[[Commands], None], given: Sequence[str]) -> Namespace | None:
    """The arguments of a command as `argparse` would read them; None if only that can tell.

    Args:
        add: what the command adds its arguments by.
        given: the arguments after the name of the command.
    """
    described = Description()
    try:
        add(cast("Commands", described))
        return cast("Namespace", SimpleNamespace(**described.read(given)))
    except NotPlain:
        return None
