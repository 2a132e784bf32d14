"""How a spelling belongs to the name of a place: the first of the rules for a candidate.

The rules of `_FORM` are asked in turn; each says its factor and how far the candidate can be
trusted. Together they are one line of evidence, the form.
"""

from collections.abc import Callable

from toponyms.dates import bounds
from toponyms.language.cues import cues, given_names
from toponyms.matching.abroad import city_abroad
from toponyms.matching.query import (
    SUPPORTING,
    Hit,
    Name,
    Query,
    Verdict,
    Weighed,
    related,
    unlikely_in_a_table,
    without_clues,
)
from toponyms.matching.scoring import Guess, Standing
from toponyms.matching.wording import describe
from toponyms.model import (
    ADJECTIVE_KINDS,
    KIND_FACTS,
    KINDS,
    SETTLEMENT_KINDS,
    Derivation,
    Reason,
)
from toponyms.rules import usual_standards
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.script import script_of
from toponyms.typed import Final, NamedTuple

INDEPENDENCE: Final = "1991-08-24"
OWN_LANGUAGES: Final = frozenset({"uk", "ru", "en"})
"""Languages of the registers."""
OFFICIAL_LANGUAGES: Final = frozenset({"uk", "en"})
"""Languages in which Ukraine names its places."""


class _Form(NamedTuple):
    """A form that was found, with what several rules ask of it."""

    query: Query
    hit: Hit
    derivation: Derivation
    """The simplest way that leads to it."""

    @property
    def name(self) -> Name:
        """What was looked for."""
        return self.hit.name

    @property
    def kind(self) -> str:
        """Of the place."""
        kind: str = KINDS[self.query.store.kind[self.hit.posting.place]]
        return kind

    @property
    def without_clues(self) -> bool:
        """Whether nothing but its letters tells what the name means."""
        return without_clues(self.query, self.hit.name)


class _Said(NamedTuple):
    """What a rule says of a form."""

    factor: float
    trust: float = 1.0


_Rule = Callable[[_Form], _Said | None]


def form(query: Query, hit: Hit) -> Verdict:
    """How the spelling belongs to the toponym, and whether that is official."""
    asked = query.store.memo(_asked_of)[hit.posting.derivations] if hit.alike is None else _FORM
    found = _Form(query, hit, query.store.derivations_at(hit.posting.derivations)[0])
    factor = query.scoring.status[standing(query, hit)]
    trust = 1.0
    for rule in asked:
        said = rule(found)
        if said is not None:
            factor *= said.factor
            trust *= said.trust
    doubt: Reason | None = None if hit.alike is None else "near miss"
    return Verdict(factor, lambda: describe(query.store, hit), trust, doubt)


def standing(query: Query, hit: Hit) -> Standing:
    """The status of the toponym, or that it is former since long ago."""
    status = query.store.status_at(hit.posting.toponym)
    today = query.on is None or query.on >= INDEPENDENCE
    if status == "former" and today and _long_past(query.store, hit):
        return Standing.LONG_PAST
    return Standing(status)


def _long_past(store: Store, hit: Hit) -> bool:
    """True for a name given up before independence: Zaporizhzhia is no longer Олександрівськ."""
    end = store.toponym_at(hit.posting.toponym).valid_to
    return end is not None and bounds(end)[1] < INDEPENDENCE


def _romanized(found: _Form) -> _Said | None:
    """Whether the form is a romanization that the compiler made, and by which standards."""
    if not found.derivation.standards:
        return None
    number = found.query.scoring.form
    rare = usual_standards(found.query.readers).isdisjoint(found.derivation.standards)
    return _Said(number.romanized_rarely if rare else number.romanized)


def _in_a_case(found: _Form) -> _Said | None:
    """Whether the form is in a case other than the nominative."""
    number, case = found.query.scoring.form, found.derivation.case
    if case in (None, "nominative"):
        return None
    if case == "vocative":
        return _Said(number.vocative)
    # In a table a settlement stands in the nominative beside its noun: село Бердичів is no Бердичі.
    a_unit = bool(found.name.kinds) and SETTLEMENT_KINDS.isdisjoint(found.name.kinds)
    by_itself = not found.query.running and not a_unit
    return _Said(number.case if by_itself else number.case_in_text)


def _alike(found: _Form) -> _Said | None:
    """Whether the name only sounds like the form, or is an edit or two from it."""
    query, hit = found.query, found.hit
    if hit.alike is None:
        return None
    guess: Guess = "fuzzy" if hit.edits else "skeleton"
    number = query.scoring.guess[guess]
    likely = query.scoring.form.older if hit.older else number.factor
    factor = likely * hit.alike**number.power
    if hit.edits > 1:
        factor *= query.scoring.form.second_edit
    if found.derivation.form != "base noun" and not found.name.kinds and _adjectival(found):
        factor = 0.0  # Smolensk is not Смолінська
    if unlikely_in_a_table(query, hit):
        factor = 0.0  # a misspelled village in a row is no country
    if found.without_clues:
        if _of_something_else(query, hit):
            factor = 0.0
        if _little_known(query, hit):
            own_script = script_of(found.name.text) == "Cyrl"
            factor *= hit.alike >= (number.little_own_script if own_script else number.little)
    supported = guess == "fuzzy" and _supported(query, hit)
    trust = number.trust_supported if supported else number.trust
    return _Said(factor, trust * hit.alike**number.trust_power)


