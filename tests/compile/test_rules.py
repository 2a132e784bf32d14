"""The language rules: what is committed keeps its schemas, and each slip of the hand is refused.

Slips are made up from the schemas: each column of each table gets those of its type, so that a new
column or table has its tests. Slips in what has to hold between cells are in
`cases/rule_errors.tsv`.
"""

import copy
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from importers.tables import write_rules
from paths import ROOT
from small import WriteTables
from toponyms.annotation.spans import MOST_WORDS
from toponyms.compile.build import compile_tables
from toponyms.compile.checks.cells import (
    LANGUAGES,
    Cell,
    Key,
    Number,
    OneOf,
    Pattern,
    Several,
    Standard,
    Text,
    Words,
)
from toponyms.compile.checks.check import check_rules, check_table
from toponyms.compile.checks.files import Document, Each, Flag, Keys, Named, check_shape, read
from toponyms.compile.checks.inflection import PARADIGMS, check_inflection
from toponyms.compile.checks.policies import check_policies
from toponyms.compile.checks.romanization import STANDARD, check_romanization
from toponyms.compile.checks.tables import (
    ALIAS_ROLES,
    CUE_ROLES,
    FIGURES,
    GOVERNING,
    KEEPING_ROLES,
    LONGEST_CUE,
    SCHEMAS,
)
from toponyms.matching import seats
from toponyms.model import TableError, shown
from toponyms.rewriting import grammar
from toponyms.rules import RULES, SEPARATOR, Keyed, table
from toponyms.store.store import Store
from tsv import rows

