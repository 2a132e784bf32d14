"""Arguments of the public functions, read and refused: dates, languages, limits."""

import re
from typing import Final

from toponyms.dates import bounds

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def read_date(on: object) -> str | None:
    """A date argument as text: None, a year, an ISO 8601 string, or a date.

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
        raise TypeError(f"on must be a date, an ISO 8601 string or a year, not {on!r}")
    bounds(on)
    if "/" in on:
        raise ValueError(f"on must be a day, a month or a year, not the interval {on!r}")
    return on


def read_language(language: object) -> str | None:
    """A language argument: its primary subtag, as the gazetteer's names have no other.

    Raises:
        TypeError, ValueError: not a BCP 47 tag.
    """
    if language is None:
        return None
    if not isinstance(language, str):
        raise TypeError(f"language must be a BCP 47 tag like uk, not {language!r}")
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(f"language {language!r} is no BCP 47 tag like uk, ru or sr-Latn")
    return language.split("-", 1)[0].lower()


def check_limit(limit: object) -> None:
    """Refuses a limit that is no number of answers.

    Raises:
        ValueError: not a whole number of at least 1.
    """
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise ValueError(f"limit must be a whole number of at least 1, not {limit!r}")