def _hearsay(found: _Form) -> _Said | None:
    """Whether only a label of unknown language, ``Putin``, names a little-known place so."""
    language = found.query.store.language_at(found.hit.posting.toponym)
    if language != "und" or not found.without_clues or not _little_known(found.query, found.hit):
        return None
    return _Said(1.0, found.query.scoring.trust.hearsay)


def _for_its_unit(found: _Form) -> _Said | None:
    """A base noun or an adjective by itself stands for its unit.

    Kyiv stands for its oblast or, in the past, its governorate; Uman hardly for its raion.
    """
    form = found.derivation.form
    if form not in ("base noun", "adjective") or found.kind in found.name.kinds:
        return None
    large = found.kind in ("oblast", "region")
    if form == "adjective" and not large and _adjectival(found) and found.without_clues:
        return _Said(0.0)  # Zelensky is not Зеленська hromada: its adjective is feminine
    if found.query.says_where and large:  # a column of oblasts says Kyiv for Kyiv oblast
        return None
    number = found.query.scoring.form
    if form == "adjective":
        return _Said(_of_another_gender(found))
    return _Said(number.base_noun if large else number.base_noun_below)


def _of_another_gender(found: _Form) -> float:
    """What an adjective by itself says of a unit, by its gender.

    A feminine one is rather a hromada or an oblast (Миргородська), a masculine one a raion or, in a
    list of them, an oblast (Черкаський), a neuter one a village (Полтавське).
    """
    number, gender = found.query.scoring.form, found.derivation.gender
    if gender == KIND_FACTS[found.kind].gender or not _adjectival(found):
        return number.adjective
    if gender == "neuter":
        return number.adjective_neuter
    return number.adjective if found.kind in ("oblast", "region") else number.adjective_below


_FORM: Final[tuple[_Rule, ...]] = (_romanized, _in_a_case, _alike, _hearsay, _for_its_unit)


def _asked_of(store: Store, derivations: int) -> tuple[_Rule, ...]:
    """The rules that can say something of a form that is borne just so: of most none but hearsay,
    and all five take a third of the time of weighing.
    """
    derivation = store.derivations_at(derivations)[0]
    applies: dict[_Rule, bool] = {
        _romanized: bool(derivation.standards),
        _in_a_case: derivation.case not in (None, "nominative"),
        _hearsay: True,
        _for_its_unit: derivation.form in ("base noun", "adjective"),
    }
    return tuple(rule for rule in _FORM if applies.get(rule))


def _adjectival(found: _Form) -> bool:
    """True for a unit whose name is an adjective."""
    return found.kind in ADJECTIVE_KINDS


def _little_known(query: Query, hit: Hit) -> bool:
    """True for a place that few people mean when they misspell a name."""
    store, place = query.store, hit.posting.place
    if KINDS[store.kind[place]] not in SETTLEMENT_KINDS:
        return KINDS[store.kind[place]] not in ("oblast", "raion")
    inhabitants = store.population[place]
    return bool(inhabitants == NOTHING or inhabitants < query.scoring.least.little)


def _of_something_else(query: Query, hit: Hit) -> bool:
    """True for a name that is not one of ours misspelled: a given name, ``Oleksandr``; a surname by
    its ending, ``Біленко``, unless the name that it is like has such an ending too; a city abroad,
    ``Vienna``. A country is not guessed from its name in other languages: ``Venäjä``, Russia.
    """
    key = fold(hit.name.text)
    if key in given_names() or city_abroad(hit.name.text):
        return True
    language = query.store.language_at(hit.posting.toponym)
    if KINDS[query.store.kind[hit.posting.place]] == "country":
        return language not in OWN_LANGUAGES
    endings = tuple(cues("surname ending"))
    like = fold(query.store.toponym_at(hit.posting.toponym).text)
    return key.endswith(endings) and not like.endswith(endings)


def _supported(query: Query, hit: Hit) -> bool:
    """Whether a near miss may be trusted: its context says so, or it is a long name of a big place
    with hardly a letter changed.
    """
    store, place, least = query.store, hit.posting.place, query.scoring.least
    if not SUPPORTING.isdisjoint(related(query, place)):
        return True
    kind = KINDS[store.kind[place]]
    if query.running and kind in ADJECTIVE_KINDS and kind in hit.name.kinds:
        return True  # у Чернгівській області: there are few units
    inhabitants = store.population[place]
    return bool(
        hit.alike is not None
        and hit.alike >= least.very_alike
        and len(hit.name.text) >= least.long_name
        and inhabitants != NOTHING
        and inhabitants >= least.big_place
    )


def as_supported(weighed: Weighed) -> Weighed:
    """A near miss as trusted as in a context that fits; anything else as it is."""
    query, hit = weighed.query, weighed.hit
    if not hit.edits or _supported(query, hit):
        return weighed
    number = query.scoring.guess["fuzzy"]
    return weighed._replace(trust=weighed.trust * number.trust_supported / number.trust)
