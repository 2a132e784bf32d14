"""The settlements that a unit may be called after: ``Чаруківська сільська рада``, after Чаруків.

Volosts, village councils and units of other times are in no register of today, but each bears an
adjective of the settlement that it was governed from, and most of these still exist. A suffix of
the adjective leads back to the endings that their names may have, `rules/seats.tsv`:
``Липецька`` to *Липець*, *Липці*, *Липка* ... Which of these are names, the gazetteer knows; the
caller has other evidence to choose among them.
"""

from functools import cache

from toponyms.late import later
from toponyms.model import KINDS, SETTLEMENT_KINDS
from toponyms.rules import SEPARATOR, table
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.typed import Final

_NONE: Final = "-"
"""Stands for no ending in the table."""
_INFLECTION: Final = later(
    "(.{2,}(?:ськ|цьк|зьк|ск|цк|sk|zk))"
    "(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|ый|ой|ом|ая|ую|ое|ие|ые|ими|ых|yi|yy|yj|iy|y|a|aya|aia|aja|e|oi|ii)"
)


@cache
def _suffixes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Folded suffixes with the folded endings of names, the longest suffix first."""
    rows = (
        (fold(suffix), tuple("" if e == _NONE else fold(e) for e in endings.split(SEPARATOR)))
        for _, suffix, endings in table("seats")
    )
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def seats(store: Store, adjective: str) -> list[int]:
    """Positions of the settlements that an adjective may be of; none if it is no adjective.

    Args:
        store: where to look.
        adjective: in any case, Cyrillic or Latin, without the unit's noun.
    """
    match = _INFLECTION.fullmatch(fold(adjective))
    if match is None:
        return []
    found: set[int] = set()
    for suffix, endings in _suffixes():
        if not match[1].endswith(suffix):
            continue
        stem = match[1].removesuffix(suffix)
        for ending in endings:
            found.update(
                posting.place
                for posting in store.find(stem + ending)
                if KINDS[store.kind[posting.place]] in SETTLEMENT_KINDS
                and store.derivations_at(posting.derivations)[0].form == "nominative"
            )
    return sorted(found)
