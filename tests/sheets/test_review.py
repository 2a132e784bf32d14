"""What a person has to decide, once, and the decisions, in this table and another."""

from pathlib import Path

import openpyxl
import pytest

from sheets import matched, records
from toponyms.sheets.review import described
from toponyms.store.store import Store

TABLE = (
    "oblast,city\n"
    "Черкаська,Антонівка\nЧеркаська, антонівка\nЧеркаська,Антонівка\n"
    ",Xyzzyq\n,Липці\n,=1+1x\nПолтавська,Супрунівка\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def _choose(path: Path, choices: dict[str, str]) -> None:
    """Writes choices into a review, as a person would."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        for row in book.active.iter_rows(min_row=2):
            row[0].value = choices.get(row[1].value)
        book.save(path)
        return
    header, *lines = path.read_text("utf-8-sig").splitlines()
    made = [
        choices.get(row["name"], "") + line for row, line in zip(records(path), lines, strict=True)
    ]
    # As some program may write it again: with other ends of lines.
    path.write_text("\n".join([header, *made]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_a_person_decides_holds_in_the_next_table_too(
    table: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    review = table.with_name(f"review{suffix}")
    arguments = ["--column", "city", "--oblast", "oblast"]
    assert matched(table, *arguments, "--review", str(review))[0] == 3
    assert "5 names to decide" not in capsys.readouterr().err
    _choose(review, {"Антонівка": "2", "Xyzzyq": "UA6312009001", "=1+1x": "-", "'=1+1x": "-"})
    code, out = matched(table, *arguments, "--decisions", str(review))
    told = capsys.readouterr().err
    assert "by decision" in told
    rows = records(out)
    assert code == 3
    second = rows[0]["toponym_id"]
    assert second
    assert [row["toponym_id"] for row in rows[:3]] == [second] * 3
    assert rows[0]["toponym_form"] == "decision"
    assert rows[0]["toponym_raion"]
    assert rows[3]["toponym_name_uk"] == "Липці"
    assert (rows[5]["toponym_outcome"], rows[5]["toponym_form"]) == ("unknown", "decision")
    other = table.with_name("next.csv")
    other.write_text("city;oblast;n\nАНТОНІВКА ;Черкаська;1\nАнтонівка;Львівська;2\n", "utf-8")
    _, out = matched(other, *arguments, "--decisions", str(review), out="next_out.csv")
    ids = [row["toponym_id"] for row in records(out, ";")]
    assert ids[0] == second
    assert ids[1] != second


def test_a_review_has_each_doubt_once_in_words(store: Store, table: Path) -> None:
    review = table.with_name("review.csv")
    matched(table, "--column", "city", "--oblast", "oblast", "--review", str(review))
    assert review.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = {row["name"]: row for row in records(review)}
    # "антонівка" with a blank before it is another cell, and the same decision.
    assert rows["Антонівка"]["rows"] == "2"
    assert rows["Антонівка"]["oblast"] == "Черкаська"
    assert rows["Антонівка"]["reason"] == "namesakes"
    assert rows["Антонівка"]["candidate 1"] == described(store, rows["Антонівка"]["id 1"], "uk")
    assert "Тальнівська громада, Звенигородський район, Черкаська область; P-code UA71" in " ".join(
        rows["Антонівка"][f"candidate {number}"] for number in range(1, 6)
    )
    assert rows["Xyzzyq"]["candidate 1"] == ""
    assert "'=1+1x" in rows
    assert "Супрунівка" not in rows


def test_a_review_with_decisions_is_not_overwritten(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = table.with_name("review.csv")
    arguments = ["--column", "city", "--review", str(review)]
    assert matched(table, *arguments)[0] == 3
    assert matched(table, *arguments)[0] == 3
    _choose(review, {"Антонівка": "1"})
    before = review.read_bytes()
    assert matched(table, *arguments)[0] == 2
    assert "has decisions that would be lost" in capsys.readouterr().err
    assert review.read_bytes() == before


@pytest.mark.parametrize("choice", ["6", "x", "UA99"])
def test_a_choice_that_there_is_not_is_told_with_its_line(
    table: Path, capsys: pytest.CaptureFixture[str], choice: str
) -> None:
    review = table.with_name("review.csv")
    matched(table, "--column", "city", "--review", str(review))
    _choose(review, {"Xyzzyq": choice})
    assert matched(table, "--column", "city", "--decisions", str(review))[0] == 2
    assert f"choice '{choice}': allowed are 1 to 5" in capsys.readouterr().err


def test_what_is_no_review_is_refused(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert matched(table, "--column", "city", "--decisions", str(table))[0] == 2
    assert "no column 'choice'; give a review" in capsys.readouterr().err


def test_a_place_in_words(store: Store) -> None:
    assert described(store, "UA63120270010096107", "en") == (
        "Kharkiv, city, Kharkiv hromada, Kharkiv raion, Kharkiv oblast; P-code UA6312027001; "
        "population 1,421,125"
    )
    assert described(store, "koatuu:7124900000", "uk").endswith("until 2020-07-19")


def test_decisions_that_decide_nothing_are_told(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = table.with_name("review.csv")
    matched(table, "--column", "city", "--oblast", "oblast", "--review", str(review))
    _choose(review, {"Антонівка": "1"})
    matched(table, "--column", "city", "--decisions", str(review))
    assert "none of 1 decisions is on a name here" in capsys.readouterr().err


def _decided(table: Path, choice: str, encoding: str) -> Path:
    """A review of a table in which the first name has a choice, as a spreadsheet saves it."""
    review = table.with_name(f"review-{encoding}.csv")
    matched(table, "--columns", "auto", "--review", str(review))
    header, first, *rest = review.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    text = "".join([header, choice + first, *rest])
    review.write_text(text.replace(",", ";"), encoding=encoding, newline="")
    return review


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
@pytest.mark.parametrize("oblast", ["Черкаська", "черкаська  обл.", "Черкаська область"])
def test_a_decision_holds_however_a_name_is_written(
    tmp_path: Path, encoding: str, oblast: str
) -> None:
    table, other = tmp_path / "a.csv", tmp_path / "b.csv"
    table.write_text("Село,Область\nс.Антонівка,Черкаська\n", encoding="utf-8")
    other.write_text(f"Село,Область\nс. АНТОНІВКА ,{oblast}\n", encoding="utf-8")
    review = _decided(table, "1", encoding)
    _, out = matched(other, "--columns", "auto", "--decisions", str(review))
    assert records(out)[0]["toponym_form"] == "decision"


@pytest.mark.parametrize("where", ["Черкаська | Тальне", "a=b", "raion=Звенигородський"])
def test_a_decision_holds_whatever_stands_in_a_context(tmp_path: Path, where: str) -> None:
    table = tmp_path / "where.csv"
    table.write_text(f"Село,where\nXylopolis,{where}\nАнтонівка,Черкаська\n", encoding="utf-8")
    review = tmp_path / "review.csv"
    asked = ("--column", "Село", "--within", "where")
    matched(table, *asked, "--review", str(review))
    lines = review.read_text(encoding="utf-8-sig").splitlines()
    at = next(index for index, line in enumerate(lines) if "Xylopolis" in line)
    lines[at] = f"-{lines[at]}"
    review.write_text("\n".join(lines), encoding="utf-8")
    _, out = matched(table, *asked, "--decisions", str(review))
    assert records(out)[0]["toponym_form"] == "decision"


def test_a_decision_holds_for_its_date(tmp_path: Path) -> None:
    table, review = tmp_path / "dated.csv", tmp_path / "review.csv"
    table.write_text("Село,рік\nАнтонівка,1990\nАнтонівка,2021\n", encoding="utf-8")
    asked = ("--column", "Село", "--on", "рік", "--oblast", "Черкаська")
    matched(table, *asked, "--review", str(review))
    header, first, second = review.read_text(encoding="utf-8-sig").splitlines()
    review.write_text("\n".join([header, f"1{first}", f"2{second}"]), encoding="utf-8")
    _, out = matched(table, *asked, "--decisions", str(review))
    assert len({row["toponym_id"] for row in records(out)}) == 2


def test_decisions_of_several_files_hold_together(tmp_path: Path) -> None:
    rows = {"a.csv": "Антонівка,Черкаська\n", "b.csv": "Антонівка,Хмельницька\n"}
    reviews = []
    for name, row in rows.items():
        folder = tmp_path / name.removesuffix(".csv")
        folder.mkdir()
        (folder / name).write_text(f"Село,Область\n{row}", encoding="utf-8")
        reviews += ["--decisions", str(_decided(folder / name, "1", "utf-8"))]
    both = tmp_path / "both.csv"
    both.write_text("Село,Область\n" + "".join(rows.values()), encoding="utf-8")
    _, out = matched(both, "--columns", "auto", *reviews)
    assert {row["toponym_form"] for row in records(out)} == {"decision"}
