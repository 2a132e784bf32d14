"""Dates of validity: EDTF text, compared as days.

The tables use three precisions (``2016``, ``2016-05``, ``2016-05-19``) and intervals of them
(``2015-07-15/2016-05``: some day between these), all of them level 0 or 1 of EDTF
(Library of Congress, 2019, https://www.loc.gov/standards/datetime/). A day is compared as its
ISO 8601 text, which sorts as the days do.
"""

from toponyms.late import later
from toponyms.model import shown
from toponyms.typed import Final

_DAY: Final = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_SHORT: Final = frozenset({4, 6, 9, 11})
"""Months of thirty days."""
_EDTF: Final = later(f"({_DAY})(?:/({_DAY}))?")


def _days(year: int, month: int) -> int:
    """How many days a month has; `datetime` knows, but takes longer to import than to do without.

    >>> _days(2020, 2), _days(1900, 2), _days(2000, 2), _days(2023, 11)
    (29, 28, 29, 30)
    """
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in _SHORT else 31


def bounds(text: str) -> tuple[str, str]:
    """The first and the last day that a date or an interval may mean.

    Raises:
        ValueError: the text is not a date of this form, or the interval runs backwards.

    >>> bounds("2016-05")
    ('2016-05-01', '2016-05-31')
    >>> bounds("2015-07-15/2016")
    ('2015-07-15', '2016-12-31')
    """
    match = _EDTF.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{shown(text)} is not a date like 2016, 2016-05, 2016-05-19 or 2015/2016-05"
        )
    first, last = match[1], match[2] or match[1]
    start = first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first
    end = last + "-12-31"[len(last) - 4 :] if len(last) < 10 else last
    for day in (first, last):
        if len(day) == 10 and int(day[8:]) > _days(int(day[:4]), int(day[5:7])):
            raise ValueError("day is out of range for month")
    if end < start:
        raise ValueError(f"{shown(text)} ends before it begins")
    return start, end


def in_force(valid_from: str | None, valid_to: str | None, on: str) -> bool | None:
    """Whether something with these bounds was in force on a date; None if they leave it open.

    Args:
        valid_from: EDTF; None if there is no bound.
        valid_to: EDTF, exclusive; None if there is no bound.
        on: EDTF.

    Raises:
        ValueError: as `bounds`.

    >>> in_force(None, "2016-07-14", "2016-07-13"), in_force(None, "2016-07-14", "2016-07-14")
    (True, False)
    """
    first, last = bounds(on)
    answer: bool | None = True
    if valid_from is not None:
        earliest, latest = bounds(valid_from)
        if last < earliest:
            return False
        if first < latest:
            answer = None
    if valid_to is not None:
        earliest, latest = bounds(valid_to)
        if first >= latest:
            return False
        if last >= earliest:
            answer = None
    return answer
