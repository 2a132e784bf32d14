"""A place inside its context stands before one that is not, however large that is.

The factors of `toponyms.matching.rules` say how likely a context is wrong or loosely meant. For a
village they are too mild: by its inhabitants the city Полтава would outweigh the village Полтава in
a row that says Luhansk oblast, though the row is hardly wrong. So a candidate that does not lie in
its context keeps at most a share of the score of one that does, if that bears the name as well; so
does one whose name would stand in an oblique case, beside one whose name stands as it is. Where
nothing lies inside, a guess keeps at most that share of what bears the name as it stands. Without a
context the official name of a place stands before other names of larger ones.
"""

from toponyms.matching.context import Relation
from toponyms.matching.query import SUPPORTING, Weighed, in_a_table, related, unlikely_in_a_table
from toponyms.matching.rules import type_fit
from toponyms.matching.scoring import Fit
from toponyms.model import ADJECTIVE_KINDS, KINDS, SETTLEMENT_KINDS, Step
from toponyms.typed import Final

_REGISTERS: Final = frozenset({"uk", "ru"})
"""Languages of the registers of settlements."""
_REGISTERED: Final = SETTLEMENT_KINDS | ADJECTIVE_KINDS
_TODAY: Final = 0
_IN_A_CASE: Final = 1
_ONCE: Final = 2
_OUTSIDE: Final = 3
_OTHER_NAME: Final = 4
_TIERS: Final = {
    Relation.INSIDE: _TODAY,
    Relation.BESIDE: _TODAY,
    Relation.NEAR: _TODAY,
    Relation.UNKNOWN: _TODAY,
    Relation.PERHAPS_INSIDE: _TODAY,
    Relation.AROUND: _ONCE,
    Relation.WAS_INSIDE: _ONCE,
    Relation.INSIDE_THEN: _OUTSIDE,
    Relation.OUTSIDE: _OUTSIDE,
}
"""How little a relation says that a place lies in a context; not to know it says nothing."""


def _tier(weighed: Weighed) -> int | None:
    """That of the context that fits worst; None for what is another question.

    That is a unit that the name only stands for, a river or region that a table does not ask for,
    and a place without a position.
    """
    if unlikely_in_a_table(weighed.query, weighed.hit):
        return None
    tier = max(_tiers(weighed))
    if tier != _TODAY:
        return tier
    if SUPPORTING.isdisjoint(related(weighed.query, weighed.hit.posting.place)):
        return None  # where it lies nobody knows
    form = _form(weighed)
    if form == "case form" and not weighed.hit.name.kinds:
        return _IN_A_CASE
    return None if form in ("base noun", "adjective", "case form") else _TODAY


def _tiers(weighed: Weighed) -> list[int]:
    """That of each context."""
    return [_TIERS[how] for how in related(weighed.query, weighed.hit.posting.place)]


def _form(weighed: Weighed) -> str:
    """The form of its name that a candidate was found by."""
    return weighed.query.store.derivations_at(weighed.hit.posting.derivations)[0].form


_MISFITS: Final = {Fit.FAR: 1, Fit.CONTRADICTED: 2}


def _fit(weighed: Weighed) -> tuple[int, bool, int]:
    """How far the name is from that of the place; the smaller the better."""
    hit = weighed.hit
    guessed = 0 if hit.alike is None else 1 + hit.edits
    misfit = type_fit(weighed)
    return _MISFITS.get(misfit, 0) if misfit else 0, bool(hit.name.part), guessed


_EXACT: Final = (0, False, 0)


def inside_first(found: dict[int, Weighed]) -> dict[int, Weighed]:
    """The candidates with those held down that lie outside a context in which another lies.

    Args:
        found: the candidates of one query, by position of the place.
    """
    if len(found) < 2:
        return found
    query = next(iter(found.values())).query
    ranked = sorted(found, key=lambda place: (-found[place].weight * found[place].trust, place))
    if not in_a_table(query):
        return found if query.running else found | _held_other_names(found, ranked)
    above: list[tuple[int, int]] = []
    """Those that stand before the first one that lies inside today, with their tiers."""
    for place in ranked:
        tier = _tier(found[place])
        if tier == _TODAY:
            said = "another place of the name lies in the context"
            return found | _held(found, place, above, said)
        if tier is not None:
            above.append((tier, place))
    return found | _held_guesses(found, above)


