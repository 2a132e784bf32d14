"""Sheets for tests: written, matched by the command, and read again."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from toponyms.cli import main
from toponyms.sheets.delimited import ended


def matched(path: Path, *arguments: str, out: str | None = None) -> tuple[int, Path]:
    """The exit code of ``toponyms match`` for a sheet, and where it was written."""
    written = path.with_name(out or f"out{path.suffix}")
    return main(["match", str(path), "-o", str(written), *arguments]), written


def parsed(content: bytes, delimiter: str = ",", encoding: str = "utf-8-sig") -> list[list[str]]:
    """The rows of a table of text."""
    text = io.StringIO(content.decode(encoding), newline="")
    return list(csv.reader(text, delimiter=delimiter))


def records(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a table of text by its header."""
    header, *rows = parsed(path.read_bytes(), delimiter)
    return [dict(zip(header, row, strict=False)) for row in rows if row]


def only_added(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether rows as they stand have only got something before the end of their line."""
    return len(before) == len(after) and all(
        new.startswith(ended(old)[0]) and new.endswith(ended(old)[1])
        for old, new in zip(before, after, strict=True)
    )