SHAPES = {"romanization": STANDARD, "inflection": PARADIGMS}
Edit = Callable[[str, str], None]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rules, which is whole again after each test: see `edit`."""
    path = tmp_path_factory.mktemp("copy") / "rules"
    shutil.copytree(RULES, path, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return path


@pytest.fixture
def edit(copied: Path) -> Iterator[Edit]:
    """Writes another text into a file of the copy, until the test ends."""
    before: dict[Path, str] = {}

    def write(file: str, text: str) -> None:
        path = copied / file
        before.setdefault(path, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8", newline="\n")

    yield write
    for path, text in before.items():
        path.write_text(text, encoding="utf-8", newline="\n")


GENERATED_ROWS = 20
"""How many rows of a table that a script writes are tested: thousands more would only take time."""


class Lines(NamedTuple):
    """A table as it is committed."""

    comment: list[str]
    columns: list[str]
    rows: list[list[str]]

    def text(self) -> str:
        """The text of the file."""
        body = ("\t".join(row) for row in (self.columns, *self.rows))
        return "".join(f"{line}\n" for line in (*self.comment, *body))

    def line(self, row: int) -> int:
        """The line number of a row in the file."""
        return len(self.comment) + 2 + row


@cache
def committed(name: str) -> Lines:
    lines = Path(RULES, f"{name}.tsv").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    comment = [line for line in lines if line.startswith("#")]
    header, *body = (line.split("\t") for line in lines[len(comment) :])
    return Lines(comment, header, body)


# -- what is committed -----------------------------------------------------------------------------


def test_the_rules_keep_their_schemas() -> None:
    check_rules()


def test_every_file_has_a_schema() -> None:
    files = {path.relative_to(RULES) for path in Path(RULES).rglob("*") if path.suffix != ".pyc"}
    tables = {str(path) for path in files if path.suffix == ".tsv"}
    assert tables == {f"{name}.tsv" for name in SCHEMAS}
    others = {path for path in files if path.suffix not in ("", ".tsv")} - {Path("__init__.py")}
    assert {path.parent.name for path in others} == {*SHAPES, "policies"}
    assert {path.suffix for path in others} == {".toml"}


def test_a_table_without_schema_is_refused(copied: Path) -> None:
    (copied / "new.tsv").write_text("# A new table.\n", encoding="utf-8")
    try:
        with pytest.raises(TableError, match=r"^rules/new\.tsv: no schema"):
            check_rules(str(copied))
    finally:
        (copied / "new.tsv").unlink()


def test_compiling_checks_the_rules(
    copied: Path,
    edit: Edit,
    write_tables: WriteTables,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("toponyms.compile.build.RULES", str(copied))
    edit("generics.tsv", committed("generics").text().replace("\toblast\t", "\toblats\t", 1))
    with pytest.raises(TableError, match=r"^rules/generics\.tsv:11: kinds 'oblats': "):
        compile_tables(write_tables(), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_writes_a_table_keeps_its_comment(
    copied: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importers.tables.RULES", str(copied))
    edit("scoring_fit.tsv", committed("scoring_fit").text())
    write_rules("scoring_fit", ["figure\tvalue", "rows\t1"])
    written = (copied / "scoring_fit.tsv").read_text(encoding="utf-8").splitlines()
    assert written == [*committed("scoring_fit").comment, "figure\tvalue", "rows\t1"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_reader_gives_the_rows_alone(name: str) -> None:
    assert table(name) == committed(name).rows


# -- what the code asks for ------------------------------------------------------------------------


def asked(pattern: str, *files: str) -> set[str]:
    """What a pattern finds in the code of the package, or in some files of it."""
    paths = [ROOT / file for file in files] or (ROOT / "toponyms").rglob("*.py")
    return {found for path in paths for found in re.findall(pattern, path.read_text("utf-8"))}


def test_each_role_is_asked_for() -> None:
    by_language = asked(r'role == "([^"]+)"', "toponyms/language/cues.py")
    own = asked(r'\bcues_in\("([^"]+)"')
    also_own = own | {f"own {role}" for role in own}
    assert asked(r'\bcues\("([^"]+)"\)') | by_language | also_own == CUE_ROLES
    assert asked(r'\baliases\("([^"]+)"\)') == ALIAS_ROLES


def test_what_the_schemas_say_of_other_wings() -> None:
    assert MOST_WORDS == LONGEST_CUE
    assert asked(r'^        "([a-z -]+)": (?:str\(|f")', "scripts/fit.py") <= FIGURES
    for _, suffix, _ in table("seats"):
        assert seats._INFLECTION.fullmatch(f"дда{suffix}а" if suffix > "а" else f"dda{suffix}a")


def test_each_language_is_one_of_names_or_texts(store: Store) -> None:
    used = {
        language
        for name, schema in SCHEMAS.items()
        for column, cell in schema.columns.items()
        for row in committed(name).rows
        if "uk" in getattr(getattr(cell, "item", cell), "values", ())
        for language in row[list(schema.columns).index(column)].split()
    }
    assert used == LANGUAGES
    names = {key.removeprefix("language.") for key in store.counts if key.startswith("language.")}
    assert names >= {
        language for _, languages, _ in table("skeleton") for language in languages.split()
    }


def test_cities_abroad_lie_in_countries() -> None:
    lines = (ROOT / "gazetteer/places/countries.tsv").read_text(encoding="utf-8").splitlines()
    countries = {line.split("\t")[0].removeprefix("iso:") for line in lines[1:]}
    kosovo = "XK"  # in GeoNames; ISO 3166-1 leaves the code to users
    cities = (*table("abroad"), *table("cities_abroad"))
    assert {country for *_, country in cities} <= countries | {kosovo}
    assert {country for _, _, country, _ in table("regions_abroad")} <= countries


# -- slips in tables -------------------------------------------------------------------------------


def misspelled(word: str) -> str:
    """A word with its last two letters exchanged or, if that changes nothing, an x added."""
    turned = word[:-2] + word[:-3:-1]
    return turned if len(word) > 2 and turned != word else f"{word}x"


SLIPS: dict[type, Callable[[Any, str], dict[str, str]]] = {
    OneOf: lambda cell, text: {"misspelled": misspelled(text)},
    Standard: lambda cell, text: {"misspelled": misspelled(text), "no id": text.upper() + "É"},
    Several: lambda cell, text: (
        {
            "an item twice": f"{text}{cell.separator}{text.split(cell.separator)[-1]}",
            "an empty item": f"{text}{cell.separator}{cell.separator}{text}",
        }
        | {
            f"an item {why}": f"{text}{cell.separator}{item}"
            for why, item in slips(cell.item, text.split(cell.separator)[-1]).items()
        }
    ),
    Number: lambda cell, text: {
        "too small": f"{cell.low - 1:.6f}".rstrip("0").rstrip("."),
        "too large": f"{cell.high + 1:.6f}".rstrip("0").rstrip("."),
        "no number": "many",
        "no numeral": "nan",
    },
    Key: lambda cell, text: {"a capital": text.capitalize(), "too short": text[: cell.least - 1]},
    Words: lambda cell, text: {
        "a word twice": f"{text}{SEPARATOR}{text.split(SEPARATOR)[0]}",
        "no letter": f"{text}{SEPARATOR}!",
        "an empty word": f"{text}{SEPARATOR}",
        "a long phrase": text + SEPARATOR + " ".join("abcdefgh"[: cell.most + 1]),
    },
    Pattern: lambda cell, text: {"a strange sign": f"{text}¤ж"},
    Text: lambda cell, text: {},
}
"""What may go wrong with a cell, by its type."""


def shortened(name: str) -> Lines:
    """A table to plant slips in, with a few of its rows if it is long."""
    lines = copy.deepcopy(committed(name))
    return lines._replace(rows=lines.rows[:GENERATED_ROWS]) if SCHEMAS[name].ordered else lines


def slips(cell: Cell, text: str) -> dict[str, str]:
    """Wrong texts for a right one, by what is wrong."""
    found = SLIPS[type(cell)](cell, text)
    return found if cell.fault("") is None else found | {"empty": ""}


def cell_slips() -> Iterator[Any]:
    """Each slip: table, column, row and the wrong cell."""
    for name, schema in SCHEMAS.items():
        lines = shortened(name)
        for index, (column, cell) in enumerate(schema.columns.items()):
            row = next(i for i, cells in enumerate(lines.rows) if cells[index])
            text = lines.rows[row][index]
            every = slips(cell, text) | {
                "a stray space": f"{text} ",
                "an unprintable sign": f"{text}\u200b",
                "decomposed": f"{text}e\u0301",
            }
            for why, wrong in every.items():
                yield pytest.param(name, index, row, wrong, id=f"{name}.{column}: {why}")


@pytest.mark.sweep
@pytest.mark.parametrize(("name", "index", "row", "wrong"), [*cell_slips()])
def test_a_slip_in_a_cell(
    copied: Path, edit: Edit, name: str, index: int, row: int, wrong: str
) -> None:
    lines = shortened(name)
    lines.rows[row][index] = wrong
    edit(f"{name}.tsv", lines.text())
    with pytest.raises(TableError) as error:
        check_table(name, str(copied))
    place = f"rules/{name}.tsv:{lines.line(row)}: {lines.columns[index]} {shown(wrong)}: "
    assert str(error.value).startswith(place)
    assert str(error.value) != place


def table_slips() -> Iterator[Any]:
    """Each slip: table, its text with the slip, and how the error begins."""
    for name, schema in SCHEMAS.items():
        lines = shortened(name)
        comment, columns, body = lines
        file = f"rules/{name}.tsv"
        header = len(comment) + 1
        first = columns[0]
        unique = schema.unique[0][-1]

        def slip(why: str, start: str, changed: Lines, name: str = name) -> Any:
            return pytest.param(name, changed.text(), start, id=f"{name}: {why}")

        wrong = [*columns[:-1], misspelled(columns[-1])]
        yield slip("a misspelled column", f"{file}:{header}: header ", Lines(comment, wrong, body))
        yield slip(
            "a row twice",
            f"{file}:{lines.line(1)}: {unique} ",
            Lines(comment, columns, [body[0], *body]),
        )
        yield slip(
            "a lost cell", f"{file}:{lines.line(0)}: ", Lines(comment, columns, [body[0][:-1]])
        )
        yield slip("no row", f"{file}:{header}: header ", Lines(comment, columns, []))
        yield slip("no comment", f"{file}:1: header {first!r}: ", Lines([], columns, body))
        untold = [line for line in comment if not line.startswith(f"# {first}: ")]
        yield slip(
            "a column untold",
            f"{file}:{header - 1}: header {first!r}: ",
            Lines(untold, columns, body),
        )
        told = [*comment, "# colour: of the place"]
        yield slip("told of none", f"{file}:1: comment 'colour': ", Lines(told, columns, body))
        if schema.ordered:
            turned = [body[1], body[0], *body[2:]]
            start = f"{file}:{lines.line(1)}: {first} {body[0][0]!r}: not in order"
            yield slip("out of order", start, Lines(comment, columns, turned))
        for column, words in schema.complete.items():
            cell, index = schema.columns[column], columns.index(column)
            parted = cell.separator if isinstance(cell, Several) else "\t"
            for word in sorted(words):
                rest = [row for row in body if word not in row[index].split(parted)]
                if rest:
                    start = f"{file}: {column} "
                    yield slip(f"no {word}", start, Lines(comment, columns, rest))


@pytest.mark.sweep
@pytest.mark.parametrize(("name", "text", "start"), [*table_slips()])
def test_a_slip_in_a_table(copied: Path, edit: Edit, name: str, text: str, start: str) -> None:
    edit(f"{name}.tsv", text)
    with pytest.raises(TableError) as error:
        check_table(name, str(copied))
    assert str(error.value).startswith(start)


def test_a_table_that_is_missing_or_cut_short(copied: Path, edit: Edit) -> None:
    edit("tails.tsv", committed("tails").text()[:-1])
    with pytest.raises(TableError, match=r"^rules/tails\.tsv:\d+: .*: expected a line feed"):
        check_table("tails", str(copied))
    (copied / "tails.tsv").write_bytes("# \xe9\n".encode("latin-1"))
    with pytest.raises(TableError, match=r"^rules/tails\.tsv: not UTF-8"):
        check_table("tails", str(copied))
    (copied / "tails.tsv").unlink()
    with pytest.raises(TableError, match=r"^rules/tails\.tsv: the table is missing"):
        check_rules(str(copied))


# -- slips in relations, and in the files of romanization and inflection ---------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "why"),
    rows("rule_errors.tsv"),
    ids=lambda value: None if "⇥" in value else value[:40],
)
def test_what_does_not_fit(
    copied: Path, edit: Edit, file: str, old: str, new: str, message: str, why: str
) -> None:
    old, new = (text.replace("⇥", "\t").replace("¶", "\n") for text in (old, new))
    before = (copied / file).read_text(encoding="utf-8")
    assert old in before
    edit(file, before.replace(old, new, 1))
    folder, _, _ = file.rpartition("/")
    checks = {
        "romanization": check_romanization,
        "inflection": check_inflection,
        "policies": check_policies,
    }
    check = checks.get(folder, partial(check_table, file.removesuffix(".tsv")))
    with pytest.raises(TableError) as error:
        check(str(copied))
    assert re.match(rf"rules/{re.escape(file)}:\d+: \S", str(error.value))
    assert message in str(error.value), why


SEEN_BY_OTHERS = (Standard, "misspelled")
"""A slip that `check_shape` cannot see; `rule_errors.tsv` has it."""


def value_slips(shape: Any, value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Slips in a value and all that is in it: path, what is wrong there, and the wrong value."""
    if isinstance(shape, Keys):
        yield (*path, "colour"), "an unknown key", "red"
        shapes = {**shape.required, **shape.optional}
        for key, item in value.items():
            yield from value_slips(shapes[key], item, (*path, key))
            if key in shape.required:
                yield (*path, key), "a missing key", None
    elif isinstance(shape, Named):
        yield path, "an empty table", {}
        for wrong in slips(shape.key, next(iter(value))).values():
            yield (*path, wrong), "a wrong key", next(iter(value.values()))
        for key, item in value.items():
            yield from value_slips(shape.value, item, (*path, key))
    elif isinstance(shape, Each):
        yield path, "an empty array", []
        for index, item in enumerate(value):
            yield from value_slips(shape.item, item, (*path, index))
    elif isinstance(shape, Flag):
        yield path, "no flag", "yes"
    else:
        yield path, "another type", 7
        yield from ((path, why, wrong) for why, wrong in form_slips(shape, value).items())
    if path:
        yield path, "a list", ["x", []]


