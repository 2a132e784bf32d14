"""The development data: where it lies, its rows, and places and calls of the package in its terms.

It is not part of the project. A row has the text, the source that it is from, the context that the
source gives beside the name, and the right answer; `score.py` in the data's folder tells whether an
answer is right.
"""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import toponyms

_SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
EVAL: Final = _SHARED / "eval"
SOURCES: Final = _SHARED / "sources"
KINDS: Final = ("oblast", "raion", "hromada", "city", "selyshche", "village", "city_district")
LEVELS: Final = {"city": "settlement", "selyshche": "settlement", "village": "settlement"}
HROMADA_TYPES: Final = frozenset({"міська", "селищна", "сільська"})
LEAST_ROWS: Final = 20

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON lines file."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load_module(path: Path) -> ModuleType:
    """A module that stands beside the data and belongs to it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_scorer(folder: Path) -> ModuleType:
    """The scorer that belongs to the data."""
    return load_module(folder / "score.py")


def place_of(place: toponyms.Place) -> Row:
    """A place in the scorer's terms."""
    found: Row = {"level": LEVELS.get(place.kind, place.kind)}
    if place.kind == "city" and place.parent == "iso:UA":
        found["level"] = "city_special"
    for authority, key in (("katottg", "katotth"), ("koatuu", "koatuu"), ("pcode", "pcode")):
        if authority in place.codes:
            found[key] = list(place.codes[authority])
    if place.kind == "raion" and "katotth" not in found:
        found["level"] = "raion_pre2020"
    else:
        found.pop("koatuu", None)
    if place.location:
        found["lat"], found["lon"] = place.location
    return found


def arguments(row: Row, with_context: bool = True) -> Row:
    """What the source of a row says beside the name, as arguments of `toponyms.resolve`."""
    context = dict(row["context"]) if with_context else {}
    stated = context.pop("level", None)
    if context.pop("type", None) in HROMADA_TYPES:
        stated = "hromada"
    return {"within": [value for value in context.values() if value], "kind": stated}


def pooled_name(source: str, rows: int) -> str:
    """The group of a source: ``mentions`` for running text, ``others`` for few rows, or itself."""
    if source.startswith("mentions:"):
        return "mentions"
    return source if rows >= LEAST_ROWS else "others"
