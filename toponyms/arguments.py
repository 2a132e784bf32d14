"""Arguments of the public functions, checked and read: texts, kinds, dates, languages, limits.

A refusal says in one line, however long the argument, what is wrong and what is allowed.
"""

from collections.abc import Iterable

from toponyms.dates import bounds
from toponyms.late import later
from toponyms.model import KINDS, SETTLEMENT_KINDS, shown
from toponyms.typed import Final, Literal

MISTAKEN: Final = {"ua": "uk", "ukr": "uk", "rus": "ru", "eng": "en", "pol": "pl"}
"""Codes that people write for a language, with its BCP 47 tag, the shortest of its ISO codes."""
_LANGUAGE: Final = later(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


Recall = Literal["balanced", "high"]
"""How much to find in a text: what is likely a place, or all that may be one."""
RECALLS: Final[tuple[Recall, ...]] = ("balanced", "high")


def check_text(text: object, argument: str = "text") -> None:
    """Refuses a text that is not a string.

    Raises:
        TypeError: not a string.
    """
    if not isinstance(text, str):
        raise TypeError(f"{argument} must be a string, not {shown(text)}")


def read_kinds(kind: object) -> frozenset[str] | None:
    """The kinds that a filter stands for: one or several; ``settlement`` is three; None is any.

    Raises:
        TypeError: neither None nor a string nor an iterable of strings.
        ValueError: no kinds at all, or not a kind; the message says what is allowed.
    """
    if kind is None:
        return None
    kinds = [kind] if isinstance(kind, str) else kind
    if not isinstance(kinds, Iterable):
        raise TypeError(f"kind must be a kind or several, not {shown(kind)}")
    kinds = list(kinds)
    if not all(isinstance(one, str) for one in kinds):
        raise TypeError(f"kind must be a kind or several, not {shown(kinds)}")
    if not kinds:
        raise ValueError("kind is empty; leave it out to take all kinds")
    wanted: set[str] = set()
    for one in kinds:
        if one == "settlement":
            wanted |= SETTLEMENT_KINDS
        elif one in KINDS:
            wanted.add(one)
        else:
            allowed = ", ".join((*KINDS, "settlement"))
            raise ValueError(f"kind: unknown kind {shown(one)}; allowed are {allowed}")
    return frozenset(wanted)


def read_date(on: object) -> str | None:
    """A date argument as EDTF text; takes None, a year, an ISO 8601 string, or a date.

    Raises:
        TypeError, ValueError: not a date; the message says what is allowed.
    """
    if on is None:
        return None
    if isinstance(on, int) and not isinstance(on, bool):
        on = f"{on:04}"
    elif hasattr(on, "isoformat"):
        on = str(on.isoformat())[:10]
    if not isinstance(on, str):
        raise TypeError(f"on must be a date, an ISO 8601 string or a year, not {shown(on)}")
    try:
        bounds(on)
    except ValueError as error:
        why = "" if "not a date" in str(error) else f": {error}"  # as of 2020-02-31
        wrong = f"on {shown(on)} is not a date like 2016, 2016-05 or 2016-05-19{why}"
        raise ValueError(wrong) from None
    if "/" in on:
        raise ValueError(f"on must be a day, a month or a year, not the interval {shown(on)}")
    return on


def read_language(language: object) -> str | None:
    """The primary subtag of a language argument, in lower case: the gazetteer has no others.

    Raises:
        TypeError, ValueError: not a BCP 47 tag.
    """
    if language is None:
        return None
    if not isinstance(language, str):
        raise TypeError(f"language must be a BCP 47 tag like uk, not {shown(language)}")
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(f"language {shown(language)} is no BCP 47 tag like uk, ru or sr-Latn")
    primary = language.split("-", 1)[0].lower()
    if primary in MISTAKEN:
        raise ValueError(f"language {shown(language)} is no BCP 47 tag; write {MISTAKEN[primary]}")
    return primary


def check_limit(limit: object) -> None:
    """Refuses a limit that cannot be a number of answers.

    Raises:
        ValueError: not a whole number of at least 1.
    """
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise ValueError(f"limit must be a whole number of at least 1, not {shown(limit)}")


def read_recall(recall: object) -> Recall:
    """How much to find, as a caller says it.

    Raises:
        ValueError: neither ``balanced`` nor ``high``.
    """
    for known in RECALLS:
        if recall == known:
            return known
    raise ValueError(f"recall must be 'balanced' or 'high', not {shown(recall)}")
