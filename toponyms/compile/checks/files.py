"""The form of a rule file, `toponyms/rules/*/*.toml`: keys, and the types of their values.

A shape says which keys a table has and of what type their values are. An error names the path of
the key. It names the line too if a search of the text finds it: the parser does not tell lines.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from toponyms.compile.checks.cells import Cell
from toponyms.model import TableError, shown

Path = tuple[str | int, ...]


class Flag(NamedTuple):
    """True or false."""


class Keys(NamedTuple):
    """A table with certain keys, each with the shape of its value."""

    required: Mapping[str, "Shape"]
    optional: Mapping[str, "Shape"] = {}


class Each(NamedTuple):
    """An array whose items have one shape."""

    item: "Shape"


class Named(NamedTuple):
    """A table with any keys of one form, all values of one shape."""

    key: Cell
    value: "Shape"


Shape = Cell | Flag | Keys | Each | Named


class Document(NamedTuple):
    """A file, read."""

    file: str
    text: str
    data: dict[str, Any]

    def fail(self, path: Path, value: object, rule: str) -> NoReturn:
        """Raises `TableError` for the value of a key."""
        line = line_of(self.text.split("\n"), path)
        where = f"{self.file}:{line}" if line else self.file
        raise TableError(f"{where}: {_shown_path(path)} {shown(value)}: {rule}")


def _shown_path(path: Path) -> str:
    """A path as people write it, items counted from one.

    >>> _shown_path(("rules", 0, "to"))
    'rules[1].to'
    """
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def line_of(lines: Sequence[str], path: Path) -> int | None:
    """The line of a key, as near as the text tells; None if it tells nothing."""
    found: int | None = None
    table = ""
    for step in path:
        start = 0 if found is None else found
        if isinstance(step, str):
            table = f"{table}.{step}".removeprefix(".")
            own, heading = re.escape(step), re.escape(table)
            key = rf'^\s*"?{own}"?\s*=|[{{,]\s*{own}\s*=|^\[+{heading}[].]'
            places = [i for i in range(start, len(lines)) if re.search(key, lines[i])][:1]
        else:
            of_table = [i for i, line in enumerate(lines) if line == f"[[{table}]]"]
            inline = [i for i in range(start, len(lines)) if lines[i].startswith("  {")]
            places = (of_table or inline)[step : step + 1]
        if not places:
            break
        found = places[0]
    return None if found is None else found + 1


def documents(folder: str, name: str) -> Iterator[Document]:
    """The files of a folder of rules."""
    for base in sorted(os.listdir(os.path.join(folder, name))):
        if base.endswith(".toml"):
            yield read(folder, f"{name}/{base}")


def read(folder: str, name: str) -> Document:
    """A file, whatever shape it has.

    Raises:
        TableError: it is not UTF-8, or not TOML.
    """
    file = f"rules/{name}"
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as content:
            text = content.read()
        return Document(file, text, tomllib.loads(text))
    except UnicodeDecodeError as error:
        raise TableError(f"{file}: not UTF-8: {error}") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise TableError(f"{file}:{line[1]}: {error}" if line else f"{file}: {error}") from None


def check_shape(document: Document, value: Any, shape: Shape, path: Path = ()) -> None:
    """Checks a value and all that is in it.

    Raises:
        TableError: the first key that is unknown or missing, or a value of another type.
    """
    if isinstance(shape, Keys | Named):
        if not isinstance(value, dict):
            document.fail(path, value, "not a table")
        _check_keys(document, value, shape, path)
    elif isinstance(shape, Each):
        if not isinstance(value, list) or not value:
            document.fail(path, value, "not an array with items")
        for index, item in enumerate(value):
            check_shape(document, item, shape.item, (*path, index))
    elif isinstance(shape, Flag):
        if not isinstance(value, bool):
            document.fail(path, value, "neither true nor false")
    elif not isinstance(value, str):
        document.fail(path, value, "not a string")
    elif fault := shape.fault(value):
        document.fail(path, value, fault)


def _check_keys(document: Document, value: dict[str, Any], shape: Keys | Named, path: Path) -> None:
    if isinstance(shape, Named):
        if not value:
            document.fail(path, value, "empty")
        for key, item in value.items():
            if fault := shape.key.fault(key):
                document.fail((*path, key), key, fault)
            check_shape(document, item, shape.value, (*path, key))
        return
    shapes = {**shape.required, **shape.optional}
    for key, item in value.items():
        if key not in shapes:
            document.fail((*path, key), key, f"unknown key; allowed are {', '.join(shapes)}")
        check_shape(document, item, shapes[key], (*path, key))
    for key in shape.required:
        if key not in value:
            document.fail(path, key, "the key is missing")
