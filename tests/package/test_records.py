"""The flat record: the same columns and types of every answer, and what is in them."""

import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from paths import ROOT
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import KINDS, Candidate, Place, Reason, Resolution, Spelling
from toponyms.records import LISTED, Cell, record
from toponyms.typed import choices

COLUMNS: Final = tuple(column.name for column in toponyms.RECORD)
TYPES: Final = {"str": str, "int": int, "float": float}
OF_A_PLACE: Final = COLUMNS[COLUMNS.index("id") : COLUMNS.index("matched")]
EVERY: Final = 61
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _check(cells: dict[str, Cell]) -> None:
    """Fails unless these are the cells of a record."""
    assert tuple(cells) == COLUMNS
    for column in toponyms.RECORD:
        cell = cells[column.name]
        assert cell is None or type(cell) is TYPES[column.type], column
        assert cell != ""
    assert cells["outcome"] in ("resolved", "ambiguous", "unknown")
    assert json.loads(json.dumps(cells)) == cells
    assert (cells["id"] is None) == (cells["outcome"] != "resolved")
    assert (cells["candidates"] is None) == (cells["outcome"] == "unknown")
    if cells["id"] is None:
        assert {cells[name] for name in OF_A_PLACE} == {None}


def _of(gazetteer: Gazetteer, place: Place) -> dict[str, Any]:
    """The record of an answer that means a place."""
    store = store_of(gazetteer)
    position = store.place_index(place.id)
    spelling = Spelling("", place.toponyms[0], store.derivations_at(0))
    best = Candidate(place, spelling, 1.0, (), store.units_at(position))
    return Resolution("x", "resolved", (best,)).to_record()


def test_the_readme_has_the_columns() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (str|int|float) \| (.+) \|$", README, re.MULTILINE)
    assert rows == [tuple(column) for column in toponyms.RECORD]


def test_the_readme_has_the_reasons() -> None:
    _, _, table = README.partition("| reason | what it says |")
    rows = re.findall(r"^\| (\w+(?: \w+)?) \| .+ \|$", table.partition("\n\n")[0], re.MULTILINE)
    assert rows == list(choices(Reason))


def test_every_column_is_called_otherwise_and_says_one_thing() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
    for column in toponyms.RECORD:
        assert column.meaning.endswith((".", "..."))
        assert column.to_dict() == dict(zip(("name", "type", "meaning"), column, strict=True))


def test_a_place_fills_the_columns_of_a_place(gazetteer: Gazetteer, places: list[Place]) -> None:
    kinds: dict[str, Place] = {}
    for place in places:
        kinds.setdefault(place.kind, place)
    assert set(kinds) == set(KINDS)
    for place in (*kinds.values(), *places[::EVERY]):
        cells = _of(gazetteer, place)
        _check(cells)
        assert (cells["id"], cells["kind"], cells["name_uk"]) == (*place[:2], place.name())
        assert (cells["latitude"], cells["longitude"]) == (place.latitude, place.longitude)
        if place.kind in ("oblast", "raion", "hromada"):
            assert cells[place.kind] == place.name()
            assert cells[f"{place.kind}_pcode"] == place.code("pcode")


def test_units_and_codes_are_those_of_the_register(
    gazetteer: Gazetteer, places: list[Place]
) -> None:
    """A KATOTTG code begins with those of the units above, and so does a P-code."""
    for place in places[::EVERY]:
        cells = _of(gazetteer, place)
        units = {unit.kind: unit for unit in gazetteer.ancestors(place)}
        for kind in {"oblast", "raion", "hromada"} & units.keys():
            assert cells[kind] == units[kind].name()
            assert cells[f"{kind}_pcode"] == units[kind].code("pcode")
        for name in ("oblast_pcode", "raion_pcode", "hromada_pcode"):
            assert not place.id.startswith("UA") or place.id.startswith(cells[name] or "UA")


LIES_IN = [
    ("UA63120270010096107", ("Харківська", "Харківський", "Харківська")),
    ("UA80000000000093317", (None, None, None)),
    ("UA85000000000065278", (None, None, None)),
    ("UA80000000000126643", (None, None, None)),
    ("UA01000000000013043", ("Автономна Республіка Крим", None, None)),
    ("UA32000000010085013", ("Київська", None, None)),
    ("koatuu:7124900000", ("Черкаська", "Черкаський", None)),
    ("koatuu:0522286103", ("Вінницька", "Липовецький", None)),
    ("dreg:10", ("Київська", None, None)),
    ("dreg:1006", (None, None, None)),
    ("iso:PL", (None, None, None)),
]
CODES = [
    ("UA63120270010096107", ("UA6312027001", "UA63", "UA6312", "UA6312027")),
    ("UA80000000000093317", ("UA80", "UA80", "UA8000", "UA8000000")),
    ("UA85000000000065278", ("UA85", "UA85", "UA8500", "UA8500000")),
    ("UA80000000000126643", ("UA800000000001", "UA80", "UA8000", "UA8000000")),
    ("UA32000000010085013", ("UA3200000001", "UA32", None, None)),
    ("koatuu:7124900000", (None, "UA71", None, None)),
    ("dreg:1006", (None, None, None, None)),
    ("iso:PL", (None, None, None, None)),
]


@pytest.mark.parametrize(("id", "names"), LIES_IN)
def test_the_units_that_a_place_lies_in(
    gazetteer: Gazetteer, id: str, names: tuple[str | None, ...]
) -> None:
    cells = _of(gazetteer, gazetteer.place(id))
    assert (cells["oblast"], cells["raion"], cells["hromada"]) == names


