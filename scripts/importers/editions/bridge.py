"""From KOATUU to KATOTTG: which old codes a present place bore, and what became of the raions.

The ministry's crosswalk pairs the codes of late 2020. About 6,500 settlements had another code
before, because the councils they belonged to merged; these are bridged step by step, from each
edition to the one after it, by oblast or raion and name, where both editions have the name once.
The edition of 2020 was typed anew with many a letter changed (``ОТРУБОК``, ``ОДРУБОК``), so the
codes left over in a raion are also matched if one name may be a misprint of the other. Two
settlements of one name in a raion that both have a new code (Хорошеве) stay unbridged.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from importers.editions.history import compare
from importers.upstream.registers import OldUnit, Unit

RAION_DIGITS: Final = 5
OBLAST_DIGITS: Final = 2


class Bridge(NamedTuple):
    """How old codes belong to present places."""

    primary: dict[str, str]
    """Serial to its KOATUU code of 2020."""
    codes: dict[str, dict[str, str]]
    """Edition of KOATUU to {serial: code}."""
    others: dict[str, str]
    """Further codes of 2020 that went into a place, to its serial."""


def _groups(
    codes: Iterable[str], units: Mapping[str, OldUnit], digits: int
) -> dict[tuple[str, str, str], list[str]]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for code in codes:
        unit = units[code]
        groups.setdefault((code[:digits], unit.kind, unit.name), []).append(code)
    return groups


class Step(NamedTuple):
    """What became of the codes of an edition in the next."""

    pairs: dict[str, str]
    """New code to the old one of the same unit."""
    gone: set[str]
    """Old codes that are left over."""
    come: set[str]
    """New codes that are left over."""


def like(old: OldUnit, new: OldUnit, edition: str, digits: int) -> bool:
    """True if two units of an oblast or raion have one name, or one is a misprint of the other.

    Args:
        edition: key of the edition of the new one.
    """
    return (
        old.kind == new.kind
        and old.code[:digits] == new.code[:digits]
        and compare(old.name, new.name, edition) != "renaming"
    )


def step(older: Mapping[str, OldUnit], newer: Mapping[str, OldUnit], edition: str) -> Step:
    """Follows the units whose code changed from an edition to the next.

    Args:
        edition: key of the newer edition.
    """
    gone = {code for code in older if code not in newer}
    come = {code for code in newer if code not in older}
    pairs: dict[str, str] = {}
    for digits in (RAION_DIGITS, OBLAST_DIGITS):
        old_groups = _groups(sorted(gone), older, digits)
        for key, new_codes in _groups(sorted(come), newer, digits).items():
            old_codes = old_groups.get(key, [])
            if len(new_codes) == len(old_codes) == 1:
                pairs[new_codes[0]] = old_codes[0]
        gone -= set(pairs.values())
        come -= set(pairs)
    alike = [
        (new, old)
        for new in sorted(come)
        for old in sorted(gone)
        if like(older[old], newer[new], edition, RAION_DIGITS)
    ]
    of_new, of_old = Counter(new for new, _ in alike), Counter(old for _, old in alike)
    pairs |= {new: old for new, old in alike if of_new[new] == of_old[old] == 1}
    return Step(pairs, gone - set(pairs.values()), come - set(pairs))


def build(
    present: Mapping[str, Unit],
    editions: Mapping[str, Mapping[str, OldUnit]],
    new_to_old: Mapping[str, str],
    old_to_new: Mapping[str, str],
) -> Bridge:
    """Bridges the editions of KOATUU, given oldest first, to the present places.

    Raions and hromadas are left out: a code belongs to the unit that bore it, and those that the
    crosswalk gives them were borne by abolished raions and by their centres.
    """
    *earlier, last = editions
    primary = {
        serial: new_to_old[serial]
        for serial, unit in present.items()
        if unit.category not in "PH" and serial in new_to_old
    }
    codes = {last: {s: code for s, code in primary.items() if code in editions[last]}}
    newer = last
    for edition in reversed(earlier):
        pairs = step(editions[edition], editions[newer], newer).pairs
        found = {
            serial: code if code in editions[edition] else pairs.get(code, "")
            for serial, code in codes[newer].items()
        }
        codes[edition] = {serial: code for serial, code in found.items() if code}
        newer = edition
    taken = set(primary.values())
    others = {
        old: serial
        for old, serial in old_to_new.items()
        if old not in taken
        and serial in primary
        and old in editions[last]
        and editions[last][old].kind == "settlement"
    }
    return Bridge(primary, {edition: codes[edition] for edition in editions}, others)


def all_codes(bridge: Bridge) -> dict[str, str]:
    """Every KOATUU code that belongs to one present place only, to its serial."""
    owners: dict[str, set[str]] = {}
    for codes in [bridge.primary, *bridge.codes.values()]:
        for serial, code in codes.items():
            owners.setdefault(code, set()).add(serial)
    for code, serial in bridge.others.items():
        owners.setdefault(code, set()).add(serial)
    primary = {code: serial for serial, code in bridge.primary.items()}
    return {
        code: primary.get(code) or min(serials)
        for code, serials in owners.items()
        if len(serials) == 1 or code in primary
    }


def successions(bridge: Bridge, present: Mapping[str, Unit]) -> dict[str, list[tuple[str, float]]]:
    """Abolished raion to the present ones its settlements went to, with their shares.

    The settlements are those of the last edition in which the raion has any: 2020, but for
    Лиманський of Donetsk oblast, whose 35 had all gone to the council of the city Лиман before (the
    crosswalk gives that raion to Покровський, where none of them is). Чорнобиль and Прип’ять are in
    no raion today and do not count.
    """
    by_code = {unit.code: unit for unit in present.values()}

    def raion(unit: Unit) -> str:
        while unit.category != "P" and unit.parent:
            unit = by_code[unit.parent]
        return unit.code if unit.category == "P" else ""

    found: dict[str, list[tuple[str, float]]] = {}
    for edition in reversed(bridge.codes):
        counts: dict[str, Counter[str]] = {}
        pairs = [(code, serial) for serial, code in bridge.codes[edition].items()]
        for code, serial in pairs + (list(bridge.others.items()) if not found else []):
            if serial in present and not code.endswith("00000"):
                new = raion(present[serial])
                if new:
                    counts.setdefault(code[:RAION_DIGITS] + "00000", Counter())[new] += 1
        for old, count in counts.items():
            found.setdefault(
                old,
                [
                    (new, number / count.total())
                    for new, number in sorted(count.items(), key=lambda item: (-item[1], item[0]))
                ],
            )
    return found
