"""The imports: how names are repaired, compared and judged, and that the tables can be rebuilt.

The importers are not part of the package; maintainers run them from the repository. The packages
that only they need are in the extra `import`; tests that need these are skipped without it.
"""

import importlib
import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from importers import command, steps, tables, words
from importers.editions.acts import Act, Acts
from importers.editions.history import Run, compare, history
from importers.names.similarity import close, consonants_of, similarity
from importers.names.text import clean, cyrillic_text, mixed_scripts, restore_case, unstressed
from importers.upstream.features import names_of, oblasts_of, raions_of
from paths import ROOT
from small import SMALL, WriteTables
from toponyms.compile.tables import COLUMNS
from toponyms.model import TableError
from tsv import rows as cases

SURNAMES: Final = cases("import_surnames.tsv")


@pytest.mark.parametrize(("capitals", "restored"), cases("import_case.tsv"))
def test_case_is_restored(capitals: str, restored: str) -> None:
    assert restore_case(capitals) == restored
    assert restore_case(restored.upper()) == restored


@pytest.mark.parametrize(("raw", "wanted"), cases("import_clean.tsv"))
def test_names_are_cleaned(raw: str, wanted: str) -> None:
    assert clean(raw) == wanted
    assert clean(wanted) == wanted


def test_a_word_is_left_mixed_if_a_letter_has_no_twin() -> None:
    assert mixed_scripts(clean("Zymoһir’ja"))
    assert not mixed_scripts(clean("Вiйтовецька"))


def test_a_lone_latin_letter_in_a_cyrillic_register() -> None:
    assert cyrillic_text("С. I") == "С. І"


def test_stress_marks_go_and_letters_stay() -> None:
    assert unstressed("Ка\N{COMBINING ACUTE ACCENT}менный Йо\N{COMBINING ACUTE ACCENT}рж") == (
        "Каменный Йорж"
    )
    assert unstressed("Їжакі\N{COMBINING ACUTE ACCENT}вка") == "Їжаківка"
    assert unstressed("Lwów") == "Lwów"


@pytest.mark.parametrize(("old", "new", "source", "difference", "why"), cases("import_compare.tsv"))
def test_a_renaming_is_told_from_a_misprint(
    old: str, new: str, source: str, difference: str, why: str
) -> None:
    assert compare(old, new, source) == difference, why


def shown(run: Run, *, current: bool = False) -> str:
    """A run in the notation of the cases."""
    span = run.start if current else f"{run.start}/{run.end}"
    return f"{run.text} [{span}]" if span else run.text


@pytest.mark.parametrize(
    ("names", "current", "former", "misprints", "why"), cases("import_history.tsv")
)
def test_histories(names: str, current: str, former: str, misprints: str, why: str) -> None:
    editions = {}
    for word in names.split():
        text, year = word[:-1], f"200{word[-1]}"
        if text != "_":
            editions[f"koatuu-{year}"] = text
    found = history(editions, {key: key.removeprefix("koatuu-") for key in editions})
    assert shown(found.current, current=True) == current, why
    assert " ".join(shown(run) for run in found.former) == former, why
    assert " ".join(found.misprints) == misprints, why


def test_an_edition_finds_the_name_it_has() -> None:
    dates = {f"koatuu-{year}": str(year) for year in range(2015, 2019)}
    found = history(dict(zip(dates, ["A", "A", "B", "B"], strict=True)), dates)
    assert (found.run_of("koatuu-2016") or found.current).text == "A"
    assert (found.run_of("koatuu-2018") or found.former[0]).text == "B"
    assert found.run_of("koatuu-2014") is None


# -- acts ----------------------------------------------------------------------------------------

PLACE = "UA71080000000036344"
RECODED = "UA71080020020000001"
"""A code that the village VILLAGE once had."""
BRACKET = "2016-05/2016-11-30"


@pytest.mark.parametrize(("acts", "listed", "kind", "day", "why"), cases("import_acts.tsv"))
def test_a_renaming_gets_the_day_of_the_act_that_made_it(
    acts: str, listed: str, kind: str, day: str, why: str
) -> None:
    """An act is written ``number:in force:scope``."""
    parts = [act.split(":") for act in acts.split()]
    known = Acts(
        [
            Act(number, force, tuple(scope.split(","))) if scope else Act(number, force, ())
            for number, force, scope in parts
        ],
        [(number, PLACE) for number in listed.split()],
    )
    found = known.act_of(PLACE, kind, BRACKET)
    assert (found.in_force if found else "") == day, why


def test_an_act_dates_the_end_of_one_name_and_the_start_of_the_next() -> None:
    dates = {"koatuu-2015": "2015", "koatuu-2016": "2016", "katottg-2025": "2025"}
    one = history(dict(zip(dates, ["Аба", "Вебе", "Ґу"], strict=True)), dates)
    known = Acts([Act("1", "2016-05-22", ()), Act("2", "2024-09-26", ())], [("2", PLACE)])
    known.date(PLACE, "village", one)
    assert [shown(run) for run in one.former] == [
        "Аба [/2015/2016]",
        "Вебе [2015/2016/2024-09-26]",
    ]
    assert one.current.start == "2024-09-26"
    assert known.counts == {"2": 1}


