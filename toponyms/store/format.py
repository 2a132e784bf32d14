"""The compiled file: its sections, its header, and how each column is packed.

`toponyms.compile` writes the file and `toponyms.store.store` reads it, both by this module, so that
they agree. All numbers are in the writer's byte order, and every section is aligned
to eight bytes::

    magic, format version, fold version, byte order mark, length and CRC-32 of the header, file size
    header    text: data version, digest of the tables, sections with offset, length and CRC-32,
              counts, and the small vocabularies that columns refer to by number
    sections  marisa tries (names, codes), arrays of 32-bit or 16-bit numbers (columns by place,
              toponym, posting), one heap of UTF-8 strings

A look-up goes from a folded key by the trie to a number, from there to a run of postings. A
*posting* is a place that the key may mean, the toponym of that place it comes from, and the set
of derivations that lead to it; a place stands at most once under a key.

A skeleton leads to a run of keys, each with the tune that it has by that reading; a row of
`toponyms.text.fuzzy` to a run of skeletons.

For completion the words of all names to offer are sorted by the rest of the folded name from there;
the number in front leads to the text of the name and its toponym (``offered``), in the order of
the sizes of their places.
"""

import mmap
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toponyms.model import Derivation, GazetteerError, shown
from toponyms.text.fold import FOLD_VERSION
from toponyms.typed import Any, Final, Literal, NamedTuple

FILE: Final = "gazetteer.bin"
"""What the compiled file is called."""
FORMAT_VERSION: Final = 8
MAGIC: Final = b"TOPONYMS"
BYTE_ORDER: Final = 0x01020304
PREFIX: Final = struct.Struct("=8sIIIIIQ4x")
NOTHING: Final = 0xFFFFFFFF
"""Marks an empty cell in an array."""
# How the class of a toponym is packed into 32 bits: the numbers of its language, script, status and
# source in their vocabularies, whether it is a label of an occupied part of its place, and whether
# the bare name in a text means its place.
LANGUAGE_BITS: Final = 0xFFF
SCRIPT_SHIFT: Final = 12
SCRIPT_BITS: Final = 0x3F
STATUS_SHIFT: Final = 18
STATUS_BITS: Final = 0x3
SOURCE_SHIFT: Final = 20
SOURCE_BITS: Final = 0x3FF
OCCUPATION_LABEL_SHIFT: Final = 30
WELL_KNOWN_SHIFT: Final = 31

# How a word of a name to offer is packed: the number of the name, and where the word begins.
OFFSET_BITS: Final = 8
OFFSETS: Final = 1 << OFFSET_BITS

SHARES: Final = 10_000
"""The stored share of a successor that took the whole."""
_DEGREE: Final = 1e5
"""Stored units in a degree: five decimals, about a metre."""
LONGEST_PATH: Final = 300
"""Characters of a path that a message shows at most."""
REBUILD: Final = "python -m toponyms.compile [TABLES] [-o DIR]"
SECTIONS: Final = (
    "key_trie",
    "key_start",
    "posting_toponym",
    "posting_derivations",
    "skeleton_trie",
    "skeleton_start",
    "skeleton_key",
    "skeleton_tune",
    "tune_trie",
    "row_trie",
    "near_start",
    "near",
    "code_trie",
    "code_place",
    "place_id",
    "place_kind",
    "place_parent",
    "place_former_parent",
    "place_toponym_start",
    "place_code_start",
    "place_child_start",
    "place_latitude",
    "place_longitude",
    "place_location_source",
    "place_population",
    "place_population_source",
    "place_voters",
    "place_from",
    "place_to",
    "urban",
    "centre",
    "council_seat",
    "child",
    "code",
    "toponym_place",
    "toponym_text",
    "toponym_class",
    "toponym_from",
    "toponym_to",
    "succession_start",
    "succession",
    "extent_start",
    "extent",
    "derivation",
    "derivation_start",
    "derivation_set_start",
    "derivation_set",
    "completion",
    "offered",
    "base",
    "string_start",
    "string",
)
BYTE_SECTIONS: Final = frozenset(
    {"key_trie", "skeleton_trie", "tune_trie", "row_trie", "code_trie", "derivation", "string"}
)
HALF_SECTIONS: Final = frozenset(
    {"posting_derivations", "near", "derivation_set"}
    | {"place_from", "place_to", "toponym_from", "toponym_to"}
)
"""Numbers that all fit in 16 bits: of a skeleton, a derivation or a set of these, a date."""


