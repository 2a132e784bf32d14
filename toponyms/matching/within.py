"""What a caller gives as `within`: the contexts that a name is to be understood in.

A context is a name, an id or a place. In a mapping its key says what it is: under ``raion`` Полтава
is a raion, and under ``oblast`` an oblast. A word for a level alone, as tables have it in a column
beside the names (``міська``, ``село``), is no place: it says of which kind the name is.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from toponyms.arguments import read_kinds
from toponyms.language.typewords import level_kinds
from toponyms.matching.addresses import address
from toponyms.matching.candidates import read_context
from toponyms.matching.context import (
    Context,
    Relation,
    context_of,
    contexts_of,
    means_a_place,
    relation,
)
from toponyms.matching.phrase import chain
from toponyms.matching.query import SUPPORTING, Query
from toponyms.model import KINDS, Place, shown
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.words import tokens
from toponyms.typed import Any, Final

_One = str | Place | None
_Named = Mapping[str, _One | Sequence[_One]]
Within = _One | Sequence[_One | _Named] | _Named
"""What the argument `within` takes; in lists and mappings, None and NaN say nothing."""
LONGEST_CONTEXT: Final = 500
"""Characters of a context that are read; a row with longer ones is no row of names."""
MOST_CONTEXTS: Final = 32
"""Contexts that are read; the levels of all registers together are fewer."""
_MISSING: Final = frozenset({"NAType", "NaTType"})
"""Types of what pandas has in the place of a missing value."""


def says_nothing(value: Any) -> bool:
    """True for None, NaN and what data frames have for them, and for a blank cell."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or type(value).__name__ in _MISSING or value != value


def _listed(within: Any) -> Iterator[tuple[str | None, str | Place]]:
    """The contexts one by one, each with the kind that the caller says it is of.

    Raises:
        TypeError: what the caller gives is not what `Within` allows.
        ValueError: a key is no kind.
    """
    named = isinstance(within, Mapping)
    for kind, given in within.items() if named else [(None, within)]:
        if named:
            _check_key(kind)
        several = isinstance(given, list | tuple) and not isinstance(given, Place)
        for one in given if several else [given]:
            if says_nothing(one):
                continue
            if isinstance(one, Mapping) and not named:
                yield from _listed(one)
                continue
            if not isinstance(one, str | Place):
                raise TypeError(
                    "within must be a string, a place, a mapping from kinds to them, or a list of "
                    f"these, not {shown(within)}"
                )
            yield kind, one


def check_within(within: Any) -> None:
    """Refuses what a caller gives as contexts before there is a store to look for them.

    Raises:
        TypeError, ValueError: as `read_within`.
    """
    for _ in _listed(within):
        pass


def _check_key(kind: object) -> None:
    """Refuses a key of a mapping that is no kind."""
    if not isinstance(kind, str):
        raise TypeError(f"within: a key must be a kind, not {shown(kind)}")
    try:
        read_kinds(kind)
    except ValueError as error:
        raise ValueError(f"within: {error}") from None


def read_within(query: Query, within: Within) -> Query:
    """A query with what the caller says about where its place lies; several contexts all hold.

    Of a long context the beginning is read, of very many contexts the first.

    Args:
        query: where to look, and the numbers to weigh by.
        within: what the caller gives.

    Raises:
        TypeError: not a string, a place, a mapping from kinds to them, or a list of these.
        ValueError: a key of the mapping is no kind.
        UnknownPlaceError: a place is not in the gazetteer.
    """
    given: list[Context] = []
    for kind, context in islice(_listed(within), MOST_CONTEXTS):
        level = level_kinds(tokens(context)) if isinstance(context, str) else ()
        if level and kind is None:
            query = query._replace(level=level, level_words=str(context))
            continue
        for part in [context] if kind else _parts_of(context):
            given.append(read_context(query, part, kind))
    given = _apart(query.store, given[:MOST_CONTEXTS])
    if any(map(partial(_bygone, query.store), given)):
        given = [_district(query.store, context) for context in given]
    agreeing = [_agreeing(query, context, given) for context in given]
    return query._replace(contexts=contexts_of(query.store, agreeing))


def _parts_of(context: str | Place) -> Sequence[str | Place]:
    """A context as it is, or the parts of one that is an address: all of them hold."""
    if isinstance(context, Place):
        return [context]
    text = context[:LONGEST_CONTEXT]
    return [unit for part in address(text) or [text] if part for unit in chain(part)]


def _apart(store: Store, contexts: Sequence[Context]) -> list[Context]:
    """Two contexts of one name are an oblast and what is called so in it: ``Rivne, Rivne``.

    A table has a column for each level, and no unit stands in two of them.
    """
    first: dict[str, int] = {}
    given = list(contexts)
    for index, context in enumerate(contexts):
        other = first.setdefault(fold(context.text), index)
        oblasts = {unit for unit in context.units if KINDS[store.kind[unit]] == "oblast"}
        below = sorted((context.units | context.settlements) - oblasts)
        if other != index and oblasts and below:
            text = context.text
            given[other] = context_of(store, text, sorted(oblasts), context.roughly)
            given[index] = context_of(store, text, below, context.roughly)
    return given


def _bygone(store: Store, context: Context) -> bool:
    """True for a context that may mean a region of the past: ``Podolia``, ``Kherson``."""
    return any(KINDS[store.kind[unit]] == "region" and store.ended(unit) for unit in context.units)


def _district(store: Store, context: Context) -> Context:
    """A town beside a region of the past is the seat of its district: ``Podolia, Balta``."""
    kinds = {KINDS[store.kind[place]] for place in context.units}
    if not context.settlements or kinds & {"country", "oblast", "region"}:
        return context
    return context_of(store, context.text, sorted(context.units | context.settlements), True)


def _agreeing(query: Query, context: Context, given: Sequence[Context]) -> Context:
    """A context without the meanings that the others contradict, unless they contradict all.

    ``Межиричская волость`` beside ``Ровенский уезд`` is not the Межиріч near Суми.
    """
    store, near_km = query.store, query.scoring.least.near_km
    meanings = sorted(context.units | context.settlements)
    for other in given:
        if other is context or not means_a_place(other):
            continue
        fitting = [
            place
            for place in meanings
            if relation(store, place, other, near_km) in (*SUPPORTING, Relation.AROUND)
        ]
        meanings = fitting or meanings
    return context_of(store, context.text, meanings, context.roughly)
