"""Tables to the compiled gazetteer: ``python -m toponyms.compile [TABLES] [-o DIR]``.

Runs in the package build and by hand after an edit. Validates the tables, expands every toponym
into its spellings, folds them and writes one file in the format of `toponyms.gazetteer`. The same
tables and rules give the same bytes; the file is written aside and moved into place.
"""

import argparse
import contextlib
import itertools
import os
import sys
import tempfile
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import marisa_trie

from toponyms.fold import FOLD_VERSION, fold
from toponyms.fuzzy import rows
from toponyms.gazetteer import (
    BYTE_ORDER,
    FORMAT_VERSION,
    MAGIC,
    NOTHING,
    PREFIX,
    SECTIONS,
    format_derivation,
)
from toponyms.lexicon import RULES, english_standards
from toponyms.model import AUTHORITIES, KINDS, STATUSES, Derivation, TableError
from toponyms.script import script_of
from toponyms.skeleton import readings
from toponyms.spellings import (
    LANGUAGES,
    USUAL,
    Made,
    adjectives_by_rule,
    base_spellings,
    spellings,
)
from toponyms.tables import EXTENTS, NameRow, Tables, digest, read

FILE: Final = "gazetteer.bin"
_HERE: Final = os.path.dirname(os.path.abspath(__file__))
DEFAULT_TABLES: Final = os.path.join(os.path.dirname(_HERE), "gazetteer")
DEFAULT_OUTPUT: Final = os.path.join(_HERE, "data")

# Under one key a place keeps its best toponym: one that is official before one that was, and one
# that is there before one that is made.
_STATUS_RANK: Final = {status: rank for rank, status in enumerate(STATUSES)}
_FORM_RANK: Final = {"nominative": 0, "base noun": 2, "adjective": 3, "case form": 4}
_FIRST_LANGUAGES: Final = {"uk": 0, "ru": 1, "en": 2}
_THIRD_LANGUAGE: Final = 60

ANALOGY: Final = "Russian name of the same Ukrainian name elsewhere"

_Item = TypeVar("_Item")


