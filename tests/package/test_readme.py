"""The README is true: its blocks of code run, and its help is that of the program."""

import doctest
import importlib
import pkgutil
import re

import pytest

import toponyms
from paths import ROOT
from toponyms.cli import build_parser

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_python_blocks_run() -> None:
    parser = doctest.DocTestParser()
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    scope: dict[str, object] = {}
    for block in blocks:
        test = parser.get_doctest(block, scope, "README.md", "README.md", 0)
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        runner.run(test, clear_globs=False)
        assert runner.summarize(verbose=False).failed == 0
        scope = test.globs


def test_the_two_commands_are_on_the_first_screen() -> None:
    assert README.index("<!-- test -->") < README.index("\n## ")


def test_the_help_is_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    shown = re.search(r"```text\n(usage: toponyms .*?)```", README, re.DOTALL)
    assert shown
    assert shown[1] == build_parser().format_help()


@pytest.mark.parametrize(
    "name",
    [
        module.name
        for module in pkgutil.walk_packages(toponyms.__path__, "toponyms.")
        if not module.name.endswith("__main__")
    ],
)
def test_examples_in_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def test_examples_of_the_package() -> None:
    assert doctest.testmod(toponyms).failed == 0


def test_the_version_is_one() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{toponyms.__version__}"' in text
