"""Names to keys: the spellings of each toponym, folded, with what they sound like.

This is most of the work of compiling, so processes share it where they can.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile
from typing import Final, NamedTuple

from toponyms.compile.spellings import (
    LANGUAGES,
    USUAL,
    Made,
    adjectives_by_rule,
    base_spellings,
    folded,
    kind_spelled_as,
    romanize_ahead,
    spellings,
)
from toponyms.compile.tables import NameRow, Tables
from toponyms.language.inflect import LANGUAGES as INFLECTED
from toponyms.language.inflect import adjective_of
from toponyms.model import STATUSES, Derivation
from toponyms.processes import end_with_parent
from toponyms.rules import english_standards
from toponyms.text.script import script_of
from toponyms.text.skeleton import readings

# Under one key a place keeps its best toponym: an official one before a former one, and one that a
# table has before a spelling that a rule makes.
STATUS_RANK: Final = {status: rank for rank, status in enumerate(STATUSES)}
_FORM_RANK: Final = {"nominative": 0, "base noun": 2, "adjective": 3, "case form": 4}
FIRST_LANGUAGES: Final = {"uk": 0, "ru": 1, "en": 2}
THIRD_LANGUAGE: Final = 60
_TOWNS: Final = frozenset({"city", "selyshche"})
ANALOGY: Final = "Russian name of the same Ukrainian name elsewhere"


def _analogies(names: list[NameRow]) -> dict[str, str]:
    """Ukrainian name to the Russian one that most of its places have: ``Мирне``, ``Мирное``."""
    ukrainian = {n.place: n.text for n in names if (n.language, n.status) == ("uk", "official")}
    pairs = Counter(
        (ukrainian[n.place], n.text)
        for n in names
        if (n.language, n.status) == ("ru", "official") and n.place in ukrainian
    )
    # Rarer pairs first: the commonest is what remains.
    return dict(pair for pair, _ in sorted(pairs.items(), key=lambda item: (item[1], item[0])))


def _by_analogy(tables: Tables, names: list[NameRow]) -> Iterator[tuple[int, tuple[Made, ...]]]:
    """Russian forms of Ukrainian names that no source gives in Russian.

    The register with Russian names is of 2019; what was renamed since has none, and neither has a
    former name.
    """
    analogies = _analogies(names)
    with_russian = {(n.place, n.status) for n in names if n.language == "ru"}
    for number, name in enumerate(names):
        russian = analogies.get(name.text) if name.language == "uk" else None
        if russian and name.status != "variant" and (name.place, name.status) not in with_russian:
            made = spellings(russian, "ru", tables.places[name.place].kind)
            yield number, tuple((text, d._replace(rule=ANALOGY)) for text, d in made)


def _by_rule(tables: Tables, names: list[NameRow]) -> Iterator[tuple[int, tuple[Made, ...]]]:
    """Adjectives of the cities that no unit is named after; those of others are names of units."""
    bases = {text for _, text, language in tables.bases if language == "uk"}
    own = {
        name.place
        for name in names
        if (name.language, name.status) == ("uk", "official")
        and tables.places[name.place].kind == "city"
        and name.text not in bases
    }
    for number, name in enumerate(names):
        if name.place in own and name.status == "official" and name.language in LANGUAGES:
            yield number, adjectives_by_rule(name.text, name.language)


class _Spelled(NamedTuple):
    """What the spellings of a name depend on."""

    text: str
    language: str
    kind: str
    """Of the place, as far as it matters, see `kind_spelled_as`."""
    typed: bool
    label: bool
    """Whether it is an abbreviation of an occupation administration."""


def _spelled(name: NameRow, kind: str) -> _Spelled:
    label = name.occupation_label and name.text.isupper()
    return _Spelled(name.text, name.language, kind_spelled_as(kind), name.typed, label)


def expanded(name: NameRow, kind: str) -> tuple[Made, ...]:
    """The spellings of a name of a place of some kind."""
    return _expanded(_spelled(name, kind))


def _expanded(name: _Spelled) -> tuple[Made, ...]:
    if name.typed:
        return base_spellings(name.text, name.language)
    if name.label:
        # In Latin letters such abbreviations are others': DNR is a medical order.
        return ((name.text, Derivation(name.language, (), "nominative", None, None, None, None)),)
    return spellings(name.text, name.language, name.kind)


Keyed = tuple[str, Derivation, tuple[tuple[str, str], ...]]
"""A key of a toponym, its derivation, and the skeletons of the form, each with a tune; none if it
is not compared by sound."""
_known: Final[dict[Derivation, Derivation]] = {}
"""Equal derivations as one object, which a process hands over once for many names."""


def _sounds(text: str, derivation: Derivation) -> tuple[tuple[str, str], ...]:
    if not _has_skeleton(derivation) or not _readable(script_of(text)):
        return ()
    return tuple(sorted(readings(text, derivation.language)))


def keyed(made: tuple[Made, ...]) -> list[Keyed]:
    """The keys of a toponym's spellings, each with what it sounds like."""
    return [
        (key, _known.setdefault(derivation, derivation), _sounds(text, derivation))
        for key, text, derivation in _distinct(made)
    ]