class _Strings:
    """Interned strings, numbered in the order in which they came."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str | None) -> int:
        return NOTHING if text is None else self.numbers.setdefault(text, len(self.numbers))

    def sections(self) -> dict[str, bytes]:
        encoded = [text.encode() for text in self.numbers]
        starts = array("I", itertools.accumulate(map(len, encoded), initial=0))
        return {"string_start": starts.tobytes(), "string": b"".join(encoded)}


class _Vocabulary:
    """A small list that columns refer to by number."""

    def __init__(self, items: Iterable[str], limit: int) -> None:
        self.items = sorted(set(items))
        if len(self.items) > limit:
            raise TableError(f"{len(self.items)} different values, the format has room for {limit}")
        self.numbers = {item: number for number, item in enumerate(self.items)}


class _Compiled(NamedTuple):
    sections: dict[str, bytes]
    vocabularies: dict[str, Sequence[str]]
    counts: dict[str, int]


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


def _runs(owners: Iterable[int], count: int) -> bytes:
    """Where the run of each owner starts, for items sorted by owner; one more for the end."""
    sizes = Counter(owners)
    return array(
        "I", itertools.accumulate((sizes[owner] for owner in range(count)), initial=0)
    ).tobytes()


def _ordered_names(tables: Tables, numbers: dict[str, int]) -> list[NameRow]:
    """Names by place; within one by status, then language, the preferred first."""
    return sorted(
        tables.names,
        key=lambda name: (
            numbers[name.place],
            _STATUS_RANK[name.status],
            _FIRST_LANGUAGES.get(name.language, _THIRD_LANGUAGE),
            name.language,
            not name.preferred,
            name.valid_from or "",
            name.text,
        ),
    )


def _places(
    tables: Tables, numbers: dict[str, int], strings: _Strings, sources: _Vocabulary
) -> dict[str, bytes]:
    """Columns by place, but for the starts of its toponyms."""
    places = list(tables.places.values())
    places.sort(key=lambda place: numbers[place.id])
    parents = [NOTHING if p.parent is None else numbers[p.parent] for p in places]
    children = sorted((parent, child) for child, parent in enumerate(parents) if parent != NOTHING)
    codes: list[tuple[int, int, str]] = []
    for order, (code, id) in enumerate(tables.codes.items()):
        authority, _, rest = code.partition(":")
        codes.append((numbers[id], order, f"{AUTHORITIES.index(authority)}:{rest}"))
    codes.sort()
    cells = array("I")
    for _, _, text in codes:
        number, _, rest = text.partition(":")
        cells.extend((int(number), strings(rest)))
    positions = [tables.positions.get(place.id) for place in places]
    return {
        "place_id": array("I", (strings(p.id) for p in places)).tobytes(),
        "place_kind": array("I", (KINDS.index(p.kind) for p in places)).tobytes(),
        "place_parent": array("I", parents).tobytes(),
        "place_former_parent": _former_parents(tables, numbers, len(places)),
        "place_code_start": _runs((place for place, _, _ in codes), len(places)),
        "code": cells.tobytes(),
        "place_child_start": _runs((parent for parent, _ in children), len(places)),
        "child": array("I", (child for _, child in children)).tobytes(),
        "place_latitude": _degrees([p and p.latitude + 90 for p in positions]),
        "place_longitude": _degrees([p and p.longitude + 180 for p in positions]),
        "place_location_source": array(
            "I", (sources.numbers[p.source] if p else NOTHING for p in positions)
        ).tobytes(),
        "place_population": array(
            "I", (tables.populations.get(p.id, NOTHING) for p in places)
        ).tobytes(),
        "place_from": array("I", (strings(p.valid_from) for p in places)).tobytes(),
        "place_to": array("I", (strings(p.valid_to) for p in places)).tobytes(),
        "urban": _pairs((numbers[id], strings(end)) for id, end in tables.urban.items()),
        "centre": _pairs((numbers[place], numbers[unit]) for place, unit in tables.centres),
    }


def _pairs(pairs: Iterable[tuple[int, int]]) -> bytes:
    """What few places have, by the number of the place."""
    return array("I", itertools.chain.from_iterable(sorted(pairs))).tobytes()


def _degrees(values: Sequence[float | None]) -> bytes:
    return array("I", (NOTHING if v is None else round(v * 1e5) for v in values)).tobytes()


def _former_parents(tables: Tables, numbers: dict[str, int], count: int) -> bytes:
    """The abolished raion of each settlement: the one whose KOATUU code begins like its own."""
    raions = {
        id.partition(":")[2][:5]: numbers[id]
        for id, place in tables.places.items()
        if id.startswith("koatuu:") and place.kind == "raion"
    }
    column = array("I", [NOTHING]) * count
    for code, id in tables.codes.items():
        authority, _, rest = code.partition(":")
        raion = raions.get(rest[:5]) if authority == "koatuu" else None
        if raion is not None and raion != numbers[id]:
            column[numbers[id]] = raion
    return column.tobytes()


def _toponyms(
    names: list[NameRow], numbers: dict[str, int], strings: _Strings, sources: _Vocabulary
) -> tuple[dict[str, bytes], dict[str, Sequence[str]], list[str]]:
    """Columns by toponym, their vocabularies, and the script of each."""
    scripts = [script_of(name.text) for name in names]
    languages = _Vocabulary((name.language for name in names), 1 << 12)
    script_vocabulary = _Vocabulary(scripts, 1 << 6)
    owners = [numbers[name.place] for name in names]
    packed = (
        languages.numbers[name.language]
        | script_vocabulary.numbers[script] << 12
        | _STATUS_RANK[name.status] << 18
        | sources.numbers[name.source] << 20
        | name.well_known << 31
        for name, script in zip(names, scripts, strict=True)
    )
    sections = {
        "toponym_place": array("I", owners).tobytes(),
        "toponym_text": array("I", (strings(name.text) for name in names)).tobytes(),
        "toponym_class": array("I", packed).tobytes(),
        "toponym_from": array("I", (strings(name.valid_from) for name in names)).tobytes(),
        "toponym_to": array("I", (strings(name.valid_to) for name in names)).tobytes(),
        "place_toponym_start": _runs(owners, len(numbers)),
    }
    vocabularies: dict[str, Sequence[str]] = {
        "languages": languages.items,
        "scripts": script_vocabulary.items,
        "sources": sources.items,
    }
    return sections, vocabularies, scripts


def _analogies(names: list[NameRow]) -> dict[str, str]:
    """The Russian name that most places of a Ukrainian name have: ``Мирне``, ``Мирное``."""
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
    """Adjectives of the cities that no unit is named after; those of all others are names."""
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
    if not has_skeleton(derivation) or not readable(script_of(text)):
        return ()
    return tuple(sorted(readings(text, derivation.language)))


def _keys(made: tuple[Made, ...]) -> list[_Keyed]:
    """The keys of a toponym's spellings, each with what it sounds like."""
    return [
        (key, _known.setdefault(derivation, derivation), _sounds(text, derivation))
        for key, text, derivation in keyed(made)
    ]


