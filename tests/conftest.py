"""What several test files use."""

import os
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from paths import ROOT, SHARED
from small import HEADERS, SMALL, SOURCES, WriteTables, header_of
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import Place
from toponyms.store.store import Store

# Each run has the same examples, and nothing depends on the speed of the machine: a busy one missed
# the default deadline of 200 ms, and took so long over a first example that the health check
# failed. Examples found earlier (.hypothesis) play no part: `derandomize` uses no database.
# Hypothesis also draws on strings of modules that are loaded from a source tree, so another
# selection of test files may get other examples; one and the same command always gets the same.
settings.register_profile(
    "toponyms",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("toponyms")

# A process started with -c or -m looks for modules in the working directory first: in a clone it
# would import the source tree, and not the package that is installed.
os.environ["PYTHONSAFEPATH"] = "1"

# What is kept between processes stays out of the cache folder of who runs the tests.
_CACHE = tempfile.TemporaryDirectory(prefix="toponyms-tests-")
os.environ["TOPONYMS_CACHE"] = _CACHE.name

MAY_BE_MISSING = (
    f"needs {os.path.relpath(SHARED, ROOT)}",
    "needs pip install -e '.[baselines]'",  # 48 packages for one test; .ci/run runs it by itself
    "needs pip install -e '.[fit]'",  # scipy, for the tests of one script
    "needs pip install -e '.[spark]'",  # 490 MB, and Java; nox -s integrations runs these tests
)
"""How a reason begins that lets a test be skipped even where `.ci/run` runs all tests."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fails a test that is skipped where all have to run, so that none drops out unnoticed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and "TOPONYMS_CI" in os.environ:
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if not reason.removeprefix("Skipped: ").startswith(MAY_BE_MISSING):
            report.outcome = "failed"
            report.longrepr = f"{reason}\nno reason to skip a test; {__file__} has those allowed"
    return report


@pytest.fixture
def write_tables(tmp_path: Path) -> WriteTables:
    """Writes five places as tables; a keyword replaces the lines of one.

    `curated` has the lines of the editors' files: ``{"names-regions": [...]}``.
    """

    def write(curated: Mapping[str, list[str]] | None = None, **changed: list[str]) -> Path:
        folder = tmp_path / "tables"
        files = {
            name: (header, changed.get(name.removesuffix(".tsv").replace("/all", ""), SMALL[name]))
            for name, header in HEADERS.items()
        }
        for stem, lines in (curated or {}).items():
            files[f"curated/{stem}.tsv"] = header_of(stem.partition("-")[0]), lines
        for name, (header, lines) in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            body = "".join(
                line.replace("|", "\t") + "\n" for line in [header.replace(" ", "|"), *lines]
            )
            path.write_text(body, encoding="utf-8", newline="\n")
        (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer of the package."""
    return Gazetteer.open()


@pytest.fixture(scope="session")
def store(gazetteer: Gazetteer) -> Store:
    """What look-ups in the gazetteer of the package read."""
    return store_of(gazetteer)


@pytest.fixture(scope="session")
def places(gazetteer: Gazetteer) -> list[Place]:
    """All places of the gazetteer, by number; read once, since it takes a second or two."""
    return list(gazetteer)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of upstream and evaluation data, which is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip(f"{MAY_BE_MISSING[0]}, which is not here")
    return SHARED
