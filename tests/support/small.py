"""Five places as tables, for tests that compile tables of their own.

The fixture `write_tables` writes them, with tabs for the ``|`` between cells here.
"""

from collections.abc import Callable
from pathlib import Path

WriteTables = Callable[..., Path]

HEADERS = {
    "places/all.tsv": "id kind parent valid_from valid_to source",
    "names/all.tsv": "place text language status valid_from valid_to source marks",
    "codes/all.tsv": "place authority code source",
    "positions/all.tsv": "place lat lon source",
    "populations.tsv": "place population source",
    "voters.tsv": "place voters source",
    "bases.tsv": "place text language source",
    "successions.tsv": "place successor weight source",
    "extents.tsv": "place unit extent source",
    "urban.tsv": "place valid_to source",
    "centres.tsv": "place unit source",
    "councils.tsv": "place council source",
    "acts.tsv": "act adopted in_force scope title note source url",
    "renamings.tsv": "act place source url",
    "citations.tsv": "place text language citation source",
}
SOURCES = (
    'version = "1"\n[sources.curated]\ntitle = "Curated"\n'
    '[sources.register]\ntitle = "A register"\n'
)
SMALL = {
    "places/all.tsv": [
        "iso:UA|country||||register",
        "UA71000000000010357|oblast|iso:UA|||register",
        "UA71080000000036344|raion|UA71000000000010357|||register",
        "koatuu:7124900000|raion|UA71000000000010357||2020-07-19|register",
        "tp:kyiv-governorate|region|iso:UA|1796|1925|register",
    ],
    "names/all.tsv": [
        "iso:UA|Україна|uk|official|||register|",
        "UA71000000000010357|Черкаська|uk|official|||register|",
        "UA71080000000036344|Черкаський|uk|official|||register|",
        "koatuu:7124900000|Черкаський|uk|official||2020-07-19|register|",
        "tp:kyiv-governorate|Київська|uk|variant|||register|well-known",
    ],
    "codes/all.tsv": ["UA71000000000010357|iso|UA-71|register"],
    "positions/all.tsv": ["UA71080000000036344|49.44452|32.05738|register"],
    "populations.tsv": ["UA71080000000036344|500000|register"],
    "voters.tsv": [],
    "bases.tsv": ["UA71000000000010357|Черкаси|uk|register"],
    "successions.tsv": ["koatuu:7124900000|UA71080000000036344|1|register"],
    "extents.tsv": ["tp:kyiv-governorate|UA71000000000010357|part|register"],
    "urban.tsv": [],
    "centres.tsv": [],
    "councils.tsv": [],
    "acts.tsv": ["1-IX|2020-07-17|2020-07-19|UA71|On a raion||register|"],
    "renamings.tsv": ["1-IX|UA71080000000036344|register|"],
    "citations.tsv": [],
}


def header_of(table: str) -> str:
    """The header of a table; blank if there is no such table."""
    return HEADERS.get(f"{table}.tsv") or HEADERS.get(f"{table}/all.tsv", "")
