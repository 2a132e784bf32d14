"""A file that is written beside its place and moved there when it is whole."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from typing import IO

from toponyms.sheets.blocks import SheetError


@contextlib.contextmanager
def written_whole(path: str) -> Iterator[IO[bytes]]:
    """A file to write to; whoever is interrupted leaves what was at the path before.

    What is no regular file, as a pipe, is written to directly.

    Raises:
        SheetError: it cannot be written.
    """
    place = os.path.realpath(path)
    try:
        before = os.stat(place)
    except OSError:
        before = None
    if before is not None and not stat.S_ISREG(before.st_mode):
        if stat.S_ISDIR(before.st_mode):
            raise SheetError(f"{path}: a folder; name a file in it")
        with open(place, "wb") as file:
            yield file
        return
    folder, name = os.path.split(place)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
    except OSError as error:
        raise SheetError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        os.close(descriptor)
        with open(temporary, "w+b") as file:
            yield file
        os.chmod(temporary, _mode(before))
        os.replace(temporary, place)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.remove(temporary)
        raise


def _mode(before: os.stat_result | None) -> int:
    """Who may read the file: as before, else as any new file."""
    if before is not None:
        return stat.S_IMODE(before.st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
