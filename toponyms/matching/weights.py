"""The numbers of the rules, `rules/scoring.tsv`."""

from functools import cache

from toponyms.rules import table


@cache
def weights() -> dict[str, float]:
    """The numbers of `rules/scoring.tsv`."""
    return {name: float(value) for name, value, *_ in table("scoring")}
