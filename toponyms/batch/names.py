"""Many names, one after the other: their answers, or no more than the ids of what they mean.

Columns repeat names, so what was found is kept, in bounded memory: answers by the gazetteer, ids of
one call until it ends.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from toponyms.batch.missing import text_in
from toponyms.batch.options import kept_options
from toponyms.matching.resolve import resolve
from toponyms.model import Resolution, shown
from toponyms.store.store import Store
from toponyms.text.memo import Memo
from toponyms.typed import Any


def _checked(store: Store, texts: object, options: dict[str, Any]) -> dict[str, Any]:
    """The options as they are now; wrong ones are refused at once, not at the first answer."""
    if isinstance(texts, str) or not isinstance(texts, Iterable):
        raise TypeError(f"texts must be several strings, not {shown(texts)}; a list of one will do")
    kept = kept_options(options)
    resolve(store, "", **kept)
    return kept


def resolve_many(store: Store, texts: Iterable[str], **options: Any) -> Iterator[Resolution]:
    """The answer to each of many names, in their order; None and NaN are unknown.

    Args:
        store: where to look.
        texts: any number of them.
        options: those of `toponyms.matching.resolve.resolve`, for all names.

    Raises:
        TypeError, ValueError: as `resolve`; at once if an option is wrong.
    """
    kept = _checked(store, texts, options)
    return (resolve(store, text or "", **kept) for text in map(text_in, texts))


def _id(text: Any, *, store: Store, options: dict[str, Any]) -> str | None:
    name = text_in(text)
    place = None if name is None else resolve(store, name, limit=1, **options).place
    return None if place is None else place.id


def _looked_up(known: Memo[Any, str | None], texts: Iterable[Any]) -> Iterator[str | None]:
    """What is known of each text. What is no text is seen when it is worked out, not each time: to
    ask that of a million names takes as long as all else.
    """
    try:
        yield from map(known.__getitem__, texts)
    except TypeError as error:
        if str(error).startswith("unhashable"):
            raise TypeError(f"text must be a string: {error}") from None
        raise


def ids(store: Store, texts: Iterable[str], **options: Any) -> Iterator[str | None]:
    """The id of the place that each of many names means, in their order; None if unresolved, and
    for None and NaN.

    The arguments and errors are those of `resolve_many`.
    """
    options = _checked(store, texts, options)
    return _looked_up(Memo(partial(_id, store=store, options=options)), texts)
