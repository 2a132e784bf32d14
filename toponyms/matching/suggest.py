"""Names close to one that is unknown, for a person who mistyped it.

A suggestion is not a resolution: nothing but the letters speaks for it. Keys that begin with the
same two letters are compared by the normalized edit similarity of RapidFuzz
(https://rapidfuzz.github.io/RapidFuzz/).
"""

from toponyms.language.typewords import strip
from toponyms.matching.candidates import LONGEST_NAME
from toponyms.model import Place
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.words import tokens
from toponyms.typed import Final

_SAME_START: Final = 2
_CLOSE: Final = 75.0  # of 100: one edit in four letters


def suggest(store: Store, text: str, limit: int = 3) -> list[tuple[str, Place]]:
    """Folded names close to a text, the closest first, each with a place it may mean."""
    from rapidfuzz import fuzz, process  # slow to import, and needed for unknown names only

    if len(text) > LONGEST_NAME:
        return []
    words = tokens(text)
    name = strip(words)
    if name:
        text = text[words[name.start].start : words[name.end - 1].end]
    key = fold(text)
    if len(key) <= _SAME_START:
        return []
    close = process.extract(
        key, store.keys(key[:_SAME_START]), scorer=fuzz.ratio, limit=20, score_cutoff=_CLOSE
    )
    found: dict[str, tuple[str, Place]] = {}
    for other, _, _ in close:
        place = store.place_at(store.find(other)[0].place)
        found.setdefault(place.name() or place.id, (other, place))
    return list(found.values())[:limit]
