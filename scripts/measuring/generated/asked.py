"""A name that a rule made from the register, and how such names are drawn."""

import random
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeVar

import toponyms

SEED: Final = 20260707
NUMBER: Final = 220
"""Names of each kind, at most."""
SETTLEMENTS: Final = frozenset({"city", "selyshche", "village"})

_Item = TypeVar("_Item")


class Asked(NamedTuple):
    """A name that is asked for, and what it means."""

    text: str
    within: str | None
    place: toponyms.Place
    namesakes: bool = False
    """Whether another settlement of the place's name is as right, since the context has several."""


def drawn(
    items: Iterable[_Item], write: Callable[[_Item, random.Random], Asked | None], number: int
) -> list[Asked]:
    """Names of one kind, drawn by a seed, none twice.

    Args:
        items: what names are made of, in an order of their own.
        write: makes a name of one, or None where its rule does not apply.
        number: how many names at most.
    """
    rng = random.Random(SEED)
    pool = list(items)
    rng.shuffle(pool)
    found: dict[tuple[str, str | None], Asked] = {}
    for item in pool:
        asked = write(item, rng)
        if asked is not None:
            found.setdefault((asked.text, asked.within), asked)
        if len(found) == number:
            break
    return list(found.values())
