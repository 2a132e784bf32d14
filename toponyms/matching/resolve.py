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
from toponyms.matching.candidates import LONGEST_NAME, candidates
from toponyms.matching.context import Context
from toponyms.matching.lookup import look_up
from toponyms.matching.phrase import names_in
from toponyms.matching.precedence import inside_first
from toponyms.matching.query import Name, Query, Weighed
from toponyms.matching.ranking import rank
from toponyms.matching.reasons import why_nothing
from toponyms.matching.scoring import Scoring, scoring
from toponyms.matching.within import Within, read_within
from toponyms.model import FEATURE_KINDS, Resolution, Step
from toponyms.store.store import Store
from toponyms.text.misread import encodings, keyboards


def _misread(query: Query, text: str) -> dict[int, Weighed]:
    """The candidates of what a text was before it came through a wrong encoding or keyboard."""
    for reading in (*encodings(text), *keyboards(text)):
        found = look_up(query, names_in(reading.text))
        if found:
            step = Step(reading.rule, f"{text!r} is {reading.text!r}, {reading.how}")
            number = query.scoring.trust
            trust = number.encoding if reading.rule == "encoding" else number.keyboard
            return {
                place: weighed._replace(
                    trust=weighed.trust * trust, joined=(step,), doubts=(*weighed.doubts, "misread")
                )
                for place, weighed in found.items()
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

    Returns:
        The candidates, the best score first, with an outcome; ``unknown``, and no error, for text
        that means nothing.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        UnknownPlaceError: a place in `within` is not in the gazetteer.
    """
    check_text(text)
    check_limit(limit)
    query = _query(store, within, kind, language, on)
    if len(text) > LONGEST_NAME:
        return Resolution(text, "unknown", (), "no name")
    found = candidates(query, text)
    resolution = rank(text, found, limit)
    if resolution.outcome == "unknown":
        before = _misread(query, text)
        resolution = rank(text, before, limit) if before else resolution
        if not (found or before):
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
    return inside_first(candidates(query, text)), weight_of_none(query, names_in(text)[0])


def resolve_name(
    store: Store,
    surface: str,
    name: Name,
    *,
    contexts: tuple[Context, ...] = (),
    around: Context | None = None,
    language: str | None = None,
    on: str | None = None,
    limit: int = 5,
) -> Resolution:
    """As `resolve`, for a name in a text, which the caller has taken apart.

    The arguments are those of a `Query` and are not checked; `surface` is the name as it stands,
    with its type words.
    """
    query = Query(
        store,
        scoring(),
        contexts=contexts,
        language=language,
        on=on,
        around=around,
        running=True,
    )
    readings = [name]
    if name.kinds and FEATURE_KINDS.issuperset(name.kinds) and surface != name.text:
        readings.append(Name(surface))  # Запорізька АЕС is the full name of one plant
    return rank(surface, look_up(query, readings), limit)
