"""Abbreviated epithets count by their letters."""

import pytest

import toponyms
from tsv import rows


@pytest.mark.parametrize(("query", "within", "outcome", "name", "stands"), rows("epithets.tsv"))
def test_an_abbreviated_epithet_counts_by_its_letters(
    query: str, within: str, outcome: str, name: str, stands: str
) -> None:
    resolution = toponyms.resolve(query, within=within or None)
    best = resolution.best
    assert (resolution.outcome, best.place.name() if best else "-") == (outcome, name)
    steps = [detail for rule, detail in best.evidence if rule == "epithet"] if best else []
    assert (steps or ["-"]) == [stands]


def test_a_name_without_an_epithet_is_no_candidate() -> None:
    found = toponyms.resolve("В. Сорочинці", within="Полтавська область")
    names = {candidate.place.name() for candidate in found.candidates}
    assert "Сорочинці" not in names
