"""Tables of text: own columns stay byte for byte; delimiters, headers, encodings, faulty rows."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets import matched, only_added, parsed
from toponyms.sheets.blocks import Said, SheetError
from toponyms.sheets.delimited import (
    DelimitedSink,
    DelimitedSource,
    harmless,
    plain,
    quoted,
    sniff,
)

CELL = st.one_of(
    st.sampled_from(
        ["", "NA", "007", "Київ", " Львів ", '"', '5" x', "a\nb", "=1+1", "'", "a,b;c\td"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
)


class _Table:
    """A table that is written and read again with one new column."""

    def __init__(self, path: Path, content: bytes, **said: str | int | None) -> None:
        path.write_bytes(content)
        self.source = DelimitedSource(str(path), "csv", Said(**said))  # type: ignore[arg-type]
        self.content = content

    def written(self) -> bytes:
        """The table with a column of ones."""
        file = io.BytesIO()
        sink = DelimitedSink(file, self.source, self.source.delimiter)
        sink.begin(["new"], ["int"])
        for block in self.source.blocks():
            sink.write(
                block, [None if i in block.faults else (1,) for i in range(len(block.numbers))]
            )
        sink.end()
        return file.getvalue()


@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ended_last=st.booleans(),
)
def test_own_columns_stay_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    delimiter: str,
    end: str,
    quoting: int,
    encoding: str,
    ended_last: bool,
) -> None:
    if quoting == csv.QUOTE_MINIMAL:  # which leaves the ends of other files' lines unquoted
        rows = [[" ".join(cell.splitlines()) for cell in row] for row in rows]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([["a", "b", "c"], *rows])
    content = text.getvalue() if ended_last else text.getvalue().removesuffix(end)
    path = tmp_path_factory.mktemp("table") / "t.csv"
    table = _Table(path, content.encode(encoding), delimiter=delimiter, header=1)
    new = table.written()
    own = parsed(table.content, delimiter, encoding)
    assert [row[:3] for row in parsed(new, delimiter, encoding)] == own
    assert [row[3] for row in parsed(new, delimiter, encoding)][1:] == ["1"] * len(rows)
    # Nothing but ";1" is new: without it all bytes are those of before.
    added = f"{delimiter}1".encode(encoding.removesuffix("-sig").replace("utf-16", "utf-16-le"))
    assert len(new) - len(table.content) == len(added) * len(rows) + len(added) // 2 * 4


MESSY = (
    "\ufeffid;Місто;note\r\n"
    '007;с. Липці;"a;b"\r\n'
    '008;Київ;"two\r\nlines ""q"""\r\n'
    "\r\n"
    "009;;NA\r\n"
    "010;Київ\r\n"
    "011;Київ;x;y\r\n"
    '012;Київ;"open\r\n'
    "013;Київ;\r\n"
    "014;Київ;last"
)


def test_a_messy_table_is_kept_and_its_faults_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "messy.csv"
    path.write_bytes(MESSY.encode())
    code, out = matched(path, "--column", "місто")
    assert code == 3
    said = capsys.readouterr().err
    assert "delimiter: semicolon" in said
    assert "line 8: 4 cells, the header has 3; kept as it is" in said
    assert "line 9: a quote does not close; kept as it is" in said
    assert "9 rows: 5 resolved, 0 ambiguous, 0 unknown, 2 without a name, 2 faulty" in said
    before = MESSY.splitlines(keepends=True)
    after = out.read_bytes().decode().splitlines(keepends=True)
    # The row of two lines has its cells behind the second one.
    assert only_added(before, after)
    assert [line for line in after if line in before] == [
        before[2],
        before[4],
        before[7],
        before[8],
    ]
    row = parsed(after[6].encode(), ";")[0]
    assert row[:4] == ["010", "Київ", "", "resolved"]


