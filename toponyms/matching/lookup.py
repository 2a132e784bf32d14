"""From the readings of one name to the places that they may mean, weighed.

What a name is compared with grows only while nothing good is found, see `find`:

1. names of the same key, `toponyms.text.fold`;
2. names of the same skeleton, in any orthography, `toponyms.text.skeleton`;
3. names an edit or two away, `toponyms.text.fuzzy`, and, where a context is known, names that
   are a part of it or of which it is a part.

The wilder the reading, the less it is trusted, and a bare name has to be more alike than one with a
context or a type word: most surnames and foreign cities resemble some village's name.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from toponyms.matching.context import means_a_place
from toponyms.matching.phrase import parts
from toponyms.matching.query import (
    Found,
    Hit,
    Name,
    Query,
    Rules,
    Weighed,
    unlikely_in_a_table,
    without_clues,
)
from toponyms.matching.rules import rules_for, type_fit, weigh
from toponyms.matching.scoring import Fit
from toponyms.model import ADJECTIVE_KINDS, KINDS
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.fuzzy import SHORT, consonants, edits, near_letters, reach
from toponyms.text.skeleton import (
    all_alike,
    likeness,
    older_readings,
    readings,
    skeletons,
    tunes,
    turned,
    turned_epithet,
    with_epithets,
)
from toponyms.text.words import tokens
from toponyms.typed import Final, NamedTuple


def _keep(found: dict[int, Weighed], query: Query, hit: Hit, rules: Rules) -> None:
    """Weighs a hit and keeps it if it is the best of its place."""
    place = hit.posting.place
    if query.kinds and KINDS[query.store.kind[place]] not in query.kinds:
        return
    if query.inside is not None and not query.inside(place):
        return
    weighed = weigh(query, hit, rules)
    best = found.get(place)
    if weighed.weight and (best is None or _merit(weighed) > _merit(best)):
        found[place] = weighed


def _merit(weighed: Weighed) -> tuple[float, int, int]:
    """Sort key of the hits of one place: the greatest is kept; of equals that of the first name."""
    posting = weighed.hit.posting
    return weighed.weight, -posting.toponym, -posting.derivations


REMEMBERED: Final = 4096
"""How many names without context have their candidates kept; columns and texts repeat names."""


def look_up(query: Query, names: Sequence[Name]) -> dict[int, Weighed]:
    """The places that bear a reading of one name, by position; callers must not change the dict."""
    if query.contexts or query.around is not None:
        return _weigh_all(query, names)
    return query.store.memo(_remembered, REMEMBERED)[query, tuple(names)]


def _remembered(store: Store, asked: tuple[Query, tuple[Name, ...]]) -> dict[int, Weighed]:
    """The candidates of names that stand alone, as `look_up` keeps them."""
    return Found(_weigh_all(*asked))


def _weigh_all(query: Query, names: Sequence[Name]) -> dict[int, Weighed]:
    found: dict[int, Weighed] = {}
    readings = list(names)
    if len(readings) > 1 and query.store.find(fold(readings[-1].text)):
        readings[0] = readings[0]._replace(whole=True)
    for name in readings:
        rules = rules_for(query, name)
        for posting in query.store.named(name.text):
            _keep(found, query, Hit(name, posting), rules)
    return found


def _sounding_alike(
    query: Query, names: Iterable[Name], several: bool = False
) -> dict[int, Weighed]:
    """The candidates whose names have the skeleton of a reading, whatever their letters.

    Args:
        query: what is known about the names.
        names: the readings.
        several: whether only names of several words count; a skeleton joins the words.
    """
    found: dict[int, Weighed] = {}
    for name in names:
        least = query.scoring.least_alike("skeleton", alone=without_clues(query, name))
        rules = rules_for(query, name)
        for text in filter(None, (name.text, turned(name.text))):
            own = tunes(text)
            for skeleton in skeletons(text):
                for key, alike in _keys_alike(query.store, skeleton, own, least):
                    if not several or " " in key:
                        for posting in query.store.find(key):
                            _keep(found, query, Hit(name, posting, alike), rules)
    return found


def _keys_alike(
    store: Store, skeleton: str, own: Collection[str], least: float
) -> Iterator[tuple[str, float]]:
    """The keys of a skeleton with their likeness to one of the tunes of a name."""
    for tune in store.tunes(skeleton):
        alike = likeness(tune, own, least)
        if alike:
            for key in store.keys_sounding(skeleton, tune):
                yield key, alike


def _in_older_spelling(query: Query, names: Iterable[Name]) -> dict[int, Weighed]:
    """The candidates whose names sound like a reading in older Polish spelling.

    A bare name is not read so: most surnames would be like some village's name.
    """
    least = query.scoring.least.older
    found: dict[int, Weighed] = {}
    for name in names:
        if without_clues(query, name):
            continue
        rules = rules_for(query, name)
        for text in filter(None, (name.text, turned_epithet(name.text))):
            for (skeleton, older), own in older_readings(text).items():
                for key, alike in _keys_alike(query.store, skeleton, own, least):
                    for posting in query.store.find(key):
                        hit = Hit(name, posting, alike, 1, older)
                        _keep(found, query, hit, rules)
    return found


class _Near(NamedTuple):
    """A key whose skeleton is an edit or two from that of a name."""

    alike: float
    edits: int
    key: str


def neighbours(store: Store, skeletons: set[str], alone: bool) -> dict[str, int]:
    """The skeletons an edit or two from those of a name, with their edits.

    Args:
        store: where to look.
        skeletons: of the name.
        alone: whether nothing but its letters tells what the name means.
    """
    near = list(store.near(skeletons))
    if alone:  # few slips are in the first letter
        beginnings = {skeleton[:1] for skeleton in skeletons}
        near = [skeleton for skeleton in near if skeleton[:1] in beginnings]
    return edits(skeletons, near)


def near_misses(query: Query, text: str, alone: bool) -> list[_Near]:
    """The keys an edit or two from a name, the most alike first; not many more than `fuzzy.keys`.

    Args:
        query: where to look, and the numbers to weigh by.
        text: the name.
        alone: whether nothing but its letters tells what it means.
    """
    store, number = query.store, query.scoring
    other = None if alone or store.named(text) else turned_epithet(text)
    sounds = readings(text) | (readings(other) if other else frozenset())
    distances = neighbours(store, {skeleton for skeleton, _ in sounds}, alone)
    bearers: dict[str, list[str]] = {}
    for skeleton in distances:
        for tune in store.tunes(skeleton):
            bearers.setdefault(tune, []).append(skeleton)
    letters = [fold(one) for one in (text, other) if one]
    found: dict[str, _Near] = {}
    least, least_short, surely, surely_short = (
        number.least_alike("fuzzy", alone=alone, short=short, close=close)
        for close in (True, False)
        for short in (False, True)
    )
    alike_tunes = all_alike({tune for _, tune in sounds}, list(bearers), least)
    for tune, alike in sorted(alike_tunes.items(), key=lambda item: (-item[1], item[0])):
        if len(found) >= number.least.guessed_keys:
            break
        for skeleton in sorted(bearers[tune], key=lambda own: (distances[own], own)):
            distance = distances[skeleton]
            short = len(consonants(skeleton)) <= SHORT
            if alike < (least_short if short else least):
                continue
            enough = alike >= (surely_short if short else surely)
            for key in store.keys_sounding(skeleton, tune):
                if key not in found and (
                    enough or any(near_letters(one, key, reach(skeleton)) for one in letters)
                ):
                    found[key] = _Near(alike, distance, key)
    return list(found.values())


def _nearly(query: Query, names: Iterable[Name]) -> dict[int, Weighed]:
    """The candidates whose names are an edit or two from a reading."""
    found: dict[int, Weighed] = {}
    for name in names:
        rules = rules_for(query, name)
        for near in near_misses(query, name.text, without_clues(query, name)):
            for posting in query.store.find(near.key):
                _keep(found, query, Hit(name, posting, near.alike, near.edits), rules)
    return found


def any_trusted(query: Query, found: dict[int, Weighed], least: float | None = None) -> bool:
    """True if a candidate is trusted enough for wilder readings not to be tried.

    Args:
        query: what is known about the name, and the numbers to weigh by.
        found: the candidates.
        least: the trust that is enough; None for that of the scoring.
    """
    enough = query.scoring.least.good if least is None else least
    return any(
        weighed.trust >= enough and not unlikely_in_a_table(query, weighed.hit)
        for weighed in found.values()
    )


def find(query: Query, names: Sequence[Name]) -> dict[int, Weighed]:
    """The candidates of the readings of one name: those that bear it; if none of these fits what
    the query says, those too whose names sound alike; if none is trusted, near misses too.
    """
    return or_guess(query, names, look_up(query, names))


def or_guess(query: Query, names: Sequence[Name], exact: dict[int, Weighed]) -> dict[int, Weighed]:
    """The candidates that bear a name if one of them fits, else also those of other spellings."""
    fitting = [
        weighed
        for weighed in exact.values()
        if _sure(weighed) and not unlikely_in_a_table(query, weighed.hit)
    ]
    if any(not _is_exonym(weighed) for weighed in fitting):
        return exact
    if not fitting:
        return guess(query, names, exact)
    others = _sounding_alike(query, names)
    return {
        place: one for place, one in others.items() if query.says_where or not _is_exonym(one)
    } | exact


def _is_exonym(weighed: Weighed) -> bool:
    """True for a name in no language of the registers: of the places that are called so in it, as
    ``Mikołajów`` is a dozen Миколаїв, sources have but one or two.
    """
    store, toponym = weighed.query.store, weighed.hit.posting.toponym
    return store.status_at(toponym) == "variant" and store.language_at(toponym) not in _REGISTERS


def _sure(weighed: Weighed) -> bool:
    """True for a candidate that fits what the query says; a city of just that name is likelier than
    the misspelled name of a village.
    """
    return weighed.trust >= weighed.query.scoring.least.sure or type_fit(weighed) is Fit.FAR


def guess(query: Query, names: Sequence[Name], exact: dict[int, Weighed]) -> dict[int, Weighed]:
    """The candidates of other spellings of a name, with those that bear it."""
    found = alike(query, names, exact)
    surely = any(weighed.trust >= query.scoring.least.sure for weighed in exact.values())
    if surely or any_trusted(query, found, query.scoring.least.sure):
        return found  # even a river that lies in the context stops wilder readings of its name
    return wilder(query, names, found)


def alike(query: Query, names: Sequence[Name], exact: dict[int, Weighed]) -> dict[int, Weighed]:
    """The candidates whose names sound like a name, with those that bear it."""
    return _sounding_alike(query, names) | exact


def wilder(query: Query, names: Sequence[Name], found: dict[int, Weighed]) -> dict[int, Weighed]:
    """The candidates of near misses, of parts of a name and of older spelling, with those that were
    found before.
    """
    if query.kinds and _borne_by_a_unit(query, names):
        return found
    older = _in_older_spelling(query, names)
    if any_trusted(query, found):
        return _heaviest(found, older)
    wild = _in_part(query, names) if any(map(means_a_place, query.contexts)) else {}
    return _heaviest(wild, _nearly(query, names), older) | found


def _heaviest(*guesses: dict[int, Weighed]) -> dict[int, Weighed]:
    """The candidates of several guesses, each as it weighs most; of equals as it does first."""
    found: dict[int, Weighed] = {}
    for guess in guesses:
        for place, weighed in guess.items():
            if place not in found or weighed.weight > found[place].weight:
                found[place] = weighed
    return found


def _borne_by_a_unit(query: Query, names: Sequence[Name]) -> bool:
    """True if the adjective of a unit that lies in the context is no near miss of what the caller
    asks for: ``Бердичівський`` is not Бердичів, for whoever asks for a settlement.
    """
    found = look_up(query._replace(kinds=None), names)
    return any(map(means_a_place, query.contexts)) and any(
        weighed.trust == 1
        and KINDS[query.store.kind[place]] in ADJECTIVE_KINDS
        and query.store.derivations_at(weighed.hit.posting.derivations)[0].form == "nominative"
        for place, weighed in found.items()
    )


_REGISTERS: Final = frozenset({"uk", "ru"})
"""Languages in which all places have a name."""
LEAST_PART: Final = 4
"""Letters; what is shorter, like ``Гаї`` or ``Zug``, is a part of too many names."""


def _in_part(query: Query, names: Sequence[Name]) -> dict[int, Weighed]:
    """The candidates that bear a part of a name, or the name with an epithet.

    A part is common to many names, so only a context makes it worth trying. An epithet that is
    abbreviated is not left out.
    """
    names = [name for name in names if not name.epithet]
    cut = [name._replace(text=text, part=out) for name in names for text, out in parts(name.text)]
    found = look_up(query, cut)
    if not any_trusted(query, found):
        found = _sounding_alike(query, cut) | found
    longer = [
        name._replace(text=text, part=f"with {epithet!r}")
        for name in names
        if len(tokens(name.text)) == 1 and len(name.text) >= LEAST_PART
        for text, epithet in with_epithets(name.text)
    ]
    return _sounding_alike(query, longer, several=True) | found
