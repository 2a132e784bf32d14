"""Tables to the compiled gazetteer.

Runs in the package build and by hand after an edit (``python -m toponyms.compile``). Reads and
checks the tables and the rules, expands every toponym into its spellings, folds them and writes one
file in the format of `toponyms.store.format`. The same tables and rules give the same bytes; the
file is written aside and moved into place.
"""

import contextlib
import gc
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from toponyms.compile.checks.check import check_rules
from toponyms.compile.columns import (
    Dates,
    Strings,
    Vocabulary,
    extent_columns,
    ordered_names,
    place_columns,
    succession_columns,
    toponym_columns,
)
from toponyms.compile.completions import completion_columns
from toponyms.compile.index import code_index, posting_index
from toponyms.compile.read import read
from toponyms.compile.tables import Tables, digest
from toponyms.model import AUTHORITIES
from toponyms.rules import RULES
from toponyms.store.format import FILE, SOURCE_BITS, pack

QUERY_SIDE: Final = frozenset(
    {
        *("abroad.tsv", "aliases.tsv", "cues.tsv", "generics.tsv", "generics_latin.tsv"),
        *("cities_abroad.tsv", "columns.tsv", "feminine.tsv", "missing.tsv", "regions_abroad.tsv"),
        *(
            "given_names.tsv",
            "governing.tsv",
            "keeping.tsv",
            "joiners.tsv",
            "joiners_latin.tsv",
            "keyboards.tsv",
            "letters.tsv",
        ),
        *("older.tsv", "policies", "scoring.tsv", "scoring_fit.tsv", "seats.tsv", "sides.tsv"),
        *("surnames.tsv", "tails.tsv", "words.tsv"),
    }
)
"""Rules, files and a folder, that compiling does not read: an edit of them does not make the
compiled file stale."""
_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEFAULT_TABLES: Final = os.path.join(os.path.dirname(_PACKAGE), "gazetteer")
DEFAULT_OUTPUT: Final = os.path.join(_PACKAGE, "data")


class _Compiled(NamedTuple):
    """The content of the file, without its version and digest."""

    sections: dict[str, bytes]
    vocabularies: dict[str, Sequence[str]]
    counts: dict[str, int]


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
    counted["voters"] = len(tables.voters)
    counted["councils"] = len(tables.councils)
    counted["bases"] = len(tables.bases)
    return dict(sorted(counted.items()))


def _compile(tables: Tables) -> _Compiled:
    numbers = {id: number for number, id in enumerate(sorted(tables.places))}
    strings = Strings()
    names = ordered_names(tables, numbers)
    sources = Vocabulary(tables.sources, SOURCE_BITS)
    dates = Dates()
    sections = place_columns(tables, numbers, strings, dates, sources)
    columns, vocabularies, scripts = toponym_columns(names, numbers, strings, dates, sources)
    postings, index = posting_index(tables, names, numbers)
    sections |= columns | postings
    sections |= code_index(tables, numbers) | succession_columns(tables, numbers)
    sections |= extent_columns(tables, numbers)
    sections |= completion_columns(tables, names, numbers, strings) | strings.sections()
    vocabularies |= {"authorities": AUTHORITIES, "dates": [*dates.numbers]}
    ordered = tables._replace(names=names)
    return _Compiled(sections, vocabularies, _counts(ordered, scripts, index))


def compile_tables(
    tables: str | os.PathLike[str] = DEFAULT_TABLES,
    output: str | os.PathLike[str] = DEFAULT_OUTPUT,
) -> str:
    """Compiles a folder of tables into a folder.

    Returns:
        The path of the written file.

    Raises:
        TableError: a table or a file of `toponyms/rules/` breaks a rule.
    """
    with _nothing_is_garbage():
        return _compile_into(os.fspath(tables), os.fspath(output))


@contextlib.contextmanager
def _nothing_is_garbage() -> Iterator[None]:
    """Millions of tuples are made and few thrown away: looking for circles among them, again and
    again as there are more, took a sixth of the time.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _compile_into(tables: str, output: str) -> str:
    check_rules(RULES)
    content = read(tables)
    fingerprint = digest(tables, RULES, without=QUERY_SIDE)
    os.makedirs(output, exist_ok=True)
    path = os.path.join(output, FILE)
    descriptor, temporary = tempfile.mkstemp(dir=output, prefix=f".{FILE}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            compiled = _compile(content)
            facts = {"version": content.version, "digest": fingerprint}
            file.writelines(pack(*compiled, facts))
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
