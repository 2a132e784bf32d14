"""Tables to the compiled file: what is refused, and what the file holds."""

import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from small import SMALL, WriteTables
from toponyms import resolve
from toponyms.compile.__main__ import main
from toponyms.compile.build import compile_tables, stale
from toponyms.compile.read import read
from toponyms.compile.tables import NameRow
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import GazetteerError, TableError, UnknownPlaceError
from toponyms.store.format import FORMAT_VERSION, PREFIX
from toponyms.store.store import Store
from tsv import rows


@pytest.mark.parametrize(("table", "line", "message", "why"), rows("table_errors.tsv"))
def test_a_line_that_breaks_a_rule_is_named(
    write_tables: WriteTables, table: str, line: str, message: str, why: str
) -> None:
    lines = next(content for name, content in SMALL.items() if name.startswith(table))
    folder = write_tables(**{table: [*lines, line]})
    with pytest.raises(TableError) as error:
        read(str(folder))
    assert message in str(error.value), why
    assert str(error.value).startswith(table)


# -- what the editors write ----------------------------------------------------------------------

OBLAST, RAION = "UA71000000000010357", "UA71080000000036344"
GOVERNORATE = "tp:kyiv-governorate"


def cells(name: NameRow) -> tuple[str, str, str, str]:
    """The text of a name, its language, status and source."""
    return name.text, name.language, name.status, name.source


def test_a_line_of_an_editor_is_found_once_it_is_compiled(
    write_tables: WriteTables, tmp_path: Path
) -> None:
    folder = write_tables()
    before = Gazetteer.open(compile_tables(folder, tmp_path / "before"))
    assert resolve("Шевченків край", gazetteer=before).outcome == "unknown"
    line = f"{OBLAST}|Шевченків край|uk|variant|||curated|"
    write_tables(curated={"names": [line]})
    assert stale(folder, tmp_path / "before")
    after = Gazetteer.open(compile_tables(folder, tmp_path / "after"))
    found = resolve("Шевченків край", gazetteer=after).best
    assert found is not None
    assert found.place.id == OBLAST
    assert found.spelling.toponym.source == "curated"


def test_a_row_of_an_editor_stands_for_that_of_a_source(write_tables: WriteTables) -> None:
    tables = read(
        str(
            write_tables(
                curated={
                    "places-past": [f"{GOVERNORATE}|region|iso:UA|1802|1925|curated"],
                    "names": [f"{RAION}|Черкаський|uk|official|2020-07-19||curated|"],
                    "names-past": [f"{GOVERNORATE}|Київська|uk|former||1925|curated|"],
                    "codes": [f"{OBLAST}|iso|UA-71|curated"],
                    "positions": [f"{RAION}|49.5|32.1|curated"],
                    "populations": [f"{RAION}|600000|curated"],
                    "bases": [f"{OBLAST}|Черкаси|uk|curated"],
                    "extents": [f"{GOVERNORATE}|{OBLAST}|whole|curated"],
                }
            )
        )
    )
    assert tables.places[GOVERNORATE].valid_from == "1802"
    assert {name.place: cells(name) for name in tables.names if name.source == "curated"} == {
        RAION: ("Черкаський", "uk", "official", "curated"),
        GOVERNORATE: ("Київська", "uk", "former", "curated"),
    }
    assert len(tables.names) == len(SMALL["names/all.tsv"])
    assert tables.codes["iso:UA-71"] == OBLAST
    assert tables.positions == {RAION: (49.5, 32.1, "curated")}
    assert tables.populations == {RAION: (600_000, "curated")}
    assert tables.bases == [(OBLAST, "Черкаси", "uk")]
    assert tables.extents == [(GOVERNORATE, OBLAST, "whole")]


HISTORIC: Final = f"{OBLAST}|Tscherkasy|de|variant|||curated|"
CITED: Final = f"{OBLAST}|Tscherkasy|de|a book|curated"