def _expand(name: NameRow, kind: str) -> list[_Keyed]:
    return _keys(expanded(name, kind))


_CHUNK: Final = 256
"""Names that a process expands at a time."""


def _all_expanded(names: list[NameRow], kinds: Iterable[str]) -> Iterator[list[_Keyed]]:
    """The keys of each name, in their order.

    That is most of the work, so processes share it where they can be forked from this one; two
    take three quarters of the time. Elsewhere each would have to import anew whatever a build was
    started by.
    """
    processes = os.cpu_count() or 1
    if sys.platform != "linux" or processes == 1 or len(names) < processes * _CHUNK:
        yield from map(_expand, names, kinds)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("fork")) as pool:
        yield from pool.map(_expand, names, kinds, chunksize=_CHUNK)


def _made(tables: Tables, names: list[NameRow]) -> Iterator[tuple[int, tuple[Made, ...]]]:
    """Spellings beside those of each name, with its toponym's number; base nouns go with the
    official name.
    """
    yield from _by_analogy(tables, names)
    yield from _by_rule(tables, names)
    official = {
        (name.place, name.language): number
        for number, name in reversed(list(enumerate(names)))
        if name.status == "official"
    }
    for place, text, language in tables.bases:
        owner = official.get((place, language), official.get((place, "uk")))
        if owner is None:
            raise TableError(f"bases.tsv: {text!r}: {place} has no official name to be the base of")
        yield owner, base_spellings(text, language)


def _rareness(standards: tuple[str, ...]) -> int:
    """0 for a form that one of the two commonest standards gives, or none is needed for."""
    if not standards or not USUAL.isdisjoint(standards):
        return 0
    return 2 if english_standards().isdisjoint(standards) else 1


def rank(name: NameRow, derivation: Derivation) -> int:
    """How much a spelling says of the place: the least is the best."""
    # Kirovograd is the Russian name by the usual standard rather than the Ukrainian one by a rare.
    # A label in a third language comes last: that Kirovograd is the Russian name romanized
    # explains more than that Crimean Tatar has it too.
    return (
        _STATUS_RANK[name.status] * 1000
        + _FORM_RANK[derivation.form] * 100
        + bool(derivation.standards) * 50
        + _rareness(derivation.standards) * 5
        + (derivation.rule == ANALOGY) * 25
        + (derivation.case == "vocative") * 10  # в Сокале is rather Russian than a call
        + _FIRST_LANGUAGES.get(derivation.language, _THIRD_LANGUAGE)
    )


def keyed(made: tuple[Made, ...]) -> Iterator[tuple[str, str, Derivation]]:
    """The keys of a toponym's spellings, each with its text and derivation, once."""
    own = fold(made[0][0])  # the form the others were made from
    seen = set()
    for text, derivation in made:
        key = fold(text)
        # An accusative that equals the nominative says nothing that the nominative does not.
        if key and (key != own or not derivation.case) and (key, derivation) not in seen:
            seen.add((key, derivation))
            yield key, text, derivation


def has_skeleton(derivation: Derivation) -> bool:
    """True for the forms that a spelling of another tradition is compared with."""
    return not derivation.standards and derivation.case in (None, "nominative")


def readable(script: str) -> bool:
    """True for the scripts that skeletons are made of; others are transcribed too crudely."""
    return script in ("Cyrl", "Latn")


