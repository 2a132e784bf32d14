"""Regions of other countries in a text, and what lies in them.

A region abroad is a name among those of ours: it stands in lists with them, shares their type words
(``Poltava and Kursk oblasts``) and says where a name before it lies (``село Іванівка Курської
області``). So its words become a span like those of `spans`, which is refused in the end.
"""

import re

from toponyms.annotation.document import Document
from toponyms.annotation.spans import Span, attach, capitalized, part_shared
from toponyms.language.abroad import Region, city, first_words, longest, region
from toponyms.language.typewords import forward
from toponyms.late import later
from toponyms.model import KINDS, SETTLEMENT_KINDS, UNIT_KINDS
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.words import Words
from toponyms.typed import Final

_INSIDE_NAME: Final = later(r"[ \N{NO-BREAK SPACE}]|-|, ")
_BEFORE: Final = later(
    r"\.?\s*(?:[,(]\s*)?(?:(?:у|в|во|на|з|із|с|со|in|of|of the|in the|from)\s+)?", re.IGNORECASE
)
"""What stands between a name and the region that it lies in."""
_AFTER: Final = later(
    r"\.?\s*(?:[,:]\s*)?(?:(?:у|в|во|на|біля|возле|in|in the|near)\s+)?(?:the\s+)?", re.IGNORECASE
)
"""What stands between a region and a name in it."""
_TOWN: Final = 20_000
"""Inhabitants of a place from which a comma before a region abroad may be that of a list."""
_BIG: Final = 100_000
"""Inhabitants from which that may be so, too, before a preposition: ``дрони з Харкова у
Білгородській області``.
"""
REGIONS: Final = frozenset({"oblast", "raion", "region"})
"""Kinds that the nouns of regions abroad may say."""


def with_regions(text: str, words: Words, spans: list[Span]) -> list[Span]:
    """The names of a text with those of regions abroad, in the order of the text.

    Where both stand, the name becomes that of the region if it has as many words.
    """
    begun = words.among(first_words())
    if not begun:
        return spans
    added = []
    of_word = {index: span for span in spans for index in range(span.first, span.last)}
    replaced: set[int] = set()
    for index in begun:
        last, named = _region(text, words, index)
        if named is None:
            continue
        near = [of_word[word] for word in range(index, last) if word in of_word]
        if any(span.first < index or last < span.last for span in near):
            continue
        span = Span(text, words, index, last, words[last - 1].end)
        span.abroad = named
        attach(span)
        replaced.update(map(id, near))
        added.append(span)
    if not added:
        return spans
    kept = (span for span in spans if id(span) not in replaced)
    found = sorted([*kept, *added], key=lambda span: span.first)
    part_shared(found)
    return found


def _region(text: str, words: Words, first: int) -> tuple[int, Region | None]:
    """The longest name of a region abroad from a word on: index after its last word, and it."""
    found: tuple[int, Region | None] = first, None
    key = ""
    for last in range(first, min(first + longest(), len(words))):
        if last > first and not _INSIDE_NAME.fullmatch(
            text, words[last - 1].end, words[last].start
        ):
            break
        key = f"{key} {words[last].key}".strip()
        known = region(key)
        if known is not None:
            found = last + 1, known
    small = not capitalized(text, words[first])
    if small and not (found[1] and forward(words, found[0], "after")):
        return first, None
    return found


def settle(store: Store, spans: list[Span]) -> list[Span]:
    """The names of a text once type words are shared.

    What may be a region abroad is none without the noun of a region; then it is a name like others
    if the gazetteer has it, and no name if not.
    """
    kept = []
    for span in spans:
        region = span.abroad
        if region is not None and not (region.alone or not REGIONS.isdisjoint(span.kinds)):
            span.abroad = None
            if fold(span.name) not in store:
                continue
        elif region is not None and region.alone and not SETTLEMENT_KINDS.isdisjoint(span.kinds):
            span.abroad = None
        kept.append(span)
    return kept


def lying_abroad(document: Document, groups: list[list[Span]]) -> dict[int, str]:
    """The names that are no places of ours, since they or what they lie in are abroad.

    Args:
        document: the text.
        groups: its names, those of a list together.

    Returns:
        The name of the region, by the index of each word of the names.
    """
    spans = [span for group in groups for span in group]
    at = [index for index, span in enumerate(spans) if span.abroad]
    if not at:
        return {}
    found: dict[int, str] = {}
    for index in at:
        region = spans[index].abroad
        assert region is not None
        found[spans[index].first] = region.name
        if (
            index
            and spans[index - 1].abroad is None
            and _before(document, *spans[index - 1 : index + 1])
        ):
            found[spans[index - 1].first] = region.name
        if index + 1 < len(spans) and _after(document, *spans[index : index + 2]):
            found[spans[index + 1].first] = region.name
    for group in groups:
        _share(group, found)
    return {
        word: found[span.first]
        for span in spans
        if span.first in found
        for word in range(span.first, span.last)
    }


def _share(group: list[Span], found: dict[int, str]) -> None:
    """Lets what is said of one settlement of a list hold for those that share its type word."""
    said = {
        span.kinds: found[span.first] for span in group if span.first in found and not span.abroad
    }
    if not said or not any(span.inherited for span in group):
        return
    for span in group:
        if span.kinds and span.kinds in said:
            found.setdefault(span.first, said[span.kinds])


def _before(document: Document, span: Span, region: Span) -> bool:
    """Whether a name lies in the region that stands behind it."""
    if "oblast" in span.kinds:
        return False
    gap = document.text[max(span.name_end, span.end) : document.words[region.first_word].start]
    if not _BEFORE.fullmatch(gap) or _new_sentence(gap):
        return False
    # Первомайськ у Нижньогородській області: what is in a region is no item of a list with it.
    least = _TOWN if "," in gap or "(" in gap else _BIG
    return span.typed or not gap.strip(" .") or not of_a_town(document.store, span, least)


def _new_sentence(gap: str) -> bool:
    """True for a gap that ends a line, or a sentence before a preposition: ``. В Курской``."""
    return "\n" in gap or ("." in gap and gap.strip(" .") != "")


def _after(document: Document, region: Span, span: Span) -> bool:
    """Whether a name lies in the region that stands before it."""
    if span.abroad or not UNIT_KINDS.isdisjoint(span.kinds):
        return False
    end = max(region.end, document.words[region.last_word - 1].end)
    gap = document.text[end : document.words[span.first_word].start]
    if not _AFTER.fullmatch(gap) or _new_sentence(gap):
        return False
    return span.typed or (bool(gap.strip()) and not of_a_town(document.store, span))


def of_a_town(store: Store, span: Span, least: int = _TOWN) -> bool:
    """True for the name of a town or oblast of ours that no city abroad bears.

    Args:
        least: inhabitants of a town.
    """
    key = fold(span.name)
    if city(key) is not None:
        return False
    for posting in store.find(key):
        inhabitants = store.population[posting.place]
        if KINDS[store.kind[posting.place]] == "oblast":
            return True
        if inhabitants != NOTHING and inhabitants >= least:
            return True
    return False
