"""Checks the rules before anything is compiled with them, so that looking up need not.

A misspelled name, an unknown kind or a value out of range in a file of `toponyms/rules/` would
change answers without a word. Here it raises `TableError`, which names file, line, value and rule,
as for the tables of the gazetteer. What is checked is data: the schemas of the tables are in
`tables`, those of the romanizations, paradigms and policies in `files`.
"""

import os
import re
from collections.abc import Iterator
from functools import cache, partial

from toponyms.compile.checks.cells import Several, split
from toponyms.compile.checks.inflection import check_inflection
from toponyms.compile.checks.policies import check_policies
from toponyms.compile.checks.relations import Known
from toponyms.compile.checks.romanization import check_romanization, standards
from toponyms.compile.checks.tables import SCHEMAS, Schema
from toponyms.compile.tables import Row, check_cells
from toponyms.model import TableError, shown
from toponyms.rules import COMMENT, RULES


def check_rules(folder: str = RULES) -> None:
    """Checks all rules.

    Raises:
        TableError: the first rule that a file breaks.
    """
    found = {file.removesuffix(".tsv") for file in os.listdir(folder) if file.endswith(".tsv")}
    for name in sorted(found - SCHEMAS.keys()):
        raise TableError(f"rules/{name}.tsv: no schema says what is in it; add one to SCHEMAS")
    check_romanization(folder)
    check_inflection(folder)
    check_policies(folder)
    known = _known(folder)
    for name in SCHEMAS:
        _check(name, folder, known)


def check_table(name: str, folder: str = RULES) -> None:
    """Checks a table, and that it fits the tables and standards that it refers to.

    Raises:
        TableError: the first rule that it breaks.
    """
    _check(name, folder, _known(folder))


def _known(folder: str) -> Known:
    return Known(cache(partial(standards, folder)), partial(_rows, folder=folder))


def _check(name: str, folder: str, known: Known) -> None:
    schema = SCHEMAS[name]
    rows = _rows(name, folder)
    for columns in schema.unique:
        _check_unique(rows, columns)
    if schema.ordered:
        _check_order(rows, schema.unique[0])
    _check_complete(name, rows, schema)
    for relation in schema.relations:
        relation(rows, known)


def _rows(name: str, folder: str) -> list[Row]:
    """The rows of a table, after a check that each cell is of its column's type."""
    columns = SCHEMAS[name].columns
    rows = list(_read(name, folder))
    for row in rows:
        check_cells(row)
        for column, cell in row.values.items():
            if fault := columns[column].fault(cell):
                row.fail(column, fault)
    return rows


def _read(name: str, folder: str) -> Iterator[Row]:
    """The rows of a table, after a check of the comment above them, which explains each column."""
    file, columns = f"rules/{name}.tsv", SCHEMAS[name].columns
    try:
        with open(os.path.join(folder, f"{name}.tsv"), encoding="utf-8", newline="") as content:
            text = content.read()
    except FileNotFoundError:
        raise TableError(f"{file}: the table is missing") from None
    except UnicodeDecodeError as error:
        raise TableError(f"{file}: not UTF-8: {error}") from None
    lines = text.removesuffix("\n").split("\n")
    if not text.endswith("\n"):
        raise TableError(f"{file}:{len(lines)}: {shown(lines[-1])}: expected a line feed after it")
    start = next((i for i, line in enumerate(lines) if not line.startswith(COMMENT)), len(lines))
    header = lines[start] if start < len(lines) else ""
    if header != "\t".join(columns):
        expected = " ".join(columns)
        raise TableError(f"{file}:{start + 1}: header {shown(header)}: expected {expected}")
    _check_comment(file, lines[:start], tuple(columns))
    for number, line in enumerate(lines[start + 1 :], start + 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise TableError(
                f"{file}:{number}: {shown(line)}: {len(cells)} cells, expected {len(columns)}"
            )
        yield Row(file, number, dict(zip(columns, cells, strict=True)))
    if start + 1 == len(lines):
        raise TableError(f"{file}:{start + 1}: header {shown(header)}: no row below it")


def _check_comment(file: str, comment: list[str], columns: tuple[str, ...]) -> None:
    """The comment has a line for each column, which begins with its name, and for nothing else."""
    told = [match[1] for line in comment if (match := re.match(r"# (\w+): \S", line))]
    for column in columns:
        if column not in told:
            raise TableError(
                f"{file}:{len(comment) + 1}: header {shown(column)}: the comment above has no line "
                f"'# {column}: ...', which says what is in the column"
            )
    for column in told:
        if column not in columns:
            raise TableError(f"{file}:1: comment {shown(column)}: no column has this name")


def _check_unique(rows: list[Row], columns: tuple[str, ...]) -> None:
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row.values[column] for column in columns)
        if key in seen:
            row.fail(columns[-1], f"stands twice, also in line {seen[key].line}")
        seen[key] = row


def _check_order(rows: list[Row], columns: tuple[str, ...]) -> None:
    before: tuple[str, ...] = ()
    for row in rows:
        key = tuple(row.values[column] for column in columns)
        if key < before:
            row.fail(columns[0], f"not in order: it stands below {before[0]!r}")
        before = key


def _check_complete(name: str, rows: list[Row], schema: Schema) -> None:
    """Each word that the code asks for has its row."""
    for column, needed in schema.complete.items():
        cell = schema.columns[column]
        found = {item for row in rows for item in split(cell, row.values[column])}
        for word in sorted(set(needed) - found):
            what = "stands in no row" if isinstance(cell, Several) else "the row is missing"
            raise TableError(f"rules/{name}.tsv: {column} {shown(word)}: {what}")
