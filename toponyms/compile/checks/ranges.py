"""The range of each number that the rules of the matcher ask for."""

from typing import Final

ORIGINS: Final = frozenset({"fitted", "reference", "set"})
"""Where a number comes from."""
_AMOUNTS: Final = frozenset(
    {
        *("inhabitants", "little", "most voters", "famous", "near.km", "half.km"),
        *("fuzzy.keys", "fuzzy.long", "fuzzy.big", "search.few"),
    }
)
_SHARES_TOGETHER: Final = frozenset(
    f"together.{name}"
    for name in (
        *("temper", "floor", "floor apart", "outside", "direction share", "side wrong"),
        *("deaf", "taken"),
    )
)
"""Of the numbers of names that stand together; the others are kilometres, odds, ratios, counts."""
_ZIPF: Final = frozenset({"common word"})


def highest(name: str) -> float:
    """The most that a number may be: 1 for a share; more for weights, powers, amounts and Zipf."""
    if name.startswith("together."):
        return 1 if name in _SHARES_TOGETHER else 1_000_000
    if name.startswith(("prior.", "no place.")) or name.endswith(" power") or name in _AMOUNTS:
        return 1_000_000
    return 8 if name in _ZIPF else 1
