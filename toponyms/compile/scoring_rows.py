"""The numbers that the rules of the matcher ask for, and the range of each.

Compiling does not know the matcher, so the names stand here a second time.
"""

from typing import Final

SCORING_ROWS: Final = frozenset(
    """
prior.country
prior.oblast
prior.raion
prior.hromada
prior.city
prior.selyshche
prior.selyshche of urban type
prior.village
prior.city_district
prior.neighbourhood
prior.region
prior.region says where
prior.well known
prior.feature by its noun
prior.other
prior.beside a feature's noun
prior.centre
prior.centre of a raion
inhabitants
status.official
status.former
status.long past
status.variant
form.romanized
form.romanized rarely
form.base noun
form.base noun below
form.adjective
form.case
form.case in text
form.vocative
form.skeleton
form.skeleton power
form.fuzzy
form.fuzzy power
form.second edit
form.part
type.first
type.other
type.settlement
type.contradicted
type.part of a name
within.inside
within.was inside
within.perhaps inside
within.inside then
within.around
within.near
within.not far
within.unknown
within.unknown beside one that fits
within.outside
within.outside roughly
around.elsewhere
trust.skeleton
trust.fuzzy
trust.fuzzy supported
trust.part
trust.encoding
trust.keyboard
trust.hearsay
trust.unknown
trust.unknown beside one that fits
trust.outside
trust.outside roughly
trust.contradicted
trust.disagree
good
alike.skeleton
alike.skeleton bare
alike.skeleton bare little
alike.skeleton bare little own script
alike.fuzzy
alike.fuzzy short
alike.fuzzy bare
alike.fuzzy bare close
alike.fuzzy bare short
alike.fuzzy bare short close
alike.fuzzy bare little
alike.fuzzy bare little own script
little
fuzzy.keys
fuzzy.very alike
fuzzy.long
fuzzy.big
near.km
on.uncertain
on.place
on.name
abolished
language.other
nothing
nothing in a context
nothing beside type words
resolved
abroad
word
floor
behind preposition
common word
famous
agreed
meant
""".strip().splitlines()
)
"""Names of `rules/scoring.tsv`: each has its row there, and each row is read."""
ORIGINS: Final = frozenset({"fitted", "reference", "set"})
"""Where a number comes from."""
_AMOUNTS: Final = frozenset(
    {"inhabitants", "little", "famous", "near.km", "fuzzy.keys", "fuzzy.long", "fuzzy.big"}
)
_ZIPF: Final = frozenset({"common word"})


def highest(name: str) -> float:
    """The most that a number may be; all but weights, powers and amounts are shares."""
    if name.startswith("prior.") or name.endswith(" power") or name in _AMOUNTS:
        return 1_000_000
    return 8 if name in _ZIPF else 1
