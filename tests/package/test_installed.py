"""The installed package: a release is tested as users get it, not as the source tree has it.

`.ci/run` and the sessions of `noxfile.py` that build a wheel set ``TOPONYMS_CI``.
"""

import os
import subprocess
import sys
import tomllib
from importlib.metadata import files, metadata
from pathlib import Path

import pytest

import toponyms
from paths import ROOT

HERE = Path(toponyms.__file__).parent
in_ci = pytest.mark.skipif(
    "TOPONYMS_CI" not in os.environ, reason="looks at the wheel that .ci/run installs"
)


@in_ci
def test_the_package_is_not_that_of_the_source_tree() -> None:
    assert HERE != ROOT / "toponyms"


def test_a_process_that_a_test_starts_has_the_same_package() -> None:
    code = "import toponyms; print(toponyms.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=ROOT
    )
    assert Path(done.stdout.strip()).parent == HERE


@in_ci
def test_the_wheel_has_the_gazetteer_and_what_its_licences_ask_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert metadata("toponyms").get_all("License-File") == project["license-files"]
    names = {str(file): file for file in files("toponyms") or ()}
    (licences,) = {name.partition("/")[0] for name in names if "/licenses/" in name}
    for name in ("LICENSE", "gazetteer/LICENSE", "gazetteer/README.md", "gazetteer/sources.toml"):
        inside = names[f"{licences}/licenses/{name}"].read_binary()
        assert inside == (ROOT / name).read_bytes()
    data = [name for name in names if name.startswith("toponyms/data/")]
    assert data == ["toponyms/data/gazetteer.bin"]
