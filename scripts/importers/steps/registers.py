"""Imports the administrative registers: KATOTTG in all its editions, and KOATUU before it.

Writes the places of the present register, those that vanished since 2015, and the 490 raions
abolished in 2020; their official Ukrainian names, present and former; the official
Russian names of 2019; KOATUU codes and older KATOTTG codes; the successions of the raions; the
settlements that were of urban type while that was a category of its own, the centres of raions and
the seats of village councils.

The two registers are one series of fourteen editions and are read as one, because a name of today
may have been given in 2016: its `valid_from` comes from KOATUU. See `upstream.registers` for
the traps of the files, and in `editions`: `history` for what counts as a renaming, `acts` for its
date, `bridge` for the way from one register to the other.

A Russian name of 2019 is official if the place still has the Ukrainian name that it had in 2019,
and otherwise former, with the bracket of the renaming as its end.

`rebuild.py` imports a newer edition. To do it by hand, add its entry to `gazetteer/sources.toml`
and run this step again; the file may lie anywhere (`--newer KEY=PATH`).
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from importers.editions import bridge as bridges
from importers.editions import councils as seats
from importers.editions.acts import Acts, read_acts
from importers.editions.history import History, count_brackets, history
from importers.editions.vanished import Vanished, find
from importers.tables import Row, Sources, replace, report
from importers.upstream.registers import (
    KINDS,
    OLD_KINDS,
    Council,
    OldUnit,
    Unit,
    read_councils,
    read_katottg,
    read_koatuu,
    read_new_to_old,
    read_old_to_new,
)

NEW: Final = "katottg-"
OLD: Final = "koatuu-"
CROSSWALK: Final = "crosswalk-"
RUSSIAN: Final = "koatuu-2019-05-30"
COUNTRY: Final = "iso:UA"

REFORM: Final = "2020-07-19"
"""Resolution 807-IX of 17 July 2020 came into force: the day after its publication."""
REFORM_IN_CRIMEA: Final = "2023-09-07"
"""Law 3334-IX came into force, which put the resolution into force for Crimea."""
CRIMEA: Final = "01"
URBAN_UNTIL: Final = "2024-01-26"
"""Law 3285-IX came into force, which knows cities, selyshcha and villages only
(https://decentralization.ua/news/17342, opened as a stored excerpt)."""


def owns(source: str) -> bool:
    """True for the keys of the registers."""
    return source.startswith((NEW, OLD, CROSSWALK))


def reform(code: str) -> str:
    """The day on which the raions of an oblast were replaced.

    Args:
        code: KATOTTG or KOATUU code.
    """
    return REFORM_IN_CRIMEA if code.removeprefix("UA").startswith(CRIMEA) else REFORM


class Registers(NamedTuple):
    """Everything that the upstream files say."""

    dates: dict[str, str]
    """Key of each edition to its date, oldest first."""
    new: dict[str, dict[str, Unit]]
    old: dict[str, dict[str, OldUnit]]
    councils: dict[str, list[Council]]
    latest: dict[str, Unit]
    """Serial to object in the last edition that has it."""
    last_edition: dict[str, str]
    """Serial to that edition."""
    bridge: bridges.Bridge
    vanished: list[Vanished]
    """Settlements that KATOTTG never had."""

    @property
    def current(self) -> str:
        """Key of the edition in force."""
        return list(self.new)[-1]


def read(sources: Sources) -> Registers:
    """Reads all editions and bridges them."""
    new = {key: read_katottg(sources.path(key)) for key in sources.keys(NEW)}
    old = {key: read_koatuu(sources.path(key)) for key in sources.keys(OLD)}
    councils = {key: read_councils(sources.path(key)) for key in sources.keys(OLD)}
    latest: dict[str, Unit] = {}
    last_edition: dict[str, str] = {}
    for key, units in new.items():
        latest.update(units)
        last_edition.update(dict.fromkeys(units, key))
    old_to_new = read_old_to_new(sources.path("crosswalk-koatuu-to-katottg"))
    new_to_old = read_new_to_old(sources.path("crosswalk-katottg-to-koatuu"))
    bridge = bridges.build(latest, old, new_to_old, old_to_new)
    return Registers(
        {key: sources.edition(key) for key in [*old, *new]},
        new,
        old,
        councils,
        latest,
        last_edition,
        bridge,
        find(old, bridge),
    )


def histories(registers: Registers) -> dict[str, History]:
    """Serial to the history of the name over both registers."""
    found = {}
    for serial in registers.latest:
        names = {
            key: registers.old[key][codes[serial]].name
            for key, codes in registers.bridge.codes.items()
            if serial in codes
        }
        names |= {
            key: units[serial].name for key, units in registers.new.items() if serial in units
        }
        found[serial] = history(names, registers.dates)
    return found


def raion_histories(registers: Registers) -> dict[str, History]:
    """KOATUU code of each abolished raion to the history of its name."""
    codes = [c for c, unit in next(iter(registers.old.values())).items() if unit.kind == "raion"]
    return {
        code: history(
            {key: units[code].name for key, units in registers.old.items()}, registers.dates
        )
        for code in codes
    }


def date_all(
    acts: Acts, registers: Registers, found: dict[str, History], raions: dict[str, History]
) -> None:
    """Replaces brackets by days of force, where the acts tell these."""
    for serial, one in found.items():
        unit = registers.latest[serial]
        acts.date(unit.code, KINDS[unit.category], one)
    for code, one in raions.items():
        acts.date(f"koatuu:{code}", "raion", one)


def _last_seen(registers: Registers, edition: str) -> str:
    """The bracket in which a place vanished, by the last edition that has it."""
    editions = [*registers.old, *registers.new]
    following = editions[editions.index(edition) + 1]
    return f"{registers.dates[edition]}/{registers.dates[following]}"


def _vanished(registers: Registers, serial: str) -> str:
    """The bracket in which a place of the register vanished; blank for the present ones."""
    last = registers.last_edition[serial]
    return "" if last == registers.current else _last_seen(registers, last)


def places(registers: Registers) -> list[Row]:
    """Rows of present and vanished places and of the abolished raions."""
    rows: list[Row] = []
    for serial, unit in registers.latest.items():
        parent = registers.latest[unit.parent[-5:]].code if unit.parent else COUNTRY
        start = reform(unit.code) if unit.category == "P" else ""
        end, source = _vanished(registers, serial), registers.last_edition[serial]
        rows.append((unit.code, KINDS[unit.category], parent, start, end, source))
    oblasts = {u.code[:4]: u.code for u in registers.latest.values() if u.category == "O"}
    last = list(registers.old)[-1]
    for code in raion_histories(registers):
        parent = oblasts["UA" + code[:2]]
        rows.append((f"koatuu:{code}", "raion", parent, "", reform(code), last))
    for one in registers.vanished:
        units = registers.old[one.edition]
        raion = one.code[: bridges.RAION_DIGITS].ljust(len(one.code), "0")
        in_raion = raion in units and units[raion].kind == "raion"
        parent = f"koatuu:{raion}" if in_raion else oblasts["UA" + one.code[:2]]
        kind, end = OLD_KINDS[units[one.code].letter], _last_seen(registers, one.edition)
        rows.append((f"koatuu:{one.code}", kind, parent, "", end, one.edition))
    return rows


def _name_rows(place: str, one: History, end: str) -> list[Row]:
    """Rows of the Ukrainian names of a place; `end` is that of the place itself."""

    def row(text: str, status: str, start: str, end: str, source: str) -> Row:
        return place, text, "uk", status, start, end, source, ""

    rows = [row(one.current.text, "official", one.current.start, end, one.current.source)]
    rows += [row(run.text, "former", run.start, run.end, run.source) for run in one.former]
    rows += [row(text, "variant", "", "", source) for text, source in one.misprints.items()]
    return rows


def _russian_row(place: str, text: str, one: History, end: str) -> Row:
    """Row of the official Russian name of 2019."""
    run = one.run_of(RUSSIAN) or one.current
    former = run is not one.current
    status = "former" if former else "official"
    return place, text, "ru", status, "", run.end if former else end, RUSSIAN, ""


def _russian_by_name(units: dict[str, OldUnit]) -> dict[tuple[str, str], set[str]]:
    """Raion and Ukrainian name to the Russian names of the places there that bear the name."""
    found: dict[tuple[str, str], set[str]] = {}
    for code, unit in units.items():
        key = code[: bridges.RAION_DIGITS], unit.name
        found.setdefault(key, set()).add(unit.russian)
    return found


def names(registers: Registers, found: dict[str, History], raions: dict[str, History]) -> list[Row]:
    """Rows of Ukrainian and Russian names."""
    rows: list[Row] = []
    russian = registers.old[RUSSIAN]
    by_name = _russian_by_name(russian)
    for serial, one in found.items():
        place, end = registers.latest[serial].code, _vanished(registers, serial)
        rows += _name_rows(place, one, end)
        code = registers.bridge.codes[RUSSIAN].get(serial)
        text = russian[code].russian if code else ""
        if not text and (code := registers.bridge.primary.get(serial)):
            # The code changed and the name stands twice in the raion: its only Russian name fits.
            run = one.run_of("koatuu-2020-11-26") or one.current
            texts = by_name.get((code[: bridges.RAION_DIGITS], run.text), set())
            text = next(iter(texts)) if len(texts) == 1 else ""
        if text:
            rows.append(_russian_row(place, text, one, end))
    for code, one in raions.items():
        place, end = f"koatuu:{code}", reform(code)
        rows += _name_rows(place, one, end)
        rows.append(_russian_row(place, russian[code].russian, one, end))
    for gone in registers.vanished:
        place, end = f"koatuu:{gone.code}", _last_seen(registers, gone.edition)
        known = {key: registers.old[key][code].name for key, code in gone.codes.items()}
        one = history(known, registers.dates)
        rows += _name_rows(place, one, end)
        if code := gone.codes.get(RUSSIAN):
            rows.append(_russian_row(place, russian[code].russian, one, end))
    return rows


def codes(registers: Registers) -> list[Row]:
    """Rows of KOATUU codes and of the KATOTTG codes that recoded places had.

    A code of 2020 has the crosswalk as its source, an older one the last edition that has it.
    """
    sources = {
        code: key for key, found in registers.bridge.codes.items() for code in found.values()
    }
    sources |= dict.fromkeys(registers.bridge.primary.values(), "crosswalk-katottg-to-koatuu")
    sources |= dict.fromkeys(registers.bridge.others, "crosswalk-koatuu-to-katottg")
    rows: dict[str, Row] = {
        code: (registers.latest[serial].code, "koatuu", code, sources[code])
        for code, serial in bridges.all_codes(registers.bridge).items()
    }
    for key, units in registers.new.items():
        for serial, unit in units.items():
            present = registers.latest[serial].code
            if unit.code != present:
                rows[unit.code] = (present, "katottg", unit.code, key)
    for one in registers.vanished:
        for key, code in one.codes.items():
            if code != one.code:
                rows[code] = (f"koatuu:{one.code}", "koatuu", code, key)
    return list(rows.values())


def successions(registers: Registers, raions: Iterable[str]) -> list[Row]:
    """Rows of abolished raions with their present successors."""
    present = registers.new[registers.current]
    found = bridges.successions(registers.bridge, present)
    return [
        (f"koatuu:{old}", new, f"{share:.4f}", "crosswalk-katottg-to-koatuu")
        for old in raions
        for new, share in found[old]
    ]


def urban(registers: Registers) -> list[Row]:
    """Rows of the settlements of urban type, by the last edition that has the category."""
    editions = [key for key, units in registers.new.items() if any(u.urban for u in units.values())]
    units = registers.new[editions[-1]]
    return [
        (registers.latest[serial].code, URBAN_UNTIL, editions[-1])
        for serial, unit in units.items()
        if unit.urban
    ]


def centres(registers: Registers) -> list[Row]:
    """Rows of the settlements that the abolished raions were governed from.

    A city of oblast rank lay in no raion, so a centre that is not in its raion is looked for in
    the oblast; if its name stands there twice, it is left out.
    """
    edition = list(registers.old)[-1]
    units = registers.old[edition]
    serials = {code: serial for serial, code in registers.bridge.codes[edition].items()}
    by_name: dict[tuple[str, str, str], list[str]] = {}
    for code, unit in units.items():
        if unit.kind == "settlement":
            letter = unit.letter or "М"  # cities of oblast rank have none
            for digits in (bridges.RAION_DIGITS, bridges.OBLAST_DIGITS):
                by_name.setdefault((code[:digits], letter, unit.name), []).append(code)
    rows: list[Row] = []
    for code, unit in units.items():
        if unit.centre:
            found = by_name.get((code[: bridges.RAION_DIGITS], *unit.centre)) or by_name.get(
                (code[: bridges.OBLAST_DIGITS], *unit.centre), []
            )
            if len(found) == 1 and found[0] in serials:
                place = registers.latest[serials[found[0]]].code
                rows.append((place, f"koatuu:{code}", edition))
    return rows


def councils(registers: Registers, found: seats.Seats) -> list[Row]:
    """Rows of the settlements that village and settlement councils sat in."""
    return [
        (registers.latest[serial].code, council, edition)
        for serial, (council, edition) in found.councils.items()
    ]


def run(tables: Path, sources: Sources) -> None:
    """Writes the rows of the registers and prints their counts."""
    registers = read(sources)
    found, raions = histories(registers), raion_histories(registers)
    acts = read_acts(tables)
    date_all(acts, registers, found, raions)
    sat = seats.find(registers.councils, registers.old, registers.bridge.codes)
    rows = {
        "places": places(registers),
        "names": names(registers, found, raions),
        "codes": codes(registers),
        "successions": successions(registers, raions),
        "urban": urban(registers),
        "centres": centres(registers),
        "councils": councils(registers, sat),
    }
    for table, new in rows.items():
        replace(tables, table, owns, new)
    report("places by kind", sorted(Counter(row[1] for row in rows["places"]).items()))
    statuses = Counter(f"{row[2]} {row[3]}" for row in rows["names"])
    report("names by language and status", sorted(statuses.items()))
    report("former names dated by an act", sorted(acts.counts.items()))
    report("former names of places by bracket", count_brackets(found.values()).items())
    report("former names of raions by bracket", count_brackets(raions.values()).items())
    report("codes by authority", sorted(Counter(row[1] for row in rows["codes"]).items()))
    ends = Counter(one.edition for one in registers.vanished)
    report("settlements vanished before KATOTTG, by the last edition", sorted(ends.items()))
    report("settlements of urban type", [(f"until {URBAN_UNTIL}", len(rows["urban"]))])
    report("centres of abolished raions", [("found", len(rows["centres"]))])
    seated = [("seats", len(rows["councils"])), ("councils without one", len(sat.lost))]
    report("village and settlement councils", seated)
    heirs = Counter(row[0] for row in rows["successions"])
    report(
        "abolished raions",
        [
            ("with one successor", sum(1 for n in heirs.values() if n == 1)),
            ("split", sum(1 for n in heirs.values() if n > 1)),
        ],
    )
