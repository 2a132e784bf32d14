"""One name, perhaps with context, to a `Resolution`.

A query is taken apart (names joined by a slash, brackets or "and"; type words; what stands behind
a comma is context), each name is folded and looked up, and every place under its key is weighed by
the rules of `toponyms.weigh`. A candidate's *score* is its share of all weights, with a constant
weight for the chance that no place of ours is meant, lowered where a rule trusts it less. The best
is `resolved` if its score suffices, else the name is `ambiguous`.
"""

import os
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from toponyms.context import Context, context_of, relation
from toponyms.dates import bounds
from toponyms.fold import fold
from toponyms.gazetteer import Gazetteer
from toponyms.generics import Token, strip, tokens
from toponyms.model import (
    KINDS,
    Candidate,
    Outcome,
    Place,
    Resolution,
    Spelling,
    Step,
    UnknownPlaceError,
    expand_kinds,
)
from toponyms.script import RULES as RULES_FOLDER
from toponyms.weigh import Hit, Name, Query, Weighed, describe, evidence, weigh, weights

Within = str | Place | Sequence["str | Place"] | None

LONGEST_NAME: Final = 200
"""Characters; the longest official name has fewer than 60, and longer text is no name."""


@cache
def conjunctions() -> frozenset[str]:
    """Folded words that coordinate names: ``and``, ``та``, ``и`` ..."""
    with open(os.path.join(RULES_FOLDER, "joiners.tsv"), encoding="utf-8") as lines:
        next(lines)
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return frozenset(
            fold(word) for _, role, words in rows if role == "and" for word in words.split(" | ")
        )


# From text to weighed candidates


def names_in(text: str, words: list[Token] | None = None) -> list[Name]:
    """The readings of a phrase as a name: without its type words, and as it stands."""
    words = tokens(text) if words is None else words
    typed = strip(words)
    if typed is None:
        return [Name(text.strip())]
    start, end = words[typed.start].start, words[typed.end - 1].end
    around = f"{text[:start].strip()} … {text[end:].strip()}".strip(" …") or text
    return [Name(text[start:end], typed.kinds, around), Name(text.strip())]


def _look_up(query: Query, names: Iterable[Name]) -> dict[int, Weighed]:
    """The candidates of the readings of one name, by position of the place."""
    found: dict[int, Weighed] = {}
    for name in names:
        for posting in query.gazetteer.find(fold(name.text)):
            if query.kinds and KINDS[query.gazetteer.kind[posting.place]] not in query.kinds:
                continue
            weighed = weigh(query, Hit(name, posting))
            known = found.get(posting.place)
            if weighed.weight and (known is None or weighed.weight > known.weight):
                found[posting.place] = weighed
    return found


_SLASH: Final = re.compile(r"\s*[/|]\s*|\s+[-‐–—]\s+")
_BRACKETS: Final = re.compile(r"^([^()\[\]]*[^()\[\]\s])\s*[(\[]([^()\[\]]+)[)\]]\s*$")


def _joined_parts(text: str) -> list[str]:
    """The names of a phrase that joins several: by slash, brackets or a conjunction."""
    brackets = _BRACKETS.match(text)
    if brackets:
        return [brackets[1], brackets[2]]
    parts = [part for part in _SLASH.split(text) if part.strip()]
    if len(parts) > 1:
        return parts
    words = text.split()
    for index in range(1, len(words) - 1):
        if fold(words[index]) in conjunctions():
            return [" ".join(words[:index]), " ".join(words[index + 1 :])]
    return [text]


def _shares(found: dict[int, Weighed]) -> tuple[dict[int, float], float]:
    """Each candidate's share of all weights, and what is left for none of them."""
    nothing = weights()["nothing"]
    total = sum(weighed.weight for weighed in found.values()) + nothing
    return {place: weighed.weight / total for place, weighed in found.items()}, nothing / total