def form_slips(shape: Cell, text: str) -> dict[str, str]:
    """The slips in a text that its form shows, so not an id that no standard has."""
    found = slips(shape, text)
    return {why: wrong for why, wrong in found.items() if (type(shape), why) != SEEN_BY_OTHERS}


@cache
def documents() -> list[tuple[str, Document]]:
    return [
        (kind, read(RULES, f"{kind}/{path.name}"))
        for kind in SHAPES
        for path in sorted(Path(RULES, kind).glob("*.toml"))
    ]


def file_slips() -> Iterator[Any]:
    """Each slip of each key once, in the first file that has the key."""
    seen = set()
    for kind, document in documents():
        for path, why, wrong in value_slips(SHAPES[kind], document.data, ()):
            free = path[:1] in (("samples",), ("classes",), ("softening",), ("paradigms",))
            steps = [s for i, s in enumerate(path) if isinstance(s, str) and not (free and i == 1)]
            key = kind, ".".join(steps), len(path), why
            if key not in seen and (why != "a missing key" or len(path) > 1):
                seen.add(key)
                label = f"{kind} {'.'.join(map(str, path))[:40]}: {why}"
                yield pytest.param(kind, document, path, wrong, id=label)


@pytest.mark.sweep
@pytest.mark.parametrize(("kind", "document", "path", "wrong"), [*file_slips()])
def test_a_slip_in_a_file(kind: str, document: Document, path: tuple[Any, ...], wrong: Any) -> None:
    data = copy.deepcopy(document.data)
    above = data
    for step in path[:-1]:
        above = above[step]
    if wrong is None:
        del above[path[-1]]
    else:
        above[path[-1]] = wrong
    with pytest.raises(TableError) as error:
        check_shape(document._replace(data=data), data, SHAPES[kind])
    assert str(error.value).startswith(f"{document.file}:")
    assert str(path[-1] if isinstance(path[-1], str) else path[-2]) in str(error.value)


