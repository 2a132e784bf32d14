"""From one name, perhaps with context, to a `Resolution`.

The name is taken apart and weighed (`toponyms.matching.candidates`), and its candidates are ranked
(`toponyms.matching.ranking`). A candidate's *score*, 0 to 1, is its share of all weights,
among them one for the chance that no place of the gazetteer is meant, lowered where a rule trusts
it less. The name is `resolved` if the best score suffices, else `ambiguous`. Text that means
nothing is tried at last as what it was before a wrong encoding or keyboard
(`toponyms.text.misread`).
"""

from collections.abc import Iterable

from toponyms.arguments import check_limit, check_text, read_date, read_kinds, read_language
from toponyms.matching.abroad import weight_of_none
from toponyms.matching.candidates import CONTEXTS, LONGEST_NAME, candidates
from toponyms.matching.context import Context
from toponyms.matching.lookup import look_up
from toponyms.matching.phrase import names_in
from toponyms.matching.precedence import inside_first
from toponyms.matching.prior import as_namesakes
from toponyms.matching.query import Name, Query, Weighed
from toponyms.matching.ranking import rank
from toponyms.matching.reasons import NO_REASONS, why_nothing
from toponyms.matching.scoring import Scoring, scoring
from toponyms.matching.within import MOST_CONTEXTS, Within, read_within
from toponyms.model import FEATURE_KINDS, Resolution, Step
from toponyms.store.store import Store
from toponyms.typed import Any, Final, NamedTuple


def _misread(query: Query, text: str) -> dict[int, Weighed]:
    """The candidates of what a text was before it came through a wrong encoding or keyboard."""
    from toponyms.text.misread import encodings, keyboards  # few names are

    for reading in (*encodings(text), *keyboards(text)):
        found = look_up(query, names_in(reading.text))
        if found:
            step = Step(reading.rule, f"{text!r} is {reading.text!r}, {reading.how}")
            number = query.scoring.trust
            trust = number.encoding if reading.rule == "encoding" else number.keyboard
            return {
                place: weighed.doubted(trust, step, "misread") for place, weighed in found.items()
            }
    return {}


def resolve(
    store: Store,
    text: str,
    *,
    within: Within = None,
    kind: str | Iterable[str] | None = None,
    language: str | None = None,
    on: object = None,
    limit: int = 5,
    keep: bool = True,
) -> Resolution:
    """Which place a name means.

    Args:
        store: where to look.
        text: a name, with type words and joined names as people write them.
        within: what is known of where it lies, see `toponyms.matching.within`. A unit means
            inside it, a settlement near it. What contradicts lowers the score.
        kind: a kind, several, or ``settlement``: other places are left out.
        language: BCP 47; forms of other languages count less.
        on: a date, an ISO 8601 string or a year: names and units of that time come first.
        limit: how many candidates at most.
        keep: whether to remember the answer; who keeps what is made of it need not.

    Returns:
        The candidates, the best score first, with an outcome; ``unknown``, and no error, for text
        that means nothing.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        UnknownPlaceError: a place in `within` is not in the gazetteer.
    """
    check_text(text)
    check_limit(limit)
    kinds, spoken, day = read_kinds(kind), read_language(language), read_date(on)
    about = _key_of(within)
    if about is None or limit > _FEW or len(text) > LONGEST_NAME:
        return answer(_query(store, within, kinds, spoken, day), text, limit)
    asked = _Asked(text, about, kinds, spoken, day, limit, scoring())
    return store.memo(_remembered, REMEMBERED)[asked] if keep else _remembered(store, asked)


REMEMBERED: Final = 4096
"""How many answers are kept; columns repeat names with their contexts. Each takes 4 kB or so."""
_FEW: Final = 20
"""Candidates in an answer that is kept, at most."""
_Key = tuple[tuple[str | None, tuple[str, ...]], ...]


class _Asked(NamedTuple):
    """What an answer depends on, besides the gazetteer."""

    text: str
    within: _Key
    kinds: frozenset[str] | None
    language: str | None
    on: str | None
    limit: int
    scoring: Scoring
    """It is read once, but a fit has its own."""


