"""Compares two sets of tables and tells what changed, as Markdown for the changelog of the data.

A place is followed from one set to the other by its id. An id that went is looked for among the
codes of the new tables: a unit that was recoded has its old KATOTTG code there, so it is the same
place under a new id, and whatever names the old id (its villages, say) has not changed by that.

What is told of places, each kind of change by itself, so that a place may stand in several:

* *renamed*: the official Ukrainian name of today is another;
* *recategorized*: the kind is another (selyshche, village);
* *new*: no place of the old tables;
* *gone*: has an end now, or, against the promise that ids are permanent, is in no table any more;
* *restored*: had an end, and has none now;
* *codes changed*: the same place under a new KATOTTG code; the old one still leads to it;
* *parent changed*: belongs to another unit, not only to one with a new code.

Of the rows of all tables only the numbers are told. The source of a row is not compared: otherwise
a newer edition that says the same would change every row. A row removed and one added for the same
place, and in tables of names or codes for the same language or authority, count as one *changed*;
all others are *added* or *removed*.

For two editions of the register the counts are those of a comparison by code: from the edition of
2025-07-02 to that of 2026-07-07 there are 62 places whose name differs after repair of spaces and
letters, 29 whose category differs, and 4 codes that are gone; no code is new.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from importers.tables import Row, fail, read
from toponyms.compile.tables import COLUMNS

GROUPS: Final = ("language", "authority")
"""Columns by which the rows of a table are counted apart."""
NOT_COMPARED: Final = "source"
KINDS_FIRST: Final = ("oblast", "raion", "hromada", "city", "selyshche", "village", "city_district")
HIGHEST: Final = "country"


class Place(NamedTuple):
    """A place as one set of tables has it."""

    id: str
    kind: str
    parent: str
    valid_to: str
    official: str
    """The official Ukrainian name of today; blank if it has none."""
    name: str
    """The name to show."""


class Edition(NamedTuple):
    """A set of tables."""

    title: str
    sources: dict[str, dict[str, Any]]
    places: dict[str, Place]
    codes: dict[str, str]
    """``katottg:UA...`` and the like to the id that the row names."""
    rows: dict[str, list[Row]]
    """Table to its rows."""
    successors: dict[str, list[str]]


class Change(NamedTuple):
    """One change of one place: what a line of the changelog says."""

    place: Place
    """As it is in the new tables; in the old ones if it is in no table any more."""
    what: str


class Counted(NamedTuple):
    """How many rows of a table, or of one language or authority in it, changed."""

    added: int
    removed: int
    changed: int


class Changes(NamedTuple):
    """All that changed between two sets of tables."""

    renamed: list[Change]
    recategorized: list[Change]
    new: list[Change]
    gone: list[Change]
    restored: list[Change]
    recoded: list[Change]
    moved: list[Change]
    rows: dict[str, Counted]


TITLES: Final = {
    "renamed": "Renamed",
    "recategorized": "Recategorized",
    "new": "New",
    "gone": "Gone",
    "restored": "Restored",
    "recoded": "Codes changed",
    "moved": "Parent changed",
}


def _cells(table: str, row: Row) -> dict[str, str]:
    return dict(zip(COLUMNS[table], row, strict=True))


def _names(rows: Iterable[Row]) -> tuple[dict[str, str], dict[str, str]]:
    """Place to its official Ukrainian name, and to the name to show."""
    official: dict[str, str] = {}
    best: dict[str, tuple[int, str]] = {}
    for row in rows:
        cells = _cells("names", row)
        place, text = cells["place"], cells["text"]
        if cells["language"] == "uk" and cells["status"] == "official":
            official[place] = text
        in_ukrainian, marked = cells["language"] == "uk", "preferred" in cells["marks"].split(",")
        rank = 0 if place in official else 3 - marked - in_ukrainian
        if place not in best or rank < best[place][0]:
            best[place] = rank, text
    return official, {place: official.get(place, text) for place, (_, text) in best.items()}


def edition(folder: Path) -> Edition:
    """Reads a set of tables."""
    toml = folder / "sources.toml"
    if not toml.is_file() or not (folder / "places").is_dir():
        fail(f"{folder}: no tables", "a folder with sources.toml and places/", "correct the path")
    head = tomllib.loads(toml.read_text(encoding="utf-8"))
    rows = {table: read(folder, table) for table in COLUMNS}
    official, shown = _names(rows["names"])
    places = {}
    for row in rows["places"]:
        cells = _cells("places", row)
        id = cells["id"]
        places[id] = Place(
            id,
            cells["kind"],
            cells["parent"],
            cells["valid_to"],
            official.get(id, ""),
            shown.get(id, id),
        )
    codes = {}
    for row in rows["codes"]:
        cells = _cells("codes", row)
        codes[f"{cells['authority']}:{cells['code']}"] = cells["place"]
    successors: dict[str, list[str]] = {}
    for row in rows["successions"]:
        cells = _cells("successions", row)
        successors.setdefault(cells["place"], []).append(cells["successor"])
    return Edition(head["version"], head["sources"], places, codes, rows, successors)


def heirs(old: Edition, new: Edition) -> dict[str, str]:
    """Id in the old tables to the id of the same place in the new ones, where there is one."""
    found = {}
    for id in old.places:
        code = id if ":" in id else f"katottg:{id}"
        heir = id if id in new.places else new.codes.get(code)
        if heir in new.places:
            found[id] = heir
    return found


def _counted(table: str, old: Edition, new: Edition, same: Mapping[str, str]) -> dict[str, Counted]:
    """Title of each group of rows to how many of them changed."""
    columns = [column for column in COLUMNS[table] if column != NOT_COMPARED]
    group_column = next((column for column in GROUPS if column in columns), None)

    def contents(one: Edition, ids: Mapping[str, str]) -> Counter[Row]:
        kept = [COLUMNS[table].index(column) for column in columns]
        return Counter(
            tuple(ids.get(row[number], row[number]) for number in kept) for row in one.rows[table]
        )

    def subjects(rows: Counter[Row]) -> Counter[tuple[str, str]]:
        """Group and place to the number of rows."""
        found: Counter[tuple[str, str]] = Counter()
        for row, number in rows.items():
            group = row[columns.index(group_column)] if group_column else ""
            found[group, row[0]] += number
        return found

    before, after = contents(old, same), contents(new, {})
    added, removed = subjects(after - before), subjects(before - after)
    counts: dict[str, Counted] = {}
    for group, place in {*added, *removed}:
        plus, minus = added[group, place], removed[group, place]
        both = min(plus, minus)
        known = counts.get(group, Counted(0, 0, 0))
        counts[group] = Counted(
            known.added + plus - both, known.removed + minus - both, known.changed + both
        )
    return {f"{table} {group}".strip(): counts[group] for group in sorted(counts)}


def compare(old: Edition, new: Edition) -> Changes:
    """What changed between two sets of tables."""
    same = heirs(old, new)
    found = Changes([], [], [], [], [], [], [], {})
    for id, before in old.places.items():
        if id not in same:
            found.gone.append(Change(before, "its id is in no table any more"))
            continue
        after = new.places[same[id]]
        if before.official != after.official:
            what = f"{before.official or before.name} → {after.official or after.name}"
            found.renamed.append(Change(after, what))
        if before.kind != after.kind:
            found.recategorized.append(Change(after, f"{before.kind} → {after.kind}"))
        if after.valid_to and not before.valid_to:
            names = [_named(new, successor) for successor in new.successors.get(after.id, [])]
            to = f"; now {', '.join(names)}" if names else ""
            found.gone.append(Change(after, f"ended {after.valid_to}{to}"))
        if before.valid_to and not after.valid_to:
            found.restored.append(Change(after, f"its end was {before.valid_to}"))
        if before.id != after.id:
            found.recoded.append(Change(after, f"{before.id} → {after.id}"))
        if same.get(before.parent, before.parent) != after.parent:
            what = f"{_named(old, before.parent)} → {_named(new, after.parent)}"
            found.moved.append(Change(after, what))
    known = set(same.values())
    for id, place in new.places.items():
        if id not in known:
            found.new.append(Change(place, f"until {place.valid_to}" if place.valid_to else ""))
    for table in COLUMNS:
        found.rows.update(_counted(table, old, new, same))
    return found


# -- Markdown ------------------------------------------------------------------------------------


def _named(one: Edition, id: str) -> str:
    """A place with its kind: ``Черкаська oblast``."""
    place = one.places.get(id)
    if place is None:
        return id or "nothing"
    return f"{place.name} {place.kind.replace('_', ' ')}"


def where(one: Edition, place: Place) -> str:
    """The units above a place, up to the oblast."""
    names = []
    seen = {place.id}
    above = one.places.get(place.parent)
    while above is not None and above.kind != HIGHEST and above.id not in seen:
        seen.add(above.id)
        names.append(_named(one, above.id))
        above = one.places.get(above.parent)
    return ", ".join(names)


def _kind_rank(kind: str) -> tuple[int, str]:
    return (KINDS_FIRST.index(kind) if kind in KINDS_FIRST else len(KINDS_FIRST), kind)


def _line(title: str, change: Change, new: Edition) -> str:
    """A line of the list of one kind of change."""
    place, what = change
    head = what if title == TITLES["renamed"] else place.name
    tail = "" if title == TITLES["renamed"] or not what else f": {what}"
    around = where(new, place)
    return f"* {head} (`{place.id}`{', ' + around if around else ''}){tail}"


def _section(title: str, changes: list[Change], new: Edition) -> Iterator[str]:
    """The list of one kind of change, by kind of place and, within it, by id."""
    if not changes:
        return
    yield f"#### {title}: {len(changes):,}"
    kinds = Counter(change.place.kind for change in changes)
    for kind in sorted(kinds, key=_kind_rank):
        yield ""
        yield f"{kind.replace('_', ' ').capitalize()}: {kinds[kind]:,}"
        yield ""
        own = [change for change in changes if change.place.kind == kind]
        yield from (_line(title, change, new) for change in sorted(own))
    yield ""


def _sources(old: Edition, new: Edition) -> Iterator[str]:
    """The editions that came or went."""
    for text, one, other in (("Added", new, old), ("Removed", old, new)):
        for key, entry in one.sources.items():
            edition = entry.get("edition", "")
            if key not in other.sources:
                yield f"* {text}: {entry['title']}, edition {edition} (`{key}`)."
            elif text == "Added" and other.sources[key].get("sha256") != entry.get("sha256"):
                yield f"* Another file: {entry['title']}, edition {edition} (`{key}`)."


def _table(rows: Mapping[str, Counted]) -> Iterator[str]:
    """The counts of rows."""
    yield "| rows | added | removed | changed |"
    yield "| --- | ---: | ---: | ---: |"
    for name, counted in rows.items():
        yield f"| {name} | {counted.added:,} | {counted.removed:,} | {counted.changed:,} |"


def changelog(old: Edition, new: Edition) -> str:
    """The changes as a section of the changelog."""
    found = compare(old, new)
    lists: dict[str, list[Change]] = {TITLES[field]: getattr(found, field) for field in TITLES}
    summary = ", ".join(f"{len(changes):,} {title.lower()}" for title, changes in lists.items())
    lines = [f"### Data {new.title}", "", f"From {old.title}: {summary}.", ""]
    if sources := list(_sources(old, new)):
        lines += ["#### Sources", "", *sources, ""]
    for title, changes in lists.items():
        lines += _section(title, changes, new)
    if found.rows:
        lines += ["#### Rows of the tables", "", *_table(found.rows), ""]
    else:
        lines += ["No row of a table changed.", ""]
    return "\n".join(lines)