@pytest.mark.parametrize(
    ("citations", "message"),
    [
        ([], "curated/names-historic.tsv:2: text 'Tscherkasy': has no row in citations.tsv"),
        ([CITED, CITED.replace("a book", "a map")], "citations.tsv:3: text 'Tscherkasy': has two"),
        ([CITED.replace("a book", "")], "citations.tsv:2: citation '': empty"),
        ([CITED, CITED.replace("|de|", "|pl|")], "citations.tsv:3: text 'Tscherkasy': no name"),
    ],
)
def test_a_name_of_the_past_has_one_citation(
    write_tables: WriteTables, citations: list[str], message: str
) -> None:
    folder = write_tables(curated={"names-historic": [HISTORIC]}, citations=citations)
    with pytest.raises(TableError, match=re.escape(message)):
        read(str(folder))


def test_a_name_that_is_cited_is_read(write_tables: WriteTables) -> None:
    folder = write_tables(curated={"names-historic": [HISTORIC]}, citations=[CITED])
    assert "Tscherkasy" in {name.text for name in read(str(folder)).names}


def test_a_row_about_another_thing_is_added_where_the_order_has_it(
    write_tables: WriteTables,
) -> None:
    names = [
        f"{OBLAST}|Черкащина|uk|variant|||curated|",
        f"{OBLAST}|Cherkasy|en|official|||curated|",
    ]
    tables = read(str(write_tables(curated={"names-b": names[:1], "names-a": names[1:]})))
    assert [cells(name) for name in tables.names if name.place == OBLAST] == [
        ("Черкаська", "uk", "official", "register"),
        ("Cherkasy", "en", "official", "curated"),
        ("Черкащина", "uk", "variant", "curated"),
    ]
    assert [name.place for name in tables.names] == sorted(name.place for name in tables.names)


def test_it_does_not_matter_in_which_file_a_row_stands(
    write_tables: WriteTables, tmp_path: Path
) -> None:
    """Whether in a file of the imports or of the editors: only the source differs."""
    small, line = SMALL["names/all.tsv"], f"{OBLAST}|Черкащина|uk|variant|||{{}}|"
    one = read(str(write_tables(names=[*small, line.format("register")])))
    other = read(str(write_tables(curated={"names": [line.format("curated")]})))
    unsourced = [
        [name._replace(source="") for name in tables.names if name.place == OBLAST]
        for tables in (one, other)
    ]
    assert unsourced[0] == unsourced[1]
    assert one._replace(names=[]) == other._replace(names=[])


@pytest.mark.parametrize(
    ("file", "lines", "message"),
    [
        (
            "names-regions",
            [f"{OBLAST}|Черкащина|uk|variant|||curated|", f"{OBLAST}|Край|uk|oficial|||curated|"],
            "curated/names-regions.tsv:3: status 'oficial': unknown; allowed are official",
        ),
        (
            "names",
            [f"{OBLAST}|Черкащина |uk|variant|||curated|"],
            "curated/names.tsv:2: text 'Черкащина ': stray space",
        ),
        ("names", [f"{OBLAST}|Черкащина|uk"], "curated/names.tsv:2: "),
        (
            "names",
            [f"{OBLAST}|Край|uk|variant|||curated|", f"{OBLAST}|Край|uk|former||1925|curated|"],
            f"curated/names.tsv:3: '{OBLAST} Край uk': stands twice, also in curated/names.tsv:2",
        ),
        (
            "populations",
            [f"{OBLAST}|1000000|curated", f"{OBLAST}|1000001|curated"],
            f"curated/populations.tsv:3: '{OBLAST}': stands twice, also in curated/populations",
        ),
        (
            "names",
            [f"{OBLAST}|Черкащина|uk|variant|||register|"],
            "curated/names.tsv:2: source 'register': expected curated, as for all",
        ),
        (
            "places-past",
            ["tp:polissia|region|iso:UA|||curated"],
            "curated/places-past.tsv:2: id 'tp:polissia': has no name",
        ),
        (
            "places",
            [f"{RAION}|raion|UA99000000000000000|||curated"],
            "curated/places.tsv:2: parent 'UA99000000000000000': no such place",
        ),
        (
            "bases",
            [f"{GOVERNORATE}|Київ|uk|curated"],
            f"curated/bases.tsv:2: place '{GOVERNORATE}': has no official name",
        ),
        (
            "successions",
            [f"koatuu:7124900000|{OBLAST}|0.5|curated"],
            "curated/successions.tsv:2: weight '0.5': those of koatuu:7124900000 add up to 1.5",
        ),
        (
            "extents-past",
            [f"{GOVERNORATE}|{RAION}|half|curated"],
            "curated/extents-past.tsv:2: extent 'half': unknown; allowed are whole, part",
        ),
        (
            "nmaes",
            [],
            "curated/nmaes.tsv: 'nmaes' is no table that the editors add to; allowed are "
            "places.tsv, names.tsv, codes.tsv",
        ),
        ("acts-2026", [], "curated/acts-2026.tsv: 'acts' is no table that the editors add to"),
    ],
)
def test_a_slip_of_an_editor_is_named_by_file_and_line(
    write_tables: WriteTables, file: str, lines: list[str], message: str
) -> None:
    folder = write_tables(curated={file: lines})
    with pytest.raises(TableError) as error:
        read(str(folder))
    assert str(error.value).startswith(message)


