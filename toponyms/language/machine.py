"""Latin spellings that packages make by tables that are no standards.

Slugs, exports and old databases are full of what two packages return for Cyrillic text:
``transliterate`` (https://github.com/barseghyanartur/transliterate) and ``Unidecode``
(https://github.com/avian2/unidecode). Nobody issued their tables, so they are not among
`toponyms.language.romanize.standards`; but a spelling they make is one that people meet, with a
derivation that names the package. Both are imported when first used.
"""

from __future__ import annotations

from functools import cache

from toponyms.model import shown
from toponyms.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGES: Final = ("transliterate", "unidecode")
"""What stands in a derivation's ``standards`` for each package."""

LANGUAGES: Final = frozenset({"uk", "ru"})
"""Those of the gazetteer's names; ``transliterate`` has tables for more."""


@cache
def _packages(language: str) -> tuple[Callable[..., str], Callable[[str], str]]:
    """The functions of the packages, in the order of `PACKAGES`; importing both takes 25 ms.

    That of ``transliterate`` for one language is kept, since to look it up builds its tables again:
    most of the time for one name.
    """
    from transliterate import get_translit_function
    from unidecode import unidecode

    return get_translit_function(language), unidecode


def machine_romanizations(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """What each package makes of a Cyrillic text.

    Args:
        text: a name.
        language: BCP 47, ``uk`` or ``ru``.

    Returns:
        Pairs of one of `PACKAGES` and its spelling, in their order.

    Raises:
        ValueError: the language is another one.

    >>> machine_romanizations("Знам'янка", "uk")
    (('transliterate', "Znam'janka"), ('unidecode', "Znam'ianka"))
    """
    if language not in LANGUAGES:
        allowed = ", ".join(sorted(LANGUAGES))
        raise ValueError(f"language must be one of {allowed}, not {shown(language)}")
    translit, unidecode = _packages(language)
    made = translit(text, reversed=True), unidecode(text)
    return tuple(zip(PACKAGES, made, strict=True))