def test_a_quote_that_never_closes_takes_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text('name,x\n"Київ,1\n' + "Львів,2\n" * 3000, encoding="utf-8")
    code, out = matched(path, "--column", "name")
    assert code == 3
    assert "line 2: a quote that does not close within 1000 lines" in capsys.readouterr().err
    _, first, *others = out.read_text("utf-8").splitlines()
    assert first == '"Київ,1'
    assert len(others) == 3000
    assert all(line.startswith("Львів,2,resolved") for line in others)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_unicode_is_known_by_its_bytes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("місто;n\r\nКиїв;1\r\n".encode(encoding))
    code, out = matched(path, "--column", "місто")
    assert code == 0
    assert out.read_bytes().startswith(path.read_bytes()[:6])
    assert parsed(out.read_bytes(), ";", encoding)[1][:3] == ["Київ", "1", "resolved"]


def test_another_encoding_is_proposed_and_never_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("n,місто\n1,Kyiv\n2,Львів\n".encode("cp1251"))
    assert matched(path, "--column", "місто")[0] == 2
    told = capsys.readouterr().err
    assert "t.csv: line 1: not UTF-8; it looks like cp1251: add --encoding cp1251" in told
    code, out = matched(path, "--column", "місто", "--encoding", "cp1251")
    assert code == 0
    assert only_added(
        path.read_bytes().decode("cp1251").splitlines(True),
        out.read_bytes().decode("cp1251").splitlines(True),
    )


def test_letters_that_an_encoding_lacks_are_written_in_ascii(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"name\nStanislawow\n")
    code, out = matched(path, "--column", "name", "--encoding", "cp1251")
    assert code == 0
    assert "Stanislawow,resolved" in out.read_bytes().decode("cp1251").splitlines()[1]
    assert "letters that the encoding lacks" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("encoding", "message"),
    [("klingon", "is unknown"), ("shift-jis", "only UTF and encodings of one byte are read")],
)
def test_encodings_that_do_not_give_back_each_byte_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, message: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"name\nKyiv\n")
    assert matched(path, "--column", "name", "--encoding", encoding)[0] == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a;b\n", "1;2\n"], ";"),
        (["a,b;c\n", "1,2;3\n", "x;y\n"], ";"),
        (["a\tb\n", "1,5\t2,5\n"], "\t"),
        (["name\n", "Київ\n"], None),
        (["sep=|\n", "a|b\n"], "|"),
        (["a,b\n", '"x;y;z",2\n'], ","),
    ],
)
def test_the_delimiter_is_that_which_cuts_most_rows_alike(
    lines: list[str], delimiter: str | None
) -> None:
    assert sniff(lines) == delimiter


def test_the_header_is_found_below_a_title(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sep=;\nЗвіт за 2024 рік;;\n\n№;Місто;n\n1;Київ;2\n", encoding="utf-8")
    code, out = matched(path, "--column", "Місто")
    assert code == 0
    assert "header: row 3" in capsys.readouterr().err
    lines = out.read_text("utf-8").splitlines()
    assert lines[:3] == ["sep=;", "Звіт за 2024 рік;;", ""]
    assert lines[3].startswith("№;Місто;n;toponym_outcome")


def test_without_a_header_columns_have_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("1,Київ\n2,Львів\n", encoding="utf-8")
    code, out = matched(path, "--column", "2", "--header", "0")
    assert code == 0
    assert [row[:3] for row in parsed(out.read_bytes())] == [
        ["1", "Київ", "resolved"],
        ["2", "Львів", "resolved"],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@sum", "\tx", "'x", "'=x", "Київ", "-", "+380 44", "-5"]
)
def test_no_text_is_a_formula(text: str) -> None:
    cell = harmless(text)
    assert plain(cell) == text
    assert cell == text or cell == f"'{text}"
    assert not cell.startswith("=")
    assert next(csv.reader([quoted(text, ",")])) == [cell]


def test_columns_that_there_are_already_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name\nКиїв\n", encoding="utf-8")
    _, out = matched(path, "--column", "name")
    assert matched(out, "--column", "name", out="again.csv")[0] == 2
    assert "has a column 'toponym_outcome' already; give --prefix" in capsys.readouterr().err


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\n\n")
    with pytest.raises(SheetError, match="no rows"):
        DelimitedSource(str(path), "csv", Said())


def test_a_cell_may_have_a_long_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f'name,text\nКиїв,"{"слово " * 50_000}"\n', encoding="utf-8")
    assert matched(path, "--column", "name")[0] == 0
