"""Why a name is a place here, and not a word or a surname like it.

A bare village name is weak evidence, since most common words and surnames are some village's name:
something in the text has to speak for the place. The rules of `SUPPORTS` are asked in turn; each is
a small function that decides for or against the place, or abstains.
"""

from collections.abc import Callable
from functools import cache

from toponyms.annotation.document import (
    Document,
    Judgement,
    Reading,
    after_event,
    after_preposition,
    alone_in_its_line,
    at_event,
    before_event,
    called_after,
    occupation_label,
    on_course,
    word_after,
    word_before,
)
from toponyms.annotation.spans import Span, capitalized, cyrillic, sentence_starts
from toponyms.language.abroad import city
from toponyms.language.cues import common_words, commonness, cues, cues_in, given_names, surnames
from toponyms.matching.context import INSIDE, Context, Relation, means_a_place, relation
from toponyms.matching.query import SUPPORTING
from toponyms.matching.scoring import Doubt
from toponyms.model import SETTLEMENT_KINDS
from toponyms.text.fold import fold
from toponyms.text.words import Token
from toponyms.typed import Final, NamedTuple

_ABBREVIATED: Final = 2
"""Letters of a word with a full stop that may be any abbreviation; of the longer ones some are
known, and others end a sentence.
"""


def _beside_unknown_name(document: Document, span: Span) -> bool:
    """True right after a capitalized word that is no name of a place, where surnames stand."""
    before = word_before(document, span)
    if before is None or not capitalized(document.text, before):
        return False
    if before.key in cues("calendar") or before.key in cues("facility"):
        return False
    if _ends_sentence(before) or _acronym(document, span) or on_course(document, span.first_word):
        return False
    return span.first_word - 1 not in document.named and not sentence_starts(
        document.text, before.start
    )


def _ends_sentence(word: Token) -> bool:
    """True for a word with a full stop that is no abbreviation: ``We met at the Bank.``"""
    if not word.dotted or word.end - word.start <= _ABBREVIATED:
        return False
    return word.key not in cues("abbreviation") and word.key not in cues("capital rank")


def _acronym(document: Document, span: Span) -> bool:
    """True after an acronym, ``3 БпЛА Ковель``, if the name has no such capitals itself."""
    before = document.words.surfaces[span.first_word - 1]
    return before[-1].isupper() and sum(map(str.isupper, before)) > 1 and not span.name.isupper()


def _before_unknown_name(document: Document, span: Span) -> bool:
    """True right before a capitalized word that is no name of a place, where given names stand."""
    after = word_after(document, span)
    if after is None or not capitalized(document.text, after):
        return False
    return span.last_word not in document.named and not on_course(document, span.first_word)


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
    before = word_before(document, reading.span)
    if before is None or reading.best is None or before.key not in cues("rank"):
        return False
    nominative = any(derivation.case in (None, "nominative") for derivation in reading.derivations)
    declined = reading.kind != "country" and not reading.span.name.endswith("о")
    declined &= not occupation_label(document, reading.span)
    return nominative and declined


def _near(document: Document, reading: Reading, context: Context | None) -> bool:
    """True if the place is inside or near one that the text names without doubt."""
    if context is None or reading.best is None:
        return False
    how = relation(document.store, reading.best, context, document.scoring.least.near_km)
    return how in INSIDE or how is Relation.NEAR


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
        return self.reading.kind

    @property
    def near(self) -> bool:
        """Whether the place is in or near one that the text names without doubt."""
        return _near(self.document, self.reading, self.context)

    @property
    def any_word(self) -> bool:
        """Whether the capital proves nothing, at the beginning of a sentence; that of a second word
        proves something, if one place bears the name.
        """
        return (
            self.reading.span.starts_sentence()
            and not self.listed
            and not (" " in self.key and self.reading.resolved)
        )


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
    key = document.words.phrase(span.first, span.last)
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
    if case.reading.joined:
        return Judgement(
            True, f"another name of it stands beside it: {case.reading.contexts[-1].text}"
        )
    return Judgement(True, f"what it lies in stands beside it: {case.reading.contexts[0].text}")


def _in_what_the_caller_says(case: _Case) -> Judgement | None:
    """In the context of the whole text, where the caller gives one: names there are expected.

    A common word or the first of a sentence proves nothing even so, unless it is all that is said.
    """
    document, place = case.document, case.reading.best
    if place is None or not any(map(means_a_place, document.contexts)):
        return None
    common = commonness(case.key) >= document.scoring.least.common_word
    if (common or case.any_word) and not alone_in_its_line(document, case.reading.span):
        return None
    near_km = document.scoring.least.near_km
    fits = all(
        relation(document.store, place, context, near_km) in SUPPORTING
        for context in document.contexts
        if means_a_place(context)
    )
    return Judgement(True, "in or near what the caller says") if fits else None


def _better_known_abroad(case: _Case) -> Judgement | None:
    if case.key not in cues("foreign"):
        return None
    # Neighbours on the front outweigh that: Нью-Йорк, Торецьк і Щербинівка.
    doubt = Doubt.COMMON_WORD if cyrillic(case.reading.span.name) else None
    return Judgement(False, "a place abroad is better known by this name", doubt)


