"""Settlements that were excluded from KOATUU before KATOTTG began.

Between 2015 and 2021 some 6,500 codes went out of use, nearly all because a settlement got another
(see `bridge`). A settlement is taken for vanished only where nothing else can have become of its
code:

* no code of the next edition is new and unbridged in its raion (Мелихівка may be the new Миколаївка
  of Нововодолазький raion), nor, with a like name, in its oblast;
* no settlement of its raion has its name: Велика Білозерка was four parts with a code each;
* a code of the last edition is not in the ministry's crosswalk.

It keeps its last code and its names. Its parent is the abolished raion, or the oblast if it lay
under a city council instead: the division of today never had the settlement.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from importers.editions.bridge import OBLAST_DIGITS, RAION_DIGITS, Bridge, Step, like, step
from importers.upstream.registers import OldUnit

SETTLEMENT: Final = "settlement"

Editions = Mapping[str, Mapping[str, OldUnit]]


class Vanished(NamedTuple):
    """A settlement that is in no edition of KATOTTG."""

    codes: dict[str, str]
    """Edition to its code, oldest first."""

    @property
    def edition(self) -> str:
        """The last edition that has it."""
        return list(self.codes)[-1]

    @property
    def code(self) -> str:
        """Its last code."""
        return self.codes[self.edition]


def _gone_for_good(
    one: Step, older: Mapping[str, OldUnit], newer: Mapping[str, OldUnit], edition: str
) -> set[str]:
    """Codes of settlements that no code of the next edition can stand for."""
    come = [newer[code] for code in one.come if newer[code].kind == SETTLEMENT]
    raions = {unit.code[:RAION_DIGITS] for unit in come}
    names = {(unit.code[:RAION_DIGITS], unit.name) for unit in newer.values()}
    return {
        code
        for code in one.gone
        if older[code].kind == SETTLEMENT
        and code[:RAION_DIGITS] not in raions
        and (code[:RAION_DIGITS], older[code].name) not in names
        and not any(like(older[code], unit, edition, OBLAST_DIGITS) for unit in come)
    }


def find(editions: Editions, bridge: Bridge) -> list[Vanished]:
    """The vanished settlements, by the edition that has them last.

    Args:
        editions: those of KOATUU, oldest first.
    """
    keys = list(editions)
    steps = {
        older: step(editions[older], editions[newer], newer) for older, newer in pairwise(keys)
    }
    ends = {
        older: _gone_for_good(steps[older], editions[older], editions[newer], newer)
        for older, newer in pairwise(keys)
    }
    present = {*bridge.primary.values(), *bridge.others}
    ends[keys[-1]] = {
        code
        for code, unit in editions[keys[-1]].items()
        if unit.kind == SETTLEMENT and code not in present
    }
    return [
        Vanished(_codes(code, keys[: keys.index(edition) + 1], editions, steps))
        for edition, codes in ends.items()
        for code in sorted(codes)
    ]


def _codes(
    code: str, keys: list[str], editions: Editions, steps: Mapping[str, Step]
) -> dict[str, str]:
    """The codes of a settlement in the editions up to its last."""
    found = {keys[-1]: code}
    for edition in reversed(keys[:-1]):
        code = code if code in editions[edition] else steps[edition].pairs.get(code, "")
        if not code:
            break
        found[edition] = code
    return dict(reversed(found.items()))
