"""Sessions besides `.ci/run`: other versions of Python, the source distribution, coverage.

`nox` runs all of them but coverage, `nox -s tests-3.12` runs one. Arguments after ``--`` go to
pytest in place of those that select the quick tests: `nox -s sdist -- -x` runs all tests. A version
of Python that is not installed is left out.
"""

import tarfile
from pathlib import Path

import nox

nox.options.sessions = ["tests", "sdist"]

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


@nox.session
def coverage(session: nox.Session) -> None:
    """Which lines of the package the tests run, without those run in processes that they start."""
    session.install("--editable", ".[test]", "coverage")
    selected = session.posargs or QUICK
    session.run("coverage", "run", "--source", "toponyms", "-m", "pytest", *selected)
    session.run("coverage", "report", "--skip-covered", "--sort", "cover")