def _called_so_abroad(case: _Case) -> Judgement | None:
    """``літак із Софії``: a form that a larger city abroad has too."""
    larger, reading = city(case.key), case.reading
    if larger is None or reading.best is None or reading.inhabitants > larger.inhabitants:
        return None
    return Judgement(False, f"a larger city abroad is called so: {larger.name}", Doubt.ALONE)


def _adjective(case: _Case) -> Judgement | None:
    """``Украинские поля``, ``Брянську область``: of a settlement only the adjective is so."""
    if case.kind not in SETTLEMENT_KINDS:
        return None
    if any(derivation.form != "adjective" for derivation in case.reading.derivations):
        return None
    return Judgement(False, "an adjective, and no name of a settlement", Doubt.GIVEN_NAME)


def _common_noun(case: _Case) -> Judgement | None:
    if case.key not in common_words(case.document.languages):
        return None
    nouns_have_capitals = "de" in case.document.languages
    if case.any_word or nouns_have_capitals or case.kind != "city":
        return Judgement(False, "a common word", Doubt.COMMON_WORD)
    if _part_of_another(case.document, case.reading.span):
        reason = "a common word with an article, or part of another name"
        return Judgement(False, reason, Doubt.COMMON_WORD)
    return None


_COMMONEST: Final = 5.0
"""On the Zipf scale: a word from once in ten thousand words on is no town at the beginning of a
sentence."""


def _commonest_word(case: _Case) -> Judgement | None:
    """``Мені відомо``: no Мена."""
    if not case.any_word or commonness(case.key) < _COMMONEST:
        return None
    return Judgement(False, "one of the commonest words", Doubt.COMMON_WORD)


def _of_a_titled_person(case: _Case) -> Judgement | None:
    if not _after_rank(case.document, case.reading):
        return None
    return Judgement(False, "a title stands before it", Doubt.GIVEN_NAME)


def _given_name(case: _Case) -> Judgement | None:
    if case.key not in given_names():
        return None
    if not _before_unknown_name(case.document, case.reading.span):
        return None
    return Judgement(False, "a given name before a surname", Doubt.GIVEN_NAME)


def _surname(case: _Case) -> Judgement | None:
    if not _beside_unknown_name(case.document, case.reading.span):
        return None
    if case.kind == "country" and case.reading.well_known:
        return None
    doubt = Doubt.NOUN if "de" in case.document.languages else Doubt.SURNAME
    reason = "a word before it with a capital is no name of a place: a surname"
    return Judgement(False, reason, doubt)


_ADJECTIVES: Final = (
    *("ський", "цький", "ский", "цкий", "ski", "cki", "skyi", "tskyi", "sky", "skyj", "skij"),
)
_FEMININE: Final = ("а", "я")
_GERUND: Final = ("вши", "вшись")
"""How participles of Ukrainian and Russian end that tell what someone had done."""


def _acts(case: _Case) -> Judgement | None:
    """``Хмельницький підписав договір``, ``Хмельницький, розгадавши наміри``: a man, whose surname
    is an adjective, or feminine with a verb that is not.
    """
    words, index = case.document.words, case.reading.span.last_word
    man = case.key.endswith(_ADJECTIVES) or (
        case.key.endswith(_FEMININE) and case.key in surnames()
    )
    if not man or index >= len(words) or after_preposition(case.document, case.reading.span):
        return None
    verb = words[index]
    gap = case.document.text[case.reading.span.name_end : verb.start]
    having = gap.strip() in ("", ",") and verb.key.endswith(_GERUND)
    having &= case.key.endswith(_ADJECTIVES)
    if not (having or (gap.isspace() and verb.key in cues("person does"))):
        return None
    return Judgement(False, "a person, who does something", Doubt.GIVEN_NAME)


def _person_of_a_city(case: _Case) -> Judgement | None:
    """``Olga de Kiev``, of no country: ``Anna de Ucrania`` only comes from there."""
    person = called_after(case.document, case.reading.span) if case.kind == "city" else None
    if person is None or not capitalized(case.document.text, person):
        return None
    if person.key not in given_names():
        return None
    return Judgement(False, "a person is called after it", Doubt.GIVEN_NAME)


_LONGEST_MANNER: Final = 2
"""Words in a phrase like ``à la``."""


def _manner(case: _Case) -> Judgement | None:
    """``poulet à la Kiev``: before a city, which has no article, the words tell of a fashion."""
    if case.kind != "city" or word_before(case.document, case.reading.span) is None:
        return None
    first = case.reading.span.first_word
    keys = [word.key for word in case.document.words[max(0, first - _LONGEST_MANNER) : first]]
    if cues("manner").isdisjoint({" ".join(keys), keys[-1]}):
        return None
    return Judgement(False, "it says how something is cooked or done", None)


def _well_known(case: _Case) -> Judgement | None:
    return Judgement(True, "well known by the bare name") if case.reading.well_known else None


_ONLY: Final = 0.8
"""Share of all weight, that no place is meant included, from which a name is one place's only."""


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(cues("place ending")))


