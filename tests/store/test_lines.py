"""Lines of a long text, each by its number."""

import pytest

from toponyms.store.lines import Lines


@pytest.mark.parametrize("count", [1, 2, 1000, 20_000])
@pytest.mark.parametrize("end", ["", "\n"])
def test_lines_are_those_of_the_text(count: int, end: str) -> None:
    lines = [f"рядок {number}" for number in range(count)]
    found = Lines(("\n".join(lines) + end).encode())
    assert [found[number] for number in reversed(range(count))] == lines[::-1]


def test_a_line_may_be_longer_than_a_part_or_empty() -> None:
    lines = ["", "a" * 100_000, "", "b", "c" * 16_384, ""]
    found = Lines("\n".join(lines).encode())
    assert [found[number] for number in range(5)] == lines[:5]
