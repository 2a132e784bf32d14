"""JSON lines, workbooks and Parquet, with the real libraries; one format into another."""

import datetime
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font

from sheets import matched, only_added, parsed, records
from toponyms.sheets import excel
from toponyms.sheets.blocks import Said
from toponyms.sheets.recognize import format_of

LYPTSI = "UA63120090010039403"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A sheet with a title above its header, a second sheet, a formula, formats, a blank row."""
    book = openpyxl.Workbook()
    book.active.title = "cover"
    sheet = book.create_sheet("data")
    day = datetime.datetime(2019, 5, 1)
    for row in (
        ["Звіт"],
        ["код", "Область", "Місто", "сума", "дата"],
        ["001", "Харківська", "Липці", 5, day],
        [],
        ["002", "Київська", "-", "=D3*2", day],
        ["003", "Львівська", "Xyzzyq", 1.5, None],
    ):
        sheet.append(row)
    sheet["G4"] = "note"
    sheet["B3"].font = Font(bold=True)
    path = tmp_path / "in.xlsx"
    book.save(path)
    return path


def _rows(path: Path, sheet: str = "data") -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_a_workbook_is_written_in_place(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = matched(workbook, "--columns", "auto", "--sheet", "data")
    assert code == 3
    assert "header: row 2" in capsys.readouterr().err
    before, after = _rows(workbook), _rows(out)
    assert [row[:7] for row in after] == before
    assert after[1][7] == "toponym_outcome"
    assert after[2][10] == LYPTSI
    assert [row[7] for row in after[2:]] == ["resolved", None, None, "unknown"]
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["cover", "data"]
    assert book["data"]["B3"].font.bold
    assert book["data"]["D5"].data_type == "f"


def test_the_sheet_with_the_columns_is_taken_and_told(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(workbook)
    book["cover"]["A1"] = "Report"
    book.save(workbook)
    assert matched(workbook, "--column", "місто")[0] == 3
    capsys.readouterr()
    assert matched(workbook, "--column", "city")[0] == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "sheet: 'cover'; there are 'cover', 'data': --sheet chooses another"
    assert lines[-1].startswith("error: no column 'city'; there are Report")
    assert matched(workbook, "--columns", "auto")[0] == 3
    told = capsys.readouterr().err
    assert "sheet: 'data'; there are 'cover', 'data': --sheet chooses another" in told
    assert matched(workbook, "--columns", "auto", "--sheet", "3")[0] == 2
    assert "no sheet '3'; there are cover, data" in capsys.readouterr().err


def test_a_workbook_is_not_overwritten_with_less(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(workbook)
    chart = BarChart()
    chart.add_data(Reference(book["data"], min_col=4, min_row=2, max_row=4))
    book["data"].add_chart(chart, "J2")
    book.save(workbook)
    before = workbook.read_bytes()
    assert matched(workbook, "--columns", "auto", out="in.xlsx")[0] == 2
    assert "would lose charts (their finer format); write to another" in capsys.readouterr().err
    assert workbook.read_bytes() == before
    assert matched(workbook, "--columns", "auto")[0] == 3
    assert "not kept in the workbook, or not whole: charts" in capsys.readouterr().err


def test_a_large_workbook_is_written_anew(
    workbook: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toponyms.sheets.files.LARGE", 10)
    code, out = matched(workbook, "--columns", "auto")
    assert code == 3
    assert "written anew" in capsys.readouterr().err
    rows = _rows(out)
    assert rows[0][0] == "Звіт"
    assert rows[2][:5] == ("001", "Харківська", "Липці", 5, datetime.datetime(2019, 5, 1))
    assert rows[2][10] == LYPTSI
    assert not any(rows[3][:6])


def test_a_text_is_never_written_as_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name,x\n=cmd()|A1,0012\n", encoding="utf-8")
    _, new = matched(path, "--column", "name", out="new.xlsx")
    cell = openpyxl.load_workbook(new).active["A2"]
    assert (cell.value, cell.data_type) == ("=cmd()|A1", "s")
    assert openpyxl.load_workbook(new).active["B2"].value == "0012"
    book = openpyxl.Workbook()
    book.active.append(["name"])
    source = excel.ExcelSource(str(new), Said())
    with open(tmp_path / "in_place.xlsx", "w+b") as file:
        sink = excel.InPlaceSink(file, source, False)
        sink._set(2, 3, "=1+1")
        sink._set(2, 4, "#N/A")
        sink.end()
    row = openpyxl.load_workbook(tmp_path / "in_place.xlsx").active[2]
    assert [(one.value, one.data_type) for one in row[2:4]] == [("=1+1", "s"), ("#N/A", "s")]


def test_json_lines_keep_their_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.jsonl"
    lines = [
        '{"city":"Липці",  "n": 1.50, "tags": ["a"]}\r\n',
        "{}\r\n",
        "\r\n",
        "not json\r\n",
        '{"city": ["Київ"]}\r\n',
        '{"city":"Київ" }',
    ]
    path.write_bytes("".join(lines).encode())
    code, out = matched(path, "--column", "city")
    assert code == 3
    assert "line 4: Expecting value" in capsys.readouterr().err
    after = out.read_bytes().decode().splitlines(True)
    assert after[2:4] == lines[2:4]
    assert after[0].startswith('{"city":"Липці",  "n": 1.50, "tags": ["a"], "toponym_outcome":')
    objects = [json.loads(line) for line in after if line.startswith("{")]
    assert [one["toponym_id"] for one in objects] == [LYPTSI, None, None, "UA80000000000093317"]
    assert objects[1].keys() == objects[0].keys() - {"city", "n", "tags"}


def test_parquet_keeps_types_and_metadata(tmp_path: Path) -> None:
    table = pyarrow.table(
        {
            "code": pyarrow.array([7, None], pyarrow.int16()),
            "city": pyarrow.array(["Липці", None]).dictionary_encode(),
            "when": pyarrow.array([datetime.date(2020, 1, 1), None]),
        }
    ).replace_schema_metadata({"who": "me"})
    path = tmp_path / "t.parquet"
    pyarrow.parquet.write_table(table, path)
    code, out = matched(path, "--column", "city", "--on", "when")
    assert code == 0
    after = pyarrow.parquet.read_table(out)
    assert after.select(table.column_names).equals(table)
    assert after.schema.metadata[b"who"] == b"me"
    assert after.schema.field("toponym_score").type == pyarrow.float64()
    assert after["toponym_id"].to_pylist() == [LYPTSI, None]


@pytest.mark.parametrize("out", ["o.csv", "o.tsv", "o.jsonl", "o.xlsx", "o.parquet"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx", ".parquet"])
def test_one_format_into_another(tmp_path: Path, suffix: str, out: str) -> None:
    first = tmp_path / "first.csv"
    first.write_text("id,city,x\n007,Липці,\n008,-,NA\n", encoding="utf-8")
    start = tmp_path / f"start{suffix}"
    assert matched(first, "--column", "city", "--prefix", "a_", out=start.name)[0] == 0
    code, end = matched(start, "--column", "city", out=out)
    assert code == 0
    # Back to text, to compare.
    _, text = matched(end, "--column", "city", "--prefix", "c_", out="end.csv")
    rows = records(text)
    assert [(row["id"], row["city"], row["x"]) for row in rows] == [
        ("007", "Липці", ""),
        ("008", "-", "NA"),
    ]
    assert [row["toponym_id"] for row in rows] == [LYPTSI, ""]


def test_formats_are_known_by_their_bytes(tmp_path: Path, workbook: Path) -> None:
    renamed = tmp_path / "export.csv"
    renamed.write_bytes(workbook.read_bytes())
    assert format_of(str(renamed)) == "xlsx"
    assert matched(renamed, "--columns", "auto", out="o.csv")[0] == 3


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", b'[{"city": "x"}]', "a JSON array; write a JSON object on each line"),
        ("a.csv", b"%PDF-1.4", "no table but a packed file or a PDF"),
        ("a.xlsx", b"PK\x03\x04nonsense", "a damaged archive or Excel file"),
        ("a.xls", b"\xd0\xcf\x11\xe0nonsense", "cannot be read as a workbook"),
        ("a.parquet", b"PAR1nonsense", "cannot be read as Parquet"),
        ("a.csv", b"", "no rows"),
    ],
)
def test_what_is_no_sheet_is_an_error_of_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert matched(path, "--column", "city", out="o.csv")[0] == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1


def test_options_that_do_not_apply_are_refused(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert matched(workbook, "--columns", "auto", "--delimiter", ";")[0] == 2
    assert "--delimiter says nothing of" in capsys.readouterr().err
    assert matched(workbook, "--columns", "auto", out="o.ods")[0] == 2
    assert ".ods is not written; the name may end with .csv" in capsys.readouterr().err


def test_a_missing_package_is_named_with_its_extra(
    workbook: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    assert matched(workbook, "--columns", "auto")[0] == 2
    told = capsys.readouterr().err
    assert "this needs python-calamine: pip install 'toponyms[excel]'" in told


def test_own_lines_of_json_get_only_fields(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"city": "Київ"}\n{"city": "Xyzzyq"}\n', encoding="utf-8")
    code, out = matched(path, "--column", "city")
    assert code == 3
    bodies = [line[:-2] + "\n" for line in path.read_text("utf-8").splitlines(True)]
    assert only_added(bodies, out.read_text("utf-8").splitlines(True))


def test_faulty_rows_are_kept_in_another_format(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("n,city\n1,Київ\n2,Львів,extra\n\n3,Одеса\n", encoding="utf-8")
    code, out = matched(path, "--column", "city", out="o.xlsx")
    assert code == 3
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True, max_col=3))
    assert rows[1:] == [
        ("1", "Київ", "resolved"),
        ("2,Львів,extra", None, None),
        (None, None, None),
        ("3", "Одеса", "resolved"),
    ]


@pytest.mark.parametrize("out", ["o.xlsx", "o.jsonl", "o.csv", "o.parquet"])
def test_values_that_other_formats_lack_are_written_somehow(tmp_path: Path, out: str) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=2))
    table = pyarrow.table(
        {
            "city": ["Київ", "Львів"],
            "x": [float("nan"), float("inf")],
            "when": [datetime.datetime(2020, 1, 1, tzinfo=zone), None],
            "old": [datetime.date(1654, 1, 1), None],
            "raw": [b"\xff", None],
            "many": [["a"], None],
        }
    )
    path = tmp_path / "t.parquet"
    pyarrow.parquet.write_table(table, path)
    code, written = matched(path, "--column", "city", out=out)
    assert code == 0
    if out == "o.jsonl":
        first, second = map(json.loads, written.read_text("utf-8").splitlines())
        assert (first["x"], second["x"], first["old"]) == (None, None, "1654-01-01")
    if out == "o.xlsx":
        assert openpyxl.load_workbook(written).active["D2"].value == "1654-01-01"


@pytest.mark.parametrize("out", ["o.csv", "o.jsonl", "o.xlsx", "o.parquet"])
def test_a_sheet_without_rows_keeps_its_header(tmp_path: Path, out: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text("n,city", encoding="utf-8")
    code, written = matched(path, "--column", "city", out=out)
    assert code == 0
    if out != "o.jsonl":
        assert matched(written, "--column", "city", "--prefix", "x_", out="again.csv")[0] == 0
        assert (tmp_path / "again.csv").read_text("utf-8").startswith("n,city,toponym_outcome")


def test_formats_and_formulas_beside_a_table_stay(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["city", "n"])
    book.active.append(["Київ", 1])
    book.active["D2"] = "=B2*2"
    book.active["XFD1"].font = Font(bold=True)
    path = tmp_path / "in.xlsx"
    book.save(path)
    code, out = matched(path, "--column", "city")
    assert code == 0
    sheet = openpyxl.load_workbook(out).active
    assert [sheet.cell(2, column).value for column in (1, 2, 3, 4, 5)] == [
        "Київ", 1, None, "=B2*2", "resolved"
    ]  # fmt: skip


def test_a_merged_cell_holds_for_all_its_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    for row in (["Заявки"], ["область", "місто"], ["Черкаська", "Антонівка"], [None, "Умань"]):
        book.active.append(row)
    book.active.append(["Одеська", "Балта"])
    book.active.merge_cells("A1:F1")
    book.active.merge_cells("A3:A4")
    path = tmp_path / "in.xlsx"
    book.save(path)
    code, out = matched(path, "--columns", "auto", out="o.csv")
    rows = [row[:3] for row in parsed(out.read_bytes())]
    assert code == 3
    assert rows[1:] == [
        ["Черкаська", "Антонівка", "ambiguous"],
        ["", "Умань", "resolved"],
        ["Одеська", "Балта", "resolved"],
    ]
    assert float(parsed(out.read_bytes())[2][3]) > 0.999
    assert "not written: 1 rows above the header" in capsys.readouterr().err
    assert matched(path, "--columns", "auto")[0] == 3
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert (sheet["A4"].value, sheet["B4"].value, sheet["C4"].value) == (None, "Умань", "resolved")


def _opendocument(path: Path, rows: list[list[str]]) -> None:
    """Writes a table as OpenDocument has it."""
    names = {
        prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    }
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr(
            "META-INF/manifest.xml", f'<?xml version="1.0"?><manifest xmlns="{manifest}"/>'
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2">'
            f'<office:body><office:spreadsheet><table:table table:name="Аркуш">{body}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )


def test_opendocument_is_read_and_written_as_excel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.ods"
    _opendocument(path, [["код", "місто"], ["007", "Липці"]])
    code, out = matched(path, "--column", "місто", out="o.xlsx")
    assert code == 0
    assert "written anew: the values of the sheet" in capsys.readouterr().err
    sheet = openpyxl.load_workbook(out)["Аркуш"]
    assert [sheet.cell(2, column).value for column in (1, 2, 3, 6)] == [
        "007", "Липці", "resolved", LYPTSI
    ]  # fmt: skip