# -- labels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("label", "language", "wanted", "typed"), cases("import_bare.tsv"))
def test_type_words_are_taken_off(label: str, language: str, wanted: str, typed: str) -> None:
    labels = pytest.importorskip(
        "importers.names.labels", reason="needs babel: pip install -e '.[import]'"
    )
    assert labels.bare(label, language)[:3:2] == (wanted, typed)


@pytest.mark.parametrize(
    ("text", "language", "present", "former", "attested", "bigger", "rule", "status", "why"),
    cases("import_labels.tsv"),
)
def test_labels_are_judged(
    text: str,
    language: str,
    present: str,
    former: str,
    attested: str,
    bigger: str,
    rule: str,
    status: str,
    why: str,
) -> None:
    labels = pytest.importorskip(
        "importers.names.labels", reason="needs babel: pip install -e '.[import]'"
    )
    names = labels.Names(tuple(present.split(", ")), {former: "2016"} if former else {})
    verdict = labels.judge(
        labels.Label(clean(text), language, ""),
        names,
        attested=attested == "yes",
        bigger={labels.same(text)} if bigger == "yes" else set(),
        official=set(),
    )
    assert (verdict.rule, verdict.status) == (rule, status), why
    assert verdict.valid_to == ("2016" if status == "former" else "")


@pytest.mark.parametrize(
    ("text", "language", "present", "former", "attested", "elsewhere", "rule", "status", "why"),
    cases("import_villages.tsv"),
)
def test_labels_of_villages_are_judged_more_strictly(
    text: str,
    language: str,
    present: str,
    former: str,
    attested: str,
    elsewhere: str,
    rule: str,
    status: str,
    why: str,
) -> None:
    labels = pytest.importorskip(
        "importers.names.labels", reason="needs babel: pip install -e '.[import]'"
    )
    verdict = labels.judge(
        labels.Label(clean(text), language, ""),
        labels.Names(tuple(present.split(", ")), {former: "2016"} if former else {}),
        attested=attested == "yes",
        bigger=(),
        official={labels.same(text)} if elsewhere == "yes" else set(),
        small=True,
    )
    assert (verdict.rule, verdict.status) == (rule, status), why


@pytest.mark.parametrize(("text", "surname", "present", "attested", "rule", "why"), SURNAMES)
def test_a_surname_is_no_name_of_the_village_that_is_called_after_its_bearer(
    text: str, surname: str, present: str, attested: str, rule: str, why: str
) -> None:
    labels = pytest.importorskip(
        "importers.names.labels", reason="needs babel: pip install -e '.[import]'"
    )
    verdict = labels.judge(
        labels.Label(text, "und", ""),
        labels.Names(tuple(present.split(", ")), {}),
        attested=attested == "yes",
        bigger=(),
        official=(),
        small=True,
        surname=surname,
    )
    assert verdict.rule == rule, why


@pytest.mark.parametrize(("text", "surname", "present", "_attested", "_rule", "why"), SURNAMES)
def test_surnames_are_known_in_both_scripts(
    text: str, surname: str, present: str, _attested: str, _rule: str, why: str
) -> None:
    surnames = pytest.importorskip(
        "importers.names.surnames", reason="needs names-translator: pip install -e '.[import]'"
    )
    assert surnames.surname_of(text) == surname, why


def test_an_oblast_takes_what_says_oblast_unless_it_is_another() -> None:
    labels = pytest.importorskip(
        "importers.names.labels", reason="needs babel: pip install -e '.[import]'"
    )
    names = labels.Names(("Закарпатська", "Закарпаття"), {})

    def rule(label: str, language: str) -> str:
        others = ("Миколаївська", "Миколаїв")
        verdict = labels.judge(
            labels.bare(label, language),
            names,
            attested=False,
            bigger=(),
            official=(),
            oblasts=others,
        )
        return str(verdict.rule)

    assert rule("Oblast Transkarpatien", "de") == "accepted: type word"
    assert rule("Mykolayiv Oblast", "en") == "refused: not alike"
    assert rule("City Uzhhorod", "en") == "refused: name of the city"


def test_attested_is_not_enough_for_the_official_name_of_another_place() -> None:
    labels = pytest.importorskip(
        "importers.names.labels", reason="needs babel: pip install -e '.[import]'"
    )
    verdict = labels.judge(
        labels.Label("Олександрівка", "uk", ""),
        labels.Names(("Донецьк",), {}),
        attested=True,
        bigger=(),
        official={labels.same("Олександрівка")},
    )
    assert verdict.rule == "refused: not alike"


def test_similarity_is_symmetric_and_knows_orthographies() -> None:
    for one, other in [("Харків", "Charków"), ("Київ", "Kiew"), ("Чернігів", "Tschernihiw")]:
        assert similarity(one, other) == similarity(other, one) == 1, (one, other)
    assert close("Lemberg", ["Миколаїв"]) is None
    assert consonants_of("Полтава") == consonants_of("Poltava")


# -- linking and registers -----------------------------------------------------------------------


