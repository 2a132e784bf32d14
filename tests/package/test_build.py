"""The build reuses the compiled file only where compiling would give an equal one."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import hatch_build
from paths import ROOT


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small source tree, with a compiled file and its stamp."""
    for name in (
        "gazetteer/sources.toml",
        "gazetteer/README.md",
        "gazetteer/places/UA71.tsv",
        "gazetteer/curated/names.tsv",
        "toponyms/fold.py",
        "toponyms/language/inflect.py",
        "toponyms/rules/skeleton.tsv",
        hatch_build.FILE,
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    made_from = hatch_build.inputs(tmp_path)
    text = hatch_build.stamp(tmp_path, made_from)
    (tmp_path / hatch_build.STAMP).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_was_compiled_from_the_same_is_current(tree: Path) -> None:
    assert hatch_build.is_current(tree)


@pytest.mark.parametrize(
    "name",
    [
        "gazetteer/sources.toml",
        "gazetteer/places/UA71.tsv",
        "gazetteer/curated/names.tsv",
        "toponyms/fold.py",
        "toponyms/language/inflect.py",
        "toponyms/rules/skeleton.tsv",
        hatch_build.FILE,
        hatch_build.STAMP,
    ],
)
@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"\xff"), Path.unlink])
def test_what_is_changed_or_gone_is_compiled_anew(
    tree: Path, name: str, change: Callable[[Path], object]
) -> None:
    change(tree / name)
    assert not hatch_build.is_current(tree)


@pytest.mark.parametrize(
    "name",
    [
        "gazetteer/places/UA99.tsv",
        "gazetteer/curated/names-new.tsv",
        "toponyms/new.py",
        "toponyms/rules/new.txt",
    ],
)
def test_so_is_what_a_file_was_added_to(tree: Path, name: str) -> None:
    (tree / name).touch()
    assert not hatch_build.is_current(tree)


def test_a_word_that_only_look_ups_read_makes_nothing_stale(tree: Path) -> None:
    for name in ("cues.tsv", "scoring.tsv", "generics.tsv"):
        (tree / "toponyms/rules" / name).touch()
        assert hatch_build.is_current(tree)


def test_a_file_of_another_name_is_another_input(tree: Path) -> None:
    (tree / "toponyms/fold.py").rename(tree / "toponyms/folded.py")
    assert not hatch_build.is_current(tree)


def test_another_version_of_a_package_or_of_python_is_another_input(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(hatch_build, "version", lambda package: "0")
        assert not hatch_build.is_current(tree)
    monkeypatch.setattr("unicodedata.unidata_version", "0")
    assert not hatch_build.is_current(tree)


def test_what_compiling_does_not_read_changes_nothing(tree: Path) -> None:
    (tree / "gazetteer/README.md").unlink()
    (tree / "toponyms/__pycache__").mkdir()
    (tree / "toponyms/__pycache__/fold.pyc").touch()
    assert hatch_build.is_current(tree)


def test_the_packages_are_those_that_a_build_requires() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    names = {re.split("[<>=]", requirement)[0] for requirement in build["requires"]}
    assert names == {*hatch_build.PACKAGES, "hatchling"}


def test_a_terminal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pty = pytest.importorskip("pty", reason="needs a system with pseudo-terminals")
    ours, theirs = pty.openpty()
    monkeypatch.setattr(hatch_build, "TERMINAL", os.ttyname(theirs))
    hatch_build.tell_terminal("compiling")
    assert os.read(ours, 100) == b"\rcompiling\r\n"
    os.close(ours)
    os.close(theirs)


def test_what_is_no_terminal_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "tty"
    monkeypatch.setattr(hatch_build, "TERMINAL", str(path))
    hatch_build.tell_terminal("compiling")
    assert not path.exists()
    path.touch()
    hatch_build.tell_terminal("compiling")
    assert path.read_bytes() == b""


def test_compiling_imports_nothing_of_the_wings_above_it() -> None:
    script = (
        "import pkgutil, importlib, sys, toponyms.compile\n"
        "for module in pkgutil.walk_packages(toponyms.compile.__path__, 'toponyms.compile.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
        "own = [name.split('.')[1] for name in sys.modules if name.startswith('toponyms.')]\n"
        "print(*own)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert hatch_build.ABOVE.isdisjoint(done.stdout.split())
    assert "matching" in done.stdout.split()
