"""How much each extra brings: packages, megabytes and seconds, in a fresh environment of its own.

A wheel is built once, or given, and installed with one extra at a time. The first row is the
package alone; the other rows have what an extra adds to it. Megabytes (10^6 bytes) are what the
files take that are installed, with the bytecode that pip makes; the seconds are those of pip, with
what it downloads unless it has it in its cache.

    python scripts/extras_size.py
    python scripts/extras_size.py --extras frames spark --wheel dist/toponyms-0.1.0-py3-none-any.whl
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FOR_MAINTAINERS = {"test", "dev", "import", "words", "fit", "baselines", "compare"}


class Installed(NamedTuple):
    """What is in an environment."""

    packages: int
    bytes: int
    seconds: float


def extras() -> list[str]:
    """The extras for users."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [one for one in told["project"]["optional-dependencies"] if one not in FOR_MAINTAINERS]


def build(folder: Path) -> Path:
    """A wheel of this checkout."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"]
    subprocess.run([*pip, str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, extra: str | None) -> Installed:
    """What a wheel brings with an extra, without what a fresh environment has."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        (site,) = Path(folder).glob("lib/python3*/site-packages")
        before = _size(site), _packages(site)
        begun = time.monotonic()
        wanted = f"toponyms[{extra}] @ {wheel.as_uri()}" if extra else str(wheel)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", wanted], check=True)
        seconds = time.monotonic() - begun
        return Installed(_packages(site) - before[1], _size(site) - before[0], seconds)


def _size(folder: Path) -> int:
    files = (Path(path) / name for path, _, names in os.walk(folder) for name in names)
    return sum(file.lstat().st_size for file in files)


def _packages(site: Path) -> int:
    return len([*site.glob("*.dist-info")])


def main() -> None:
    """Measures, and prints a row for each extra."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--extras", nargs="*", default=extras(), metavar="EXTRA")
    parser.add_argument("--wheel", type=Path, help="by default one is built from this checkout")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = options.wheel.resolve() if options.wheel else build(Path(folder))
        alone = install(wheel, None)
        print("| extra | packages | MB | seconds |")
        print("| --- | ---: | ---: | ---: |")
        print(_row("none", alone), flush=True)
        for extra in options.extras:
            found = install(wheel, extra)
            packages, size = found.packages - alone.packages, found.bytes - alone.bytes
            more = Installed(packages, size, found.seconds - alone.seconds)
            print(_row(f"`{extra}`", more), flush=True)


def _row(name: str, found: Installed) -> str:
    return f"| {name} | {found.packages} | {found.bytes / 1e6:.0f} | {found.seconds:.0f} |"


if __name__ == "__main__":
    main()