def _postings(
    tables: Tables, names: list[NameRow], numbers: dict[str, int]
) -> tuple[dict[str, bytes], dict[str, int]]:
    """The keys, the skeletons and what they lead to; how many there are."""
    derivations: dict[Derivation, int] = {}
    found: list[tuple[str, int, int, int, int]] = []
    alike: dict[str, set[tuple[str, str]]] = {}
    kinds = (tables.places[name.place].kind for name in names)
    each = zip(_progress(range(len(names)), "Expanding"), _all_expanded(names, kinds), strict=True)
    others = ((toponym, _keys(made)) for toponym, made in _made(tables, names))
    for toponym, keys in itertools.chain(each, others):
        name = names[toponym]
        place = numbers[name.place]
        for key, derivation, sounds in keys:
            number = derivations.setdefault(derivation, len(derivations))
            found.append((key, place, rank(name, derivation), toponym, number))
            for skeleton, tune in sounds:
                alike.setdefault(skeleton, set()).add((key, tune))
    found.sort()
    sets: dict[tuple[int, ...], int] = {}
    runs: dict[str, array[int]] = {}
    for (key, _), group in itertools.groupby(found, key=lambda item: item[:2]):
        rows = list(group)
        ways = tuple(dict.fromkeys(row[4] for row in rows))
        number = sets.setdefault(ways, len(sets))
        runs.setdefault(key, array("I")).extend((rows[0][3], number))
    trie = marisa_trie.Trie(list(runs))
    by_number = sorted((trie[key], run) for key, run in runs.items())
    starts = itertools.accumulate((len(run) // 2 for _, run in by_number), initial=0)
    lines = "\n".join(map(format_derivation, derivations))
    sections = {
        "key_trie": trie.tobytes(),
        "key_start": array("I", starts).tobytes(),
        "posting": b"".join(run.tobytes() for _, run in by_number),
        "derivation": lines.encode(),
        "derivation_set_start": array(
            "I", itertools.accumulate(map(len, sets), initial=0)
        ).tobytes(),
        "derivation_set": array("I", itertools.chain.from_iterable(sets)).tobytes(),
    }
    counts = {"keys": len(runs), "skeletons": len(alike)}
    counts["postings"] = sum(len(run) for run in runs.values()) // 2
    return sections | _alike(alike, trie), counts


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
        "near": array("I", itertools.chain.from_iterable(run for _, run in near)).tobytes(),
    }


def _code_index(tables: Tables, numbers: dict[str, int]) -> dict[str, bytes]:
    trie = marisa_trie.Trie(list(tables.codes))
    places = sorted((trie[code], numbers[id]) for code, id in tables.codes.items())
    return {
        "code_trie": trie.tobytes(),
        "code_place": array("I", (place for _, place in places)).tobytes(),
    }


def _successions(tables: Tables, numbers: dict[str, int]) -> dict[str, bytes]:
    rows = sorted(
        (numbers[old], -round(weight * 10_000), numbers[new])
        for old, new, weight in tables.successions
    )
    return {
        "succession_start": _runs((old for old, _, _ in rows), len(numbers)),
        "succession": array(
            "I", itertools.chain.from_iterable((new, -share) for _, share, new in rows)
        ).tobytes(),
    }


def _extents(tables: Tables, numbers: dict[str, int]) -> dict[str, bytes]:
    rows = sorted(
        (numbers[place], EXTENTS.index(extent), numbers[unit])
        for place, unit, extent in tables.extents
    )
    return {
        "extent_start": _runs((place for place, _, _ in rows), len(numbers)),
        "extent": array(
            "I", itertools.chain.from_iterable((unit, part) for _, part, unit in rows)
        ).tobytes(),
    }


def _counts(tables: Tables, scripts: list[str], index: dict[str, int]) -> dict[str, int]:
    counted: Counter[str] = Counter(index)
    for place in tables.places.values():
        counted["places"] += 1
        state = "abolished" if place.valid_to else "places"
        counted[f"{state}.{place.kind}"] += 1
    for name, script in zip(tables.names, scripts, strict=True):
        counted["toponyms"] += 1
        counted[f"status.{name.status}"] += 1
        counted[f"language.{name.language}"] += 1
        counted[f"script.{script}"] += 1
    for code in tables.codes:
        counted[f"codes.{code.partition(':')[0]}"] += 1
    counted["codes"] = len(tables.codes)
    counted["positions"] = len(tables.positions)
    counted["populations"] = len(tables.populations)
    counted["successions"] = len(tables.successions)
    counted["extents"] = len(tables.extents)
    counted["urban"] = len(tables.urban)
    counted["centres"] = len(tables.centres)
    counted["bases"] = len(tables.bases)
    return dict(sorted(counted.items()))


def _compile(tables: Tables) -> _Compiled:
    numbers = {id: number for number, id in enumerate(sorted(tables.places))}
    strings = _Strings()
    names = _ordered_names(tables, numbers)
    sources = _Vocabulary(tables.sources, 1 << 11)
    sections = _places(tables, numbers, strings, sources)
    columns, vocabularies, scripts = _toponyms(names, numbers, strings, sources)
    postings, index = _postings(tables, names, numbers)
    sections |= columns | postings
    sections |= _code_index(tables, numbers) | _successions(tables, numbers)
    sections |= _extents(tables, numbers) | strings.sections()
    vocabularies["authorities"] = AUTHORITIES
    ordered = tables._replace(names=names)
    return _Compiled(sections, vocabularies, _counts(ordered, scripts, index))


def _pack(compiled: _Compiled, version: str, fingerprint: str) -> Iterator[bytes]:
    """The bytes of the file."""
    lines = [f"fact\tversion\t{version}", f"fact\tdigest\t{fingerprint}"]
    lines += ["\t".join(("vocabulary", name, *v)) for name, v in compiled.vocabularies.items()]
    lines += [f"count\t{name}\t{number}" for name, number in compiled.counts.items()]
    bodies = [compiled.sections[name] for name in SECTIONS]
    # The offsets stand in the header and depend on its length: give each a fixed width.
    template = "section\t{}\t{:012}\t{:012}\t{:010}"
    length = len(
        "\n".join([*lines, *(template.format(name, 0, 0, 0) for name in SECTIONS)]).encode()
    )
    offset = PREFIX.size + length
    padding = [-offset % 8]
    offset += padding[0]
    for name, body in zip(SECTIONS, bodies, strict=True):
        lines.append(template.format(name, offset, len(body), zlib.crc32(body)))
        padding.append(-len(body) % 8)
        offset += len(body) + padding[-1]
    header = "\n".join(lines).encode()
    yield PREFIX.pack(
        MAGIC, FORMAT_VERSION, FOLD_VERSION, BYTE_ORDER, length, zlib.crc32(header), offset
    )
    yield header + bytes(padding[0])
    for body, gap in zip(bodies, padding[1:], strict=True):
        yield body + bytes(gap)


def compile_tables(
    tables: str | os.PathLike[str] = DEFAULT_TABLES,
    output: str | os.PathLike[str] = DEFAULT_OUTPUT,
) -> str:
    """Compiles a folder of tables into a folder.

    Returns:
        The path of the written file.

    Raises:
        TableError: a table breaks a rule.
    """
    content = read(os.fspath(tables))
    fingerprint = digest(os.fspath(tables), RULES)
    os.makedirs(output, exist_ok=True)
    path = os.path.join(output, FILE)
    descriptor, temporary = tempfile.mkstemp(dir=output, prefix=f".{FILE}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(_pack(_compile(content), content.version, fingerprint))
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.remove(temporary)
        raise
    return path


def stale(tables: str | os.PathLike[str], output: str | os.PathLike[str]) -> bool:
    """True if the compiled file is not, byte for byte, what the tables give now."""
    path = os.path.join(output, FILE)
    with tempfile.TemporaryDirectory() as scratch:
        fresh = compile_tables(tables, scratch)
        with open(fresh, "rb") as new, open(path, "rb") as old:
            return new.read() != old.read()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 if all went well, 1 if the file is stale, 2 if the tables are wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m toponyms.compile",
        description="Compile the tables of the gazetteer into the file that look-ups map.",
        epilog="example: python -m toponyms.compile gazetteer -o toponyms/data",
    )
    parser.add_argument("tables", nargs="?", default=DEFAULT_TABLES, metavar="TABLES")
    parser.add_argument("-o", "--output", default=DEFAULT_OUTPUT, metavar="DIR")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if the file is stale"
    )
    options: Any = parser.parse_args(arguments)
    try:
        if options.check:
            if stale(options.tables, options.output):
                print("stale: run python -m toponyms.compile", file=sys.stderr)
                return 1
            print("up to date")
        else:
            path = compile_tables(options.tables, options.output)
            print(f"{path}: {os.path.getsize(path):,} bytes")
    except (TableError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
