"""Completion: the places whose names begin with what somebody has typed so far.

Offered are attested names, and the nouns that units are called after, in the script of what was
typed: no case forms and no romanizations of ours. A name is found by the beginning of any of its
words, and type words say of which kind it is: ``село Іван``, ``Kharkiv obl``. Each place is offered
once, by its official name if that begins so. They come in this order:

1. names that are what was typed, as they stand;
2. names that begin so, or have a later word that does, which counts less;
3. exonyms and labels of unknown language, in this order too;
4. countries, and what lies abroad.

Names of the first two are those of the registers, and others in their languages.

Within each, the likeliest come first, as `toponyms.matching.rules` judge a name: by kind and
inhabitants, official names before former ones. Where little begins so, what `resolve` makes of the
text follows: forms of a name, then near misses, marked as such.

A hundred thousand names begin with some letters, so only those of the largest places are weighed,
see `toponyms.store.store.Store.offers`.
"""

from collections.abc import Iterable, Iterator, Mapping

from toponyms.arguments import check_limit, check_text, read_kinds, read_language
from toponyms.language.typewords import unfinished
from toponyms.matching.candidates import LONGEST_NAME
from toponyms.matching.context import means_a_place
from toponyms.matching.forms import OWN_LANGUAGES
from toponyms.matching.phrase import names_in
from toponyms.matching.query import Hit, Name, Query, at_level, inside_of
from toponyms.matching.resolve import answer
from toponyms.matching.rules import rules_for, weigh
from toponyms.matching.scoring import GUESSES, scoring
from toponyms.matching.within import Within, read_within
from toponyms.model import FEATURE_KINDS, KINDS, Candidate, Place, Toponym, shown
from toponyms.store.format import Offer, Posting
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.script import script_of
from toponyms.text.words import tokens
from toponyms.typed import Any, Final, Literal, NamedTuple

Match = Literal["exact", "beginning", "word", "form", "guess"]
"""How a name belongs to what was typed: it is that, begins so, has a later word that begins so; the
text is another form of it, as a case or a romanization; the text is only like it, as a typo is."""
_SAY_NOTHING: Final = frozenset({"abroad"})
"""Rules that only tell of other meanings of a whole name; that one reads a table of 10,000 rows."""
_LEAST_WEIGHED: Final = 100
"""Places that are weighed at least, if so many names begin so: the first ten of them are those of
all, see tests/matching/test_search.py."""
_LEAST_GUESSED: Final = 3
"""Letters; what is shorter is like too many names."""
_MOST_GUESSED: Final = 80
"""Letters; a name has fewer than 60, and to resolve a list of names takes too long while typing."""
_REREADINGS: Final = frozenset({"encoding", "keyboard", "part"})
"""Steps of evidence that tell of a reading other than the text as it stands."""


class Completion(NamedTuple):
    """A place that a beginning may become."""

    text: str
    """The name to offer, as it is written."""
    toponym: Toponym
    place: Place
    match: Match = "beginning"
    """How the name belongs to what was typed; a ``guess`` is only like it."""
    label: str = ""
    """The place for a person to tell from others of its name: its name, kind, raion and oblast."""

    def __repr__(self) -> str:
        return f"<Completion {shown(self.text)} {self.place.id} {self.place.kind}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; the place without its toponyms."""
        return {
            "text": self.text,
            "toponym": self.toponym.to_dict(),
            "place": self.place.to_dict(toponyms=False) | {"name": self.place.name()},
            "match": self.match,
            "label": self.label,
        }


class _Begun(NamedTuple):
    """A name that begins so, and how likely it is meant."""

    order: tuple[int, float]
    """Sort key among all places: the least comes first."""
    offer: Offer
    match: Match


