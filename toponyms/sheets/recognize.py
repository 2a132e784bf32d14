"""What a file is, by its bytes, and in which encoding a text is.

The name of a file says little: exports are called ``.csv`` and are Excel, or UTF-16. An encoding is
known by a byte order mark or by the zeros of UTF-16, else it is UTF-8 or an error that proposes
one: cp1251 read as cp866 is no exception, only rubbish that nobody notices.
"""

import codecs
import os
import zipfile

from toponyms.model import shown
from toponyms.sheets.blocks import SheetError
from toponyms.typed import Final, NamedTuple

_HEAD: Final = 1 << 16
"""Bytes that are looked at."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROPOSED: Final = ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic", "cp1250", "cp1252")
"""Encodings that Ukrainian tables come in, besides those of Unicode."""
_USUAL: Final = frozenset("абвгдежзийклмнопрстуфхцчшщьюяєіїґыэъё")
_OLE: Final = b"\xd0\xcf\x11\xe0"
_TEXTS: Final = {
    ".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_WRITTEN: Final = _TEXTS | {".xlsx": "xlsx", ".xlsm": "xlsx", ".parquet": "parquet"}


class Encoding(NamedTuple):
    """How a text is written."""

    name: str
    bom: bytes = b""
    """What stands before the text."""
    remark: str = ""
    """How it was found out, if there is any doubt."""


def format_of(path: str) -> str:
    """What the file at a path is: ``csv``, ``tsv``, ``jsonl``, ``xlsx``, ``parquet``.

    Everything that Excel and OpenDocument write is ``xlsx``, whatever its age.

    Raises:
        SheetError: nothing that can be read.
        OSError: it cannot be opened.
    """
    with open(path, "rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_OLE):
        return "xlsx"
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith((b"\x1f\x8b", b"%PDF", b"Rar!", b"7z")):
        raise SheetError(f"{path}: no table but a packed file or a PDF; unpack or export it first")
    suffix = os.path.splitext(path)[1].lower()
    first = head.lstrip(codecs.BOM_UTF8).lstrip()[:1]
    if suffix in _TEXTS:
        return _TEXTS[suffix]
    if suffix == ".json" or first == b"{":
        if first == b"[":
            raise SheetError(
                f"{path}: a JSON array; write a JSON object on each line (jq -c '.[]')"
            )
        return "jsonl"
    return "csv"


def _zipped(path: str) -> str:
    """What an archive is."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise SheetError(f"{path}: a damaged archive or Excel file") from None
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return "xlsx"
    raise SheetError(f"{path}: a ZIP archive without a table of Excel or OpenDocument; unpack it")


def format_to_write(path: str) -> str | None:
    """The format that a file is to be written in, by its name; None if it says nothing.

    Raises:
        SheetError: one that is read but not written.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix and suffix not in _WRITTEN:
        allowed = ", ".join(_WRITTEN)
        raise SheetError(f"{path}: {suffix} is not written; the name may end with {allowed}")
    return None if suffix == ".txt" else _WRITTEN.get(suffix)


def encoding_of(path: str, said: str | None) -> Encoding:
    """The encoding of a text.

    Args:
        path: of the file.
        said: what the caller says it is, None if nothing.

    Raises:
        SheetError: the caller's is unknown, or one that does not give back each byte.
    """
    with open(path, "rb") as file:
        head = file.read(_HEAD)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return Encoding(name, bom)
    if said is not None:
        return Encoding(_checked(said))
    if b"\0" in head:
        return _without_mark(path, head)
    return Encoding("utf-8")


def _checked(said: str) -> str:
    """The name of an encoding in which what is read can be written again, byte for byte."""
    try:
        name = codecs.lookup(said).name
        single = len(bytes(range(256)).decode(name, "replace")) == 256
    except (LookupError, UnicodeError):
        raise SheetError(f"encoding {shown(said)} is unknown; cp1251, utf-8 are some") from None
    if name.startswith(("utf-8", "utf-16-", "utf-32-")):
        return name.removesuffix("-sig")
    if name in ("utf-16", "utf-32"):
        return f"{name}-le"
    if not single:
        raise SheetError(f"encoding {shown(said)}: only UTF and encodings of one byte are read")
    return name


def _without_mark(path: str, head: bytes) -> Encoding:
    """UTF-16 without its mark: every letter of ASCII has a zero beside it."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = head[: len(head) // 2 * 2].decode(name, "strict" if len(head) < _HEAD else "ignore")
    except UnicodeDecodeError:
        text = ""
    if not text.isprintable() and "\n" not in text and "\r" not in text:
        raise SheetError(f"{path}: neither a text nor a table that is known here")
    return Encoding(name, b"", f"read as {name}, by the zeros in it")


def likely_encoding(piece: bytes) -> str:
    """The likeliest encoding of bytes that are no UTF-8; empty if none is likely."""
    best, most = "", 0.0
    for name in _PROPOSED:
        letters = [c for c in piece.decode(name, "replace") if not c.isascii()]
        usual = sum(c in _USUAL for c in letters) / len(letters) if letters else 0.0
        if usual > most:
            best, most = name, usual
    return best


def proposal(piece: bytes) -> str:
    """What to do about bytes that are no UTF-8, for a message."""
    best = likely_encoding(piece)
    looks = f"it looks like {best}: add --encoding {best}" if best else "give its --encoding"
    return f"not UTF-8; {looks}"