def test_keys_of_romanizations_meet() -> None:
    linking = pytest.importorskip(
        "importers.linking.linker", reason="needs shapely: pip install -e '.[import]'"
    )
    assert linking.keys("Yelyzavetyns'kyy") & linking.keys("Єлизаветинський")
    assert linking.keys("Новосёлка") & linking.keys("Новоселка")
    assert not linking.keys("Іванівка") & linking.keys("Іванків")


def test_neighbours_tell_homonyms_apart() -> None:
    neighbours = pytest.importorskip(
        "importers.linking.neighbours", reason="needs pip install -e '.[import]'"
    )
    record = neighbours.Record("wof-2025-01", 50.0, 30.0, 0, "", "", "1", (), ())
    here, there = (50.02, 30.0), (50.2, 30.0)
    near, far, alone = (f"UA710800{n}0020036344" for n in "123")
    groups = {place: frozenset({place[:9]}) for place in (near, far, alone)}
    groups |= {f"{place}'": group for place, group in groups.items()}
    found = neighbours.Neighbours(groups, {f"{near}'": here, f"{far}'": there})
    assert found.place_of(record, frozenset({near, far})) == near
    assert found.place_of(record, frozenset({far, alone})) is None
    assert found.true_ones(near, [record]) == [record]
    assert found.true_ones(far, [record]) == []
    assert found.true_ones(alone, [record]) == [record]
    other = record._replace(lat=there[0])
    assert found.true_ones(near, [other, record]) == [record]
    assert found.true_ones(alone, [other, record]) == []
    centre = far[:9] + "001" + far[12:]
    groups[centre] = groups[far]
    large = record._replace(population=5_000)
    assert found.place_of(large, frozenset({near, centre})) == centre


def test_a_village_is_named_in_few_languages() -> None:
    other_names = pytest.importorskip(
        "importers.linking.other_names", reason="needs pip install -e '.[import]'"
    )
    assert other_names.wanted("pl", "Gaj")
    assert other_names.wanted("und", "Hai")
    assert not other_names.wanted("zh", "利沃夫")
    assert not other_names.wanted("und", "利沃夫")


def test_keys_of_the_spellings_that_the_compiler_makes() -> None:
    other_names = pytest.importorskip(
        "importers.linking.other_names", reason="needs pip install -e '.[import]'"
    )
    keys = other_names.keys_of("village", [("Калинівка", "uk"), ("Hay", "und")])
    assert {"калинівка", "калинівки", "kalynivka", "hay"} <= keys
    assert "kalinovka" not in keys


REGISTER = """Перший рівень,Другий рівень,Третій рівень,Четвертий рівень,Додатковий рівень,Кат,Назва
UA71000000000010357,,,,,{category},Черкаська
"""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("code,name\n", "no header row"),
        (REGISTER.format(category="Z"), "a category of O K P H M X C B"),
        (REGISTER.format(category="О"), "objects by category"),
    ],
)
def test_a_register_of_another_shape_is_refused(tmp_path: Path, content: str, message: str) -> None:
    registers = pytest.importorskip(
        "importers.upstream.registers", reason="needs openpyxl: pip install '.[import]'"
    )
    path = tmp_path / "register.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(tables.ImportFailed, match=re.escape(message)) as error:
        registers.read_katottg(path)
    assert "expected:" in str(error.value)
    assert "what to do:" in str(error.value)


def editions(*pages: str) -> dict[str, dict[str, Any]]:
    """Editions of KOATUU, each written as codes with names; the last is that of 2020."""
    registers = pytest.importorskip(
        "importers.upstream.registers", reason="needs openpyxl: pip install '.[import]'"
    )
    keys = [f"koatuu-201{number}-01-01" for number in range(len(pages) - 1)]
    return {
        key: {
            code: registers.OldUnit(code, "settlement", name, "", "С")
            for code, name in (entry.split(":") for entry in page.split())
        }
        for key, page in zip([*keys, "koatuu-2020-11-26"], pages, strict=True)
    }


@pytest.mark.parametrize(
    ("older", "newer", "pairs", "why"),
    [
        ("7124900001:Аба", "7124900002:Аба", "7124900002", "one name, one raion"),
        ("7124900001:Аба", "7120000002:Аба", "7120000002", "one name, one oblast"),
        ("7124900001:Отрубок", "7124900002:Одрубок", "7124900002", "a misprint, one raion"),
        ("7124900001:Отрубок", "7120000002:Одрубок", "", "a misprint, another raion"),
        ("7124900001:Аба", "7124900002:Вебе", "", "another name"),
        (
            "7124900001:Аба 7124900003:Аба",
            "7124900002:Аба 7124900004:Аба",
            "",
            "which of two cannot be told",
        ),
    ],
)
def test_a_new_code_is_bridged_to_the_old_one(older: str, newer: str, pairs: str, why: str) -> None:
    bridge = pytest.importorskip(
        "importers.editions.bridge", reason="needs openpyxl: pip install '.[import]'"
    )
    old, new = editions(older, newer).values()
    found = bridge.step(old, new, "koatuu-2020-11-26").pairs
    assert " ".join(found) == pairs, why


