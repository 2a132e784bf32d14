"""Other packages romanize by the same standards: where they differ, the standard's notes say so.

`cases/romanize_packages.tsv` pairs a standard with a table of a package. Its last columns are the
known differences: what to replace in the package's result, and which names to leave out, as a
regular expression for the name in lower case with ``'`` for the apostrophe. Names with a word in
capitals are left out throughout, since these packages ignore whether the rest of a word is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from toponyms.language.romanize import find_standard, romanize
from toponyms.model import Place
from tsv import rows

CASES = rows("romanize_packages.tsv")
LATIN_OR_CAPITALS = re.compile("[A-Za-z]|[А-ЯЁЄІЇҐ]{2}")
LOOSE_APOSTROPHE = re.compile(r"['’](?!\w)|(?<!\w)['’]")


def function(package: str, table: str) -> Callable[[str], str]:
    """The function by which a package romanizes after one of its tables."""
    module = pytest.importorskip(package)
    of = getattr(module, table)
    if package == "iuliia":
        return lambda text: of.translate(text)
    if package == "translitua":
        return lambda text: module.translit(text, of)
    return lambda text: module.encode(text, table=of)


@pytest.fixture(scope="session")
def names(places: list[Place]) -> dict[str, list[str]]:
    """The Cyrillic names by language."""
    found: dict[str, set[str]] = {"uk": set(), "ru": set()}
    for place in places:
        for toponym in place.toponyms:
            if toponym.language in found and toponym.script == "Cyrl":
                found[toponym.language].add(toponym.text)
    return {
        language: [
            text
            for text in sorted(texts)
            if not LATIN_OR_CAPITALS.search(text) and not LOOSE_APOSTROPHE.search(text)
        ]
        for language, texts in found.items()
    }


@pytest.mark.sweep
@pytest.mark.parametrize(("standard", "package", "table", "replaced", "left_out"), CASES)
def test_packages_agree(
    standard: str,
    package: str,
    table: str,
    replaced: str,
    left_out: str,
    names: dict[str, list[str]],
) -> None:
    theirs = function(package, table)
    pairs = [pair.split(" > ") for pair in replaced.split(" | ") if pair]
    different = []
    compared = 0
    for name in names[find_standard(standard).language]:
        if left_out and re.search(left_out, name.lower().replace("’", "'")):
            continue
        result = unicodedata.normalize("NFC", theirs(name))
        for one, other in pairs:
            result = result.replace(one, other.strip())
        ours = romanize(name, standard)
        compared += 1
        if ours != result:
            different.append((name, ours, result))
    assert different == []
    assert compared > 5_000


@pytest.mark.parametrize("package", sorted({case[1] for case in CASES}))
def test_a_difference_is_in_the_notes(package: str) -> None:
    """A pair with a known difference has notes that name the package."""
    silent = [
        standard
        for standard, other, _, replaced, left_out in CASES
        if other == package and (replaced or left_out)
        if package not in find_standard(standard).notes
    ]
    assert silent == []
