"""The names of an overlay, expanded: a compiled file that has nothing but their keys.

To expand ten thousand names takes some ten seconds, so the file is kept in the user's cache folder,
named by a digest of all that it is made from: the names, the compiled gazetteer and this code.
"""

import hashlib
import os
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from typing import Final

import marisa_trie

from toponyms.compile.expand import expanded, keyed
from toponyms.compile.index import key_sections
from toponyms.compile.tables import NameRow
from toponyms.model import GazetteerError
from toponyms.store import cache
from toponyms.store.format import BYTE_SECTIONS, SECTIONS, pack
from toponyms.store.store import Store

SUFFIX: Final = "names"
_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CODE: Final = ("compile", "language", "store", "text")
"""Wings whose code decides what is in the file."""
_VOCABULARIES: Final = ("languages", "scripts", "sources", "authorities", "dates")


def own_names(
    store: Store, names: Sequence[NameRow], places: Sequence[int], kinds: Sequence[str]
) -> Store:
    """A store of the keys of some names, whose other columns are empty.

    Args:
        store: the compiled gazetteer.
        names: of the overlay.
        places: the position of the place of each.
        kinds: its kind.
    """
    path = cache.path_of(f"{_key(store, names, places, kinds)}.{SUFFIX}")
    if path is not None:
        kept = _kept(path)
        if kept is not None:
            return kept
    content = [*_content(names, places, kinds)]
    if path is not None and cache.write(path, content):
        kept = _kept(path)
        if kept is not None:
            return kept
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = os.path.join(folder, f"own.{SUFFIX}")
        with open(path, "wb") as file:
            file.writelines(content)
        return Store(path)  # stays mapped when the folder is gone


def _kept(path: str) -> Store | None:
    """The file of the cache; None if it is not there or is damaged."""
    try:
        store = Store(path)
    except GazetteerError:
        return None
    cache.use(path)
    return store


def _key(
    store: Store, names: Sequence[NameRow], places: Sequence[int], kinds: Sequence[str]
) -> str:
    """A digest of all that the file is made from."""
    total = hashlib.sha256(repr((store.digest, _code())).encode())
    for row in zip(names, places, kinds, strict=True):
        total.update(repr(row).encode("utf-8", "backslashreplace"))
    return total.hexdigest()


def _code() -> list[tuple[str, int, int]]:
    """The files of the code, each with its size and the time it was written."""
    found = []
    for wing in _CODE:
        for entry in os.scandir(os.path.join(_PACKAGE, wing)):
            if entry.name.endswith(".py"):
                stat = entry.stat()
                found.append((f"{wing}/{entry.name}", stat.st_size, stat.st_mtime_ns))
    return sorted(found)


def _content(
    names: Sequence[NameRow], places: Sequence[int], kinds: Sequence[str]
) -> Iterator[bytes]:
    each = (
        (number, keyed(expanded(name, kind)))
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True))
    )
    sections, counts = key_sections(names, places, each)
    nothing = marisa_trie.Trie().tobytes()
    empty = {name: nothing if name.endswith("_trie") else b"" for name in SECTIONS}
    assert {name for name in empty if empty[name]} <= BYTE_SECTIONS
    sections = empty | sections | {"toponym_place": array("I", places).tobytes()}
    return pack(sections, dict.fromkeys(_VOCABULARIES, ()), counts, {"digest": "", "version": ""})
