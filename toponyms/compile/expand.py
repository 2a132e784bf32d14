"""Names to keys: the spellings of each toponym, folded, with what they sound like.

This is most of the work of compiling, so processes share it where they can.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from toponyms.compile.spellings import (
    LANGUAGES,
    USUAL,
    Made,
    adjectives_by_rule,
    base_spellings,
    spellings,
)
from toponyms.compile.tables import NameRow, Tables
from toponyms.model import STATUSES, Derivation
from toponyms.rules import english_standards
from toponyms.text.fold import fold
from toponyms.text.script import script_of
from toponyms.text.skeleton import readings

# Under one key a place keeps its best toponym: an official one before a former one, and one that a
# table has before a spelling that a rule makes.
STATUS_RANK: Final = {status: rank for rank, status in enumerate(STATUSES)}
_FORM_RANK: Final = {"nominative": 0, "base noun": 2, "adjective": 3, "case form": 4}
FIRST_LANGUAGES: Final = {"uk": 0, "ru": 1, "en": 2}
THIRD_LANGUAGE: Final = 60
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


def expanded(name: NameRow, kind: str) -> tuple[Made, ...]:
    """The spellings of a name of a place of some kind."""
    if name.typed:
        return base_spellings(name.text, name.language)
    return spellings(name.text, name.language, kind)


_Keyed = tuple[str, Derivation, tuple[tuple[str, str], ...]]
"""A key of a toponym, its derivation, and the skeletons of the form, each with a tune; none if it
is not compared by sound."""
_known: Final[dict[Derivation, Derivation]] = {}
"""Equal derivations as one object, which a process hands over once for many names."""


def _sounds(text: str, derivation: Derivation) -> tuple[tuple[str, str], ...]:
    if not _has_skeleton(derivation) or not _readable(script_of(text)):
        return ()
    return tuple(sorted(readings(text, derivation.language)))


def keyed(made: tuple[Made, ...]) -> list[_Keyed]:
    """The keys of a toponym's spellings, each with what it sounds like."""
    return [
        (key, _known.setdefault(derivation, derivation), _sounds(text, derivation))
        for key, text, derivation in _distinct(made)
    ]


def _expand(name: NameRow, kind: str) -> list[_Keyed]:
    return keyed(expanded(name, kind))


_CHUNK: Final = 256
"""Names that a process expands at a time."""


def all_expanded(names: list[NameRow], kinds: Iterable[str]) -> Iterator[list[_Keyed]]:
    """The keys of each name, in the order of the names.

    Processes share the work where they can be forked from this one; two take three quarters of
    the time of one. Elsewhere each would have to import again the program that started the build.
    """
    processes = os.cpu_count() or 1
    if sys.platform != "linux" or processes == 1 or len(names) < processes * _CHUNK:
        yield from map(_expand, names, kinds)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("fork")) as pool:
        yield from pool.map(_expand, names, kinds, chunksize=_CHUNK)


def made_beside(tables: Tables, names: list[NameRow]) -> Iterator[tuple[int, tuple[Made, ...]]]:
    """Spellings that `expanded` does not make, each with the number of the name it belongs to."""
    yield from _by_analogy(tables, names)
    yield from _by_rule(tables, names)
    adjectives: dict[tuple[str, str], list[int]] = {}
    for number, name in enumerate(names):
        if name.status in ("official", "former"):
            adjectives.setdefault((name.place, name.language), []).append(number)
    for place, text, language in tables.bases:
        own = [n for n in adjectives.get((place, language), ()) if names[n].status == "official"]
        former = [n for n in adjectives.get((place, language), ()) if n not in own]
        own = own or adjectives[place, "uk"]
        yield _nearest(names, text, own + former), base_spellings(text, language)


def _nearest(names: list[NameRow], base: str, numbers: list[int]) -> int:
    """The number of the name that a base noun is of, among those of one unit, official ones first:
    Новомосковськ is of the former name Новомосковський.
    """

    def shared(number: int) -> int:
        """Letters that the two have in common at the beginning."""
        pairs = zip(base, names[number].text, strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    return max(numbers, key=shared)


def _rareness(standards: tuple[str, ...]) -> int:
    """0 for a form that one of the two commonest standards gives or that needs none; 1 if readers
    of English know one of its standards, else 2.
    """
    if not standards or not USUAL.isdisjoint(standards):
        return 0
    return 2 if english_standards().isdisjoint(standards) else 1


def rank(name: NameRow, derivation: Derivation) -> int:
    """How well a spelling tells of a place: the lowest number is the best."""
    # Kirovograd is the Russian name by the usual standard, rather than the Ukrainian one by a rare
    # standard. A label in a third language comes last: that Kirovograd is the Russian name
    # romanized explains more than that Crimean Tatar has the same name.
    return (
        STATUS_RANK[name.status] * 1000
        + _FORM_RANK[derivation.form] * 100
        + bool(derivation.standards) * 50
        + _rareness(derivation.standards) * 5
        + (derivation.rule == ANALOGY) * 25
        + (derivation.case == "vocative") * 10  # Сокале: rather a Russian locative
        + FIRST_LANGUAGES.get(derivation.language, THIRD_LANGUAGE)
    )


def _distinct(made: tuple[Made, ...]) -> Iterator[tuple[str, str, Derivation]]:
    """The keys of a toponym's spellings, each with its text and derivation, once."""
    own = fold(made[0][0])  # the form the others were made from
    seen = set()
    for text, derivation in made:
        key = fold(text)
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