def _keyed(name: _Spelled) -> list[Keyed]:
    found = keyed(_expanded(name))
    # ЛНР sounds like LNR, which is another abbreviation.
    return [(key, derivation, ()) for key, derivation, _ in found] if name.label else found


def _keyed_batch(names: Sequence[_Spelled]) -> list[list[Keyed]]:
    romanize_ahead([(name.text, name.language) for name in names])
    return [*map(_keyed, names)]


_CHUNK: Final = 256
"""Names that a process expands at a time."""


def all_expanded(names: list[NameRow], kinds: Iterable[str]) -> Iterator[list[Keyed]]:
    """The keys of each name, in the order of the names; those of equal names are made once."""
    each = [*map(_spelled, names, kinds)]
    left = Counter(each)
    made: dict[_Spelled, list[Keyed]] = {}
    keyed_once = _all_keyed([*dict.fromkeys(each)])
    for name in each:
        if name not in made:
            made[name] = next(keyed_once)
        left[name] -= 1
        yield made[name] if left[name] else made.pop(name)


def _all_keyed(names: list[_Spelled]) -> Iterator[list[Keyed]]:
    """The keys of each name.

    Processes share the work where they can be forked from this one; two take three quarters of
    the time of one. Elsewhere each would have to import again the program that started the build.
    """
    batched = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    processes = os.cpu_count() or 1
    if sys.platform != "linux" or processes == 1 or len(names) < processes * _CHUNK:
        yield from chain.from_iterable(map(_keyed_batch, batched))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("fork"), end_with_parent) as pool:
        yield from chain.from_iterable(pool.map(_keyed_batch, batched))


def made_beside(tables: Tables, names: list[NameRow]) -> Iterator[tuple[int, tuple[Made, ...]]]:
    """Spellings that `expanded` does not make, each with the number of the name it belongs to."""
    yield from _by_analogy(tables, names)
    yield from _by_rule(tables, names)
    for _, text, language, number in base_names(tables, names):
        yield number, base_spellings(text, language)
    yield from _by_exonym(tables, names)


def base_names(tables: Tables, names: list[NameRow]) -> Iterator[tuple[str, str, str, int]]:
    """Each base noun with the number of the name that it is of: place, text, language, number."""
    adjectives: dict[tuple[str, str], list[int]] = {}
    for number, name in enumerate(names):
        if name.status in ("official", "former"):
            adjectives.setdefault((name.place, name.language), []).append(number)
    for place, text, language in tables.bases:
        own = [n for n in adjectives.get((place, language), ()) if names[n].status == "official"]
        former = [n for n in adjectives.get((place, language), ()) if n not in own]
        own = own or adjectives[place, "uk"]
        yield place, text, language, _nearest(names, text, own + former)


