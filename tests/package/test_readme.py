"""The README and the pages of docs/ are true: their blocks run, their links lead somewhere."""

import doctest
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import toponyms
from blocks import blocks, run
from paths import ROOT, TESTS
from toponyms.cli import build_parser

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))))
MAY_LACK = {"pyspark", "sklearn"}
"""Modules that the extra `test` does not bring; the tests of these integrations run the blocks."""


@pytest.mark.parametrize("page", PAGES)
def test_python_blocks_run(page: str) -> None:
    found = blocks(page)
    assert found or page != "README.md"
    lacking = {module for block in found for module in block.missing()}
    assert lacking <= MAY_LACK or "TOPONYMS_CI" not in os.environ
    run([block for block in found if not block.missing()], page)


@pytest.mark.parametrize("page", PAGES)
def test_recipes_print_what_they_are_said_to(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    recipes = "".join(re.findall(r"<!-- recipes -->\n(.*?)<!-- end -->", text, re.DOTALL))
    (tmp_path / "tests").symlink_to(TESTS)
    program = tmp_path / "toponyms"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m toponyms "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    for block in re.findall(r"```console\n(.*?)```", recipes, re.DOTALL):
        for recipe in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = recipe.partition("\n")
            done = subprocess.run(
                ["sh", "-c", command],
                capture_output=True,
                check=False,
                cwd=tmp_path,
                env=environment,
                text=True,
            )
            assert done.stdout + done.stderr == printed, command
            assert done.returncode in (0, 3), command


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_and_headings(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, link


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
