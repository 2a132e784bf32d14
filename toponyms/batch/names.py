"""Many names, one after the other: their answers, or no more than the ids of what they mean.

Columns repeat names, so what was found is kept, in bounded memory: answers by the gazetteer, ids of
one call until it ends.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from toponyms.matching.resolve import resolve
from toponyms.model import Resolution, shown
from toponyms.store.store import Store
from toponyms.text.memo import Memo


def _check(store: Store, texts: object, options: dict[str, Any]) -> None:
    """Refuses wrong arguments at once, and not when the first answer is asked for."""
    if isinstance(texts, str) or not isinstance(texts, Iterable):
        raise TypeError(f"texts must be several strings, not {shown(texts)}; a list of one will do")
    resolve(store, "", **options)


def resolve_many(store: Store, texts: Iterable[str], **options: Any) -> Iterator[Resolution]:
    """The answer to each of many names, in their order.

    Args:
        store: where to look.
        texts: any number of them.
        options: those of `toponyms.matching.resolve.resolve`, for all names.

    Raises:
        TypeError, ValueError: as `resolve`; at once if an option is wrong.
    """
    _check(store, texts, options)
    return map(partial(resolve, store, **options), texts)


def _id(text: str, *, store: Store, options: dict[str, Any]) -> str | None:
    place = resolve(store, text, limit=1, **options).place
    return None if place is None else place.id


def ids(store: Store, texts: Iterable[str], **options: Any) -> Iterator[str | None]:
    """The id of the place that each of many names means, in their order; None if unresolved.

    The arguments and errors are those of `resolve_many`.
    """
    _check(store, texts, options)
    known = Memo[str, str | None](partial(_id, store=store, options=options))
    return map(known.__getitem__, texts)
