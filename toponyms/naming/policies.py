"""Naming policies: which name to write for a place, and how the word for its kind is written.

A policy is a data file, ``rules/policies/<id>.toml``, or a user's own file of the same form; this
module reads and checks it, `toponyms.naming.render` applies it.

File format
-----------
``id``, ``title``, ``authority``, ``year``, ``url``, ``notes``
    What the policy is, in the words of this project. ``url`` is a page that was opened to check it,
    else empty; ``year`` is empty for a practice.
``language``, ``script``
    BCP 47 and ISO 15924, of the texts that it is for: ``en`` and ``Latn``.
``based_on``
    Optional: the id of another policy. What this file does not say is as there; of the tables, key
    by key, all but the samples.
``dated``
    Optional, true if the policy says nothing without a date.
``[names]``
    Which names to take, in order: the first that the place has is written; if it has none, or the
    list is empty, the policy has no name for it. A choice is a language
    and a status, ``uk official``, and may go on with a romanization: ``uk official by kmu-2010`` is
    a derived name, and no policy has one but by these words. The status is ``official``,
    ``variant``, or ``base`` for the Ukrainian noun that a unit is called after (``Запоріжжя`` of
    ``Запорізька``). The key is a kind, or ``default`` for those that have no line of their own.
``[words]``
    Optional: names in the policy's own words, by the id of the place. They come before all others
    and stand without the word for a kind. They are for what the register calls at length
    (``Автономна Республіка Крим``).
``[titles]``
    Optional: how the word for a kind is written, ``{name} Oblast``; a kind without a line has its
    name alone. What else is right follows and is kept where somebody wrote it. One that has an
    apostrophe before the name (``oblast d’{name}``) is for names that begin with a vowel.
``[samples]``
    Id of a place = its name, of a unit with the word for its kind, last in the file. The tests run
    them, and ``toponyms policies`` those of a user's file; an id with a date behind it
    (``UA35040210010019355 2015``) asks for the name of that time.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache

from toponyms.arguments import hint, read_language
from toponyms.language.romanize import find_standard
from toponyms.late import later
from toponyms.model import KINDS, TableError, shown
from toponyms.rules import RULES
from toponyms.typed import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STATUSES: Final = ("official", "variant", "base")
"""What a choice may ask for; ``base`` is the Ukrainian noun that a unit is called after."""
DEFAULT: Final = "default"
"""Key of the choices for kinds that have none of their own."""
_FOLDER: Final = os.path.join(RULES, "policies")
_TEXTS: Final = ("id", "language", "script", "title", "authority", "year", "url", "notes")
_MAY_BE_EMPTY: Final = frozenset({"year", "url"})
_OPTIONAL: Final = frozenset({"based_on", "dated", "words", "titles"})
_KEYS: Final = (*_TEXTS, "based_on", "dated", "names", "words", "titles", "samples")
_FORMS: Final = {
    "id": (later(r"[a-z0-9]+(?:-[a-z0-9]+)*"), "not small letters, digits and hyphens"),
    "language": (later(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?"), "not a BCP 47 tag like en or uk-Latn"),
    "script": (later(r"[A-Z][a-z]{3}"), "not an ISO 15924 code like Latn"),
    "year": (later(r"\d{4}"), "not a year"),
    "url": (later(r"https?://[!-~]+"), "not the address of a page"),
}
NAME: Final = "{name}"
"""Where the name stands in a title."""


class Choice(NamedTuple):
    """A kind of name that a policy takes."""

    language: str
    """BCP 47, of the name that is looked for."""
    status: str
    """One of `STATUSES`."""
    standard: str | None = None
    """Id of the romanization that is applied to it; None for the name as it is."""

    def __str__(self) -> str:
        """As the file has it: ``uk official by kmu-2010``."""
        by = f" by {self.standard}" if self.standard else ""
        return f"{self.language} {self.status}{by}"


class Policy(NamedTuple):
    """Which name to write for a place, and how."""

    id: str
    """What it is asked for by; of a user's own file the id that stands in it."""
    language: str
    """BCP 47, of the texts that it is for."""
    script: str
    """ISO 15924."""
    title: str
    """What it writes, in words."""
    authority: str
    """Whose usage it is."""
    year: str
    """Since when; empty for a practice."""
    url: str
    """A page that was opened to check it; empty if none was."""
    notes: str
    """Choices and limits a user should know."""
    names: Mapping[str, tuple[Choice, ...]]
    """By kind or ``default``: the names it takes, in order."""
    words: Mapping[str, str]
    """By place id: names in the policy's own words, which come before all others."""
    titles: Mapping[str, tuple[str, ...]]
    """By kind: how its word is written, with ``{name}`` for the name; the first is the policy's,
    the others are kept where somebody wrote them."""
    samples: tuple[tuple[str, str], ...]
    """Pairs of a place id, perhaps with a date, and its name with the word for its kind."""
    dated: bool = False
    """True if it says nothing without a date."""

    def __repr__(self) -> str:
        return f"<Policy {self.id} ({self.language})>"

    def choices(self, kind: str) -> tuple[Choice, ...]:
        """The names to take for a place of a kind, in order."""
        return self.names.get(kind, self.names[DEFAULT])

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; choices as the file has them."""
        return self._asdict() | {
            "names": {kind: [*map(str, chosen)] for kind, chosen in self.names.items()},
            "words": dict(self.words),
            "titles": {kind: list(titles) for kind, titles in self.titles.items()},
            "samples": dict(self.samples),
        }


class Fault(Exception):
    """A policy breaks a rule: the path of the key, its value, and the rule."""

    def __init__(self, path: tuple[str | int, ...], value: object, rule: str) -> None:
        super().__init__(path, value, rule)
        self.path, self.value, self.rule = path, value, rule


def policies() -> dict[str, Policy]:
    """All policies of the package by id, in the order of the alphabet."""
    return {id: _of_package(id) for id in _ids()}


def policy(name: str | os.PathLike[str] | Policy) -> Policy:
    """The policy with an id, or that of a user's own file.

    Args:
        name: an id of `policies`, or the path of a file that ends in ``.toml``; a policy is itself.

    Raises:
        TypeError: neither a string nor a path.
        ValueError: there is no such policy; the message lists those there are.
        OSError: the file cannot be read.
        TableError: the file breaks a rule; the message names file, key, value and rule.
    """
    if isinstance(name, Policy):
        return name
    if not isinstance(name, str | os.PathLike):
        raise TypeError(f"policy must be an id, a path or a Policy, not {shown(name)}")
    path = os.fspath(name)
    if path in _ids():
        return _of_package(path)
    if not path.endswith(".toml"):
        allowed, close = ", ".join(_ids()), hint(path[:60], _ids())
        raise ValueError(
            f"unknown policy {shown(path)}; allowed are {allowed}, or a file that ends in "
            f".toml{close}"
        )
    there = os.stat(path)
    return _own(path, (there.st_mtime_ns, there.st_size))


@cache
def _ids() -> tuple[str, ...]:
    files = sorted(os.listdir(_FOLDER))
    return tuple(file.removesuffix(".toml") for file in files if file.endswith(".toml"))


@cache
def _of_package(id: str) -> Policy:
    return _own(os.path.join(_FOLDER, f"{id}.toml"))


@lru_cache(maxsize=64)
def _own(path: str, as_of: tuple[int, ...] = ()) -> Policy:
    """The policy in a file, read once.

    Args:
        path: of the file.
        as_of: what tells one edition of the file from another.
    """
    import tomllib  # slow to import, and not needed where no name is written

    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"{path}: not TOML in UTF-8: {error}") from None
    try:
        return parsed(data)
    except Fault as fault:
        key = ".".join(map(str, fault.path))
        raise TableError(f"{path}: {key} {shown(fault.value)}: {fault.rule}") from None


def parsed(data: Mapping[str, Any]) -> Policy:
    """The policy that a file holds.

    Args:
        data: the content of the file.

    Raises:
        Fault: the first rule that it breaks.
    """
    for key in data:
        if key not in _KEYS:
            raise Fault((key,), key, _allowed("key", key, _KEYS))
    base = _base(data)
    for key in _KEYS:
        if key not in data and key not in _OPTIONAL and (base is None or key == "id"):
            raise Fault((key,), key, "the key is missing")
    dated = data.get("dated", base.dated if base else False)
    if not isinstance(dated, bool):
        raise Fault(("dated",), dated, "neither true nor false")
    names = {
        kind: tuple(_choice(("names", kind), one) for one in _texts(("names", kind), listed))
        for kind, listed in _by_kind(_table(data, "names"), "names", DEFAULT).items()
    }
    if base is None and DEFAULT not in names:
        raise Fault(("names",), DEFAULT, "the key is missing")
    titles = {
        kind: _titles(("titles", kind), given)
        for kind, given in _by_kind(_table(data, "titles"), "titles").items()
    }
    own = Policy(
        **{key: _text(data, key) if key in data else getattr(base, key) for key in _TEXTS},
        names=names,
        words=_words(data, "words"),
        titles=titles,
        samples=tuple(_words(data, "samples").items()),
        dated=dated,
    )
    if base is None:
        return own
    return own._replace(
        names={**base.names, **own.names},
        words={**base.words, **own.words},
        titles={**base.titles, **own.titles},
    )


def _base(data: Mapping[str, Any]) -> Policy | None:
    """The policy that a file is based on; None if it says none."""
    if "based_on" not in data:
        return None
    id = data["based_on"]
    if id not in _ids():
        raise Fault(("based_on",), id, _allowed("policy", str(id), _ids()))
    if id == data.get("id"):
        raise Fault(("based_on",), id, "the policy itself")
    return _of_package(id)


def _words(data: Mapping[str, Any], key: str) -> dict[str, str]:
    """A table of ids and names."""
    table = _table(data, key)
    for id, name in table.items():
        if not isinstance(name, str) or not name.strip():
            raise Fault((key, id), name, "not a name")
    return table


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise Fault((key,), value, "not a string")
    if not value.strip() and key not in _MAY_BE_EMPTY:
        raise Fault((key,), value, "empty")
    if value and key in _FORMS:
        form, rule = _FORMS[key]
        if not form.fullmatch(value):
            raise Fault((key,), value, rule)
        if key == "language":
            _check_language((key,), value)
    return value.strip()


def _check_language(path: tuple[str, ...], language: str) -> None:
    try:
        read_language(language)
    except ValueError as error:
        raise Fault(path, language, str(error)) from None


def _table(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise Fault((key,), value, "not a table")
    return value


def _by_kind(table: Mapping[str, Any], key: str, *others: str) -> Mapping[str, Any]:
    """A table whose keys have to be kinds."""
    for kind in table:
        if kind not in KINDS and kind not in others:
            raise Fault((key, kind), kind, _allowed("kind", kind, (*others, *KINDS)))
    return table


def _texts(path: tuple[str, ...], value: object) -> list[str]:
    listed: list[Any] = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in listed):
        raise Fault(path, value, "not a string or several")
    return listed


def _choice(path: tuple[str, ...], text: str) -> Choice:
    """``uk official by kmu-2010``, read."""
    language, status, *by = (*text.split(), "", "")[: max(2, len(text.split()))]
    if status not in STATUSES:
        rule = "not a language and a status, like 'uk official'; statuses are "
        raise Fault(path, text, rule + ", ".join(STATUSES))
    _check_language(path, language)
    if status == "base" and language != "uk":
        raise Fault(path, text, "the nouns that units are called after are Ukrainian: 'uk base'")
    if not by:
        return Choice(language, status)
    if len(by) != 2 or by[0] != "by":
        raise Fault(path, text, "what follows the status is not 'by' and a romanization")
    try:
        standard = find_standard(by[1])
    except ValueError as error:
        raise Fault(path, text, str(error)) from None
    if standard.language != language:
        rule = f"{standard.id} romanizes names in {standard.language}, not in {language}"
        raise Fault(path, text, rule)
    return Choice(language, status, standard.id)


def _titles(path: tuple[str, ...], value: object) -> tuple[str, ...]:
    titles = tuple(_texts(path, value))
    for title in titles:
        if title.count(NAME) != 1 or "{" in title.replace(NAME, ""):
            raise Fault(path, title, f"has to say once where the name stands: {NAME}")
    return titles


def _allowed(what: str, given: str, known: Iterable[str]) -> str:
    known = tuple(known)
    return f"unknown {what}; allowed are {', '.join(known)}{hint(given, known)}"