def test_the_header_of_an_editors_file_is_checked(write_tables: WriteTables) -> None:
    folder = write_tables(curated={"names-regions": []})
    path = folder / "curated" / "names-regions.tsv"
    path.write_text("place\tname\tlanguage\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"^curated/names-regions.tsv:1: .*expected place text "):
        read(str(folder))


def test_a_row_of_an_editor_elsewhere_is_sent_to_their_folder(write_tables: WriteTables) -> None:
    folder = write_tables(populations=[f"{RAION}|600000|curated"])
    message = r"^populations.tsv:2: source 'curated': .* belong in curated/populations.tsv"
    with pytest.raises(TableError, match=message):
        read(str(folder))


# -- what is refused, and the file ---------------------------------------------------------------


def test_a_header_is_checked(write_tables: WriteTables) -> None:
    folder = write_tables()
    (folder / "populations.tsv").write_text("place\tpeople\tsource\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"populations.tsv:1: .*expected place population source"):
        read(str(folder))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"is .*nowhere.* the folder of the tables"):
        read(str(tmp_path / "nowhere"))


@pytest.fixture
def compiled(write_tables: WriteTables, tmp_path: Path) -> Path:
    return Path(compile_tables(write_tables(), tmp_path / "out"))


def test_the_small_gazetteer(compiled: Path) -> None:
    gazetteer = Gazetteer.open(compiled)
    raion = gazetteer.place("UA71080000000036344")
    assert len(gazetteer) == 5
    assert raion.name("uk") == "Черкаський"
    assert raion.location == (49.44452, 32.05738)
    assert raion.location_source == "register"
    assert raion.population == 500_000
    assert raion.population_source == "register"
    assert raion.codes == {
        "katottg": ("UA71080000000036344",),
        "serial": ("36344",),
        "pcode": ("UA7108",),
    }
    assert [place.id for place in gazetteer.ancestors(raion)] == ["UA71000000000010357", "iso:UA"]
    old = gazetteer.place("koatuu:7124900000")
    assert old.valid_to == "2020-07-19"
    assert gazetteer.successors(old) == [(raion, 1.0)]
    oblast = gazetteer.place("iso:UA-71")
    assert gazetteer.children(oblast) == [raion, old]
    assert gazetteer.parent(oblast) == gazetteer.place("iso:UA")
    assert gazetteer.parent(gazetteer.place("iso:UA")) is None
    governorate = gazetteer.place("tp:kyiv-governorate")
    assert gazetteer.extent(governorate) == [(oblast, False)]
    assert gazetteer.extent(oblast) == []
    store = store_of(gazetteer)
    known = {posting.place: store.well_known(posting.toponym) for posting in store.find("київська")}
    assert known == {store.place_index(governorate.id): True}
    with pytest.raises(UnknownPlaceError, match="UA99"):
        gazetteer.place("UA99")


def test_a_settlement_that_was_of_urban_type(write_tables: WriteTables, tmp_path: Path) -> None:
    place = "UA71080010010000001"
    folder = write_tables(
        places=[*SMALL["places/all.tsv"], f"{place}|selyshche|UA71080000000036344|||register"],
        names=[*SMALL["names/all.tsv"], f"{place}|Ірдинь|uk|official|||register|"],
        urban=[f"{place}|2024-01-26|register"],
    )
    store = Store(compile_tables(folder, tmp_path / "out"))
    assert store.urban_until(store.place_index(place)) == "2024-01-26"
    assert store.was_urban(store.place_index(place))
    raion = store.place_index("UA71080000000036344")
    assert store.urban_until(raion) is None
    assert not store.was_urban(raion)


VILLAGES = ("UA71080010010000001", "UA71080010020000002")


@pytest.fixture
def with_villages(write_tables: WriteTables) -> WriteTables:
    """Writes the small tables with two villages more."""

    def write(**changed: list[str]) -> Path:
        return write_tables(
            places=[
                *SMALL["places/all.tsv"],
                *(f"{v}|village|{RAION}|||register" for v in VILLAGES),
            ],
            names=[
                *SMALL["names/all.tsv"],
                *(f"{v}|Нова|uk|official|||register|" for v in VILLAGES),
            ],
            **changed,
        )

    return write


def test_voters_and_the_seat_of_a_council_say_how_large_a_village_is(
    with_villages: WriteTables, tmp_path: Path
) -> None:
    here, there = VILLAGES
    folder = with_villages(
        voters=[f"{there}|5372|register"], councils=[f"{here}|7124981000|register"]
    )
    gazetteer = Gazetteer.open(compile_tables(folder, tmp_path / "out"))
    store = store_of(gazetteer)
    positions = [store.place_index(id) for id in (here, there, RAION)]
    assert [*map(store.voters, positions)] == [None, 5372, None]
    assert [*map(store.council_seat, positions)] == [True, False, False]
    assert gazetteer.place(there).population is None, "voters are no population"
    assert (store.counts["voters"], store.counts["councils"]) == (1, 1)


@pytest.mark.parametrize(
    ("table", "values"), [("voters", ("7", "8")), ("councils", ("7124981000", "7124982000"))]
)
def test_a_settlement_has_one_row_of_voters_and_of_councils(
    with_villages: WriteTables, table: str, values: tuple[str, ...]
) -> None:
    lines = [f"{VILLAGES[0]}|{value}|register" for value in values]
    with pytest.raises(TableError, match=rf"^{table}.tsv:3: place .*: stands twice"):
        read(str(with_villages(**{table: lines})))
    with pytest.raises(TableError, match=rf"^{table}.tsv:3: place .*: stands twice"):
        read(str(with_villages(**{table: [lines[0], lines[0]]})))


def test_the_same_tables_give_the_same_bytes(write_tables: WriteTables, tmp_path: Path) -> None:
    one = Path(compile_tables(write_tables(), tmp_path / "one")).read_bytes()
    assert Path(compile_tables(write_tables(), tmp_path / "two")).read_bytes() == one


def test_a_change_of_a_table_makes_the_file_stale(
    write_tables: WriteTables, tmp_path: Path
) -> None:
    folder = write_tables()
    compile_tables(folder, tmp_path / "out")
    assert not stale(folder, tmp_path / "out")
    write_tables(populations=["UA71080000000036344|500001|register"])
    assert stale(folder, tmp_path / "out")


def test_a_failed_compilation_leaves_the_old_file(
    write_tables: WriteTables, tmp_path: Path
) -> None:
    path = Path(compile_tables(write_tables(), tmp_path / "out"))
    before = path.read_bytes()
    with pytest.raises(TableError):
        compile_tables(write_tables(bases=["UA71|Черкаси|uk|register"]), tmp_path / "out")
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_the_command(
    write_tables: WriteTables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = str(write_tables()), str(tmp_path / "out")
    assert main([folder, "-o", out]) == 0
    assert main([folder, "-o", out, "--check"]) == 0
    write_tables(populations=[])
    assert main([folder, "-o", out, "--check"]) == 1
    assert main([str(tmp_path / "nowhere"), "-o", out]) == 2
    assert "nowhere" in capsys.readouterr().err


def _edit(path: Path, **parts: int | bytes) -> Path:
    """The file with a field of its prefix, or its bytes at an offset, replaced."""
    data = bytearray(path.read_bytes())
    fields = list(PREFIX.unpack_from(data))
    for index, name in enumerate(("magic", "format", "fold", "order", "length", "crc", "size")):
        if name in parts:
            fields[index] = parts[name]
    PREFIX.pack_into(data, 0, *fields)
    broken = path.with_name("broken.bin")
    broken.write_bytes(data)
    return broken


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"magic": b"SOMEBODY"}, "not a compiled gazetteer"),
        ({"format": FORMAT_VERSION + 1}, "format version"),
        ({"format": FORMAT_VERSION - 1}, f"but this package reads {FORMAT_VERSION}"),
        ({"fold": 999}, "fold version 999"),
        ({"order": 0x04030201}, "another byte order"),
        ({"size": 7}, "truncated or overlong"),
        ({"crc": 0}, "header is damaged"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    compiled: Path, parts: dict[str, int | bytes], message: str
) -> None:
    with pytest.raises(GazetteerError, match=message) as error:
        Gazetteer.open(_edit(compiled, **parts))
    assert "python -m toponyms.compile" in str(error.value)


