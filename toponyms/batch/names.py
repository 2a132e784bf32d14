"""Many names, one after the other: their answers, or no more than the ids of what they mean.

Columns repeat names, so what was found is kept, in bounded memory: answers by the gazetteer, ids of
one call until it ends.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from toponyms.arguments import check_text
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
    """The answer to each of many names, in their order.

    Args:
        store: where to look.
        texts: any number of them.
        options: those of `toponyms.matching.resolve.resolve`, for all names.

    Raises:
        TypeError, ValueError: as `resolve`; at once if an option is wrong.
    """
    return map(partial(resolve, store, **_checked(store, texts, options)), texts)


def _string(text: str) -> str:
    check_text(text)
    return text


def _id(text: str, *, store: Store, options: dict[str, Any]) -> str | None:
    place = resolve(store, text, limit=1, **options).place
    return None if place is None else place.id


def ids(store: Store, texts: Iterable[str], **options: Any) -> Iterator[str | None]:
    """The id of the place that each of many names means, in their order; None if unresolved.

    The arguments and errors are those of `resolve_many`.
    """
    options = _checked(store, texts, options)
    known = Memo[str, str | None](partial(_id, store=store, options=options))
    return map(known.__getitem__, map(_string, texts))
