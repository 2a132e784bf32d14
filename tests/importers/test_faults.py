"""The small faults that `scripts/mutants.py` plants, to see whether the tests notice them."""

from pathlib import Path

import pytest

from measuring.faults import Mutant, drawn, mutants

MODULE = '''"""A module."""
from typing import Final

RULES: Final = (first, second)
NAMES: Final = ("a", "b")
KINDS: Final = frozenset({"a", "b"})


@lru_cache(maxsize=8)
def near(name: str, most: int = 3) -> str:
    """Near."""
    if not name or len(name) < most:
        return "short"
    return f"{name[1:]}, near"
'''
FAULTS = {
    "(first, second) -> (second,)",
    "(first, second) -> (first,)",
    "{'a', 'b'} -> {'a'}",
    "{'a', 'b'} -> {'b'}",
    "3 -> 4",
    "not name or len(name) < most -> True",
    "not name or len(name) < most -> False",
    "not name or len(name) < most -> not name and len(name) < most",
    "not name -> name",
    "len(name) < most -> len(name) <= most",
    "return 'short' -> pass",
    "'short' -> ''",
    "return f'{name[1:]}, near' -> pass",
    "1: -> :",
    "1 -> 2",
}


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("module.py")
    path.write_text(MODULE, encoding="utf-8")
    return path


def _changes(faults: list[Mutant]) -> list[tuple[str, str]]:
    return [(fault.function, fault.change) for fault in faults]


def test_each_fault_is_one_change_that_a_run_may_see(module: Path) -> None:
    found = list(mutants(module))
    assert {fault.change for fault in found} == FAULTS
    assert len(found) == len(FAULTS)
    assert {fault.function for fault in found} == {"", "near"}
    lines = MODULE.splitlines()
    assert all("short" in lines[f.line - 1] for f in found if "short" in f.change)


def test_a_planted_fault_is_in_the_code(module: Path) -> None:
    (fault,) = (fault for fault in mutants(module) if fault.change == "not name -> name")
    names = {"first": 1, "second": 2, "lru_cache": lambda maxsize: lambda function: function}
    exec(fault.plant(), names)
    assert names["near"]("Kyiv") == "short"  # type: ignore[operator]


def test_what_is_drawn_hangs_on_the_seed_and_not_on_the_line(module: Path) -> None:
    first = drawn([module], 8, seed=1)
    assert len(first) == 8
    assert _changes(first) != _changes(drawn([module], 8, seed=2))
    module.write_text("# A line more.\n" + MODULE, encoding="utf-8")
    again = drawn([module], 8, seed=1)
    assert _changes(again) == _changes(first)
    assert [fault.line for fault in again] == [fault.line + 1 for fault in first]
    assert set(_changes(drawn([module], 4, seed=1))) < set(_changes(first))