def _join(query: Query, parts: list[dict[int, Weighed]], texts: list[str]) -> dict[int, Weighed]:
    """The candidates that all joined names agree on; all of them if they do not agree."""
    if not all(parts):
        unknown = [text for text, part in zip(texts, parts, strict=True) if not part]
        step = Step("joined", f"{' and '.join(map(repr, unknown))} is no known name")
        return {
            place: weighed._replace(joined=(step,))
            for part in parts
            for place, weighed in part.items()
        }
    first, *others = parts
    if len(parts) == 2:
        own = {place for place in others[0] if _bears(query.gazetteer, place, *parts)}
        if own:
            step = Step("joined", f"{texts[0]!r} lies in the hromada {texts[1]!r}, which is meant")
            return {place: others[0][place]._replace(joined=(step,)) for place in own}
    agreed = set(first).intersection(*others)
    if agreed:
        step = Step("joined", f"{' and '.join(map(repr, texts))} name one place")
        shares = [_shares(part)[0] for part in parts]
        return {
            place: _merge([part[place] for part in parts], [s[place] for s in shares], step)
            for place in agreed
        }
    step = Step("joined", f"{' and '.join(map(repr, texts))} name different places")
    doubt = weights()["trust.disagree"]
    return {
        place: weighed._replace(trust=weighed.trust * doubt, joined=(step,))
        for part in parts
        for place, weighed in part.items()
    }


def _merge(agreeing: list[Weighed], shares: list[float], step: Step) -> Weighed:
    """One candidate of several names; independent evidence multiplies."""
    best = max(agreeing, key=lambda weighed: weighed.weight)
    product = 1.0
    for share in shares:
        product *= share
    others = tuple(
        Step("form", describe(weighed.query.gazetteer, weighed.hit))
        for weighed in agreeing
        if weighed is not best
    )
    return best._replace(weight=best.weight * product, joined=(*others, step))


def _bears(
    gazetteer: Gazetteer,
    hromada: int,
    settlements: dict[int, Weighed],
    hromadas: dict[int, Weighed],
) -> bool:
    """True if a place is called a hromada and is that of one of the settlements."""
    return "hromada" in hromadas[hromada].hit.name.kinds and any(
        gazetteer.above[settlement] == hromada for settlement in settlements
    )


def _candidates(query: Query, text: str) -> dict[int, Weighed]:
    """The weighed candidates of a whole query text."""
    whole = _look_up(query, names_in(text))
    if whole:
        return whole
    head, comma, tail = text.partition(",")
    if comma and tail.strip() and head.strip():
        contexts = tuple(
            _read_context(query.gazetteer, part.strip()) for part in tail.split(",") if part.strip()
        )
        return _candidates(query._replace(contexts=query.contexts + contexts), head)
    texts = _joined_parts(text)
    if len(texts) == 1:
        return whole
    parts = [_look_up(query, names_in(part)) for part in texts]
    if len(parts) == 2 and all(parts) and not set(parts[0]) & set(parts[1]):
        narrowed = _bracketed_context(query, texts, parts)
        if narrowed:
            return narrowed
    return _join(query, parts, texts)


def _bracketed_context(
    query: Query, texts: list[str], parts: list[dict[int, Weighed]]
) -> dict[int, Weighed] | None:
    """``Мирне (Одеська обл.)``: the second part is where the first is, if its type words say so."""
    if not names_in(texts[1])[0].kinds:
        return None
    context = context_of(query.gazetteer, texts[1], _meant(parts[1]))
    inside = {
        place: weighed
        for place, weighed in parts[0].items()
        if relation(query.gazetteer, place, context, 0.0) in ("inside", "was inside")
    }
    if not inside or any(_bears(query.gazetteer, place, *parts) for place in parts[1]):
        return None
    return _look_up(query._replace(contexts=(*query.contexts, context)), names_in(texts[0]))


def _meant(found: dict[int, Weighed]) -> list[int]:
    """The places that a context may mean: not those that its own words speak against."""
    shares, _ = _shares(found)
    return [place for place, share in shares.items() if share >= weights()["meant"]]


def _read_context(gazetteer: Gazetteer, context: str | Place) -> Context:
    """A context given as a place, an id or a name."""
    if isinstance(context, Place):
        return context_of(gazetteer, context.name() or context.id, [gazetteer.position(context.id)])
    try:
        return context_of(gazetteer, context, [gazetteer.position(context)])
    except UnknownPlaceError:
        found = _candidates(Query(gazetteer, None, (), None, None), context[:LONGEST_NAME])
        return context_of(gazetteer, context, _meant(found))


