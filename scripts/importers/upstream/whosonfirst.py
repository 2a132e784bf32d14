"""Who's On First: its records of Ukraine, in the two forms in which they are stored.

* The repository whosonfirst-data-admin-ua, checked out: a folder with a GeoJSON file for each
  record, ``data/101/752/475/101752475.geojson``. Files with ``-alt-`` in their name are other
  outlines of a record and have no names.
* One file of all records, ``places.jsonl.gz``: a line of JSON for each, with the properties below.

What the repository calls ``wof:name``, ``geom:latitude``, ``geom:longitude``, ``wof:population``,
``wof:concordances`` and ``name:ukr_x_preferred`` stands in the one file as ``name``, ``lat``,
``lon``, ``population``, ``concordances`` and, under ``names``, ``ukr_x_preferred``.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from importers.tables import fail
from importers.upstream.open_gazetteers import LANGUAGES, Label, Record

REGIONS: Final = 25
LOCALITIES: Final = 30_000
_NAME: Final = "name:"
_OTHER_OUTLINE: Final = "-alt-"


class Records(NamedTuple):
    """The records of Who's On First, by their type there."""

    oblasts: list[Record]
    raions: list[Record]
    """Raions abolished in 2020, and city councils; Who's On First has no raions of today."""
    localities: list[Record]


def _labels(names: dict[str, list[str]]) -> Iterator[Label]:
    """The labels of a record in the languages that are imported."""
    for key, texts in names.items():
        language, _, kind = key.partition("_x_")
        if language in LANGUAGES:
            for text in texts:
                yield text, LANGUAGES[language], kind == "preferred"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of the one file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _features(folder: Path) -> Iterator[dict[str, Any]]:
    """The records of the repository, by id."""
    paths = [path for path in folder.rglob("*.geojson") if _OTHER_OUTLINE not in path.name]
    for path in sorted(paths, key=lambda path: (len(path.stem), path.stem)):
        found = json.loads(path.read_text(encoding="utf-8"))["properties"]
        yield {
            "wof_id": found["wof:id"],
            "placetype": found["wof:placetype"],
            "name": found.get("wof:name") or "",
            "lat": found["geom:latitude"],
            "lon": found["geom:longitude"],
            "population": found.get("wof:population"),
            "concordances": found.get("wof:concordances") or {},
            "names": {
                key.removeprefix(_NAME): texts
                for key, texts in found.items()
                if key.startswith(_NAME)
            },
        }


def _record(item: dict[str, Any], source: str) -> Record:
    names = item.get("names", {})
    sure = [item["name"], *names.get("ukr_x_preferred", [])]
    groups = [
        tuple(sure),
        tuple(t for key in names for t in names[key] if key[:3] in ("ukr", "rus")),
        tuple(t for key in names for t in names[key] if key[:3] in ("eng", "und")),
    ]
    codes = item.get("concordances", {})
    return Record(
        source,
        item["lat"],
        item["lon"],
        item.get("population") or 0,
        str(codes.get("gn:id", "")),
        codes.get("wd:id", ""),
        str(item["wof_id"]),
        tuple(groups),
        tuple(_labels(names)),
    )


def records(path: Path, source: str) -> Records:
    """The records of a file or a folder."""
    items: Iterable[dict[str, Any]] = _features(path) if path.is_dir() else _lines(path)
    found = Records([], [], [])
    by_type = {"region": found.oblasts, "county": found.raions, "locality": found.localities}
    try:
        for item in items:
            if item["placetype"] in by_type:
                by_type[item["placetype"]].append(_record(item, source))
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError, ValueError, KeyError) as error:
        fail(
            f"{path}: not records of Who's On First ({type(error).__name__}: {error})",
            "the repository whosonfirst-data-admin-ua, or a file like wof/places.jsonl.gz",
            "see the docstring of scripts/importers/upstream/whosonfirst.py",
        )
    return found


def read_wof(path: Path, source: str) -> Records:
    """The records, all of them.

    Args:
        path: file or folder.
        source: its key in `sources.toml`.
    """
    found = records(path, source)
    if len(found.oblasts) != REGIONS or len(found.localities) < LOCALITIES:
        fail(
            f"{path}: {len(found.oblasts)} regions, {len(found.localities)} localities",
            f"{REGIONS} regions, more than {LOCALITIES:,} localities",
            "check the file: is it complete, and of Ukraine?",
        )
    return found
