"""A line of JSON, read strictly.

Python's ``NaN`` and ``Infinity`` are no JSON, and a number that is out of range (``1e400``) would
be written as such a word.
"""

import json
from math import isinf

from toponyms.model import shown
from toponyms.typed import Any, Final, NoReturn

_DIGITS: Final = 4300
"""Digits of a whole number that Python reads without being told to."""


def _float(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"the number {shown(digits)} is out of range")
    return number


def _int(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"the number {shown(digits)} is out of range")
    return int(digits)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def read_object(text: str) -> dict[str, Any]:
    """The object in a line.

    Raises:
        ValueError: it is no JSON, or no object.
        RecursionError: brackets are nested too deep.
    """
    found = json.loads(text, parse_float=_float, parse_int=_int, parse_constant=_no_constant)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found
