"""What speaks for a candidate: the rules, in the order of the evidence.

The weight of a candidate is a product of factors, one for each rule of `RULES`: how the form
belongs to the name, how likely a bare name of it means this place, type words, context, dates,
language. A rule is a small function that returns its factor with a line of evidence, or abstains;
the numbers are in `rules/scoring.tsv` with their meaning. The answer explains itself by
construction: the factors are the evidence.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from toponyms.dates import bounds, in_force
from toponyms.language.cues import commonness, cues, given_names
from toponyms.matching.context import Context, known, relation
from toponyms.matching.query import SUPPORTING, Hit, Name, Query, Rule, Rules, Verdict, Weighed
from toponyms.matching.weights import weights
from toponyms.matching.wording import describe
from toponyms.model import ADJECTIVE_KINDS, FEATURE_KINDS, KINDS, SETTLEMENT_KINDS, Derivation, Step
from toponyms.rules import english_standards, table
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.script import script_of

INDEPENDENCE: Final = "1991-08-24"
ONCE_IN_A_MILLION: Final = 3
"""Of the words of a text, on the Zipf scale."""
COMMONEST: Final = 6
"""On that scale; what is commoner may be a place all the same: the mountain Щоб."""
_OWN_LANGUAGES: Final = frozenset({"uk", "ru", "en"})
_OWN_SCRIPTS: Final = frozenset({"Cyrl", "Latn"})


def forget() -> None:
    """Forgets what was worked out from the numbers, for who changes them."""
    _prior_of.cache_clear()


# Rules, in the order of the evidence. Each sees the query and one hit.


def _form(query: Query, hit: Hit) -> Verdict:
    """How the spelling belongs to the toponym, and whether that is official."""
    number = weights()
    derivation = query.store.derivations_at(hit.posting.derivations)[0]
    status = query.store.status_at(hit.posting.toponym)
    if status == "former" and query.on is None and _long_past(query.store, hit):
        status = "long past"
    factor = number[f"status.{status}"]
    if derivation.standards:
        rare = english_standards().isdisjoint(derivation.standards)
        factor *= number["form.romanized rarely" if rare else "form.romanized"]
    if derivation.case == "vocative":
        factor *= number["form.vocative"]
    elif derivation.case not in (None, "nominative"):
        by_itself = not query.running and not hit.name.kinds
        factor *= number["form.case" if by_itself else "form.case in text"]
    trust = 1.0
    if hit.alike is not None:
        form = "fuzzy" if hit.edits else "skeleton"
        factor *= number[f"form.{form}"] * hit.alike ** number[f"form.{form} power"]
        if hit.edits > 1:
            factor *= number["form.second edit"]
        supported = form == "fuzzy" and _supported(query, hit)
        trust = number[f"trust.{form}{' supported' if supported else ''}"] * hit.alike
        if derivation.form != "base noun" and not hit.name.kinds and _adjectival(query, hit):
            factor = 0.0  # Smolensk is no Смолінська
        if bare(query, hit.name) and _little_known(query, hit):
            own = " own script" if script_of(hit.name.text) == "Cyrl" else ""
            factor *= hit.alike >= number[f"alike.{form} bare little{own}"]
    if bare(query, hit.name) and _hearsay(query, hit):
        trust *= number["trust.hearsay"]
    if hit.alike is not None and bare(query, hit.name) and _of_something_else(query, hit):
        factor = 0.0
    if derivation.form in ("base noun", "adjective") and not hit.name.kinds:
        # Kyiv stands for its oblast or, in the past, its governorate; Uman hardly for its raion.
        large = KINDS[query.store.kind[hit.posting.place]] in ("oblast", "region")
        below = derivation.form == "base noun" and not large
        if not (query.says_where and large):  # a column of oblasts has Kyiv for Kyiv oblast
            factor *= number["form.base noun below" if below else f"form.{derivation.form}"]
        small = not large and _adjectival(query, hit)
        if derivation.form == "adjective" and small and bare(query, hit.name):
            factor = 0.0  # Zelensky is no Зеленська hromada, which nobody calls by a masculine
    return Verdict(factor, lambda: describe(query.store, hit), trust)


def _script(query: Query, hit: Hit) -> Verdict | None:
    """A name of another script is one in that script only: ``Part`` is no Yiddish Порт."""
    derivation = query.store.derivations_at(hit.posting.derivations)[0]
    if derivation.language in _OWN_LANGUAGES:
        return None
    script = query.store.toponym_at(hit.posting.toponym).script
    if script in _OWN_SCRIPTS or script == script_of(hit.name.text):
        return None
    return Verdict(0.0, lambda: f"a name in {script}")


def derivations(query: Query, hit: Hit) -> tuple[Derivation, ...]:
    """The ways that lead from names of the place to the form that was found."""
    found = query.store.derivations_at(hit.posting.derivations)
    if hit.alike is None:
        return found
    form = "fuzzy" if hit.edits else "skeleton"
    changed = (d._replace(standards=(), form=form, edits=hit.edits) for d in found)
    return tuple(dict.fromkeys(changed))


def _adjectival(query: Query, hit: Hit) -> bool:
    """True for a unit whose name is an adjective, and has no type word beside it here."""
    return KINDS[query.store.kind[hit.posting.place]] in ADJECTIVE_KINDS


def bare(query: Query, name: Name) -> bool:
    """True if nothing but its letters tells what a name means."""
    return not (query.kinds or name.kinds or any(map(known, query.contexts)))


class _Abroad(NamedTuple):
    """The largest city of another country that bears a name, `rules/abroad.tsv`."""

    inhabitants: int
    city: str
    country: str


@cache
def _cities_abroad() -> dict[str, _Abroad]:
    return {
        name: _Abroad(int(inhabitants), city, country)
        for name, inhabitants, city, country in table("abroad")
    }


@lru_cache(maxsize=1024)
def _abroad(name: str) -> _Abroad | None:
    return _cities_abroad().get(fold(name))


def _called_so_abroad(query: Query, hit: Hit) -> Verdict | None:
    """Says where else a bare name may be; its weight is in that of none of our places."""
    city = _abroad(hit.name.text)
    if city is None or not bare(query, hit.name):
        return None
    return Verdict(
        1.0, lambda: f"{city.city} ({city.country}) of {city.inhabitants:,} inhabitants, too"
    )


def nothing(query: Query, name: Name) -> float:
    """The weight of the chance that a name means no place of ours.

    A name with a known context stands in a table of places; by itself it may be any word or given
    name, ``Слава``, or a city abroad, ``Rostov``; of a word in a text there is more to go by.
    """
    number = weights()
    if not query.running and any(map(known, query.contexts)):
        return number["nothing in a context"]
    if name.kinds:
        return number["nothing beside type words"]
    if not bare(query, name):
        return number["nothing"]
    city = _abroad(name.text)
    inhabitants = city.inhabitants / number["inhabitants"] if city else 0.0
    zipf = 0.0 if query.running else commonness(fold(name.text))
    word = 10 ** (min(zipf, COMMONEST) - ONCE_IN_A_MILLION) if zipf else 0.0
    return number["nothing"] + number["abroad"] * inhabitants + number["word"] * word


def _little_known(query: Query, hit: Hit) -> bool:
    """True for a place that few people mean when they misspell a name."""
    store, place = query.store, hit.posting.place
    if KINDS[store.kind[place]] not in SETTLEMENT_KINDS:
        return KINDS[store.kind[place]] not in ("oblast", "raion")
    inhabitants = store.population[place]
    return bool(inhabitants == NOTHING or inhabitants < weights()["little"])


def _hearsay(query: Query, hit: Hit) -> bool:
    """True for a little-known place by a label whose language no source tells: ``Putin``."""
    language = query.store.language_at(hit.posting.toponym)
    return language == "und" and _little_known(query, hit)


def _of_something_else(query: Query, hit: Hit) -> bool:
    """True for a name that is no misspelled one of ours: a given name, ``Oleksandr``; a surname by
    its ending, ``Біленко``, unless the name that it is like has such an ending too; a city abroad,
    ``Vienna``. A country is not meant by what another language calls it: ``Venäjä``, Russia.
    """
    key = fold(hit.name.text)
    if key in given_names() or _abroad(hit.name.text):
        return True
    language = query.store.language_at(hit.posting.toponym)
    if KINDS[query.store.kind[hit.posting.place]] == "country":
        return language not in _OWN_LANGUAGES
    endings = tuple(cues("surname ending"))
    like = fold(query.store.toponym_at(hit.posting.toponym).text)
    return key.endswith(endings) and not like.endswith(endings)


def _supported(query: Query, hit: Hit) -> bool:
    """Whether a near miss may be trusted: its context says so, or it is a long name of a big place
    with hardly a letter changed.
    """
    store, place, number = query.store, hit.posting.place, weights()
    related = {relation(store, place, c, number["near.km"]) for c in query.contexts}
    if related & SUPPORTING:
        return True
    inhabitants = store.population[place]
    return bool(
        hit.alike is not None
        and hit.alike >= number["fuzzy.very alike"]
        and len(hit.name.text) >= number["fuzzy.long"]
        and inhabitants != NOTHING
        and inhabitants >= number["fuzzy.big"]
    )


def _long_past(store: Store, hit: Hit) -> bool:
    """True for a name of before independence: Олександрівськ today is no longer Zaporizhzhia."""
    end = store.toponym_at(hit.posting.toponym).valid_to
    return end is not None and bounds(end)[1] < INDEPENDENCE


def _part(query: Query, hit: Hit) -> Verdict | None:
    """Whether only a part of the name is that of the place, or that of the name of the place."""
    if not hit.name.part:
        return None
    if KINDS[query.store.kind[hit.posting.place]] not in SETTLEMENT_KINDS:
        return Verdict(0.0, lambda: "a part of a name is no unit")
    number = weights()
    return Verdict(number["form.part"], lambda: hit.name.part, number["trust.part"])


@cache
def _prior_of(kind: str) -> float:
    return weights().get(f"prior.{kind}", weights()["prior.other"])


def _prior(query: Query, hit: Hit) -> Verdict:
    """How likely a bare name means a place of this kind and size."""
    number = weights()
    kind = KINDS[query.store.kind[hit.posting.place]]
    factor = _prior_of(kind)
    if kind in FEATURE_KINDS:
        if query.says_where and kind == "region":
            return Verdict(number["prior.region says where"], lambda: "region")
        if query.store.well_known(hit.posting.toponym):
            return Verdict(number["prior.well known"], lambda: f"well-known {kind}")
        if kind in hit.name.kinds:
            return Verdict(number["prior.feature by its noun"], lambda: kind)
    elif hit.name.kinds and FEATURE_KINDS.issuperset(hit.name.kinds):
        # A river is no likelier a city for its inhabitants, nor an oblast for being one.
        return Verdict(min(factor, number["prior.beside a feature's noun"]), lambda: kind)
    inhabitants = query.store.population[hit.posting.place]
    if kind not in SETTLEMENT_KINDS:
        return Verdict(factor, lambda: kind)
    if kind == "selyshche" and query.store.was_urban(hit.posting.place):
        # Most of the others are a few houses at a railway or a farm.
        factor = number["prior.selyshche of urban type"]
        kind = "selyshche once of urban type"
    centre = ""
    if query.store.governed_from(hit.posting.place) is not None:
        factor += number["prior.centre of a raion"]
        centre = ", once the centre of a raion"
    elif inhabitants == NOTHING and query.store.is_centre(hit.posting.place):
        factor += number["prior.centre"]
        centre = ", centre of its hromada"
    if inhabitants == NOTHING:
        return Verdict(factor, lambda: f"{kind}{centre}")
    return Verdict(
        factor + inhabitants / number["inhabitants"],
        lambda: f"{kind} of {inhabitants:,} inhabitants{centre}",
    )


def _how_type_words_fit(kind: str, kinds: tuple[str, ...]) -> str:
    """How a kind agrees with those that type words say, the likeliest first."""
    if kind == kinds[0]:
        return "first"
    if kind in kinds:
        return "other"
    if kind in SETTLEMENT_KINDS and not SETTLEMENT_KINDS.isdisjoint(kinds):
        return "settlement"
    return "contradicted"


def _words_of(name: Name) -> str:
    return repr(name.words) if name.words else "the name before it"


def contradicted(weighed: Weighed) -> bool:
    """True for a candidate of another kind than the type words say."""
    kinds = weighed.hit.name.kinds
    kind = KINDS[weighed.query.store.kind[weighed.hit.posting.place]]
    return bool(kinds) and _how_type_words_fit(kind, kinds) == "contradicted"


def _type(query: Query, hit: Hit) -> Verdict | None:
    """Whether the type words fit."""
    kinds = hit.name.kinds
    if not kinds:
        return None
    kind = KINDS[query.store.kind[hit.posting.place]]
    how = _how_type_words_fit(kind, kinds)
    but = "" if kind in kinds else f", but this is a {kind}"
    if hit.name.whole:
        but += ", but is a part of a name"
    return Verdict(
        weights()[f"type.{how}"] * (weights()["type.part of a name"] if hit.name.whole else 1.0),
        lambda: f"{_words_of(hit.name)} says {' or '.join(kinds)}{but}",
        weights()["trust.contradicted"] if how == "contradicted" else 1.0,
    )


def _within(query: Query, hit: Hit) -> Verdict | None:
    """Whether the place lies where the context says; several contexts must all hold."""
    if not query.contexts:
        return None
    number = weights()
    factor = trust = 1.0
    place = hit.posting.place
    details = [
        (relation(query.store, place, context, number["near.km"]), context)
        for context in query.contexts
    ]
    supported = any(how in SUPPORTING for how, _ in details)
    for how, context in details:
        if how == "unknown" and supported:
            how = "unknown beside one that fits"
        elif how == "outside" and context.roughly:
            how = "outside roughly"
        elif how == "near" and not _close(query, place, context):
            how = "not far"
        factor *= number[f"within.{how}"]
        trust *= number.get(f"trust.{how}", 1.0)
    return Verdict(factor, lambda: "; ".join(f"{how} {c.text}" for how, c in details), trust)


def _close(query: Query, place: int, context: Context) -> bool:
    """Whether a place near a context is within half of what counts as near."""
    return relation(query.store, place, context, weights()["near.km"] / 2) == "near"


def _around(query: Query, hit: Hit) -> Verdict | None:
    """Whether the place is in or near one that the same text names without doubt."""
    if query.around is None:
        return None
    number = weights()
    how = relation(query.store, hit.posting.place, query.around, number["near.km"])
    supported = how in ("inside", "was inside", "near", "around")
    text = query.around.text
    return Verdict(1.0 if supported else number["around.elsewhere"], lambda: f"{how} {text}")


def _inside_named(query: Query, hit: Hit) -> bool:
    """True if the place lies in one that the text or the caller names: ``на Подолі в Києві``."""
    contexts = (*query.contexts, *([query.around] if query.around else []))
    return any(relation(query.store, hit.posting.place, c, 0.0) == "inside" for c in contexts)


def _rare_reading(query: Query, hit: Hit) -> Verdict | None:
    """In running text a word is no name only because some rare romanization makes it one.

    By that for Romanians ``Medicine`` is Медичне, by that for Germans ``Part`` would be Парт.
    """
    if not query.running or hit.name.kinds:
        return None
    ways = query.store.derivations_at(hit.posting.derivations)
    usual = english_standards()
    if any(not way.standards or not usual.isdisjoint(way.standards) for way in ways):
        return None
    return Verdict(0.0, lambda: "a rare romanization")


def _bare_unit(query: Query, hit: Hit) -> Verdict | None:
    """In running text an adjective is the name of a unit only with its noun.

    So is any name that of a feature or a region, unless that is well known by it.
    """
    if not query.running or hit.name.kinds:
        return None
    kind = KINDS[query.store.kind[hit.posting.place]]
    derivation = query.store.derivations_at(hit.posting.derivations)[0]
    if kind in FEATURE_KINDS:
        # Not by a romanization of ours: Stir and San are words of English.
        known = query.store.well_known(hit.posting.toponym) and not derivation.standards
        if known or (kind == "neighbourhood" and _inside_named(query, hit)):
            return None
        return Verdict(0.0, lambda: f"a {kind} without a noun")
    if kind not in ADJECTIVE_KINDS:
        return None
    toponym = query.store.toponym_at(hit.posting.toponym)
    noun = derivation.form == "base noun" or toponym.status == "variant" or " " in toponym.text
    if noun and derivation.form != "adjective":
        return None
    return Verdict(0.0, lambda: "an adjective without a noun")


def _time(query: Query, hit: Hit) -> Verdict | None:
    """Whether place and name were in force on the day; without one, whether the place still is."""
    number = weights()
    store, place = query.store, hit.posting.place
    if query.on is None:
        ended = store.ended(place) and not query.says_where
        return Verdict(number["abolished"], lambda: "abolished") if ended else None
    factor = 1.0
    details = []
    toponym = store.toponym_at(hit.posting.toponym)
    for what, holder in (("place", store.place_at(place)), ("name", toponym)):
        answer = in_force(holder.valid_from, holder.valid_to, query.on)
        if answer is False:
            factor *= number[f"on.{what}"]
            details.append(f"the {what} was not in force on {query.on}")
        elif answer is None:
            factor *= number["on.uncertain"]
            details.append(f"whether the {what} was in force on {query.on} is open")
    return Verdict(factor, lambda: "; ".join(details)) if details else None


def _language(query: Query, hit: Hit) -> Verdict | None:
    """Whether the form is one of the language that the caller names."""
    if query.language is None:
        return None
    derivations = query.store.derivations_at(hit.posting.derivations)
    if any(derivation.language == query.language for derivation in derivations):
        return Verdict(1.0, lambda: f"a form of {query.language}")
    return Verdict(weights()["language.other"], lambda: f"no form of {query.language}")


def _always(query: Query, name: Name) -> bool:
    return True


def _bare_in_text(query: Query, name: Name) -> bool:
    return query.running and not name.kinds


class _Entry(NamedTuple):
    name: str
    rule: Rule
    applies: Callable[[Query, Name], bool]
    """Whether the rule can say anything of a name in a query; most say nothing of most."""


RULES: Final[tuple[_Entry, ...]] = (
    _Entry("form", _form, _always),
    _Entry("script", _script, _always),
    _Entry("part", _part, lambda query, name: bool(name.part)),
    _Entry("prior", _prior, _always),
    _Entry("abroad", _called_so_abroad, lambda query, name: not name.kinds),
    _Entry("type", _type, lambda query, name: bool(name.kinds)),
    _Entry("bare unit", _bare_unit, _bare_in_text),
    _Entry("rare reading", _rare_reading, _bare_in_text),
    _Entry("within", _within, lambda query, name: bool(query.contexts)),
    _Entry("around", _around, lambda query, name: query.around is not None),
    _Entry("time", _time, _always),
    _Entry("language", _language, lambda query, name: query.language is not None),
)


def rules_for(query: Query, name: Name) -> Rules:
    """The rules that can say something of a name, to weigh all its hits by: a third of the time."""
    return tuple((entry.name, entry.rule) for entry in RULES if entry.applies(query, name))


def weigh(query: Query, hit: Hit, rules: Rules) -> Weighed:
    """The product of what the rules say of a hit."""
    weight = trust = 1.0
    for _, rule in rules:
        verdict = rule(query, hit)
        if verdict is not None:
            weight *= verdict.factor
            trust *= verdict.trust
    return Weighed(weight, trust, query, hit, rules)


def evidence(weighed: Weighed) -> tuple[Step, ...]:
    """What the rules that made the weight say of it, in words: they are asked once more."""
    verdicts = ((name, rule(weighed.query, weighed.hit)) for name, rule in weighed.rules)
    said = (Step(name, verdict.detail()) for name, verdict in verdicts if verdict is not None)
    return (*said, *weighed.joined)