class Posting(NamedTuple):
    """A place under a key; each number is a position in a column, or that of a derivation set."""

    place: int
    toponym: int
    derivations: int


class Offer(NamedTuple):
    """A word of a name that may be offered, see `toponyms.store.store.Store.offers`."""

    place: int
    toponym: int
    """The official name if the text is a base noun."""
    text: int
    """Number of the text, see `Store.offered_text`."""
    offset: int
    """Where the word begins in the folded text; 0 for the first word."""


def pack_class(
    language: int, script: int, status: int, source: int, occupation_label: bool, well_known: bool
) -> int:
    """The class of a toponym in 32 bits, from the numbers of its parts."""
    return (
        language
        | script << SCRIPT_SHIFT
        | status << STATUS_SHIFT
        | source << SOURCE_SHIFT
        | occupation_label << OCCUPATION_LABEL_SHIFT
        | well_known << WELL_KNOWN_SHIFT
    )


def pack_completion(order: int, offset: int) -> int:
    """A word of a name to offer in 32 bits; numbers of names that come first sort first.

    Args:
        order: number of the name among those to offer, the largest place first.
        offset: where the word begins in the folded name.
    """
    return order << OFFSET_BITS | offset


def pack_latitude(degrees: float) -> int:
    """A latitude in degrees as a stored number, never negative."""
    return round((degrees + 90) * _DEGREE)


def pack_longitude(degrees: float) -> int:
    """A longitude in degrees as a stored number, never negative."""
    return round((degrees + 180) * _DEGREE)


def unpack_latitude(packed: int) -> float:
    """The latitude, in degrees, that `pack_latitude` has packed."""
    return (packed - 9_000_000) / _DEGREE


def unpack_longitude(packed: int) -> float:
    """The longitude, in degrees, that `pack_longitude` has packed."""
    return (packed - 18_000_000) / _DEGREE


class Header(NamedTuple):
    """What the file says of itself."""

    sections: dict[str, tuple[int, int, int]]
    """By name: offset and length in bytes, and CRC-32."""
    vocabularies: dict[str, tuple[str, ...]]
    counts: dict[str, int]
    facts: dict[str, str]
    checksum: int
    """CRC-32 of the header, which has those of the sections."""


def code_of(section: str) -> Literal["H", "I"]:
    """The code that `array` and `memoryview` have for the numbers of a section."""
    return "H" if section in HALF_SECTIONS else "I"


def column(section: str, numbers: Iterable[int]) -> bytes:
    """The bytes of a section of numbers.

    Raises:
        GazetteerError: one of them is too large for it.
    """
    from array import array  # no look-up needs it

    try:
        return array(code_of(section), numbers).tobytes()
    except OverflowError as error:
        raise GazetteerError(f"section {section}: a number has no room ({error})") from None


def columns_of(data: mmap.mmap, header: Header) -> dict[str, Any]:
    """The sections of a mapped file by name, as bytes or as arrays of numbers."""
    view = memoryview(data)
    columns: dict[str, Any] = {}
    for name in SECTIONS:
        offset, extent, _ = header.sections[name]
        section = view[offset : offset + extent]

        columns[name] = section if name in BYTE_SECTIONS else section.cast(code_of(name))
    return columns


