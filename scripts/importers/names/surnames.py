"""The surnames of Ukraine, for telling a name of a village from that of whom it is called after.

They are those that `names-translator` (MIT) has in Ukrainian with their Russian forms, 118,127 of
them, in Cyrillic and as GeoNames writes them in Latin. The package is evidence only: no name of a
place comes from it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from names_translator.dicts import default_dicts

from importers.names.similarity import plain
from importers.tables import check_package
from toponyms.language.romanize import romanize

VERSION: Final = "2.1.0"
UKRAINIAN: Final = ("kmu-2010", "bgn-pcgn-1965")
RUSSIAN: Final = ("bgn-pcgn-1947",)


def _spellings(surname: str, forms: list[str]) -> Iterator[str]:
    """A surname in Cyrillic and in Latin; its forms are those in Russian."""
    yield surname
    yield from (romanize(surname, standard) for standard in UKRAINIAN)
    for form in forms:
        yield form
        yield from (romanize(form, standard) for standard in RUSSIAN)


@cache
def _surnames() -> dict[str, str]:
    """Every spelling, as `plain` writes it, to the surname."""
    check_package("names-translator", VERSION)
    found: dict[str, str] = {}
    for surname, forms in sorted(default_dicts().as_dict("last").items()):
        for spelling in _spellings(surname, forms):
            found.setdefault(plain(spelling), surname)
    return found


def surname_of(text: str) -> str:
    """The surname that a text is, in Ukrainian and in small letters; blank if it is none.

    >>> surname_of("Petrenko"), surname_of("Путин"), surname_of("Lviv Oblast")
    ('петренко', 'путін', '')
    """
    return _surnames().get(plain(text), "")