def _by_exonym(tables: Tables, names: list[NameRow]) -> Iterator[tuple[int, tuple[Made, ...]]]:
    """Names of raions in other languages, which are those of their towns, ``raión de Járkov``, or
    the adjectives of these and of oblasts that are called alike, ``rejon charkowski``.
    """
    official: dict[str, int] = {}
    exonyms: dict[str, list[NameRow]] = {}
    for number, name in enumerate(names):
        if (name.language, name.status) == ("uk", "official"):
            official.setdefault(name.place, number)
        elif _exonym(name):
            exonyms.setdefault(name.place, []).append(name)
    towns = {
        (unit, names[number].text): place
        for place, number in official.items()
        if tables.places[place].kind in _TOWNS
        for unit in _above(tables, place)
    }
    towns.update(
        ((unit, names[official[place]].text), place)
        for place, unit in tables.centres
        if place in official
    )
    bases = [(unit, text) for unit, text, language in tables.bases if language == "uk"]
    oblasts = {text: unit for unit, text in bases if tables.places[unit].kind == "oblast"}
    for unit, text in bases:
        if tables.places[unit].kind == "raion":
            adjectives = {
                (name.text, name.language)
                for name in exonyms.get(oblasts.get(text, ""), ())
                if name.typed and name.text.islower()
            }
            for name in exonyms.get(towns.get((unit, text), ""), ()):
                yield official[unit], base_spellings(name.text, name.language)
                adjective = _adjective(name)
                if adjective is not None:
                    adjectives.add((adjective, name.language))
            for made in sorted(adjectives):
                yield official[unit], _as_adjectives(base_spellings(*made))


def _exonym(name: NameRow) -> bool:
    """True for a name in Latin letters in a language beside Ukrainian, Russian and English."""
    own = name.status == "variant" and name.language not in FIRST_LANGUAGES
    return own and script_of(name.text) == "Latn"


def _adjective(name: NameRow) -> str | None:
    """The adjective of a town in its language, if there are rules for it: *czuhujowski*."""
    return adjective_of(name.text, name.language) if name.language in INFLECTED else None


def _as_adjectives(made: tuple[Made, ...]) -> tuple[Made, ...]:
    """Spellings that mean their unit only beside its noun."""
    return tuple((text, derivation._replace(form="adjective")) for text, derivation in made)


def _above(tables: Tables, place: str) -> Iterator[str]:
    """The units that a place is in, the lowest first."""
    unit = tables.places[place].parent
    while unit is not None:
        yield unit
        unit = tables.places[unit].parent


def _nearest(names: list[NameRow], base: str, numbers: list[int]) -> int:
    """The number of the name that a base noun is of, among those of one unit, official ones first:
    Новомосковськ is of the former name Новомосковський.
    """
    return max(numbers, key=lambda number: shared_beginning(base, names[number].text))


def shared_beginning(one: str, other: str) -> int:
    """Letters that two names have in common at the beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _rareness(standards: tuple[str, ...]) -> int:
    """0 for a form that one of the two commonest standards gives or that needs none; 1 if readers
    of English know one of its standards, else 2.
    """
    if not standards or not USUAL.isdisjoint(standards):
        return 0
    return 2 if english_standards().isdisjoint(standards) else 1


def rank_of_name(name: NameRow) -> int:
    """What a name adds to the rank of its spellings. The rank of a spelling says how well it tells
    of a place: the lowest number is the best.
    """
    # Greek Πολωνία has the key of Polonia only by a crude transcription.
    return STATUS_RANK[name.status] * 1000 + (not _readable(script_of(name.text)))


def rank_of_derivation(derivation: Derivation) -> int:
    """What a derivation adds to the rank of a spelling."""
    # Kirovograd is the Russian name by the usual standard, rather than the Ukrainian one by a rare
    # standard. A label in a third language comes last: that Kirovograd is the Russian name
    # romanized explains more than that Crimean Tatar has the same name.
    return (
        _FORM_RANK[derivation.form] * 100
        + bool(derivation.standards) * 50
        + _rareness(derivation.standards) * 5
        + (derivation.rule == ANALOGY) * 25
        + (derivation.case == "vocative") * 10  # Сокале: rather a Russian locative
        + FIRST_LANGUAGES.get(derivation.language, THIRD_LANGUAGE)
    )


def _distinct(made: tuple[Made, ...]) -> Iterator[tuple[str, str, Derivation]]:
    """The keys of a toponym's spellings, each with its text and derivation, once."""
    own = folded(made[0][0])  # the form the others were made from
    seen = set()
    for text, derivation in made:
        key = folded(text)
        # An accusative that equals the nominative says nothing that the nominative does not.
        if key and (key != own or not derivation.case) and (key, derivation) not in seen:
            seen.add((key, derivation))
            yield key, text, derivation


def _has_skeleton(derivation: Derivation) -> bool:
    """True for the forms that spellings of other traditions are compared with, by their sound."""
    return not derivation.standards and derivation.case in (None, "nominative")


def _readable(script: str) -> bool:
    """True for the scripts that skeletons are made of; others are transcribed too crudely."""
    return script in ("Cyrl", "Latn")