def _key_of(within: Within) -> _Key | None:
    """Contexts as what an answer may be kept by; None if they are not few and short strings."""
    if within is None:
        return ()
    if isinstance(within, dict) and None in within:
        return None  # which is an error
    found: list[tuple[str | None, tuple[str, ...]]] = []
    given_in_all = 0
    named: Any = within.items() if isinstance(within, dict) else [(None, within)]
    for kind, given in named:
        several = given if type(given) in (list, tuple) else [given]
        said = tuple(one for one in several if one is not None)
        given_in_all += len(said)
        short = all(type(one) is str and len(one) <= LONGEST_NAME for one in said)
        if not short or given_in_all > MOST_CONTEXTS:
            return None
        found.append((kind, said))
    return tuple(found)


def _remembered(store: Store, asked: _Asked) -> Resolution:
    """The answer to what was asked before, as `resolve` keeps it."""
    said = store.memo(_said, CONTEXTS)[asked.within, asked.scoring]
    query = said._replace(kinds=asked.kinds, language=asked.language, on=asked.on)
    return answer(query, asked.text, asked.limit)


def _said(store: Store, asked: tuple[_Key, Scoring]) -> Query:
    """A query with the contexts of a caller, which many rows of a table have in common."""
    key, numbers = asked
    within = {kind: list(contexts) for kind, contexts in key}
    given: Any = within.get(None, within or None)
    return read_within(Query(store, numbers), given)


def answer(query: Query, text: str, limit: int) -> Resolution:
    """As `resolve`, for a query that the caller has made."""
    if len(text) > LONGEST_NAME:
        return Resolution(text, "unknown", (), "no name")
    found = candidates(query, text)
    resolution = rank(text, found, limit)
    if resolution.outcome == "unknown":
        before = _misread(query, text)
        resolution = rank(text, before, limit) if before else resolution
        if not before and (not found or resolution.reason in NO_REASONS):
            return resolution._replace(reason=why_nothing(query, text))
    return resolution


def _query(
    store: Store,
    within: Within,
    kind: str | Iterable[str] | None,
    language: str | None = None,
    on: object = None,
    numbers: Scoring | None = None,
) -> Query:
    """The query that a caller's arguments make, once they are checked."""
    query = Query(
        store,
        numbers or scoring(),
        read_kinds(kind),
        language=read_language(language),
        on=read_date(on),
    )
    return read_within(query, within)


def weighed_candidates(
    store: Store,
    text: str,
    *,
    within: Within = None,
    kind: str | Iterable[str] | None = None,
    numbers: Scoring | None = None,
) -> tuple[dict[int, Weighed], float]:
    """The candidates as `resolve` weighs them, by position, and the weight of none being meant."""
    query = _query(store, within, kind, numbers=numbers)
    found = inside_first(as_namesakes(candidates(query, text)))
    return found, weight_of_none(query, names_in(text)[0])


def look_up_name(
    store: Store,
    surface: str,
    name: Name,
    *,
    contexts: tuple[Context, ...] = (),
    around: Context | None = None,
    language: str | None = None,
    on: str | None = None,
    running: bool = True,
    readers: frozenset[str] = frozenset(),
) -> dict[int, Weighed]:
    """The weighed candidates of a name in a text, which the caller has taken apart.

    The arguments are those of a `Query` and are not checked; `surface` is the name as it stands,
    with its type words; readers of English are always among the readers. Callers must not change
    the dict; `ranking.rank` makes the answer of it.
    """
    query = Query(
        store,
        scoring(),
        contexts=contexts,
        language=language,
        on=on,
        around=around,
        running=running,
        readers=readers | {"en"},
    )
    readings = [name]
    if name.kinds and FEATURE_KINDS.issuperset(name.kinds) and surface != name.text:
        readings.append(Name(surface))  # Запорізька АЕС is the full name of one plant
    return look_up(query, readings)