def refuse(path: str, reason: str) -> GazetteerError:
    """An error that says what is wrong with a file, and what to do."""
    return GazetteerError(
        f"{shown(path, LONGEST_PATH)}: {reason}; "
        f"reinstall toponyms, or rebuild it from the tables with: {REBUILD}"
    )


def read_header(path: str, data: mmap.mmap) -> Header:
    """The header of a file that this version can read.

    Raises:
        GazetteerError: the file is foreign, truncated, damaged or of another version.
    """
    if len(data) < PREFIX.size or data[: len(MAGIC)] != MAGIC:
        raise refuse(path, "this is not a compiled gazetteer")
    _, version, fold_version, order, length, crc, size = PREFIX.unpack_from(data)
    if order != BYTE_ORDER:
        raise refuse(path, "compiled on a machine of another byte order")
    if version != FORMAT_VERSION:
        raise refuse(path, f"format version {version}, but this package reads {FORMAT_VERSION}")
    if fold_version != FOLD_VERSION:
        raise refuse(path, f"fold version {fold_version}, but this package folds {FOLD_VERSION}")
    if size != len(data):
        raise refuse(path, f"truncated or overlong: {len(data):,} bytes instead of {size:,}")
    text = data[PREFIX.size : PREFIX.size + length]
    if zlib.crc32(text) != crc:
        raise refuse(path, "the header is damaged")
    header = Header({}, {}, {}, {}, crc)
    for line in text.decode("utf-8").splitlines():
        topic, name, *values = line.split("\t")
        if topic == "section":
            offset, extent, checksum = map(int, values)
            header.sections[name] = (offset, extent, checksum)
        elif topic == "vocabulary":
            header.vocabularies[name] = tuple(values)
        elif topic == "count":
            header.counts[name] = int(values[0])
        else:
            header.facts[name] = values[0]
    missing = [name for name in SECTIONS if name not in header.sections]
    if missing:
        raise refuse(path, f"section {missing[0]} is missing")
    return header


def parse_derivation(line: str) -> Derivation:
    """A derivation from its line in the file."""
    language, standards, form, case, number, gender, rule = line.split("\t")
    return Derivation(
        language,
        tuple(standards.split(",")) if standards else (),
        form,
        case or None,
        number or None,
        gender or None,
        rule or None,
    )


def format_derivation(derivation: Derivation) -> str:
    """The line of a derivation in the file."""
    standards = ",".join(derivation.standards)
    rest = (derivation.form, derivation.case, derivation.number, derivation.gender, derivation.rule)
    return "\t".join((derivation.language, standards, *(value or "" for value in rest)))


def pack(
    sections: Mapping[str, bytes],
    vocabularies: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    facts: Mapping[str, str],
) -> Iterator[bytes]:
    """The bytes of the file."""
    lines = [f"fact\t{name}\t{value}" for name, value in facts.items()]
    lines += ["\t".join(("vocabulary", name, *v)) for name, v in vocabularies.items()]
    lines += [f"count\t{name}\t{number}" for name, number in counts.items()]
    bodies = [sections[name] for name in SECTIONS]
    # The offsets stand in the header and depend on its length: give each a fixed width.
    template = "section\t{}\t{:012}\t{:012}\t{:010}"
    length = len(
        "\n".join([*lines, *(template.format(name, 0, 0, 0) for name in SECTIONS)]).encode()
    )
    offset = PREFIX.size + length
    padding = [-offset % 8]
    offset += padding[0]
    for name, body in zip(SECTIONS, bodies, strict=True):
        lines.append(template.format(name, offset, len(body), zlib.crc32(body)))
        padding.append(-len(body) % 8)
        offset += len(body) + padding[-1]
    header = "\n".join(lines).encode()
    yield PREFIX.pack(
        MAGIC, FORMAT_VERSION, FOLD_VERSION, BYTE_ORDER, length, zlib.crc32(header), offset
    )
    yield header + bytes(padding[0])
    for body, gap in zip(bodies, padding[1:], strict=True):
        yield body + bytes(gap)