@pytest.mark.parametrize(
    ("pages", "crosswalk", "codes", "why"),
    [
        (("1:Аба 9:Яр", "9:Яр"), "9", "1", "no code came"),
        (("1:Аба", "2:Аба"), "2", "", "it got another code"),
        (("1:Мелихівка", "2:Миколаївка"), "2", "", "a code came in its raion"),
        (("1:Аба 2:Аба", "2:Аба"), "2", "", "a part of a village"),
        (("1:Аба", "1:Аба"), "1", "", "it is there today"),
        (("1:Аба", "1:Аба"), "", "1", "the crosswalk has not its last code"),
        (("1:Аба", "2:Аба 9:Яр", "9:Яр"), "9", "2 1", "it had another code before"),
    ],
)
def test_a_settlement_vanished_if_nothing_else_can_have_become_of_it(
    pages: tuple[str, ...], crosswalk: str, codes: str, why: str
) -> None:
    """All codes lie in one raion and are written as their last digit."""
    vanished = pytest.importorskip(
        "importers.editions.vanished", reason="needs openpyxl: pip install '.[import]'"
    )
    bridge = pytest.importorskip("importers.editions.bridge")
    raion = "712490000"
    old = editions(*(re.sub(r"\b(?=\d:)", raion, page) for page in pages))
    present = bridge.Bridge({digit: raion + digit for digit in crosswalk}, {}, {})
    found = [
        " ".join(code[-1] for code in dict.fromkeys(reversed(one.codes.values())))
        for one in vanished.find(old, present)
    ]
    assert " ".join(found) == codes, why


def test_the_headings_of_village_councils_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers = pytest.importorskip(
        "importers.upstream.registers", reason="needs openpyxl: pip install '.[import]'"
    )
    path = tmp_path / "koatuu.csv"
    path.write_text(
        "TE,NP,NU\n"
        "110390900,,ІЗОБІЛЬНЕНСЬКА/С.ІЗОБІЛЬНЕ\n"
        "0110390901,С,ІЗОБІЛЬНЕ\n"
        "0124789300,,ШКІЛЬНЕНСЬКА/С-ЩЕ ШКІЛЬНЕ\n"
        "0121600000,,КІРОВСЬКИЙ РАЙОН/СМТ КІРОВСЬКЕ\n"
        "2321100000,,ВЕЛИКОБІЛОЗЕРСЬКИЙ РАЙОН/С.ВЕЛИКА БІЛОЗЕРКА\n"
        "0111945600,Т,ГАСПРА\n"
        "0111945400,,СЕЛИЩА МІСЬКОГО ТИПУ\n",
        encoding="utf-8",
    )
    with pytest.raises(tables.ImportFailed, match=r"2 headings of village .*\n  expected: 7000 to"):
        registers.read_councils(path)
    monkeypatch.setattr(registers, "COUNCILS", range(1, 3))
    assert registers.read_councils(path) == [
        ("0110390900", "С", "Ізобільне"),
        ("0124789300", "Щ", "Шкільне"),
    ]


@pytest.mark.parametrize(("heading", "governed", "seat", "why"), cases("import_councils.tsv"))
def test_the_seat_of_a_council_is_one_of_its_settlements(
    heading: str, governed: str, seat: str, why: str
) -> None:
    """A settlement is written code:category.name, by the last two digits of its code."""
    registers = pytest.importorskip(
        "importers.upstream.registers", reason="needs openpyxl: pip install '.[import]'"
    )
    councils = pytest.importorskip("importers.editions.councils")
    council, edition = "71249810", "koatuu-2018-07-03"
    units = {}
    for one in governed.split(", "):
        code, letter, name = re.split("[:.]", one)
        code = code if len(code) > 2 else council + code
        units[code] = registers.OldUnit(code, "settlement", name, "", letter)
    known = {f"serial of {code}": code for code in units if code[-2:] != "09"}
    named = {edition: [registers.Council(f"{council}00", *heading.split("."))]}
    found = councils.find(named, {edition: units}, {edition: known})
    wanted = {f"serial of {council}{seat}": (f"{council}00", edition)} if seat else {}
    assert found.councils == wanted, why
    assert found.lost == (set() if seat else {f"{council}00"}), why


def test_a_council_that_moved_has_two_seats_and_each_its_last_edition() -> None:
    registers = pytest.importorskip(
        "importers.upstream.registers", reason="needs openpyxl: pip install '.[import]'"
    )
    councils = pytest.importorskip("importers.editions.councils")
    units = {
        code: registers.OldUnit(code, "settlement", name, "", "С")
        for code, name in (("7124981001", "Аба"), ("7124981002", "Вебе"))
    }
    keys = ["koatuu-2015", "koatuu-2016", "koatuu-2017"]
    named = {
        key: [registers.Council("7124981000", "С", seat)]
        for key, seat in zip(keys, ("Аба", "Аба", "Вебе"), strict=True)
    }
    serials = {"1": "7124981001", "2": "7124981002"}
    found = councils.find(named, dict.fromkeys(keys, units), dict.fromkeys(keys, serials))
    assert found.councils == {
        "1": ("7124981000", "koatuu-2016"),
        "2": ("7124981000", "koatuu-2017"),
    }


# -- sizes ---------------------------------------------------------------------------------------

