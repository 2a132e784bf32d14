"""Counts the mentions of places in Ukraine in prose that is not about Ukraine: all are false.

Documentation and licences of installed packages are such prose: names of people, places and firms
of the whole world, and capitals at every heading. Text files below the folders given (``.md``,
``.rst``, ``.txt``, ``LICENSE``, ``METADATA``, ``copyright`` ...) are read once each, however many
copies there are; tables, code and languages other than English are passed over. Countries, which
may be mentioned rightly, and features are not counted.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import toponyms
from toponyms.model import Kind

NAMES: Final = re.compile(
    r"(?:.*\.(?:md|rst|txt)|(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|README|METADATA|CHANGE|copyright).*)",
    re.IGNORECASE,
)
LONGEST: Final = 1_000_000
"""Bytes; longer files are data."""
ENGLISH: Final = frozenset({"the", "of", "and", "to", "in"})
LEAST_ENGLISH: Final = 0.08
"""Share of the words of `ENGLISH` below which a text is not taken for English prose."""
COUNTED: Final[frozenset[Kind]] = frozenset(
    {"oblast", "raion", "hromada", "city", "selyshche", "village", "city_district"}
)


def texts(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The distinct files of prose below some folders."""
    seen: set[bytes] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not NAMES.fullmatch(path.name) or not path.is_file():
                continue
            data = path.read_bytes()
            digest = hashlib.sha256(data).digest()
            if digest in seen or len(data) > LONGEST:
                continue
            seen.add(digest)
            text = data.decode("utf-8", "replace")
            words = text.lower().split()
            if words and sum(word in ENGLISH for word in words) / len(words) >= LEAST_ENGLISH:
                yield path, text


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Count false mentions in English prose that is not about Ukraine.",
        epilog="example: python scripts/prose.py .venv/lib /usr/share/doc",
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument(
        "--half",
        choices=("even", "odd"),
        help="read only every other file: study the mentions in one half, measure on the other",
    )
    parser.add_argument("--quiet", action="store_true", help="print the count only")
    options = parser.parse_args()
    size = found = 0
    for number, (path, text) in enumerate(texts(options.folders)):
        if options.half and number % 2 == (options.half == "even"):
            continue
        size += len(text.encode())
        for mention in toponyms.annotate(text, kind=COUNTED):
            found += 1
            if not options.quiet:
                around = text[max(0, mention.start - 30) : mention.end + 30]
                best = mention.resolution.candidates[0].place
                print(f"{path.name}: {' '.join(around.split())}", end="\t")
                print(f"{mention.surface} ({best.kind} {best.name()}): {mention.reason}")
    megabytes = size / 1e6
    print(f"{megabytes:.2f} MB of prose, {found} mentions, {found / megabytes:.2f} a megabyte")
    return 0


if __name__ == "__main__":
    sys.exit(main())
