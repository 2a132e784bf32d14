"""Mentions on their way from the process that found them to one with the same gazetteer open.

What travels of a candidate is its place, its toponym and its derivations as numbers, and its score:
a tenth of what there is to it. The rest is in the gazetteer of the receiver. Only the evidence is
not; few read it, so the receiver annotates the text again for the first who does.
"""

from collections.abc import Callable, Sequence
from functools import partial

from toponyms.late import Deferred
from toponyms.matching.query import Hit, Name
from toponyms.matching.ranking import hit_behind, spelling_of
from toponyms.model import Candidate, Mention, Resolution, Step
from toponyms.store.format import Posting
from toponyms.store.store import Store
from toponyms.typed import Any

Annotated = Callable[[str], list[Mention]]


def _packed_candidate(candidate: Candidate) -> tuple[Any, ...] | Candidate:
    """A candidate in numbers, or as it is if somebody has read its evidence."""
    hit = hit_behind(candidate)
    if hit is None:
        return candidate
    return (candidate.score, hit.name.text, hit.alike, hit.edits, *hit.posting)


def pack(mentions: Sequence[Mention]) -> list[tuple[Any, ...]]:
    """Mentions that were just found, in few and small values."""
    return [
        (
            (mention.start, mention.end, mention.name_start, mention.name_end),
            (mention.reason, mention.chance),
            mention.resolution.query,
            mention.resolution.outcome,
            mention.resolution.reason,
            [*map(_packed_candidate, mention.resolution.candidates)],
        )
        for mention in mentions
    ]


def _evidence(annotated: Annotated, text: str, mention: int, candidate: int) -> Sequence[Step]:
    return annotated(text)[mention].resolution.candidates[candidate].evidence


def _candidate(
    store: Store, packed: tuple[Any, ...] | Candidate, evidence: Callable[[], Sequence[Step]]
) -> Candidate:
    if isinstance(packed, Candidate):
        return packed
    score, text, alike, edits, *numbers = packed
    posting = Posting(*numbers)
    return Candidate(
        store.place_at(posting.place),
        spelling_of(store, Hit(Name(text), posting, alike, edits)),
        score,
        Deferred(evidence),
        store.units_at(posting.place),
    )


def unpack(
    store: Store, annotated: Annotated, text: str, packed: list[tuple[Any, ...]]
) -> list[Mention]:
    """The mentions again.

    Args:
        store: the one that they were found in, here.
        annotated: annotates a text as it was annotated there.
        text: where they stand.
        packed: what `pack` made.
    """
    mentions = []
    for number, (where, why, query, outcome, reason, found) in enumerate(packed):
        candidates = tuple(
            _candidate(store, one, partial(_evidence, annotated, text, number, index))
            for index, one in enumerate(found)
        )
        resolution = Resolution(query, outcome, candidates, reason)
        start, end, name_start, name_end = where
        surface = text[start:end]
        mentions.append(Mention(start, end, name_start, name_end, surface, resolution, *why))
    return mentions
