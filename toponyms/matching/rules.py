"""What speaks for a candidate: the rules, in the order of the evidence.

The weight of a candidate is a product of factors, one for each rule of `RULES`: how the form
belongs to the name, how likely the bare name means this place, type words, context, dates,
language. A rule is a small function that returns its factor with a line of evidence, or abstains;
the numbers are in `rules/scoring.tsv` with their meaning. The answer explains itself by
construction: the factors are the evidence.
"""

from collections.abc import Callable, Mapping
from functools import cache

from toponyms.dates import bounds, in_force
from toponyms.matching.abroad import called_so_abroad
from toponyms.matching.context import Context, is_apart
from toponyms.matching.forms import OWN_LANGUAGES, form
from toponyms.matching.prior import prior
from toponyms.matching.query import (
    Hit,
    Name,
    Query,
    Rule,
    Rules,
    Verdict,
    Weighed,
)
from toponyms.matching.scoring import Fit
from toponyms.matching.whereabouts import around, inside_named, within
from toponyms.model import (
    ADJECTIVE_KINDS,
    FEATURE_KINDS,
    KINDS,
    SETTLEMENT_KINDS,
    Derivation,
    Place,
    Reason,
    Step,
    Toponym,
)
from toponyms.rules import usual_standards
from toponyms.store.store import Store
from toponyms.text.script import script_of
from toponyms.typed import Final, NamedTuple

_OWN_SCRIPTS: Final = frozenset({"Cyrl", "Latn"})


# Rules, in the order of the evidence. Each sees the query and one hit.


def _script(query: Query, hit: Hit) -> Verdict | None:
    """A name in a third script is found only in that script: ``Part`` is not Порт in Yiddish."""
    derivation = query.store.derivations_at(hit.posting.derivations)[0]
    if derivation.language in OWN_LANGUAGES:
        return None
    script = query.store.toponym_at(hit.posting.toponym).script
    if script in _OWN_SCRIPTS or script == script_of(hit.name.text):
        return None
    return Verdict(0.0, lambda: f"a name in {script}")


def derivations(store: Store, hit: Hit) -> tuple[Derivation, ...]:
    """The ways that lead from names of the place to the form that was found."""
    found = store.derivations_at(hit.posting.derivations)
    if hit.alike is None:
        return found
    form = "fuzzy" if hit.edits else "skeleton"
    changed = (d._replace(standards=(), form=form, edits=hit.edits) for d in found)
    return tuple(dict.fromkeys(changed))


def _part(query: Query, hit: Hit) -> Verdict | None:
    """Whether a part of the name was left out, or an epithet added, to find the place."""
    if not hit.name.part:
        return None
    if KINDS[query.store.kind[hit.posting.place]] not in SETTLEMENT_KINDS:
        return Verdict(0.0, lambda: "a part of a name is no unit")
    factor, trust = query.scoring.form.part, query.scoring.trust.part
    return Verdict(factor, lambda: hit.name.part, trust, "part unused")


def _epithet(query: Query, hit: Hit) -> Verdict | None:
    """What an abbreviated epithet was taken to stand for; the rest is for the other rules."""
    return Verdict(1.0, lambda: hit.name.epithet) if hit.name.epithet else None


_FAR_APART: Final = frozenset({"city", "village"})


def _how_type_words_fit(kind: str, kinds: tuple[str, ...]) -> Fit:
    """How a kind agrees with those that type words say, the likeliest first."""
    if kind == kinds[0]:
        return Fit.FIRST
    if kind in kinds:
        return Fit.OTHER
    if kind in SETTLEMENT_KINDS and not SETTLEMENT_KINDS.isdisjoint(kinds):
        far = kind in _FAR_APART and "selyshche" not in kinds and {kind, *kinds} >= _FAR_APART
        return Fit.FAR if far else Fit.SETTLEMENT
    return Fit.CONTRADICTED


def _fits(query: Query, place: int, kinds: tuple[str, ...]) -> Fit:
    """How a place agrees with the kinds that type words say.

    Kyiv and Sevastopol lie in no hromada and are one each: ``Kyiv City Council``.
    """
    kind = KINDS[query.store.kind[place]]
    if "hromada" in kinds and kind not in kinds and is_apart(query.store, place):
        return Fit.OTHER
    return _how_type_words_fit(kind, kinds)


def _words_of(name: Name) -> str:
    return repr(name.words) if name.words else "the name before it"


def type_fit(weighed: Weighed) -> Fit | None:
    """How a candidate agrees with the type words; None without type words."""
    kinds = weighed.hit.name.kinds
    return _fits(weighed.query, weighed.hit.posting.place, kinds) if kinds else None


