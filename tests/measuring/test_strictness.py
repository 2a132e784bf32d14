"""What a sheet of addresses gives: each row is right, wrong or left to a person."""

import csv
from pathlib import Path

import sheets_speed
from measuring.strictness import in_columns, outcome


def test_an_address_in_columns() -> None:
    assert in_columns("РІВНЕНСЬКА область, ДУБЕНСЬКИЙ район, село МИЛЬЧА, Садова, 7") == (
        "село МИЛЬЧА, Садова, 7",
        {"oblast": "РІВНЕНСЬКА область", "raion": "ДУБЕНСЬКИЙ район"},
    )


def test_every_row_has_one_outcome() -> None:
    rows = [
        {
            "text": "Харківська область, Харківський район, село Липці",
            "gold": ["UA63120090010039403"],
        },
        {"text": "Київ", "gold": ["UA63120090010039403"]},
        {"text": "Zarichne", "gold": ["UA63120090010039403"]},
    ]
    for columns in (False, True):
        assert outcome(rows, columns=columns, strict=False) == (3, 1, 1, 1)


def test_the_sheets_that_are_timed_have_the_rows_they_are_said_to(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    assert sheets_speed.write(path, 400, "few") == 200
    header, *rows = csv.reader(path.open(encoding="utf-8"))
    assert header == ["id", "oblast", "raion", "city"]
    assert len(rows) == 400
    assert 100 < len({tuple(row[1:]) for row in rows}) <= 200
