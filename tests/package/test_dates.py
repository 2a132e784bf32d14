"""Dates of validity."""

import pytest

from toponyms.dates import bounds, in_force


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-05", "2016-05-01", "2016-05-31"),
        ("2016-05-19", "2016-05-19", "2016-05-19"),
        ("2015-07-15/2016-05", "2015-07-15", "2016-05-31"),
        ("1918/1921", "1918-01-01", "1921-12-31"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "16", "2016-13", "2016-00", "2016/2015", "2016-05-19T10", "?"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"2016|date|ends"):
        bounds(text)


@pytest.mark.parametrize(
    ("start", "end", "on", "answer"),
    [
        (None, None, "2020", True),
        (None, "2016-07-14", "2016-07-13", True),
        (None, "2016-07-14", "2016-07-14", False),
        ("2016-07-14", None, "2016-07-13", False),
        ("2016-07-14", None, "2016-07-14", True),
        (None, "2015-07-15/2016-05", "2014", True),
        (None, "2015-07-15/2016-05", "2016-01", None),
        (None, "2015-07-15/2016-05", "2016-06", False),
        ("2015-07-15/2016-05", None, "2016-01-01", None),
        (None, "2016-07-14", "2016", None),
    ],
)
def test_the_end_is_exclusive_and_a_bracket_leaves_it_open(
    start: str | None, end: str | None, on: str, answer: bool | None
) -> None:
    assert in_force(start, end, on) is answer
