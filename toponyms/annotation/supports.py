"""Why a name is a place here, and not a word or a surname like it.

A bare village name is weak evidence, since most common words and surnames are some village's name:
something in the text has to speak for the place.
"""

from typing import Final, NamedTuple

from toponyms.annotation.document import (
    Document,
    Reading,
    behind_preposition,
    word_after,
    word_before,
)
from toponyms.annotation.spans import Span, capitalized, sentence_starts
from toponyms.language.cues import commonness, cues, given_names
from toponyms.matching.context import INSIDE, Context, Relation, relation

_ABBREVIATED: Final = 4  # letters of the longest "Prof."


def _beside_unknown_name(document: Document, span: Span) -> bool:
    """True behind a capitalized word that is no name of a place, as a surname is."""
    before = word_before(document, span)
    if before is None or not capitalized(document.text, before):
        return False
    if before.key in cues("calendar"):
        return False
    if before.dotted and before.end - before.start > _ABBREVIATED:  # it ends a sentence
        return False
    return span.first_word - 1 not in document.named and not sentence_starts(
        document.text, before.start
    )


def _before_unknown_name(document: Document, span: Span) -> bool:
    """True right before a capitalized word that is no name of a place, as a given name is."""
    after = word_after(document, span)
    if after is None or not capitalized(document.text, after):
        return False
    return span.last_word not in document.named


def _part_of_another(document: Document, span: Span) -> bool:
    """True with an article or a surname's second half: ``Bar Association``, ``Bar-Lev``.

    Cities have no article: ``die Bar``.
    """
    before = word_before(document, span)
    if before is not None and before.key in cues("article"):
        return True
    hyphened = document.text[span.name_end : span.name_end + 2]
    return _before_unknown_name(document, span) or (hyphened[:1] == "-" and hyphened[1:].isupper())


def _behind_rank(document: Document, reading: Reading) -> bool:
    """True for a nominative behind a rank; behind it a place is in the genitive.

    Names of countries and Russian names in -o may be indeclinable: ``президент Перу``, ``депутат
    Ровно``.
    """
    before, best = word_before(document, reading.span), reading.resolution.best
    if before is None or best is None or before.key not in cues("rank"):
        return False
    nominative = any(
        derivation.case in (None, "nominative") for derivation in best.spelling.derivations
    )
    declined = best.place.kind != "country" and not reading.span.name.endswith("о")
    return nominative and declined


def _near(document: Document, reading: Reading, context: Context | None) -> bool:
    """True if the place is inside or near one that the text names without doubt."""
    if context is None or reading.place is None:
        return False
    position = document.store.position(reading.place.id)
    how = relation(document.store, position, context, document.scoring.least.near_km)
    return how in INSIDE or how is Relation.NEAR


class Judgement(NamedTuple):
    """Whether a name is a place's in its text, and why."""

    taken: bool
    reason: str


def judge(document: Document, reading: Reading, context: Context | None, listed: bool) -> Judgement:
    """Whether a name is a place's here, and not a word or a surname like it.

    Args:
        context: the places that the text names without doubt.
        listed: whether the name is in a list with one that is a place's.
    """
    span = reading.span
    if span.typed:
        return Judgement(True, f"its type word: {span.type_words}")
    if reading.contexts:
        return Judgement(True, f"what it lies in stands beside it: {reading.contexts[0].text}")
    key = " ".join(word.key for word in document.words[span.first : span.last])
    if key in cues("foreign"):
        return Judgement(False, "a place abroad is better known by this name")
    unsure_word = span.starts_sentence() and not listed
    city = reading.place is not None and reading.place.kind == "city"
    nouns = "de" in document.languages  # have capitals
    if key in cues("common") and (unsure_word or nouns or not city):
        return Judgement(False, "a common word")
    if key in cues("common") and _part_of_another(document, span):
        return Judgement(False, "a common word with an article, or part of another name")
    if _behind_rank(document, reading):
        return Judgement(False, "a title stands before it")
    if key in given_names() and _before_unknown_name(document, span):
        return Judgement(False, "a given name before a surname")
    beside_name = _beside_unknown_name(document, span)
    country = reading.place is not None and reading.place.kind == "country"
    if beside_name and not (country and reading.well_known):
        return Judgement(False, "a word before it with a capital is no name of a place: a surname")
    if reading.well_known:
        return Judgement(True, "well known by the bare name")
    if unsure_word:
        return Judgement(False, "any word has a capital at the beginning of a sentence")
    if listed:
        return Judgement(True, "in a list with a place")
    # A village or a selyshche, bare in running text: it has to be the only one it can be, or
    # likely enough for a name behind a preposition.
    if _before_unknown_name(document, span):
        return Judgement(
            False, "a word behind it with a capital is no name of a place: a given name"
        )
    best = reading.resolution.best
    near = _near(document, reading, context)
    if commonness(key) >= document.scoring.least.common_word and not (
        near and behind_preposition(document, span)
    ):
        return Judgement(False, "a common word, and the place of that name is a small one")
    if behind_preposition(document, span):
        if best is not None and best.score >= document.scoring.least.behind_preposition:
            return Judgement(True, "behind a preposition")
        return Judgement(False, "behind a preposition, but too many places bear the name")
    if reading.resolution.outcome != "resolved":
        return Judgement(False, "several places bear the name, and nothing tells which")
    if " " in key:
        return Judgement(True, "a name of several words, of one place only")
    if near:
        return Judgement(True, "near a place that the text names without doubt")
    return Judgement(False, "a bare village, and no place near it is named")
