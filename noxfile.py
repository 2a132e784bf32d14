"""Sessions besides `.ci/run`: other versions of Python, the source distribution, each integration
by itself, coverage.

`nox` runs all of them but coverage, `nox -s tests-3.12` or `nox -s "integrations(spacy)"` runs one.
Arguments after ``--`` go to pytest in place of those that select the quick tests, or the tests of
the integration: `nox -s sdist -- -x` runs all tests. A version of Python that is not installed is
left out.
"""

import tarfile
from pathlib import Path

import nox

nox.options.sessions = ["tests", "sdist", "integrations"]

PYTHONS = ("3.11", "3.12", "3.13")
QUICK = ("-m", "not sweep")
ENVIRONMENT = {"TOPONYMS_CI": "1"}
"""Makes skipped tests fail, and tests that import the package from the source tree."""


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests on the wheel; each version of Python compiles the gazetteer for itself."""
    session.install(".[test]")
    session.run("pytest", *(session.posargs or QUICK), env=ENVIRONMENT)


@nox.session
def sdist(session: nox.Session) -> None:
    """A source distribution, a wheel that is built from it alone, and its tests on that wheel."""
    session.install("build")
    folder = Path(session.create_tmp()).resolve()
    session.run("python", "-m", "build", "--sdist", "--outdir", str(folder), ".")
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    session.run("python", "-m", "build", "--wheel", "--outdir", str(folder), str(unpacked))
    (wheel,) = folder.glob("*.whl")
    session.install(f"toponyms[test] @ {wheel.as_uri()}")
    session.chdir(unpacked)
    session.run("pytest", *(session.posargs or QUICK), env=ENVIRONMENT)


INTEGRATIONS = {
    "frames": ("duckdb", "pandas", "polars", "pyarrow", "scikit-learn"),
    "duckdb": (),
    "spacy": (),
    "datasets": ("polars",),
    "spark": (),
}
"""The extras, and what of the user's own their tests work on."""
TESTS = {"frames": ("frames", "pandas", "polars", "sklearn")}
"""The tests of an extra where they are not called after it."""
wheels: list[Path] = []
"""The wheel that all integrations are installed from, once it is built."""


@nox.session
@nox.parametrize("extra", [nox.param(extra, id=extra) for extra in INTEGRATIONS])
def integrations(session: nox.Session, extra: str) -> None:
    """An integration with no more than its own extra; the wheel is built once for all of them."""
    if not wheels:
        folder = Path(session.create_tmp()).resolve()
        session.run("python", "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(folder), ".")
        wheels.extend(folder.glob("*.whl"))
    (wheel,) = wheels
    installed = f"toponyms[{extra}] @ {wheel.as_uri()}"
    session.install(installed, *INTEGRATIONS[extra], "pytest", "hypothesis")
    files = [f"tests/integrations/test_{name}.py" for name in TESTS.get(extra, (extra,))]
    session.run("pytest", *(session.posargs or files), env=ENVIRONMENT)


@nox.session
def coverage(session: nox.Session) -> None:
    """Which lines of the package the tests run, without those run in processes that they start."""
    session.install("--editable", ".[test]", "coverage")
    selected = session.posargs or QUICK
    session.run("coverage", "run", "--source", "toponyms", "-m", "pytest", *selected)
    session.run("coverage", "report", "--skip-covered", "--sort", "cover")