def contradicted(weighed: Weighed) -> bool:
    """True for a candidate whose kind contradicts the type words."""
    return type_fit(weighed) is Fit.CONTRADICTED


def _type(query: Query, hit: Hit) -> Verdict | None:
    """Whether the type words fit."""
    kinds = hit.name.kinds
    if not kinds:
        return None
    kind = KINDS[query.store.kind[hit.posting.place]]
    how = _fits(query, hit.posting.place, kinds)
    fits = how in (Fit.FIRST, Fit.OTHER)
    but = "" if fits else f", but this is a {kind}"
    factor = query.scoring.type[how]
    if hit.name.whole:
        but += ", but is a part of a name"
        factor *= query.scoring.part_of_a_name
    return Verdict(
        factor,
        lambda: f"{_words_of(hit.name)} says {' or '.join(kinds)}{but}",
        query.scoring.trust_type.get(how, 1.0),
        None if fits else "kind",
    )


def _rare_reading(query: Query, hit: Hit) -> Verdict | None:
    """In running text a rare romanization alone does not make a name of a word.

    By the one for Romanians ``Medicine`` is Медичне, by the one for Germans ``Part`` is Парт.
    """
    if not query.running or hit.name.kinds:
        return None
    if not query.store.memo(_read_rarely)[hit.posting.derivations, query.readers]:
        return None
    return Verdict(0.0, lambda: "a rare romanization")


def _read_rarely(store: Store, asked: tuple[int, frozenset[str]]) -> bool:
    """True for a form that only romanizations make which its readers are not used to."""
    derivations, readers = asked
    usual = usual_standards(readers)
    ways = store.derivations_at(derivations)
    return all(way.standards and usual.isdisjoint(way.standards) for way in ways)


def _attested(query: Query, hit: Hit) -> bool:
    """True for a form that no romanization made, or not for readers of the text: Basarabia."""
    first, *others = query.store.derivations_at(hit.posting.derivations)
    read = [way for way in others if way.language in query.readers]
    return any(not way.standards for way in (first, *read))


def _bare_unit(query: Query, hit: Hit) -> Verdict | None:
    """In running text an adjective is the name of a unit only with its noun.

    So is any name the name of a feature or a region, unless that is well known by the bare name or
    is a neighbourhood of a place that is named too.
    """
    if not query.running or hit.name.kinds:
        return None
    kind = KINDS[query.store.kind[hit.posting.place]]
    derivation = query.store.derivations_at(hit.posting.derivations)[0]
    if kind in FEATURE_KINDS:
        # Not by a romanization that the compiler made: Stir and San are words of English.
        known = query.store.well_known(hit.posting.toponym) and _attested(query, hit)
        if known or (kind == "neighbourhood" and inside_named(query, hit)):
            return None
        return Verdict(0.0, lambda: f"a {kind} without a noun")
    if kind not in ADJECTIVE_KINDS:
        return None
    toponym = query.store.toponym_at(hit.posting.toponym)
    noun = derivation.form == "base noun" or toponym.status == "variant" or " " in toponym.text
    if noun and derivation.form != "adjective":
        return None
    return Verdict(0.0, lambda: "an adjective without a noun")


HEIR: Final = 0.5
"""Share of its settlements from which a unit of today is the heir of an abolished one."""


def _still_written(name: Toponym, on: str) -> bool:
    """True for a name that is no longer official on a day, as people go on to write it.

    Its status weighs already; a name that is not official yet nobody can write.
    """
    return name.valid_to is not None and bounds(on)[1] >= bounds(name.valid_to)[0]


def _renamed(query: Query, place: int) -> bool:
    """True if the heir of an abolished unit was called as that was, and was renamed."""
    store = query.store
    name = store.place_at(place).name()
    return any(
        toponym.status == "former" and toponym.text == name
        for heir, share in store.successors_at(place)
        if share >= HEIR and store.kind[heir] == store.kind[place]
        for toponym in store.place_at(heir).toponyms
    )


def _time(query: Query, hit: Hit) -> Verdict | None:
    """Whether place and name were in force on the day; with no day, whether the place still is."""
    number = query.scoring.date
    store, place = query.store, hit.posting.place
    if query.on is None:
        if not store.ended(place) or query.says_where:
            return None
        if not _renamed(query, place):
            return Verdict(number.abolished, lambda: "abolished")
        return Verdict(number.heir_renamed, lambda: "abolished, and its heir renamed")
    factor = 1.0
    details = []
    toponym = store.toponym_at(hit.posting.toponym)
    checked: list[tuple[str, Place | Toponym, float]] = [
        ("place", store.place_at(place), number.place)
    ]
    if not _still_written(toponym, query.on):
        checked.append(("name", toponym, number.name))
    for what, holder, past in checked:
        answer = in_force(holder.valid_from, holder.valid_to, query.on)
        if answer is False:
            factor *= past
            details.append(f"the {what} was not in force on {query.on}")
        elif answer is None:
            factor *= number.uncertain
            details.append(f"whether the {what} was in force on {query.on} is open")
    return Verdict(factor, lambda: "; ".join(details)) if details else None


