"""Why a name is a place here, and not a word or a surname like it.

A bare village name is weak evidence, since most common words and surnames are some village's name:
something in the text has to speak for the place. The rules of `SUPPORTS` are asked in turn; each is
a small function that decides for or against the place, or abstains.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from toponyms.annotation.document import (
    Document,
    Reading,
    after_preposition,
    occupation_label,
    word_after,
    word_before,
)
from toponyms.annotation.spans import Span, capitalized, sentence_starts
from toponyms.language.cues import commonness, cues, given_names
from toponyms.matching.context import INSIDE, Context, Relation, relation

_ABBREVIATED: Final = 4  # letters; a longer word with a full stop ends a sentence


def _beside_unknown_name(document: Document, span: Span) -> bool:
    """True right after a capitalized word that is no name of a place, where surnames stand."""
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
    """True right before a capitalized word that is no name of a place, where given names stand."""
    after = word_after(document, span)
    if after is None or not capitalized(document.text, after):
        return False
    return span.last_word not in document.named


def _part_of_another(document: Document, span: Span) -> bool:
    """True after an article, or before the rest of another name: ``Bar Association``, ``Bar-Lev``.

    Cities have no article: ``die Bar``.
    """
    before = word_before(document, span)
    if before is not None and before.key in cues("article"):
        return True
    hyphened = document.text[span.name_end : span.name_end + 2]
    return _before_unknown_name(document, span) or (hyphened[:1] == "-" and hyphened[1:].isupper())


def _after_rank(document: Document, reading: Reading) -> bool:
    """True for a nominative after a rank, where the name of a place would be in the genitive.

    Names of countries, Russian names in -o and initialisms may be indeclinable: ``президент Перу``,
    ``депутат Ровно``, ``міністр ДНР``.
    """
    before, best = word_before(document, reading.span), reading.resolution.best
    if before is None or best is None or before.key not in cues("rank"):
        return False
    nominative = any(
        derivation.case in (None, "nominative") for derivation in best.spelling.derivations
    )
    declined = best.place.kind != "country" and not reading.span.name.endswith("о")
    declined &= not occupation_label(document, reading.span)
    return nominative and declined


def _near(document: Document, reading: Reading, context: Context | None) -> bool:
    """True if the place is inside or near one that the text names without doubt."""
    if context is None or reading.place is None:
        return False
    position = document.store.place_index(reading.place.id)
    how = relation(document.store, position, context, document.scoring.least.near_km)
    return how in INSIDE or how is Relation.NEAR


class Judgement(NamedTuple):
    """Whether a name is a place's in its text, and why."""

    taken: bool
    reason: str


class _Case(NamedTuple):
    """A name to be judged, with what several rules ask of it."""

    document: Document
    reading: Reading
    context: Context | None
    """The places that the text names without doubt."""
    listed: bool
    """Whether the name is in a list with one that is a place's."""
    key: str
    """The name, folded."""

    @property
    def kind(self) -> str | None:
        """Kind of the best candidate."""
        return self.reading.place.kind if self.reading.place else None

    @property
    def near(self) -> bool:
        """Whether the place is in or near one that the text names without doubt."""
        return _near(self.document, self.reading, self.context)

    @property
    def any_word(self) -> bool:
        """Whether the capital proves nothing, at the beginning of a sentence."""
        return self.reading.span.starts_sentence() and not self.listed


_Rule = Callable[[_Case], Judgement | None]


def judge(document: Document, reading: Reading, context: Context | None, listed: bool) -> Judgement:
    """Whether a name is a place's here, and not a word or a surname like it.

    Args:
        document: the text.
        reading: the name, resolved.
        context: the places that the text names without doubt.
        listed: whether the name is in a list with one that is a place's.
    """
    span = reading.span
    key = " ".join(word.key for word in document.words[span.first : span.last])
    case = _Case(document, reading, context, listed, key)
    judgements = (rule(case) for rule in SUPPORTS)
    return next(filter(None, judgements), _BARE_VILLAGE)