SIZE_SOURCES = """[sources.derzhstat-2022-01-01]
title = "Population"
edition = "2022-01-01"
file = "population.tsv"
sha256 = "{population}"
home = "https://example.org"
[sources.cvk-2019-04-21]
title = "Voters"
edition = "2019-04-21"
file = "voters.tsv"
sha256 = "{voters}"
home = "https://example.org"
[sources.labels]
title = "An open gazetteer"
"""


def sized(write_tables: WriteTables, upstream: Path, population: str, voters: str) -> Path:
    """Small tables with a village, and the two files of sizes, a line each."""
    files = {"population": population, "voters": voters}
    for name, line in files.items():
        (upstream / f"{name}.tsv").write_text(f"place\t{name}\tsource\n{line}\n", "utf-8")
    folder = write_tables(
        places=[*SMALL["places/all.tsv"], f"{VILLAGE}|village|{PLACE}|||register"],
        codes=[*SMALL["codes/all.tsv"], f"{VILLAGE}|katottg|{RECODED}|register"],
        populations=[f"{VILLAGE}|66000|labels"],
    )
    digests = {name: tables.digest(upstream / f"{name}.tsv") for name in files}
    toml = folder / "sources.toml"
    toml.write_text(toml.read_text("utf-8") + SIZE_SOURCES.format(**digests), "utf-8")
    return folder


def test_the_population_of_2022_stands_before_that_of_others_and_voters_by_themselves(
    write_tables: WriteTables, tmp_path: Path
) -> None:
    folder = sized(write_tables, tmp_path, f"{VILLAGE}\t279131\tx", f"{RECODED}\t5372\tx")
    for _ in range(2):
        steps.run(folder, tables.Sources(folder, tmp_path), ["sizes"])
        assert tables.read(folder, "populations") == [(VILLAGE, "279131", "derzhstat-2022-01-01")]
        assert tables.read(folder, "voters") == [(VILLAGE, "5372", "cvk-2019-04-21")], "by its id"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("UA71080010010000009\t7\t", "expected: a settlement of the register"),
        ("UA71080000000036344\t7\t", "expected: a settlement of the register"),
        ("UA71\t7\t", "expected: a KATOTTG code that stands once"),
        ("UA71080010010000001\t7\t\nUA71080010010000001\t7\t", "code that stands once"),
        ("UA71080010010000001\t0\t", "a whole number of voters above zero"),
        ("UA71080010010000001\t-7\t", "a whole number of voters above zero"),
        ("UA71080010010000001\tmany\t", "a whole number of voters above zero"),
        ("UA71080010010000001", "a whole number of voters above zero"),
    ],
)
def test_a_line_of_sizes_that_is_none_is_refused(
    write_tables: WriteTables, tmp_path: Path, line: str, message: str
) -> None:
    folder = sized(write_tables, tmp_path, f"{VILLAGE}\t279131\tx", line)
    with pytest.raises(tables.ImportFailed) as error:
        steps.run(folder, tables.Sources(folder, tmp_path), ["sizes"])
    assert message in str(error.value)
    assert "what to do:" in str(error.value)


def test_a_file_of_sizes_with_another_header_is_refused(tmp_path: Path) -> None:
    sizes = pytest.importorskip(
        "importers.upstream.sizes", reason="needs openpyxl: pip install '.[import]'"
    )
    path = tmp_path / "voters.tsv"
    for header in ("place\tpopulation\tsource\n", ""):
        path.write_text(header, encoding="utf-8")
        with pytest.raises(tables.ImportFailed, match="expected: place, voters and perhaps"):
            sizes.read_sizes(path, "voters")


def test_the_tables_have_the_sizes_of_the_upstream_files(shared: Path) -> None:
    sizes = pytest.importorskip(
        "importers.upstream.sizes", reason="needs openpyxl: pip install '.[import]'"
    )
    gazetteer = ROOT / "gazetteer"
    sources = tables.Sources(gazetteer, shared / "sources")
    for key, table, column in (
        ("derzhstat-2022-01-01", "populations", "population"),
        ("cvk-2019-04-21", "voters", "voters"),
    ):
        upstream = sizes.read_sizes(sources.path(key), column)
        rows = [row for row in tables.written(gazetteer, table) if row[2] == key]
        assert {place: int(number) for place, number, _ in rows} == upstream


def test_a_russian_cell_that_holds_the_ukrainian_name_is_blank() -> None:
    registers = pytest.importorskip(
        "importers.upstream.registers", reason="needs openpyxl: pip install '.[import]'"
    )
    assert registers._russian_name("settlement", "КАЛИНІВКА", "КАЛИНІВКА") == ""
    assert registers._russian_name("raion", "ЧЕРКАССКИЙ РАЙОН/Г.ЧЕРКАССЫ", "") == "Черкасский"
    assert registers._russian_name("oblast", "КИЕВСКАЯ ОБЛАСТЬ/Г.КИЕВ", "") == "Киевская"


