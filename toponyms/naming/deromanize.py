"""Latin text back to the Cyrillic name it was romanized from.

Romanization loses letters, so no rule leads back: ``Kyiv`` may stand for ``Київ`` or
``Киів``. What is returned is looked up: an attested name of a place in the gazetteer that some
standard turns into this text.

The text is folded and looked up as any name; the places under its key have Cyrillic names, and
those are romanized by every standard of their language. A standard that gives the text is named in
the answer, whether or not the compiled gazetteer has its spellings: an attested Latin name leads to
the place as well.
"""

from __future__ import annotations

import unicodedata

from toponyms.arguments import check_text
from toponyms.language.romanize import find_standard, romanize, standards
from toponyms.model import Original, shown
from toponyms.text.fold import fold
from toponyms.text.script import APOSTROPHES
from toponyms.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.store.store import Store

_QUOTES: Final = "\N{QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_SIGNS: Final = dict.fromkeys(map(ord, APOSTROPHES + _QUOTES), "'")
"""What stands for an apostrophe, a soft or a hard sign; people type one for the other."""


def deromanize(
    store: Store, text: str, *, language: str | None = None, standard: str | None = None
) -> list[Original]:
    """The attested Cyrillic names that a text is the romanization of.

    Args:
        store: where the names are.
        text: a name in Latin script. Case and the kind of apostrophe do not matter.
        language: BCP 47 of the names to return; by default of any that has a standard.
        standard: id or another name of a standard, to take only romanizations by it.

    Returns:
        The names with the standards that give the text, those of most standards first; empty if
        no attested name gives it.

    Raises:
        TypeError: ``text`` is not a string.
        ValueError: there is no such standard, or none for the language.
    """
    check_text(text)
    wanted = _standards(language, standard)
    look = _look(text)
    found = []
    for name, of in dict.fromkeys(_names(store, text)):
        made = tuple(id for id in wanted.get(of, ()) if _look(romanize(name, id)) == look)
        if made:
            found.append(Original(name, of, made))
    return sorted(found, key=lambda one: (-len(one.standards), one.text, one.language))


def _standards(language: str | None, standard: str | None) -> dict[str, list[str]]:
    """The ids of the standards to try, by language."""
    chosen = standards() if standard is None else (find_standard(standard),)
    languages = sorted({one.language for one in chosen})
    if language is not None and language not in languages:
        of = "romanization standards are for" if standard is None else f"{standard} is for"
        raise ValueError(
            f"no romanization of language {shown(language)}; {of} {', '.join(languages)}"
        )
    return {
        of: [one.id for one in chosen if one.language == of]
        for of in languages
        if language in (None, of)
    }


def _names(store: Store, text: str) -> Iterator[tuple[str, str]]:
    """Cyrillic names, with their language, of all places that a text may mean."""
    for posting in store.find(fold(text)):
        for toponym in store.place_at(posting.place).toponyms:
            if toponym.script == "Cyrl":
                yield toponym.text, toponym.language


def _look(text: str) -> str:
    """A text without what does not matter: case, the kind of apostrophe, the width of spaces."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_SIGNS)).casefold().split())
