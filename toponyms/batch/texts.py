"""Many texts: one after the other, or by several processes, in bounded memory.

`annotate_many` keeps the order of the texts and holds a few chunks of them at a time, however many
there are. The processes share the mapped gazetteer, so each costs little memory of its own;
see `workers`.

`blocks` cuts a long text where a reader would: a block is a text of its own, so that names are
resolved by what stands in it. A text of up to `WHOLE` characters is one block.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from toponyms.annotation.annotate import annotate
from toponyms.batch.carriage import pack, unpack
from toponyms.batch.options import kept_options
from toponyms.batch.workers import check_workers, map_ordered, pairs
from toponyms.model import Mention, shown
from toponyms.store.store import Store
from toponyms.typed import Any, Final, TypeVar

WHOLE: Final = 1_000_000
"""Characters up to which a text is annotated as a whole."""

_Shaped = TypeVar("_Shaped")


_AGAIN: Final = 2
"""Texts whose mentions are kept when somebody asks for the evidence of what others found."""


def _annotated(text: str, *, store: Store, options: dict[str, Any]) -> list[Mention]:
    return annotate(store, text, **options)


def _packed(text: str, *, store: Store, options: dict[str, Any]) -> list[tuple[Any, ...]]:
    return pack(annotate(store, text, **options))


def _by_others(
    store: Store, texts: Iterable[str], workers: int, options: dict[str, Any]
) -> Iterator[list[Mention]]:
    function = partial(_packed, store=store, options=options)
    again = lru_cache(maxsize=_AGAIN)(partial(_annotated, store=store, options=options))
    for text, packed in pairs(function, texts, workers):
        yield unpack(store, again, text, packed)


def annotate_many(
    store: Store, texts: Iterable[str], *, workers: int = 1, **options: Any
) -> Iterator[list[Mention]]:
    """The mentions of each text, in the order of the texts.

    Args:
        store: where to look.
        texts: any number of them.
        workers: how many processes share the work.
        options: those of `toponyms.annotate`, for all texts.

    Raises:
        TypeError, ValueError: as `toponyms.annotate`; at once if an option is wrong.
        WorkerError: while iterating, if a process was killed.
    """
    if isinstance(texts, str) or not isinstance(texts, Iterable):
        raise TypeError(f"texts must be several strings, not {shown(texts)}; a list of one will do")
    options = kept_options(options)
    annotate(store, "", **options)
    check_workers(workers)
    if workers > 1:
        return _by_others(store, texts, workers, options)
    return map_ordered(partial(_annotated, store=store, options=options), texts)


def blocks(lines: Iterable[str], whole: int = WHOLE) -> Iterator[tuple[int, str]]:
    """A long text as blocks, each with the offset, in code points, where it begins.

    Args:
        lines: of the text, with their ends.
        whole: characters that fill a block. It ends after a blank line in its second half if there
            is one, else after the line that fills it.
    """
    start, size, block = 0, 0, list[str]()
    for line in lines:
        block.append(line)
        size += len(line)
        if size >= whole or (size >= whole // 2 and not line.strip()):
            yield start, "".join(block)
            start, size, block = start + size, 0, []
    if block:
        yield start, "".join(block)


def _annotated_block(
    item: tuple[int, str],
    *,
    store: Store,
    shape: Callable[[Mention], _Shaped],
    options: dict[str, Any],
) -> list[_Shaped]:
    offset, text = item
    return [
        shape(
            mention._replace(
                start=mention.start + offset,
                end=mention.end + offset,
                name_start=mention.name_start + offset,
                name_end=mention.name_end + offset,
            )
        )
        for mention in annotate(store, text, **options)
    ]


def annotate_lines(
    store: Store,
    lines: Iterable[str],
    shape: Callable[[Mention], _Shaped],
    *,
    workers: int = 1,
    whole: int = WHOLE,
    **options: Any,
) -> Iterator[_Shaped]:
    """The mentions of a text of any length, given by its lines with their ends, block by block.

    Args:
        store: where to look.
        lines: of the text. Offsets count code points from its start.
        shape: what to make of each mention, in the process that finds it, since a row of a table
            travels faster than a mention; a function of a module.
        workers: how many processes share the work.
        whole: characters that fill a block, see `blocks`; with 1 each line is a text of its own.
        options: those of `toponyms.annotate`.
    """
    function = partial(_annotated_block, store=store, shape=shape, options=options)
    for shaped in map_ordered(function, blocks(lines, whole), workers):
        yield from shaped
