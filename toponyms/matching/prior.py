"""How likely a bare name means a place of this kind and size.

A village with some hundred voters counts 1, and everything else as many times as much as it is
likelier. A city is the
likelier the more inhabitants it has. Of a village hardly any source has the inhabitants, but three
things say as much: whether a council sat in it, whether a hromada is governed from it, and the
voters on the lists of its polling stations.
"""

from toponyms.matching.query import (
    Hit,
    Query,
    Verdict,
    Weighed,
    in_a_table,
    unlikely_in_a_table,
)
from toponyms.model import FEATURE_KINDS, KINDS, SETTLEMENT_KINDS
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.typed import Final

VOTERS_PER_INHABITANT: Final = 1 / 1.44
"""Of a village; it has about 1.44 times as many inhabitants as voters of 2019."""


def prior(query: Query, hit: Hit) -> Verdict:
    """How likely a bare name means a place of this kind and size."""
    number = query.scoring.prior
    kind = KINDS[query.store.kind[hit.posting.place]]
    if kind in FEATURE_KINDS:
        return _prior_of_feature(query, hit, kind)
    factor = query.scoring.prior_of[kind]
    if hit.name.kinds and FEATURE_KINDS.issuperset(hit.name.kinds):
        # Beside the word "river" neither inhabitants nor rank make a place likelier.
        return Verdict(min(factor, number.beside_features_noun), lambda: kind)
    if kind not in SETTLEMENT_KINDS:
        return Verdict(factor, lambda: kind)
    return _prior_of_settlement(query, hit, kind)


def _prior_of_feature(query: Query, hit: Hit, kind: str) -> Verdict:
    """A feature or a region is likely where it is well known, or its noun stands beside it."""
    number = query.scoring.prior
    if query.says_where and kind == "region":
        return Verdict(number.region_says_where, lambda: "region")
    if unlikely_in_a_table(query, hit):
        return Verdict(number.beside_a_context, lambda: kind)
    if query.store.well_known(hit.posting.toponym):
        return Verdict(number.well_known, lambda: f"well-known {kind}")
    if kind in hit.name.kinds:
        return Verdict(number.by_its_noun, lambda: kind)
    if kind == "region" and query.store.ended(hit.posting.place):
        return Verdict(number.other, lambda: "region of the past")
    return Verdict(query.scoring.prior_of[kind], lambda: kind)


def _prior_of_settlement(query: Query, hit: Hit, kind: str) -> Verdict:
    """A settlement is the likelier the larger it is, and the more was governed from it."""
    store, place, number = query.store, hit.posting.place, query.scoring.prior
    urban = _was_urban(store, place, kind)
    factor = number.urban if urban else query.scoring.prior_of[kind]
    if store.governed_from(place) is not None:
        factor += number.raion_centre
    if not urban and kind != "city":
        factor += _weight_of_rural(query, place)
    elif (inhabitants := store.population[place]) != NOTHING:
        factor += inhabitants / query.scoring.inhabitants
    if kind not in hit.name.kinds and not SETTLEMENT_KINDS.isdisjoint(hit.name.kinds):
        # Село Умань is not the city for its size, but смт Лубни is no village of two houses either.
        factor = min(factor, factor**number.beside_another_noun_power)
    return Verdict(factor, lambda: _size_in_words(store, place, kind))


def _was_urban(store: Store, place: int, kind: str) -> bool:
    """True for a selyshche that was of urban type until 2024; most others are a few houses at a
    railway or a farm. What has become a city or a village since is what it is today.
    """
    return kind == "selyshche" and store.was_urban(place)


def _weight_of_rural(query: Query, place: int) -> float:
    """What the size of a village or a small selyshche adds to its weight."""
    store, number = query.store, query.scoring.prior
    weight = number.thousand_voters * _voters(query, place) / 1000
    if store.is_centre(place):
        weight += number.centre
    if store.council_seat(place):
        weight += number.council
    return weight


def _voters(query: Query, place: int) -> float:
    """The voters of a village, as far as they can be its own.

    Some suburbs have the polling stations of half a city: Крижанівка, 97,306 voters and 3,195
    inhabitants. So they are no more than its inhabitants allow or, if these are not known, than a
    large village has.
    """
    voters, inhabitants = query.store.voters(place), query.store.population[place]
    if inhabitants != NOTHING:
        likely = inhabitants * VOTERS_PER_INHABITANT
        return float(likely if voters is None else min(voters, likely))
    return float(min(voters or 0, query.scoring.least.most_voters))


def _size_in_words(store: Store, place: int, kind: str) -> str:
    """The size of a settlement as the evidence has it; an estimate is never said to be more."""
    urban = _was_urban(store, place, kind)
    said = f"{kind} once of urban type" if urban else kind
    inhabitants = store.population[place]
    if inhabitants != NOTHING:
        said += f" of {inhabitants:,} inhabitants ({store.population_source(place)})"
    if store.governed_from(place) is not None:
        said += ", once the centre of a raion"
    if kind == "city" or urban:
        return said
    if store.is_centre(place):
        said += ", centre of its hromada"
    if store.council_seat(place):
        said += ", once the seat of a village council"
    voters = store.voters(place)
    return said if voters is None else f"{said}; {voters:,} voters in 2019"


def as_namesakes(found: dict[int, Weighed]) -> dict[int, Weighed]:
    """The candidates of a name, its settlements less far apart if no context is known.

    Of a large and a small place of one name the large one is not named so much more often as it is
    larger. What units, features and other meanings weigh against the largest stays as it is.

    Args:
        found: the candidates of one query, by position of the place.
    """
    settlements = [place for place, one in found.items() if _is_bare_settlement(one)]
    if len(settlements) < 2:
        return found
    number = found[settlements[0]].query.scoring
    most = max(found[place].weight for place in settlements)
    nearer = {
        place: most * (found[place].weight / most) ** number.namesakes_power
        for place in settlements
    }
    return found | {place: found[place]._replace(weight=nearer[place]) for place in settlements}


def _is_bare_settlement(weighed: Weighed) -> bool:
    """True for a settlement by a name without type words, outside running text and contexts."""
    query, hit = weighed.query, weighed.hit
    settlement = KINDS[query.store.kind[hit.posting.place]] in SETTLEMENT_KINDS
    return settlement and not (hit.name.kinds or query.running or in_a_table(query))
