"""Keys, skeletons and codes to the tries of the compiled file, and what they lead to."""

import itertools
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TypeVar

import marisa_trie

from toponyms.compile.expand import (
    Keyed,
    all_expanded,
    keyed,
    made_beside,
    rank_of_derivation,
    rank_of_name,
)
from toponyms.compile.tables import NameRow, Tables
from toponyms.model import Derivation
from toponyms.store.format import column, format_derivation
from toponyms.text.fuzzy import rows

_Item = TypeVar("_Item")
_Found = tuple[int, int, int, int]
"""What a key means: a place, the rank of the spelling, toponym and derivation, by numbers."""


def _progress(items: Sequence[_Item], label: str) -> Iterator[_Item]:
    """The items, with a bar on a terminal's standard error."""
    shown = sys.stderr.isatty()
    for number, item in enumerate(items):
        if shown and number % 4096 == 0:
            done = 30 * number // len(items)
            print(f"\r{label:10} [{'#' * done:30}]", end="", file=sys.stderr, flush=True)
        yield item
    if shown:
        print(f"\r{label:10} [{'#' * 30}]", file=sys.stderr)


def posting_index(
    tables: Tables, names: list[NameRow], numbers: dict[str, int]
) -> tuple[dict[str, bytes], dict[str, int]]:
    """The sections of keys and skeletons with what these lead to; and how many there are."""
    kinds = (tables.places[name.place].kind for name in names)
    each = zip(_progress(range(len(names)), "Expanding"), all_expanded(names, kinds), strict=True)
    others = ((toponym, keyed(made)) for toponym, made in made_beside(tables, names))
    places = [numbers[name.place] for name in names]
    return key_sections(names, places, itertools.chain(each, others))


def key_sections(
    names: Sequence[NameRow], places: Sequence[int], expanded: Iterable[tuple[int, list[Keyed]]]
) -> tuple[dict[str, bytes], dict[str, int]]:
    """The sections of keys and skeletons with what these lead to; and how many there are.

    Args:
        names: the toponyms, by number.
        places: the number of the place of each.
        expanded: numbers of toponyms with their keys.
    """
    derivations: dict[Derivation, tuple[int, int]] = {}
    found: dict[str, list[_Found]] = {}
    alike: dict[str, set[tuple[str, str]]] = {}
    for toponym, keys in expanded:
        place, rank = places[toponym], rank_of_name(names[toponym])
        for key, derivation, sounds in keys:
            known = derivations.get(derivation)
            if known is None:
                known = derivations[derivation] = len(derivations), rank_of_derivation(derivation)
            found.setdefault(key, []).append((place, rank + known[1], toponym, known[0]))
            for skeleton, tune in sounds:
                alike.setdefault(skeleton, set()).add((key, tune))
    sets: dict[tuple[int, ...], int] = {}
    runs = {key: array("I", _run(sorted(found.pop(key)), sets)) for key in sorted(found)}
    trie = marisa_trie.Trie(list(runs))
    by_number = sorted((trie[key], run) for key, run in runs.items())
    starts = itertools.accumulate((len(run) // 2 for _, run in by_number), initial=0)
    lines = [format_derivation(derivation).encode() for derivation in derivations]
    sections = {
        "key_trie": trie.tobytes(),
        "key_start": array("I", starts).tobytes(),
        "posting_toponym": column("posting_toponym", (n for _, run in by_number for n in run[::2])),
        "posting_derivations": column(
            "posting_derivations", (n for _, run in by_number for n in run[1::2])
        ),
        "derivation": b"".join(lines),
        "derivation_start": column(
            "derivation_start", itertools.accumulate(map(len, lines), initial=0)
        ),
        "derivation_set_start": array(
            "I", itertools.accumulate(map(len, sets), initial=0)
        ).tobytes(),
        "derivation_set": column("derivation_set", itertools.chain.from_iterable(sets)),
    }
    counts = {"keys": len(runs), "skeletons": len(alike)}
    counts["postings"] = sum(len(run) for run in runs.values()) // 2
    return sections | _alike(alike, trie), counts


def _run(found: Sequence[_Found], sets: dict[tuple[int, ...], int]) -> Iterator[int]:
    """The postings of a key: for each place its best toponym, and the number of the set of all
    derivations. New sets are added.
    """
    for _, group in itertools.groupby(found, key=itemgetter(0)):
        own = list(group)
        yield own[0][2]
        yield sets.setdefault(tuple(dict.fromkeys(row[3] for row in own)), len(sets))


def _alike(alike: dict[str, set[tuple[str, str]]], keys: marisa_trie.Trie) -> dict[str, bytes]:
    """Skeletons, the keys that have them with their tunes, and the neighbours of each."""
    trie = marisa_trie.Trie(list(alike))
    tunes = marisa_trie.Trie(sorted({tune for pairs in alike.values() for _, tune in pairs}))
    by_number = sorted(
        (trie[skeleton], sorted((keys[key], tunes[tune]) for key, tune in pairs))
        for skeleton, pairs in alike.items()
    )
    starts = itertools.accumulate((len(run) for _, run in by_number), initial=0)
    by_row: dict[str, list[int]] = {}
    for number in range(len(trie)):
        for row in rows(trie.restore_key(number)):
            by_row.setdefault(row, []).append(number)
    row_trie = marisa_trie.Trie(sorted(by_row))
    near = sorted((row_trie[row], numbers) for row, numbers in by_row.items())
    return {
        "skeleton_trie": trie.tobytes(),
        "skeleton_start": array("I", starts).tobytes(),
        "skeleton_key": array("I", (key for _, run in by_number for key, _ in run)).tobytes(),
        "skeleton_tune": array("I", (tune for _, run in by_number for _, tune in run)).tobytes(),
        "tune_trie": tunes.tobytes(),
        "row_trie": row_trie.tobytes(),
        "near_start": array(
            "I", itertools.accumulate((len(run) for _, run in near), initial=0)
        ).tobytes(),
        "near": column("near", itertools.chain.from_iterable(run for _, run in near)),
    }


def code_index(tables: Tables, numbers: dict[str, int]) -> dict[str, bytes]:
    """Each ``authority:code``, and the place that has it."""
    trie = marisa_trie.Trie(list(tables.codes))
    places = sorted((trie[code], numbers[id]) for code, id in tables.codes.items())
    return {
        "code_trie": trie.tobytes(),
        "code_place": array("I", (place for _, place in places)).tobytes(),
    }
