"""Patterns that are compiled when they are first used."""

import re

import pytest

from toponyms.late import later


def test_a_pattern_that_is_compiled_later_does_what_one_does_that_is_compiled_now() -> None:
    pattern = later("(a+)B", re.I)
    assert pattern.sub("x", "caab") == "cx"
    found = pattern.fullmatch("aAb")
    assert found is not None
    assert found[1] == "aA"
    assert (pattern.pattern, pattern.groups) == ("(a+)B", 1)


def test_a_mistake_in_a_pattern_is_told_when_it_is_used() -> None:
    pattern = later("(")
    with pytest.raises(re.error, match="unterminated"):
        pattern.search("a")