@pytest.mark.parametrize("kind", SHAPES)
def test_each_file_needs_its_keys(kind: str) -> None:
    for _, document in documents():
        if document.file.startswith(f"rules/{kind}/"):
            for key in SHAPES[kind].required:
                data = {other: value for other, value in document.data.items() if other != key}
                with pytest.raises(TableError, match=f"^{document.file}.*'{key}': the key is miss"):
                    check_shape(document._replace(data=data), data, SHAPES[kind])


def test_each_language_has_its_file(copied: Path) -> None:
    path = copied / "inflection" / "sl.toml"
    path.rename(path.with_name("xx.toml"))
    try:
        with pytest.raises(TableError, match=r"^rules/inflection/xx\.toml: not called after"):
            check_inflection(str(copied))
        path.with_name("xx.toml").rename(copied / "sl.toml")
        with pytest.raises(TableError, match=r"^rules/inflection/sl\.toml: the file is missing"):
            check_inflection(str(copied))
    finally:
        (copied / "sl.toml").rename(path)


def test_a_weak_standard_says_how_far_it_goes(copied: Path, edit: Edit) -> None:
    text = (copied / "romanization/telegram.toml").read_text(encoding="utf-8")
    edit("romanization/telegram.toml", re.sub('reliability = """.*?"""', "", text, flags=re.S))
    with pytest.raises(TableError, match=r"telegram\.toml:\d+: evidence '.*': weak, and"):
        check_romanization(str(copied))


@pytest.mark.parametrize("name", ["abroad", "words"])
def test_rows_are_found_by_their_first_cell_however_many_are_asked_for(name: str) -> None:
    own = table(name)
    few, many = Keyed(name), Keyed(name)
    for row in own[:: len(own) // 40]:
        assert few.get(row[0]) == row[1:]
    for key in ("name", "", "no such name", own[0][0][:-1], "\n", own[0][0] + "\t"):
        assert few.get(key) is None
    assert [many.get(row[0]) for row in own] == [row[1:] for row in own]
    assert many.get("no such name") is None


def test_the_languages_and_words_of_rewriting_are_those_that_it_asks_for() -> None:
    assert {*grammar.LANGUAGES} == GOVERNING
    texts = (path.read_text("utf-8") for path in (ROOT / "toponyms/rewriting").glob("*.py"))
    called = re.compile(r'\b(?:pattern|said)\([^()"]*"(?:en", ")?(\w+)"\)')
    asked = {role for text in texts for role in called.findall(text)}
    assert asked | {"called", "aside"} == KEEPING_ROLES