def _held_other_names(found: dict[int, Weighed], ranked: list[int]) -> dict[int, Weighed]:
    """Those that are to stand after the first place whose official name a bare name is, since it is
    another name of theirs, or one in an oblique case: ``Вознесенська`` is a hromada.

    A former name counts as one of today: of a town that was renamed people go on to write it.
    """
    for index, place in enumerate(ranked):
        language = _official_in(found[place])
        if language:
            above = [(_OTHER_NAME, one) for one in ranked[:index] if _other(found[one], language)]
            return _held(found, place, above, "the official name of another place")
    return {}


def _official_in(weighed: Weighed) -> str | None:
    """The register's language in which a bare name is the official one of a settlement or unit of
    today; None if it is no such.
    """
    store, hit = weighed.query.store, weighed.hit
    place, toponym = hit.posting.place, hit.posting.toponym
    bare = _fit(weighed) == _EXACT and not hit.name.kinds and _form(weighed) == "nominative"
    registered = KINDS[store.kind[place]] in _REGISTERED and not store.ended(place)
    official = store.status_at(toponym) == "official"
    language = store.language_at(toponym)
    return language if bare and registered and official and language in _REGISTERS else None


def _other(weighed: Weighed, language: str) -> bool:
    """True for a place that a name means in an oblique case, and for a settlement that it is the
    adjective of or, where the Ukrainian name of another is meant, a name of that was never
    official. In Russian the register has not the names of today.
    """
    store, hit = weighed.query.store, weighed.hit
    derivation = store.derivations_at(hit.posting.derivations)[0]
    if derivation.case not in (None, "nominative"):
        return True
    if KINDS[store.kind[hit.posting.place]] not in SETTLEMENT_KINDS:
        return False
    never = language == "uk" and store.status_at(hit.posting.toponym) == "variant"
    return never or derivation.form == "adjective"


def _held_guesses(found: dict[int, Weighed], ranked: list[tuple[int, int]]) -> dict[int, Weighed]:
    """Those guesses that are to stand after the first candidate that bears the name as it stands,
    where no candidate lies inside and the guess lies in no more of the contexts.
    """
    above: list[tuple[int, int]] = []
    for tier, place in ranked:
        if _fit(found[place]) == _EXACT and _form(found[place]) == "nominative":
            most = _contradicting(found[place])
            held = [one for one in above if _contradicting(found[one[1]]) >= most]
            return _held(found, place, held, "another place bears the name as it stands")
        if tier == _OUTSIDE:
            above.append((tier, place))
    return {}


def _contradicting(weighed: Weighed) -> int:
    """In how many contexts a candidate does not lie."""
    return _tiers(weighed).count(_OUTSIDE)


def _held(
    found: dict[int, Weighed], first: int, above: list[tuple[int, int]], said: str
) -> dict[int, Weighed]:
    """Those of the candidates above that are to stand after another, each with less weight.

    Args:
        found: the candidates.
        first: the one that they are to stand after.
        above: those before it, with their tiers.
        said: why, in words.
    """
    inside = found[first]
    number = inside.query.scoring
    at_most = {
        _IN_A_CASE: number.case_at_most,
        _ONCE: number.once_inside_at_most,
        _OUTSIDE: number.outside_at_most,
        _OTHER_NAME: number.other_name_at_most,
    }
    held: dict[int, Weighed] = {}
    for tier, place in above:
        other = found[place]
        if _fit(inside) > (_fit(other) if tier == _OUTSIDE else _EXACT):
            continue
        factor = at_most[tier] * inside.weight * inside.trust / (other.weight * other.trust)
        step = Step("inside", said)
        held[place] = other._replace(weight=other.weight * factor, joined=(*other.joined, step))
    return held