def search(
    store: Store,
    prefix: str,
    *,
    within: Within = None,
    kind: str | Iterable[str] | None = None,
    language: str | None = None,
    limit: int = 10,
) -> list[Completion]:
    """The places whose names begin like this, the likeliest first; their labels are blank.

    Args:
        store: where to look.
        prefix: the beginning of a name; case, apostrophes and marks do not count.
        within: as for `resolve`: places outside are left out.
        kind: a kind or several: others are left out.
        language: BCP 47: names in other languages are left out.
        limit: how many at most.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
            A context that means nothing is such a value: it would leave nothing out.
        UnknownPlaceError: a place in `within` is not in the gazetteer.
    """
    check_text(prefix, "prefix")
    check_limit(limit)
    query = Query(store, scoring(), read_kinds(kind), language=read_language(language))
    query = read_within(query, within)
    for context in query.contexts:
        if not means_a_place(context):
            raise ValueError(
                f"within: {shown(context.text)} means no place; give a name that does, or an id"
            )
    query = query._replace(inside=inside_of(query))
    if len(prefix) > LONGEST_NAME or not fold(prefix):
        return []
    begun = _all_begun(query, prefix, limit)
    ranked = sorted(begun, key=lambda place: (begun[place].order, place))[:limit]
    found = [_completion(store, begun[place]) for place in ranked]
    few = len(found) < min(limit, scoring().search.few)
    guessable = _LEAST_GUESSED <= len(fold(prefix)) <= _MOST_GUESSED
    if few and guessable and not any(one.match == "exact" for one in found):
        asked = answer(query, prefix, limit)
        others = (one for one in asked.candidates if _fits(query, prefix, one, begun))
        found += [_otherwise(candidate, script_of(prefix)) for candidate in others]
    return found[:limit]


def _fits(query: Query, prefix: str, candidate: Candidate, begun: Mapping[int, _Begun]) -> bool:
    """True for a place that `resolve` finds besides those whose names begin so: it lies in the
    context and, if any name begins so, is of the kind that the type words say.
    """
    place = query.store.place_index(candidate.place.id)
    kinds = _readings(query, prefix)[0].kinds
    if place in begun or (begun and kinds and candidate.place.kind not in kinds):
        return False
    return query.inside is None or query.inside(place)


def _completion(store: Store, begun: _Begun) -> Completion:
    """The answer for a name that begins so."""
    toponym = store.toponym_at(begun.offer.toponym)
    return Completion(toponym.text, toponym, store.place_at(begun.offer.place), begun.match)


def _otherwise(candidate: Candidate, script: str) -> Completion:
    """The answer for a place that `resolve` finds, by a name in the script that was typed."""
    place, toponym = candidate.place, candidate.spelling.toponym
    reread = any(step.rule in _REREADINGS for step in candidate.evidence)
    if not reread and (toponym.script != script or toponym.language not in OWN_LANGUAGES):
        toponym = next((other for other in place.toponyms if other.script == script), toponym)
    guessed = reread or candidate.spelling.derivations[0].form in GUESSES
    return Completion(toponym.text, toponym, place, "guess" if guessed else "form")


def _all_begun(query: Query, prefix: str, limit: int) -> dict[int, _Begun]:
    """The best name of each place, by any reading of what was typed.

    A last word that is the beginning of a type word, ``Kharkiv obla``, counts as one if no name
    begins so.
    """
    found: dict[int, _Begun] = {}
    for name in _readings(query, prefix):
        _keep(found, _begun(query, at_level(query, name), limit))
    name_end, kinds = unfinished(tokens(prefix)) if not found else (0, ())
    if kinds:
        name = Name(prefix[:name_end], kinds, prefix[name_end:].strip())
        _keep(found, _begun(query, name, limit))
    return found


def _readings(query: Query, prefix: str) -> list[Name]:
    """The readings of what was typed; type words are Ukrainian where neither its letters nor the
    caller tell of another language: ``м. Пол`` is a city.
    """
    return names_in(prefix, query.language or "uk")


def _keep(found: dict[int, _Begun], more: dict[int, _Begun]) -> None:
    """Adds the places of another reading, each by its better one."""
    for place, one in more.items():
        if place not in found or one.order < found[place].order:
            found[place] = one


def _begun(query: Query, name: Name, limit: int) -> dict[int, _Begun]:
    """The names that begin with one reading of what was typed, weighed, by place."""
    key = fold(name.text)
    if not key:
        return {}
    rules = tuple(rule for rule in rules_for(query, name) if rule[0] not in _SAY_NOTHING)
    postings: dict[str, dict[int, Posting]] = {}
    """Those of each form, by place: a form may be the name of a hundred villages."""
    found = {}
    for offer in _offers(query, name, key, limit).values():
        text = query.store.offered_text(offer)
        form = fold(text)
        if form not in postings:
            postings[form] = {posting.place: posting for posting in query.store.find(form)}
        posting = postings[form].get(offer.place)
        if posting is None:
            continue  # a table of the user's own takes the form for another name of the place
        weight = weigh(query, Hit(name._replace(text=text), posting), rules).weight
        if weight:
            found[offer.place] = _ordered(query, offer, form == key, weight)
    return found