@pytest.mark.parametrize("share", [0.0, 0.0001, 0.3, 0.999])
def test_a_truncated_file_is_refused(compiled: Path, share: float) -> None:
    data = compiled.read_bytes()
    compiled.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(GazetteerError, match=r"python -m toponyms\.compile"):
        Gazetteer.open(compiled)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"nothing\.bin.*python -m toponyms\.compile"):
        Gazetteer.open(tmp_path / "nothing.bin")


def test_damage_inside_is_found_by_verifying(compiled: Path) -> None:
    Gazetteer.open(compiled).verify()
    data = bytearray(compiled.read_bytes())
    data[-9] ^= 0xFF
    compiled.write_bytes(data)
    with pytest.raises(GazetteerError, match="section string is damaged"):
        Gazetteer.open(compiled).verify()


def test_a_gazetteer_is_pickled_as_its_path(compiled: Path) -> None:
    gazetteer = Gazetteer.open(compiled)
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.path == gazetteer.path
    assert len(copy) == len(gazetteer)


def test_a_fork_reads_the_same_file(compiled: Path) -> None:
    code = (
        "import os, sys; from toponyms.gazetteer import Gazetteer;"
        f"g = Gazetteer.open({str(compiled)!r}); pid = os.fork();"
        "name = g.place('UA71080000000036344').name();"
        "os._exit(name != 'Черкаський') if not pid else sys.exit(os.waitpid(pid, 0)[1])"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_compiling_reads_no_rule_that_only_look_ups_read(
    write_tables: WriteTables, tmp_path: Path
) -> None:
    """So an edit of such a rule cannot make the file stale. Compiling does check the rules, but the
    check is left out here, since it reads all files.
    """
    code = (
        "import os, sys; from toponyms.compile import build; from toponyms.rules import RULES\n"
        "build.check_rules = lambda folder: None\n"
        "opened = set()\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.add(str(args[0])))\n"
        "build.compile_tables(*sys.argv[1:])\n"
        "rules = [os.path.join(RULES, name) for name in build.QUERY_SIDE]\n"
        "print([path for path in opened if path.startswith(tuple(rules))])\n"
        "print([path for path in rules if not os.path.exists(path)])\n"
    )
    command = [sys.executable, "-c", code, str(write_tables()), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]
