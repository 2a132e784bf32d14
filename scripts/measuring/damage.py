"""Damage that a file may come to: bits that flip, pages lost, exchanged, cut off or added."""

import random
from collections.abc import Callable
from typing import Final

PAGE: Final = 4096


def _byte(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _page(data: bytearray, chance: random.Random, filling: bytes) -> None:
    start = chance.randrange(1 + len(data) // PAGE) * PAGE
    extent = len(data[start : start + PAGE])
    data[start : start + extent] = filling * extent


def _zeros(data: bytearray, chance: random.Random) -> None:
    _page(data, chance, b"\0")


def _ones(data: bytearray, chance: random.Random) -> None:
    _page(data, chance, b"\xff")


def _number(data: bytearray, chance: random.Random) -> None:
    """Another cell of a column: a parent that is its own, a run that ends elsewhere."""
    cell, other = (4 * chance.randrange(len(data) // 4) for _ in range(2))
    data[cell : cell + 4] = data[other : other + 4]


def _exchanged(data: bytearray, chance: random.Random) -> None:
    size = min(PAGE, len(data) // 4)
    one, other = (chance.randrange(len(data) // size) * size for _ in range(2))
    first, second = data[one : one + size], data[other : other + size]
    data[one : one + size], data[other : other + size] = second, first


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _lost(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, PAGE)]


def _added(data: bytearray, chance: random.Random) -> None:
    data += bytes(chance.randrange(1, PAGE))


KINDS: Final[tuple[Callable[[bytearray, random.Random], None], ...]] = (
    *(_byte, _zeros, _ones, _number),
    *(_exchanged, _cut, _lost, _added),
)
"""Each changes the data in one way, at a place that chance chooses."""


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """A file with some damage, never as it was."""
    while True:
        data = bytearray(whole)
        chance.choice(KINDS)(data, chance)
        if data != whole:
            return bytes(data)
