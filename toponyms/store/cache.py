"""The user's cache folder: what was worked out once for several processes, and can be again.

Files there are named by a digest of all that they are made from, so none is ever out of date; the
least used go when there are many. Where there is no such folder, nothing is kept.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress

from toponyms.typed import Final

FOLDER: Final = "TOPONYMS_CACHE"
"""The variable of the environment that names another folder; if it is empty, nothing is kept."""
_MOST: Final = 32
"""Files of one kind that are kept."""


def folder() -> str | None:
    """The folder of this package in the user's cache folder; None where there is none."""
    chosen = os.environ.get(FOLDER)
    if chosen is not None:
        return chosen or None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "toponyms") if os.path.isabs(base) and os.path.isdir(base) else None


def path_of(name: str) -> str | None:
    """The path of a file of the cache, which need not be there; None if nothing is kept."""
    kept = folder()
    return None if kept is None else os.path.join(kept, name)


def write(path: str, content: Iterable[bytes]) -> bool:
    """Writes a file whole or not at all; False if that is not possible."""
    import tempfile  # slow to import

    directory = os.path.dirname(path)
    temporary = None
    try:
        os.makedirs(directory, mode=0o700, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=directory, prefix=".new.")
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(content)
        os.replace(temporary, path)
    except OSError:
        if temporary is not None:
            with suppress(OSError):
                os.remove(temporary)
        return False
    _drop_old(directory, path.rpartition(".")[2])
    return True


def use(path: str) -> None:
    """Remembers that a file was used, so that others go before it."""
    with suppress(OSError):
        os.utime(path)


def _drop_old(directory: str, suffix: str) -> None:
    """Removes the files of one kind that were not used for the longest time."""
    with suppress(OSError):
        kept = [entry for entry in os.scandir(directory) if entry.name.endswith(f".{suffix}")]
        kept.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in kept[_MOST:]:
            os.remove(entry.path)