# -- features ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cell", "latin", "kind", "wanted", "why"), cases("import_features.tsv"))
def test_names_of_the_state_register(
    cell: str, latin: str, kind: str, wanted: str, why: str
) -> None:
    if wanted.startswith("refused: "):
        with pytest.raises(ValueError, match=wanted.removeprefix("refused: ")):
            names_of(cell, latin, kind)
    else:
        found = names_of(cell, latin, kind)
        assert " + ".join(f"{name.ukrainian} = {name.latin}" for name in found) == wanted, why


def test_oblasts_and_raions_of_the_state_register() -> None:
    assert oblasts_of("Автономна Республіка Крим обл., Одеська") == {
        "Автономна Республіка Крим",
        "Одеська",
    }
    assert oblasts_of("І в а н о - Ф р а н к і в с ь к а о б л .") == {"Івано-Франківська"}
    assert oblasts_of("Київська міськрада, Київська обл.") == {"Київ", "Київська"}
    assert raions_of("р-н Сумський ,р-н Білопільський") == {"Сумський", "Білопільський"}
    assert raions_of("р-н Рахівський (Закарпатська обл.)") == {"Рахівський"}
    assert raions_of("Алуштинська міськрада, 31.12.1990") == frozenset()


@pytest.mark.parametrize(
    ("adjective", "kind", "settlement", "seat", "base", "why"), cases("import_bases.tsv")
)
def test_the_settlement_that_a_unit_is_called_after(
    adjective: str, kind: str, settlement: str, seat: str, base: str, why: str
) -> None:
    bases = importlib.import_module("importers.steps.bases")
    inside = [bases.Settlement("UA1", kind, settlement), bases.Settlement("UA2", "village", "Лан")]
    seats = {"yes": frozenset({"UA1"}), "no": frozenset(), "all": None}[seat]
    found = bases.centre(adjective, inside, seats)
    assert (found.name if found else "-") == base, why


STATE_REGISTER = "reg_no,name_uk,name_lat,kind,oblasts,raions,lat,lon\n"