def _language(query: Query, hit: Hit) -> Verdict | None:
    """Whether the form is one of the language that the caller names."""
    if query.language is None:
        return None
    derivations = query.store.derivations_at(hit.posting.derivations)
    if any(derivation.language == query.language for derivation in derivations):
        return Verdict(1.0, lambda: f"a form of {query.language}")
    return Verdict(query.scoring.other_language, lambda: f"no form of {query.language}")


class _Known(NamedTuple):
    """What is known of a name, as far as it tells which rules can say something of it."""

    part: bool
    epithet: bool
    typed: bool
    running: bool
    contexts: bool
    around: bool
    language: bool


def _always(known: _Known) -> bool:
    return True


def _bare_in_text(known: _Known) -> bool:
    return known.running and not known.typed


class _Entry(NamedTuple):
    name: str
    rule: Rule
    applies: Callable[[_Known], bool]
    """Whether the rule can say anything of a name; most say nothing of most."""


RULES: Final[tuple[_Entry, ...]] = (
    _Entry("form", form, _always),
    _Entry("script", _script, _always),
    _Entry("part", _part, lambda known: known.part),
    _Entry("epithet", _epithet, lambda known: known.epithet),
    _Entry("prior", prior, _always),
    _Entry("abroad", called_so_abroad, lambda known: not known.typed),
    _Entry("type", _type, lambda known: known.typed),
    _Entry("bare unit", _bare_unit, _bare_in_text),
    _Entry("rare reading", _rare_reading, _bare_in_text),
    _Entry("within", within, lambda known: known.contexts),
    _Entry("around", around, lambda known: known.around),
    _Entry("time", _time, _always),
    _Entry("language", _language, lambda known: known.language),
)


def rules_for(query: Query, name: Name) -> Rules:
    """The rules that can say something of a name; to ask all rules takes three times as long."""
    return _rules_for(
        _Known(
            bool(name.part),
            bool(name.epithet),
            bool(name.kinds),
            query.running,
            bool(query.contexts),
            query.around is not None,
            query.language is not None,
        )
    )


@cache
def _rules_for(known: _Known) -> Rules:
    return tuple((entry.name, entry.rule) for entry in RULES if entry.applies(known))


def weigh(query: Query, hit: Hit, rules: Rules) -> Weighed:
    """The product of what the rules say of a hit."""
    weight = trust = 1.0
    doubts: tuple[Reason, ...] = ()
    for _, rule in rules:
        verdict = rule(query, hit)
        if verdict is not None:
            weight *= verdict.factor
            trust *= verdict.trust
            if verdict.doubt is not None:
                doubts += (verdict.doubt,)
    return Weighed(weight, trust, query, hit, rules, doubts=doubts)


def weigh_around(found: Mapping[int, Weighed], context: Context) -> dict[int, Weighed]:
    """The candidates of a name as they weigh where a text names some places around it.

    Only the rule of that is asked, which looks at no hit but its place: to weigh them anew takes
    ten times as long. It brings no candidate back that weighed nothing, see `found_by_around`.
    """
    heard: dict[int, Weighed] = {}
    rules: dict[Name, Rules] = {}
    for place, weighed in found.items():
        query = weighed.query._replace(around=context)
        name = weighed.hit.name
        verdict = around(query, weighed.hit)
        factor = 1.0 if verdict is None else verdict.factor
        if name not in rules:
            rules[name] = rules_for(query, name)
        heard[place] = weighed._replace(
            weight=weighed.weight * factor, query=query, rules=rules[name]
        )
    return heard


def found_by_around(store: Store, text: str) -> bool:
    """Whether a name may mean something that is looked for only where its place is named around it:
    a neighbourhood.
    """
    return any(KINDS[store.kind[posting.place]] == "neighbourhood" for posting in store.named(text))


def evidence(weighed: Weighed) -> tuple[Step, ...]:
    """What the rules that made the weight say of it, in words: they are asked once more."""
    verdicts = ((name, rule(weighed.query, weighed.hit)) for name, rule in weighed.rules)
    said = (Step(name, verdict.detail()) for name, verdict in verdicts if verdict is not None)
    return (*said, *weighed.joined)
