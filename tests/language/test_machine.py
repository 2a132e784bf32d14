"""Romanizations by packages that follow no standard."""

import subprocess
import sys

import pytest

from toponyms.language.machine import PACKAGES, machine_romanizations


@pytest.mark.parametrize(
    ("text", "language", "transliterate", "unidecode"),
    [
        ("Київ", "uk", "Kyyiv", "Kiyiv"),
        ("Чернігів", "uk", "Chernihiv", "Chernigiv"),
        ("Хмельницький", "uk", "Khmel'nyts'kyj", "Khmel'nits'kii"),
        ("Щёлкино", "ru", "Schelkino", "Shchiolkino"),
        ("Харьков", "ru", "Har'kov", "Khar'kov"),
    ],
)
def test_spellings(text: str, language: str, transliterate: str, unidecode: str) -> None:
    found = machine_romanizations(text, language)
    assert found == (("transliterate", transliterate), ("unidecode", unidecode))
    assert tuple(package for package, _ in found) == PACKAGES


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="one of ru, uk, not 'pl'"):
        machine_romanizations("Lwów", "pl")


def test_importing_the_package_imports_neither() -> None:
    command = (
        "import sys, toponyms, toponyms.language.machine; "
        "print({'transliterate', 'unidecode', 'tomllib', 'dataclasses'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"
