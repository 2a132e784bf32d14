"""Whether a compiled file is whole, found out once for each file.

The checksums of all sections are compared when a file is opened for the first time, which takes a
hundredth of a second or two; a damaged index would give wrong answers, or end the process. That a
file is whole is remembered in the user's cache folder by its path, size, number and times, so that
later processes need not read it. Where there is no such folder, each process reads it once.
"""

import mmap
import os
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress

from toponyms.store import cache
from toponyms.typed import Final

SUFFIX: Final = "whole"
_SETTLED: Final = 2.0
"""Seconds after which a file that is written again has other times."""
_known: Final[set[str]] = set()
"""The marks of files that this process has found whole."""


def damaged_section(data: mmap.mmap, sections: Mapping[str, tuple[int, int, int]]) -> str | None:
    """The first section that differs from its checksum; None if the file is whole.

    Args:
        data: the mapped file.
        sections: by name: offset and length in bytes, and CRC-32.
    """
    with memoryview(data) as view:
        for name, (offset, extent, checksum) in sections.items():
            if zlib.crc32(view[offset : offset + extent]) != checksum:
                return name
    with suppress(AttributeError, OSError):  # not on every system
        data.madvise(mmap.MADV_DONTNEED)  # else all of it would count as memory of this process
    return None


def mark_of(path: str, stat: os.stat_result, checksum: int) -> str:
    """What a file is remembered by: it changes when the file is written.

    Args:
        path: of the file.
        stat: of the open file.
        checksum: CRC-32 of its header, which has those of all sections.
    """
    place = zlib.crc32(os.path.abspath(path).encode("utf-8", "surrogateescape"))
    numbers = (place, checksum, stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns)
    return "-".join(f"{number:x}" for number in numbers)


def known(mark: str) -> bool:
    """Whether a file was found whole, by this process or an earlier one."""
    if mark not in _known:
        path = cache.path_of(f"{mark}.{SUFFIX}")
        if path is None or not os.path.exists(path):
            return False
        _known.add(mark)
    return True


def remember(mark: str, stat: os.stat_result) -> None:
    """Remembers that a file is whole, unless it was just written: it could be written again within
    the same tick of the clock, and have the same times.
    """
    if time.time() - stat.st_mtime < _SETTLED:
        return
    _known.add(mark)
    path = cache.path_of(f"{mark}.{SUFFIX}")
    if path is not None:
        cache.write(path, ())