def _only_place(case: _Case) -> Judgement | None:
    """``ЗСУ звільнили Кліщіївку``: a name that one place bears, is neither a word nor a person's,
    and ends like those of places.
    """
    if case.reading.score < _ONLY or commonness(case.key):
        return None
    best = case.reading.resolution.best
    if best is None:
        return None
    name = fold(best.spelling.toponym.text)
    if not name.endswith(_endings()) or name in surnames() or name in given_names():
        return None
    return Judgement(True, "the name of one place only")


def _first_word(case: _Case) -> Judgement | None:
    document, span = case.document, case.reading.span
    if not case.any_word or before_event(document, span) or after_event(document, span):
        return None
    prepositions = cues_in("preposition", case.document.languages)
    function = case.key in cues("function") or case.key in prepositions
    reason = "any word has a capital at the beginning of a sentence"
    return Judgement(False, reason, None if function else Doubt.FIRST_WORD)


def _listed(case: _Case) -> Judgement | None:
    return Judgement(True, "in a list with a place") if case.listed else None


# From here on most names are bare names of villages and selyshches in running text: such a name has
# to mean one place only, or be likely enough after a preposition.


def _given_name_of_another(case: _Case) -> Judgement | None:
    if not _before_unknown_name(case.document, case.reading.span):
        return None
    reason = "a word after it with a capital is no name of a place: a given name"
    doubt = Doubt.NOUN if "de" in case.document.languages else Doubt.SURNAME
    return Judgement(False, reason, doubt)


def _at_an_event(case: _Case) -> Judgement | None:
    if commonness(case.key) >= _COMMONEST or not at_event(case.document, case.reading.span):
        return None
    return Judgement(True, "where something happens to places")


def _common_word(case: _Case) -> Judgement | None:
    if commonness(case.key) < case.document.scoring.least.common_word:
        return None
    if case.near and after_preposition(case.document, case.reading.span):
        return None
    reason = "a common word, and the place of that name is a small one"
    return Judgement(False, reason, Doubt.COMMON_WORD)


def _together_with(case: _Case) -> Judgement | None:
    """``разом з Івановим``: of a place ``з`` says that something comes from there, in the genitive,
    but with an adverb that something is near it: ``поруч з Івановим``.
    """
    words, index = case.document.words, case.reading.span.first_word - 1
    if index < 0 or words[index].key not in cues("together with"):
        return None
    if any(derivation.case != "instrumental" for derivation in case.reading.derivations):
        return None
    if index and words[index - 1].key in cues("beside"):
        return None
    return Judgement(False, "a person, whom someone is together with", Doubt.SURNAME)


def _after_preposition(case: _Case) -> Judgement | None:
    if not after_preposition(case.document, case.reading.span):
        return None
    return _if_of_few(case, "after a preposition")


def _at_a_facility(case: _Case) -> Judgement | None:
    """``Checkpoint Uspenka``, ``Military Airfield Ozerne``."""
    before = word_before(case.document, case.reading.span)
    if before is None or before.key not in cues("facility"):
        return None
    return _if_of_few(case, "after the noun of something that stands in a place")


def _on_course(case: _Case) -> Judgement | None:
    """``БпЛА Глухів Ямпіль``: no preposition stands between the names of where drones fly."""
    if not on_course(case.document, case.reading.span.first_word):
        return None
    return _if_of_few(case, "where drones or rockets fly")


def _in_an_event(case: _Case) -> Judgement | None:
    document, span = case.document, case.reading.span
    if not (after_event(document, span) or before_event(document, span)):
        return None
    return _if_of_few(case, "beside a word for what happens to places")


def _if_of_few(case: _Case, where: str) -> Judgement:
    """A name where one of a place is to be expected, if not too many places bear it."""
    if case.reading.score >= case.document.scoring.least.after_preposition:
        return Judgement(True, where)
    return Judgement(False, f"{where}, but too many places bear the name", Doubt.PREPOSITION)


def _named_like_a_person(case: _Case) -> Judgement | None:
    if case.key not in surnames() or case.kind not in SETTLEMENT_KINDS or case.near:
        return None
    reason = "a surname too, and the place of that name is a small one"
    return Judgement(False, reason, Doubt.ALONE)


def _ambiguous(case: _Case) -> Judgement | None:
    if case.reading.resolved:
        return None
    reason = "several places bear the name, and nothing tells which"
    return Judgement(False, reason, Doubt.SEVERAL)


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
    _called_so_abroad,
    _adjective,
    _common_noun,
    _commonest_word,
    _of_a_titled_person,
    _given_name,
    _surname,
    _acts,
    _person_of_a_city,
    _manner,
    _well_known,
    _in_what_the_caller_says,
    _only_place,
    _first_word,
    _listed,
    _given_name_of_another,
    _at_an_event,
    _common_word,
    _together_with,
    _after_preposition,
    _at_a_facility,
    _in_an_event,
    _on_course,
    _named_like_a_person,
    _ambiguous,
    _of_several_words,
    _near_another,
)
"""In the order in which they are asked: the first that does not abstain decides."""
_BARE_VILLAGE: Final = Judgement(
    False, "a bare village, and no place near it is named", Doubt.ALONE
)
