"""Compiles the gazetteer while the package is built, so that wheels and installs have it.

Hatchling runs this for wheels, editable ones included; the compiled file is listed as an artifact
in `pyproject.toml`, since git ignores it. It stays in `toponyms/data` of the source tree, with a
stamp beside it that says what it was made from. If none of that has changed, the next build takes
the file as it is: compiling takes more than a minute, checking the digests half a second.
"""

import hashlib
import os
import sys
import unicodedata
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    BuildHookInterface = Any
else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface
    except ImportError:  # only a build has hatchling; the tests of this module do without
        BuildHookInterface = object

FILE = "toponyms/data/gazetteer.bin"
STAMP = "toponyms/data/gazetteer.stamp"
ABOVE = frozenset({"annotation", "batch", "commands", "integrations", "rewriting", "sheets"})
"""Wings that compiling knows nothing of, so that an edit there makes no file stale."""
PACKAGES = ("marisa-trie", "transliterate", "unidecode")
"""What compiling imports: all that a build requires but its backend."""
TERMINAL = "/dev/tty"


class CompileHook(BuildHookInterface):  # type: ignore[misc]  # Any where hatchling is not
    """Runs `toponyms.compile` on the tables of the source tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles into the package before its files are collected."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            self._compile(root)
        finally:
            sys.path.remove(str(root))

    def _compile(self, root: Path) -> None:
        from toponyms.compile.build import compile_tables
        from toponyms.compile.checks.check import check_rules

        check_rules()  # those that only look-ups read, too
        if is_current(root):
            self.app.display_info("The compiled gazetteer is that of these tables, rules and code")
            return
        self.app.display_waiting("Compiling the gazetteer, about a minute on two cores ...")
        # pip shows what a backend says with --verbose only.
        tell_terminal("toponyms: compiling the gazetteer, about a minute on two cores ...")
        made_from = inputs(root)  # first: what is edited meanwhile is compiled by the next build
        compile_tables(root / "gazetteer", root / "toponyms" / "data")
        (root / STAMP).write_text(stamp(root, made_from), encoding="utf-8")


def is_current(root: Path) -> bool:
    """Whether the compiled file is there, and certainly what compiling would give."""
    try:
        return (root / STAMP).read_text(encoding="utf-8") == stamp(root, inputs(root))
    except (OSError, UnicodeDecodeError):
        return False


def stamp(root: Path, made_from: str) -> str:
    """What the stamp beside the compiled file says: the digests of its inputs and of itself."""
    return f"made from {made_from}\nfile {hashlib.sha256((root / FILE).read_bytes()).hexdigest()}\n"


def inputs(root: Path) -> str:
    """One digest of all that the compiled file depends on."""
    digest = hashlib.sha256()
    for line in _environment():
        digest.update(f"{line}\n".encode())
    for path in _files(root):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _environment() -> Iterator[str]:
    """Python with the Unicode data that it has, and the packages that compiling imports."""
    yield f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}"
    yield f"unicode {unicodedata.unidata_version}"
    yield sys.byteorder
    for package in PACKAGES:
        yield f"{package} {version(package)}"


def _files(root: Path) -> list[Path]:
    """The tables, and the rules and code of the package, but what compiling does not read."""
    from toponyms.compile.build import QUERY_SIDE

    rules = root / "toponyms" / "rules"
    query_side = {rules / name for name in QUERY_SIDE}
    tables = (path for path in (root / "gazetteer").rglob("*") if path.suffix in (".tsv", ".toml"))
    package = (
        path
        for path in (root / "toponyms").rglob("*")
        if path.is_file()
        and query_side.isdisjoint((path, *path.parents))
        and not {"data", "__pycache__"}.intersection(path.relative_to(root / "toponyms").parts)
        and path.relative_to(root / "toponyms").parts[0] not in ABOVE
    )
    return sorted((*tables, *package), key=lambda path: path.as_posix())


def tell_terminal(line: str) -> None:
    """Writes a line to the terminal, if there is one; never fails."""
    try:
        # Without O_CREAT: where there is no such device, no file is made in its place.
        terminal = os.open(TERMINAL, os.O_WRONLY)
    except OSError:
        return
    try:
        if os.isatty(terminal):
            # From the left edge, over pip's spinner, which is shorter.
            os.write(terminal, f"\r{line}\n".encode())
    except OSError:
        pass
    finally:
        os.close(terminal)
