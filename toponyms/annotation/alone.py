"""The names of a text, each judged alone: by what stands beside it, and by places that are sure.

What the names say of each other is the matter of `toponyms.annotation.together`.
"""

from collections.abc import Iterator

from toponyms.annotation.document import (
    Document,
    Judgement,
    Reading,
    after_event,
    after_preposition,
    alone_in_its_line,
    heads_a_list,
)
from toponyms.annotation.refusals import refusal_of
from toponyms.annotation.spans import Span
from toponyms.annotation.supports import judge
from toponyms.annotation.surroundings import around, resolve_readings
from toponyms.matching.scoring import Doubt
from toponyms.typed import Final

_NO_FIT: Final = Judgement(False, "no place of this name fits here", Doubt.NO_FIT)


_A_LIST: Final = 3
"""Names in a row that are a list and no chance."""


def judge_alone(document: Document, groups: list[list[Span]]) -> list[tuple[Reading, Judgement]]:
    """All names of a text in its order, each resolved and judged.

    Args:
        document: the text.
        groups: its names, those of a coordinated list together.
    """
    refused = {
        id(span): judgement
        for group in groups
        for span in group
        if (judgement := refusal_of(document, span)) is not None
    }
    kept = [[span for span in group if id(span) not in refused] for group in groups]
    document = document._replace(named=_words_of_names(kept))
    resolved = resolve_readings(document, kept)
    judged = {id(reading.span): (reading, one) for reading, one in _judgements(document, resolved)}
    return [
        judged.get(id(span)) or (Reading(span, document), refused.get(id(span), _NO_FIT))
        for group in groups
        for span in group
    ]


def _words_of_names(groups: list[list[Span]]) -> frozenset[int]:
    """Indices of the words that belong to names and their type words."""
    return frozenset(
        index
        for group in groups
        for span in group
        for index in range(span.first_word, span.last_word)
    )


def _judgements(
    document: Document, resolved: list[list[Reading]]
) -> Iterator[tuple[Reading, Judgement]]:
    """Each name with its judgement, which may rest on another of its list that is a place's."""
    readings = [reading for group in resolved for reading in group]
    # That a bare name is some village of an oblast proves nothing: most words are.
    contexts = iter(around(document, readings, without=("country", "oblast", "region")))
    for group in resolved:
        near = [(reading, next(contexts)) for reading in group]
        alone = [judge(document, *item, listed=False) for item in near]
        listed = any(judgement.taken for judgement in alone)
        first = group[0].span if group else None
        governed = first is not None and (
            after_preposition(document, first) or after_event(document, first)
        )
        lined = first is not None and (
            (len(group) > 1 and alone_in_its_line(document, first))
            or (len(group) >= _A_LIST and heads_a_list(document, first))
        )
        for item, judgement in zip(near, alone, strict=True):
            if listed and not judgement.taken:
                judgement = judge(document, *item, listed=True)
            yield item[0], _in_its_list(judgement, governed, lined, len(group))


def _in_its_list(judgement: Judgement, governed: bool, lined: bool, size: int) -> Judgement:
    """A judgement in a list: a preposition or a word for what is done to places before the first
    item holds for all, of three names in a row few are common words, and that one begins a line
    where nothing else stands, or a list after a colon, proves nothing.
    """
    if lined and judgement.doubt is Doubt.FIRST_WORD:
        judgement = judgement._replace(doubt=Doubt.ALONE)
    if governed and judgement.doubt in (Doubt.SEVERAL, Doubt.ALONE):
        return judgement._replace(doubt=Doubt.PREPOSITION)
    if size >= _A_LIST and judgement.doubt is Doubt.ALONE:
        return judgement._replace(doubt=Doubt.SEVERAL)
    return judgement