def _typed(case: _Case) -> Judgement | None:
    if not case.reading.span.typed:
        return None
    return Judgement(True, f"its type word: {case.reading.span.type_words}")


def _in_its_unit(case: _Case) -> Judgement | None:
    if not case.reading.contexts:
        return None
    unit = case.reading.contexts[0].text
    return Judgement(True, f"what it lies in stands beside it: {unit}")


def _better_known_abroad(case: _Case) -> Judgement | None:
    if case.key not in cues("foreign"):
        return None
    return Judgement(False, "a place abroad is better known by this name")


def _common_noun(case: _Case) -> Judgement | None:
    if case.key not in cues("common"):
        return None
    nouns_have_capitals = "de" in case.document.languages
    if case.any_word or nouns_have_capitals or case.kind != "city":
        return Judgement(False, "a common word")
    if _part_of_another(case.document, case.reading.span):
        return Judgement(False, "a common word with an article, or part of another name")
    return None


def _of_a_titled_person(case: _Case) -> Judgement | None:
    if not _after_rank(case.document, case.reading):
        return None
    return Judgement(False, "a title stands before it")


def _given_name(case: _Case) -> Judgement | None:
    if case.key not in given_names():
        return None
    if not _before_unknown_name(case.document, case.reading.span):
        return None
    return Judgement(False, "a given name before a surname")


def _surname(case: _Case) -> Judgement | None:
    if not _beside_unknown_name(case.document, case.reading.span):
        return None
    if case.kind == "country" and case.reading.well_known:
        return None
    return Judgement(False, "a word before it with a capital is no name of a place: a surname")


def _well_known(case: _Case) -> Judgement | None:
    return Judgement(True, "well known by the bare name") if case.reading.well_known else None


def _first_word(case: _Case) -> Judgement | None:
    if not case.any_word:
        return None
    return Judgement(False, "any word has a capital at the beginning of a sentence")


def _listed(case: _Case) -> Judgement | None:
    return Judgement(True, "in a list with a place") if case.listed else None


# From here on most names are bare names of villages and selyshches in running text: such a name has
# to mean one place only, or be likely enough after a preposition.


def _given_name_of_another(case: _Case) -> Judgement | None:
    if not _before_unknown_name(case.document, case.reading.span):
        return None
    return Judgement(False, "a word after it with a capital is no name of a place: a given name")


def _common_word(case: _Case) -> Judgement | None:
    if commonness(case.key) < case.document.scoring.least.common_word:
        return None
    if case.near and after_preposition(case.document, case.reading.span):
        return None
    return Judgement(False, "a common word, and the place of that name is a small one")


def _after_preposition(case: _Case) -> Judgement | None:
    if not after_preposition(case.document, case.reading.span):
        return None
    best = case.reading.resolution.best
    if best is not None and best.score >= case.document.scoring.least.after_preposition:
        return Judgement(True, "after a preposition")
    return Judgement(False, "after a preposition, but too many places bear the name")


def _ambiguous(case: _Case) -> Judgement | None:
    if case.reading.resolution:
        return None
    return Judgement(False, "several places bear the name, and nothing tells which")


def _of_several_words(case: _Case) -> Judgement | None:
    return (
        Judgement(True, "a name of several words, of one place only") if " " in case.key else None
    )


def _near_another(case: _Case) -> Judgement | None:
    return Judgement(True, "near a place that the text names without doubt") if case.near else None


SUPPORTS: Final[tuple[_Rule, ...]] = (
    _typed,
    _in_its_unit,
    _better_known_abroad,
    _common_noun,
    _of_a_titled_person,
    _given_name,
    _surname,
    _well_known,
    _first_word,
    _listed,
    _given_name_of_another,
    _common_word,
    _after_preposition,
    _ambiguous,
    _of_several_words,
    _near_another,
)
"""In the order in which they are asked: the first that does not abstain decides."""
_BARE_VILLAGE: Final = Judgement(False, "a bare village, and no place near it is named")