def read_contexts(gazetteer: Gazetteer, within: Within) -> tuple[Context, ...]:
    """The contexts that a caller gives; a list is a conjunction.

    Raises:
        TypeError: not a string, a place, or a list of them.
    """
    if within is None:
        return ()
    if isinstance(within, str | Place):
        within = [within]
    if not isinstance(within, list | tuple) or not all(isinstance(w, str | Place) for w in within):
        raise TypeError(f"within must be a string, a place or a list of them, not {within!r}")
    return tuple(_read_context(gazetteer, w) for w in within if isinstance(w, Place) or w.strip())


# From weighed candidates to the answer


def _rank(text: str, found: dict[int, Weighed], limit: int) -> Resolution:
    number = weights()
    shares, _ = _shares(found)
    scores = {place: shares[place] * found[place].trust for place in found}
    ranked = sorted(found, key=lambda place: (-scores[place], place))
    if sum(scores.values()) < number["floor"]:
        return Resolution(text, "unknown", ())
    outcome: Outcome = "resolved" if scores[ranked[0]] >= number["resolved"] else "ambiguous"
    return Resolution(
        text,
        outcome,
        tuple(_candidate(found[place], scores[place]) for place in ranked[:limit]),
    )


def _candidate(weighed: Weighed, score: float) -> Candidate:
    gazetteer, posting = weighed.query.gazetteer, weighed.hit.posting
    return Candidate(
        gazetteer.place_at(posting.place),
        Spelling(
            weighed.hit.name.text,
            gazetteer.toponym_at(posting.toponym),
            gazetteer.derivations_at(posting.derivations),
        ),
        score,
        evidence(weighed),
    )


def read_date(on: object) -> str | None:
    """A date argument as text: None, a year, an ISO 8601 string, or a date.

    Raises:
        TypeError, ValueError: not a date; the message says what is allowed.
    """
    if on is None:
        return None
    if isinstance(on, int) and not isinstance(on, bool):
        on = f"{on:04}"
    elif hasattr(on, "isoformat"):
        on = str(on.isoformat())[:10]
    if not isinstance(on, str):
        raise TypeError(f"on must be a date, an ISO 8601 string or a year, not {on!r}")
    bounds(on)
    return on


def resolve(
    gazetteer: Gazetteer,
    text: str,
    *,
    within: Within = None,
    kind: str | Iterable[str] | None = None,
    language: str | None = None,
    on: object = None,
    limit: int = 5,
) -> Resolution:
    """Which place a name means.

    Args:
        gazetteer: where to look.
        text: a name, with type words and joined names as people write them.
        within: a string, a place, or a list of them, all of which hold. A unit contains; a
            settlement means near it. What contradicts lowers the score.
        kind: a kind, several, or ``settlement``: other places are left out.
        language: BCP 47; forms of other languages count less.
        on: a date, an ISO 8601 string or a year: names and units of that time come first.
        limit: how many candidates at most.

    Returns:
        The ranked candidates with an outcome. Text that means nothing is an answer too.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {text!r}")
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise ValueError(f"limit must be a whole number of at least 1, not {limit!r}")
    query = Query(
        gazetteer,
        expand_kinds(kind),
        read_contexts(gazetteer, within),
        language,
        read_date(on),
    )
    if len(text) > LONGEST_NAME:
        return Resolution(text, "unknown", ())
    return _rank(text, _candidates(query, text), limit)


def resolve_name(
    gazetteer: Gazetteer,
    surface: str,
    name: Name,
    *,
    contexts: tuple[Context, ...] = (),
    around: Context | None = None,
    language: str | None = None,
    on: str | None = None,
    limit: int = 5,
) -> Resolution:
    """As `resolve`, for a name in a text, which the caller has taken apart."""
    query = Query(gazetteer, None, contexts, language, on, around, running=True)
    return _rank(surface, _look_up(query, [name]), limit)
