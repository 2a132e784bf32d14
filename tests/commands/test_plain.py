"""Arguments that are read without `argparse` are read as it reads them."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.cli import COMMANDS, _module, build_parser
from toponyms.commands.common import Commands
from toponyms.commands.plain import read_plainly

WORDS = st.sampled_from(
    ["Kyiv", "Біла Церква", "-", "", "--", "-5", "-x y", "5", "x", "kmu-2010", "tsv", "a=b", "--nó"]
)
OPTIONS = st.sampled_from(
    [
        *(
            "--json",
            "--limit",
            "--limit=3",
            "--limit=x",
            "--within",
            "--within=oblast=Sumy",
            "--ki",
        ),
        *("--kind", "--language", "--format", "--format=tsv", "--into=", "--workers", "--case"),
        *("--why-not", "--explain", "--json=yes", "--help", "--standard", "--list", "--verify"),
    ]
)


@pytest.mark.parametrize("command", COMMANDS)
@given(said=st.lists(WORDS | OPTIONS, max_size=5))
def test_what_is_read_plainly_is_what_argparse_reads(command: str, said: list[str]) -> None:
    read = read_plainly(_module(command).add, said)
    if read is not None:
        assert vars(read) == vars(build_parser(command).parse_args([command, *said]))


@pytest.mark.parametrize(
    "said",
    [
        ["lookup", "Kyiv"],
        ["lookup", "--within", "Volyn", "--within=Rivne", "Lutsk", "Kovel", "--json"],
        ["search", "Kyi", "--limit", "3"],
        ["annotate", "--format", "tsv"],
        ["romanize", "--list"],
        ["inflect", "Київ", "--case", "genitive"],
        ["show", "UA63"],
        ["info"],
    ],
)
def test_what_is_usual_is_plain(said: list[str]) -> None:
    command, *rest = said
    assert read_plainly(_module(command).add, rest) is not None


def mutually(commands: Commands) -> None:
    commands.add_parser("odd").add_mutually_exclusive_group()


def counted(commands: Commands) -> None:
    commands.add_parser("odd").add_argument("pair", nargs=2)


def short(commands: Commands) -> None:
    commands.add_parser("odd").add_argument("-v", action="store_true")


@pytest.mark.parametrize("add", [mutually, counted, short])
def test_what_takes_more_to_describe_is_left_to_argparse(add: Callable[[Any], None]) -> None:
    assert read_plainly(add, ["a", "b"]) is None


SLOW = {"argparse", "typing", "enum", "re", "dataclasses", "inspect", "json", "tempfile", "locale"}


@pytest.mark.parametrize("said", [["lookup", "Kyiv"], ["show", "UA63"], ["info"]])
def test_a_command_imports_nothing_slow_that_it_can_do_without(said: list[str]) -> None:
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from toponyms.cli import main\n"
        f"main({said!r})\n"
        "print(*(set(sys.modules) - before), file=sys.stderr)\n"
    )
    # That a file is whole is remembered by the first that opens it, which takes more modules.
    environment = os.environ | {"TOPONYMS_CACHE": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, env=environment
    )
    assert not SLOW & set(done.stderr.split())


def test_help_still_lists_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(SystemExit):
        build_parser().parse_args(["--help"])
    listed = capsys.readouterr().out
    assert all(f"\n    {command} " in listed for command in COMMANDS)
