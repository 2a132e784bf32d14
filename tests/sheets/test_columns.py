"""Columns are known by their headers in three languages, and by what stands in them."""

from pathlib import Path

import pytest

from sheets import matched, records
from toponyms.batch.matching import Asked
from toponyms.sheets.blocks import SheetError
from toponyms.sheets.columns import index_of, kind_of_values, read_day, role_of
from toponyms.store.store import Store
from tsv import rows

OBLASTS = [
    name
    for line in (
        "Vinnytska Volyn Dnipropetrovsk Donetsk Zhytomyr Zakarpattia Zaporizhzhia",
        "Ivano-Frankivsk Kyiv Kirovohrad Luhansk Lviv Mykolaiv Odesa Poltava Rivne Sumy Ternopil",
        "Kharkiv Kherson Khmelnytskyi Cherkasy Chernivtsi Chernihiv Crimea",
    )
    for name in line.split()
]


@pytest.mark.parametrize(("header", "role"), rows("headers.tsv"))
def test_a_header_says_what_a_column_has(header: str, role: str) -> None:
    assert role_of(header)[0] == (None if role == "-" else role)


@pytest.mark.parametrize(
    ("names", "role", "kind"),
    [
        (OBLASTS, None, "oblast"),
        ([*OBLASTS, "м. Київ", "Севастополь"], None, "oblast"),
        (["Kharkiv", "Lviv", "Odesa", "Poltava"], None, None),
        (["Kharkiv", "Lviv", "Odesa"], "oblast", "oblast"),
        (["Kharkiv", "Lviv", "Odesa"], "settlement", "settlement"),
        (["Уманський", "Лубенський", "Полтавський"], None, "raion"),
        (["Липецька", "Тальнівська", "Люботинська"], None, "hromada"),
        (["Антонівка", "Xyzzyq", "Умань"], "settlement", None),
        (["North", "South"], "oblast", None),
        ([], "oblast", None),
    ],
)
def test_values_that_all_fit_one_kind_are_of_it(
    store: Store, names: list[str], role: str | None, kind: str | None
) -> None:
    assert kind_of_values(store, [Asked(name) for name in names], role) == kind


def test_a_column_of_oblasts_has_no_cities_but_the_two_that_belong_to_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    names = [*OBLASTS, "Київська", "м. Севастополь"]
    path.write_text("\n".join(["place", *names]) + "\n", encoding="utf-8")
    code, out = matched(path, "--column", "place")
    assert code == 0
    assert "column 'place' read as kind oblast; --kind says otherwise" in capsys.readouterr().err
    kinds = {row["place"]: row["toponym_kind"] for row in records(out)}
    assert {name for name, kind in kinds.items() if kind == "city"} == {"Kyiv", "м. Севастополь"}
    assert len({row["toponym_id"] for row in records(out)}) == 27


def test_all_columns_are_recognized_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "region,ADM1_EN,Район,Населений пункт,adm4_pcode\n"
        "North,Kharkivska,Харківський,Липці,UA6312\nSouth,Poltavska,,Супрунівка,\n",
        encoding="utf-8",
    )
    code, out = matched(path, "--columns", "auto")
    assert code == 0
    told = capsys.readouterr().err.splitlines()
    assert told[:3] == [
        "names: column 'Населений пункт'",
        "oblast: column 'ADM1_EN'",
        "raion: column 'Район'",
    ]
    assert [row["toponym_hromada"] for row in records(out)] == ["Липецька", "Полтавська"]


def test_nothing_recognized_is_an_error_that_lists_the_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert matched(path, "--columns", "auto")[0] == 2
    assert "none is recognized; give --column; there are a, b" in capsys.readouterr().err


def test_a_missing_column_is_an_error_with_the_closest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("city,oblast\nКиїв,\n", encoding="utf-8")
    assert matched(path, "--column", "citty")[0] == 2
    assert "no column 'citty'; did you mean 'city'?; there are city, obl" in capsys.readouterr().err
    assert matched(path, "--column", "city", "--oblast", "oblst")[0] == 2
    assert "no column 'oblst', and no place of this name" in capsys.readouterr().err


def test_one_context_may_hold_for_all_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name,near\nАнтонівка,Умань\n", encoding="utf-8")
    code, out = matched(path, "--column", "NAME ", "--oblast", "Черкаська", "--within", "near")
    assert code == 0
    assert "oblast of every row: Черкаська" in capsys.readouterr().err
    assert records(out)[0]["toponym_raion"] == "Уманський"


def test_a_column_that_stands_twice_is_named_by_its_number() -> None:
    with pytest.raises(SheetError, match="'name' stands 2 times; say which: 1, 3"):
        index_of(["name", "x", "name"], "name")
    assert index_of(["name", "x", "name"], "3") == 2
    assert index_of(["Name ", "x"], "name") == 0


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31.12.2015", "2015-12-31"),
        ("1.2.2015 10:30", "2015-02-01"),
        ("2016-05-19T12:00", "2016-05-19"),
        (2016.0, "2016"),
        ("2016-05", "2016-05"),
        ("", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_dates_as_tables_have_them(cell: object, day: str | None) -> None:
    assert read_day(cell) == day


@pytest.mark.parametrize("cell", ["xx", "31.02.2015", "12/31/2015"])
def test_what_is_no_date_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cell: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"name,when\nКіровоград,2010\nКиїв,{cell}\n", encoding="utf-8")
    code, out = matched(path, "--column", "name", "--on", "when")
    assert code == 3
    assert "line 3: on '" in capsys.readouterr().err
    assert [row["toponym_id"] for row in records(out)] == ["UA35040210010019355", ""]


def test_misspelled_settlements_are_the_names_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    wrong = ["Lyptsii", "Ymanj", "Бєрдичив", "Xqwz", "Sdfgh", "Qwert"]
    body = "".join(f"Харківський,{name}\n" for name in ["Липці", *wrong])
    path.write_text(f"район,населений пункт\n{body}", encoding="utf-8")
    matched(path, "--columns", "auto")
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == ["names: column 'населений пункт'", "raion: column 'район'"]


def test_places_of_any_kind_come_before_their_units(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "places.csv"
    table.write_text("Place,Oblast\nЛипці,Харківська\nКаховка,Херсонська\n", encoding="utf-8")
    matched(table, "--columns", "auto")
    assert "names: column 'Place'\noblast: column 'Oblast'" in capsys.readouterr().err


def test_units_are_not_taken_for_the_names_beside_a_column_that_has_some(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "points.csv"
    rows = "Липці,Харківська\nКаховка,Херсонська\nТальне,Черкаська\n"
    table.write_text(f"Stop,Oblast\n{rows}", encoding="utf-8")
    code, _ = matched(table, "--columns", "auto")
    assert code == 2
    assert "'Stop' has names of places, but its header does not say so" in capsys.readouterr().err