def _ordered(query: Query, offer: Offer, whole: bool, weight: float) -> _Begun:
    """A name with its place in the order of the answer, see the head of the module.

    Args:
        query: where to look, and the numbers to weigh by.
        offer: the name.
        whole: whether it is no longer than what was typed.
        weight: how likely the bare name means the place.
    """
    store = query.store
    match: Match = "word" if offer.offset else "beginning"
    if whole and not _stands_for_unit(store, offer):
        match = "exact"
    foreign = _is_exonym(query, offer.toponym)
    abroad = match != "exact" and _abroad(store, offer.place)
    number = query.scoring.search
    if KINDS[store.kind[offer.place]] in FEATURE_KINDS:
        weight *= number.feature
    if match == "word":
        weight *= number.later_word
    if match != "exact" and not _goes_by(store, offer):
        weight *= number.not_official
    return _Begun((4 * abroad + 2 * foreign + (match != "exact"), -weight), offer, match)


def _stands_for_unit(store: Store, offer: Offer) -> bool:
    """True for the noun that a unit is called after: ``Умань`` is not the name of its raion."""
    return store.offered_text(offer) != store.toponym_at(offer.toponym).text


def _goes_by(store: Store, offer: Offer) -> bool:
    """True for the name of today that a place goes by in a language; countries have no other."""
    if store.status_at(offer.toponym) == "official":
        return True
    language = store.language_at(offer.toponym)
    return store.place_at(offer.place).name(language) == store.offered_text(offer)


def _is_exonym(query: Query, toponym: int) -> bool:
    """True for an exonym or a label of unknown language, unless the caller asks for a language."""
    if query.language is not None or query.store.language_at(toponym) in OWN_LANGUAGES:
        return False
    return query.store.status_at(toponym) == "variant"


def _abroad(store: Store, place: int) -> bool:
    """True for a country that nothing of the gazetteer lies in, and for what is not in another."""
    return store.memo(_empty)[store.lineage(place)[-1]]


def _empty(store: Store, place: int) -> bool:
    return not store.children_at(place)


def _offers(query: Query, name: Name, key: str, limit: int) -> dict[int, Offer]:
    """The name to offer of each place whose names begin so; of very many those of the largest.

    Names that are the key are all taken. The names of a place come in the order in which it is to
    be called, but the beginning of a name goes before that of a later word in another.
    """
    found: dict[int, Offer] = {}
    most = max(_LEAST_WEIGHED // (2 if query.contexts else 1), 3 * limit)  # few lie inside
    wanted = _Wanted(query, name, script_of(name.text))
    whole, begun = query.store.offers(key, wanted.kinds)
    for offer in wanted.of(whole):
        _take(query, found, offer)
    for offer in wanted.of(begun):
        if offer.place not in found and len(found) >= most:
            break
        _take(query, found, offer)
    return found


def _take(query: Query, found: dict[int, Offer], offer: Offer) -> None:
    """Keeps an offer if its place has none, or only an exonym or one by a later word."""
    other = found.get(offer.place)
    if other is None or _rank(query, offer) < _rank(query, other):
        found[offer.place] = offer


def _rank(query: Query, offer: Offer) -> tuple[bool, bool]:
    """Sort key of the names of a place, but for the order in which they come."""
    return _is_exonym(query, offer.toponym), bool(offer.offset)


class _Wanted:
    """Which names the caller, and the type words, leave in."""

    def __init__(self, query: Query, name: Name, script: str) -> None:
        self._query, self._script = query, script
        kinds = query.kinds
        if name.kinds:
            kinds = frozenset(name.kinds) & (kinds or frozenset(KINDS))
        self.kinds = None if kinds is None else frozenset(map(KINDS.index, kinds))
        """Numbers of the kinds; None for all."""

    def of(self, offers: Iterator[Offer]) -> Iterator[Offer]:
        """Those of the offers that are wanted."""
        store, language = self._query.store, self._query.language
        script, inside = self._script, self._query.inside
        for offer in offers:
            if store.script_at(offer.toponym) != script:
                continue
            if language not in (None, store.language_at(offer.toponym)):
                continue
            if inside is not None and not inside(offer.place):
                continue
            yield offer
