"""Where things lie: the clone, the cases, and the data beside the clone."""

from pathlib import Path

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
CASES = TESTS / "cases"
SHARED = ROOT.parent / "shared"
"""Upstream and evaluation data, which is not part of the project."""