def register_of(path: Path, *lines: str) -> list[tuple[tuple[int, ...], str, str]]:
    """Numbers, kind and name of the features of a small register."""
    from importers.upstream import features

    path.write_text(STATE_REGISTER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return [(f.numbers, f.kind, f.names[0].ukrainian) for f in features.read(path).features]


def test_objects_of_one_name_and_kind_at_one_place_are_one(tmp_path: Path) -> None:
    found = register_of(
        tmp_path / "register.csv",
        "Ф-22239,Лиса,Lysa,гора,Чернігівська обл.,р-н Сновський,52.04194,31.79972",
        "Ф-15654,Лиса,Lysa,гора,Чернігівська обл.,Сновський р-н,52.04194,31.79972",
        "Ф-7,Лиса,Lysa,гора,Чернігівська обл.,,52.06194,31.79972",
        "Ф-8,Лиса,Lysa,річка,Чернігівська обл.,,52.04194,31.79972",
        "Ф-9,Лиса,Lysa,урочище,Чернігівська обл.,,52.04194,31.79972",
    )
    assert found == [
        ((7,), "mountain", "Лиса"),
        ((8,), "river", "Лиса"),
        ((15654, 22239), "mountain", "Лиса"),
    ]


def test_an_object_whose_own_noun_is_of_another_kind_is_left_out(tmp_path: Path) -> None:
    found = register_of(
        tmp_path / "register.csv",
        "Ф-1,Балтська рівнина,Baltska rivnyna,річка,Одеська обл.,,47.2,30.7",
        "Ф-2,Кучурганська рівнина,Kuchurhanska rivnyna,рівнина,Одеська обл.,,47.0,29.9",
        "Ф-3,Розбійна Балка,Rozbiina Balka,річка,Одеська обл.,,47.0,29.9",
        "Ф-4,Суха балка,Sukha balka,балка,Одеська обл.,,47.0,29.9",
        "Ф-5,Прорва (Потапівське гирло),Prorva,рукав,Одеська обл.,,45.4,29.6",
        "Ф-6,Волове око,Volove oko,озеро,Одеська обл.,,45.4,29.6",
    )
    assert found == [
        ((3,), "river", "Розбійна Балка"),
        ((5,), "river", "Прорва"),
        ((6,), "lake", "Волове око"),
    ]


def test_a_label_of_a_mountain_country_may_stand_anywhere_in_it(tmp_path: Path) -> None:
    line = "Ф-{},Рахівські гори,Rakhivski hory,гори,Закарпатська обл.,,{},24.2"
    path = tmp_path / "register.csv"
    assert len(register_of(path, line.format(1, 48.0), line.format(2, 48.1))) == 1
    assert len(register_of(path, line.format(1, 48.0), line.format(2, 48.3))) == 2


def test_a_position_far_from_the_oblast_is_refused(tmp_path: Path) -> None:
    step = pytest.importorskip("importers.steps.features", reason="needs pip install '.[import]'")
    from importers.upstream import features

    crimea = "UA01000000000013043"
    known = step.Units({}, {}, {}, {crimea: [(45.0, 34.0)]})
    feature = features.Feature((1,), "mountain", 0.5, (), frozenset(), frozenset(), (45.2, 34.0))
    assert not step.far(feature, [crimea], known)
    assert step.far(feature._replace(position=(45.16444, 45.46889)), [crimea], known)
    at_sea = feature._replace(position=(45.45, 34.0))
    assert step.far(at_sea, [crimea], known)
    assert not step.far(at_sea._replace(kind="island"), [crimea], known)


@pytest.mark.parametrize(
    ("ukrainian", "latin", "verdict"),
    [
        ("Світязь", "Svitiaz", "same"),
        ("Азовське", "", "same"),
        ("Качік Сараман", "Kachik Caraman", "stored"),
        ("Вербич", "Hranovskyi", "refused: another name"),
        ("Козача", "Козача", "refused: Cyrillic letters"),
    ],
)
def test_the_official_latin_name_is_stored_if_it_differs(
    ukrainian: str, latin: str, verdict: str
) -> None:
    step = pytest.importorskip("importers.steps.features", reason="needs pip install '.[import]'")
    from importers.upstream import features

    assert step.latin_verdict(features.Name(ukrainian, latin)) == verdict


# -- tables --------------------------------------------------------------------------------------

SOURCES = """version = "1"
[sources.curated]
title = "Curated"
[sources.register]
title = "A register"
edition = "2026"
file = "register.csv"
sha256 = "0"
home = "https://example.org"
[sources.labels]
title = "An open gazetteer"
"""


def name(text: str, source: str, status: str = "official") -> tables.Row:
    """A row of the table of names, for the one place of these tests."""
    return "UA71080000000036344", text, "uk", status, "", "", source, ""


def curate(folder: Path, table: str, *rows: tables.Row) -> None:
    """Writes a file of the editors."""
    (folder / "curated").mkdir(exist_ok=True)
    text = "".join("\t".join(cells) + "\n" for cells in (COLUMNS[table], *rows))
    (folder / "curated" / f"{table}.tsv").write_text(text, encoding="utf-8", newline="\n")


DISTRICT = "UA71080490010187431"
"""A city district, after the oblast and the raion of the small tables."""


def test_what_ocha_does_not_name_is_named_by_the_resolution(write_tables: WriteTables) -> None:
    english = importlib.import_module("importers.steps.english")
    raion, oblast = "UA71080000000036344", "UA71000000000010357"
    folder = write_tables(
        places=[*SMALL["places/all.tsv"], f"{DISTRICT}|city_district|{oblast}|||register"],
        names=[
            f"{oblast}|Черкаська|uk|official|||register|",
            f"{oblast}|Cherkaska|en|official|||ocha-raions|",
            f"{raion}|Уманський|uk|official|2024-09-26||register|",
            f"{raion}|Черкаський|uk|former||2024-09-26|register|",
            f"{raion}|Cherkaskyi|en|former||2024-09-26|ocha-raions|",
            f"{DISTRICT}|Придніпровський|uk|official|||register|",
            f"{DISTRICT}|Pridneprovsky|en|variant|||ocha-city-districts|",
            "koatuu:7124900000|Черкаський|uk|official||2020-07-19|register|",
        ],
    )
    assert english.derive(folder) == [
        (raion, "Umanskyi", "en", "official", "2024-09-26", "", "kmu-2010", ""),
        (DISTRICT, "Prydniprovskyi", "en", "variant", "", "", "kmu-2010", "preferred"),
    ]


def test_an_import_replaces_its_own_rows_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")

    def owns(source: str) -> bool:
        return source == "register"

    tables.write(tmp_path, "names", [name("Черкащина", "labels", "variant")])
    tables.replace(tmp_path, "names", owns, [name("Черкаський", "register")])
    tables.replace(tmp_path, "names", owns, [name("Черкаська", "register")])
    assert [row[1] for row in tables.read(tmp_path, "names")] == ["Черкаська", "Черкащина"]
    # A text that two sources give has one row, that of the first source in sources.toml.
    tables.replace(tmp_path, "names", owns, [name("Черкащина", "register")])
    assert [row[6] for row in tables.read(tmp_path, "names")] == ["register"]
    with pytest.raises(ValueError, match="not one that this import owns"):
        tables.replace(tmp_path, "names", owns, [name("Черкаський", "labels")])
    assert [path.name for path in (tmp_path / "names").iterdir()] == ["UA71.tsv"]


@pytest.mark.parametrize(
    ("table", "editors", "upstream"),
    [
        (
            "places",
            ("dreg:1006", "reservoir", "iso:UA", "1955", "2023-06-06"),
            ("dreg:1006", "reservoir", "iso:UA", "", ""),
        ),
        ("positions", ("dreg:1006", "47.49", "34.26"), ("dreg:1006", "57.49", "34.26")),
        (
            "extents",
            ("dreg:34269", "UA05000000000010236", "whole"),
            ("dreg:34269", "UA05000000000010236", "part"),
        ),
    ],
)
def test_what_the_editors_say_of_a_place_stands_for_what_its_source_says(
    tmp_path: Path, table: str, editors: tables.Row, upstream: tables.Row
) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    tables.replace(tmp_path, table, "register".__eq__, [(*upstream, "register")])
    assert tables.read(tmp_path, table) == [(*upstream, "register")]
    curate(tmp_path, table, (*editors, "curated"))
    assert tables.read(tmp_path, table) == [(*editors, "curated")]
    # The source's row stays in its file, and comes back when the editors take theirs away.
    tables.replace(tmp_path, table, "register".__eq__, [(*upstream, "register")])
    assert tables.written(tmp_path, table) == [(*upstream, "register")]
    curate(tmp_path, table)
    assert tables.read(tmp_path, table) == [(*upstream, "register")]


def test_a_slip_of_the_editors_stops_an_import(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    curate(tmp_path, "names", name("Черкащина", "hearsay"))
    with pytest.raises(TableError, match=r"^curated/names.tsv:2: source 'hearsay': not a key"):
        tables.read(tmp_path, "names")


def test_a_row_that_would_not_survive_is_refused(tmp_path: Path) -> None:
    for text in ("Черкаський ", "Черка\tський", "и\N{COMBINING BREVE}"):
        with pytest.raises(ValueError, match="stray spaces or is not NFC"):
            tables.write(tmp_path, "names", [name(text, "register")])


def test_a_file_with_another_hash_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    sources = tables.Sources(tmp_path, tmp_path)
    with pytest.raises(tables.ImportFailed, match="there is no such file"):
        sources.path("register")
    (tmp_path / "register.csv").write_text("TE,NP,NU\n", encoding="utf-8")
    with pytest.raises(tables.ImportFailed, match=r"SHA-256 is .*\n  expected: 0, "):
        sources.path("register")
    with pytest.raises(tables.ImportFailed, match=r"no entry \[sources.newer\]"):
        sources.add("newer", tmp_path / "register.csv")


# -- the commands --------------------------------------------------------------------------------

VILLAGE = "UA71080010010000001"
LAYERS = ("steps words", "linking editions", "upstream", "names", "command", "tables")


def test_importers_import_what_is_below_them_only() -> None:
    folder = ROOT / "scripts" / "importers"
    rank = {name: n for n, layer in enumerate(LAYERS) for name in layer.split()}
    imported = re.compile(r"^\s*(?:from|import) importers(?:\.| import )(\w+)", re.MULTILINE)
    for path in folder.rglob("*.py"):
        own = path.relative_to(folder).with_suffix("").parts[0]
        for other in imported.findall(path.read_text(encoding="utf-8")):
            assert other == own or rank[other] > rank[own], path


@pytest.mark.parametrize(
    ("package", "names"), [(steps.__name__, steps.STEPS), (words.__name__, words.TABLES)]
)
def test_every_module_is_listed_with_what_it_does(package: str, names: tuple[str, ...]) -> None:
    folder = ROOT.joinpath("scripts", *package.split("."))
    assert sorted(names) == sorted(path.stem for path in folder.glob("[!_]*.py"))
    assert all(command.summary(package, name).endswith(".") for name in names)


@pytest.mark.parametrize("module", ["import_all", "import_words"])
def test_a_name_that_is_none_is_refused_with_those_that_are(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [module, "cities"])
    with pytest.raises(SystemExit) as stop:
        importlib.import_module(module).main()
    assert stop.value.code == 2
    assert re.search(r"is called 'cities'; allowed: \w+, \w+", capsys.readouterr().err)


def test_a_step_alone_runs_alone(
    write_tables: WriteTables,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It needs only the upstream files that it reads; the step of this test reads none."""
    folder = write_tables(
        curated={
            "places": [f"{VILLAGE}|village|UA71080000000036344|||curated"],
            "names": [f"{VILLAGE}|Нова|uk|official|||curated|"],
            "positions": [f"{VILLAGE}|49.50000|32.10000|curated"],
        },
        positions=[],
    )
    toml = folder / "sources.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "[sources.derived]\n", encoding="utf-8")
    report = tmp_path / "refused.tsv"
    options = ["--tables", folder, "--sources", tmp_path / "absent", "--report", report]
    monkeypatch.setattr("sys.argv", list(map(str, ["import_all", "positions", *options])))
    importlib.import_module("import_all").main()
    units = ["UA71000000000010357", "UA71080000000036344"]
    derived = [(unit, "49.50000", "32.10000", "derived") for unit in units]
    assert tables.written(folder, "positions") == derived, "the editors' row is seen, not copied"
    assert "2  rows" in capsys.readouterr().out
    assert report.read_text(encoding="utf-8") == "place\ttext\tlanguage\trule\n"


@pytest.mark.sweep
def test_the_same_sources_give_the_same_bytes(shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("shapely", reason="needs pip install -e '.[import]'")
    for kept in ("sources.toml", "acts.tsv", "renamings.tsv", "citations.tsv"):
        shutil.copy(ROOT / "gazetteer" / kept, tmp_path)
    shutil.copytree(ROOT / "gazetteer" / "curated", tmp_path / "curated")
    steps.run(tmp_path, tables.Sources(tmp_path, shared / "sources"))
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.tsv")}
    committed = {
        path.relative_to(ROOT / "gazetteer") for path in (ROOT / "gazetteer").rglob("*.tsv")
    }
    assert written == committed
    for path in sorted(written):
        assert (tmp_path / path).read_bytes() == (ROOT / "gazetteer" / path).read_bytes(), path