@pytest.mark.parametrize(("id", "codes"), CODES)
def test_the_codes_by_level(gazetteer: Gazetteer, id: str, codes: tuple[str | None, ...]) -> None:
    cells = _of(gazetteer, gazetteer.place(id))
    levels = ("pcode", "oblast_pcode", "raion_pcode", "hromada_pcode")
    assert tuple(cells[name] for name in levels) == codes


def test_a_resolved_name() -> None:
    cells = toponyms.resolve("у Харкові", within="Харківська область").to_record()
    _check(cells)
    assert cells["text"] == "у Харкові"
    assert (cells["start"], cells["end"]) == (None, None)
    assert (cells["name_uk"], cells["name_ru"], cells["name_en"]) == (
        *("Харків", "Харьков", "Kharkiv"),
    )
    assert (cells["matched"], cells["form"], cells["reason"]) == ("Харків", "case form", None)
    assert cells["location_source"] is not None


def test_an_ambiguous_name_has_candidates_and_no_place() -> None:
    resolution = toponyms.resolve("Іванівка", limit=9)
    cells = resolution.to_record()
    _check(cells)
    ids = [candidate.place.id for candidate in resolution.candidates]
    assert cells["candidates"] == " ".join(ids[:LISTED])
    assert cells["score"] == round(resolution.candidates[0].score, 4)
    assert (cells["matched"], cells["reason"]) == ("Іванівка", "namesakes")


def test_an_unknown_name_has_its_text_and_a_reason() -> None:
    cells = toponyms.resolve("Qwxzt").to_record()
    _check(cells)
    assert {name: cell for name, cell in cells.items() if cell is not None} == {
        "text": "Qwxzt",
        "outcome": "unknown",
        "reason": "no name",
    }


def test_a_mention_has_its_span_and_the_reason_of_its_resolution() -> None:
    text = "Alerts in Kyiv and in the village of Ivanivka."
    for mention in toponyms.annotate(text):
        cells = mention.to_record()
        _check(cells)
        assert text[mention.start : mention.end] == cells["text"]
        assert (cells["start"], cells["end"]) == (mention.start, mention.end)
        without = dict.fromkeys(("text", "start", "end"))
        assert cells | without == mention.resolution.to_record() | without


@given(st.text(), st.sampled_from([None, "Київ", "Xyzzyq"]))
def test_any_answer_has_a_record(text: str, within: str | None) -> None:
    cells = toponyms.resolve(text, within=within).to_record()
    assert cells["text"] == text
    _check(cells | {"text": "x"})


def _answers() -> Iterator[toponyms.Resolution | toponyms.Mention]:
    for query in ("Kyiv", "Іванівка", "річка Рось", "Польща", "Qwxzt", "Харькив"):
        yield toponyms.resolve(query)
    yield from toponyms.annotate("Вибухи в Києві та Сумській області.")


@pytest.mark.parametrize("answer", list(_answers()), ids=repr)
def test_an_answer_of_another_process_has_the_same_record(
    answer: toponyms.Resolution | toponyms.Mention,
) -> None:
    copy = pickle.loads(pickle.dumps(answer))
    assert copy == answer
    assert hash(copy) == hash(answer)
    assert copy.to_record() == answer.to_record()


def test_so_have_those_of_workers() -> None:
    texts = ["Near Lviv.", "In Kharkiv oblast."] * 40
    one, two = (
        [[m.to_record() for m in found] for found in toponyms.annotate_many(texts, workers=n)]
        for n in (1, 2)
    )
    assert one == two


def test_a_place_of_ones_own_lies_in_units_too(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "names").mkdir()
    header = "id\tkind\tparent\tvalid_from\tvalid_to\tsource\n"
    places = f"{header}my:1\tneighbourhood\tUA63120270010096107\t\t\t\n"
    names = "place\ttext\tlanguage\tstatus\nmy:1\tКвартал Тестовий\tuk\tofficial\n"
    (tmp_path / "places" / "mine.tsv").write_text(places, encoding="utf-8")
    (tmp_path / "names" / "mine.tsv").write_text(names, encoding="utf-8")
    mine = Gazetteer.open(extra=tmp_path)
    cells = toponyms.resolve("Квартал Тестовий", kind="neighbourhood", gazetteer=mine).to_record()
    _check(cells)
    assert (cells["id"], cells["oblast"]) == ("my:1", "Харківська")
    assert (cells["pcode"], cells["hromada_pcode"]) == (None, "UA6312027")


def test_units_are_the_ancestors_in_short(gazetteer: Gazetteer) -> None:
    best = toponyms.resolve("Kharkiv").candidates[0]
    above = gazetteer.ancestors(best.place)
    assert [unit.id for unit in best.units] == [place.id for place in above]
    assert [unit.name for unit in best.units] == [place.name() for place in above]
    assert best.units[0].to_dict() == {
        "id": "UA63120270000028556",
        "kind": "hromada",
        "name": "Харківська",
        "pcodes": ["UA6312027"],
    }


def test_a_candidate_without_units_has_a_record_all_the_same() -> None:
    best = toponyms.resolve("Kharkiv").candidates[0]
    bare = Candidate(*best[:4])
    cells = Resolution("Kharkiv", "resolved", (bare,)).to_record()
    _check(cells)
    assert (cells["oblast"], cells["oblast_pcode"]) == (None, None)


def test_what_no_cell_is_given_for_is_none() -> None:
    assert set(record({}).values()) == {None}
