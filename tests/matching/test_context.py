"""How a place lies to a context: inside, near, around, outside."""

from pathlib import Path

import pytest

import toponyms
from small import WriteTables
from toponyms.compile.build import compile_tables
from toponyms.matching.context import (
    Relation,
    context_of,
    distance,
    kilometres,
    means_a_place,
    relation,
)
from toponyms.store.store import Store

KYIV, LUTSK, LVIV = "UA80000000000093317", "UA07080170010083384", "UA46060250010015970"


def related(store: Store, place: str, *context: str, roughly: bool = False) -> Relation:
    """The relation of a place to a context, with 40 km as near."""
    positions = [store.place_index(id) for id in context]
    return relation(
        store, store.place_index(place), context_of(store, "it", positions, roughly), 40.0
    )


def apart(store: Store, one: str, other: str) -> float:
    here, there = (store.location_at(store.place_index(id)) for id in (one, other))
    assert here
    assert there
    return kilometres(here, there)


def test_distances_are_great_circles_in_kilometres(store: Store) -> None:
    assert kilometres((0.0, 0.0), (0.0, 90.0)) == pytest.approx(10_007.5, abs=1)
    assert kilometres((50.0, 30.0), (51.0, 30.0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((60.0, 30.0), (60.0, 31.0)) == pytest.approx(55.6, abs=0.1)
    assert apart(store, KYIV, LVIV) == pytest.approx(468, abs=5)
    assert apart(store, LVIV, KYIV) == pytest.approx(apart(store, KYIV, LVIV))


def test_what_was_inside_before_the_reform_still_supports(store: Store) -> None:
    village, former, raion = "UA71080210010050837", "koatuu:7122000000", "UA71080000000036344"
    assert related(store, village, former) is Relation.WAS_INSIDE
    assert related(store, village, raion) is Relation.INSIDE
    assert related(store, village, "koatuu:7124900000") is Relation.OUTSIDE
    best = toponyms.resolve("Ліпляве", within="Канівський район").best
    assert best is not None
    assert ("within", "was inside Канівський район") in best.evidence
    assert best.score > 0.9


def test_a_unit_of_the_past_was_twice_as_wide_as_what_is_near(store: Store) -> None:
    dubno, raion = "UA56040110010080334", "UA07080000000034745"
    assert 40 < apart(store, dubno, LUTSK) < 80
    assert related(store, dubno, raion, LUTSK, roughly=True) is Relation.NEAR
    assert related(store, dubno, LUTSK) is Relation.OUTSIDE
    assert apart(store, LVIV, LUTSK) > 80
    assert related(store, LVIV, raion, LUTSK, roughly=True) is Relation.OUTSIDE
    best = toponyms.resolve("Дубно", within="Луцкий уезд").best
    assert best is not None
    assert ("within", "not far from Луцкий уезд") in best.evidence


def far(store: Store, place: str, *context: str) -> float | None:
    """The distance of a place from a context."""
    positions = [store.place_index(id) for id in context]
    return distance(store, store.place_index(place), context_of(store, "it", positions))


def test_a_place_is_as_far_from_a_context_as_from_the_nearest_it_means(store: Store) -> None:
    vyshneve, zhytomyr = "UA32080090010037585", "UA18040190010057814"
    assert far(store, vyshneve, KYIV) == pytest.approx(apart(store, vyshneve, KYIV))
    assert far(store, vyshneve, LVIV, KYIV) == far(store, vyshneve, KYIV)
    assert far(store, vyshneve, LVIV) == pytest.approx(far(store, LVIV, vyshneve))
    assert far(store, KYIV, KYIV) == 0
    # Of a town and the oblast that is called after it, the town tells where both are.
    assert far(store, KYIV, zhytomyr, "UA18000000000041385") == far(store, KYIV, zhytomyr)


def test_a_region_is_as_far_as_the_nearest_unit_that_it_covers(store: Store) -> None:
    units = [
        *("UA14000000000091971", "UA44000000000018893"),  # covered as a whole
        *(store.place_at(unit).id for unit, _ in store.extent_at(store.place_index("tp:donbas"))),
    ]
    found = far(store, LUTSK, "tp:donbas")
    assert found is not None
    assert found == pytest.approx(min(apart(store, LUTSK, unit) for unit in units))
    assert found < apart(store, LUTSK, "UA14000000000091971")


def test_a_city_that_belongs_to_no_oblast_stands_beside_the_one_around(store: Store) -> None:
    oblast, crimea, sevastopol = "UA32000000000030281", "UA01000000000013043", "UA85000000000065278"
    assert related(store, KYIV, oblast) is Relation.BESIDE
    assert related(store, sevastopol, crimea) is Relation.BESIDE
    # So do their districts and neighbourhoods.
    assert related(store, "UA80000000000126643", oblast) is Relation.BESIDE
    assert related(store, "tp:sevastopol-balaklava", crimea) is Relation.BESIDE
    assert related(store, KYIV, "UA71000000000010357") is Relation.OUTSIDE
    assert related(store, sevastopol, oblast) is Relation.OUTSIDE
    assert related(store, KYIV, "iso:UA") is Relation.INSIDE
    # No other city does, nor does a raion around Kyiv, nor the oblast in Kyiv.
    assert related(store, LVIV, "UA46000000000026241") is Relation.INSIDE
    assert related(store, KYIV, "UA32080000000084076") is not Relation.INSIDE
    assert related(store, "UA32060050010081797", KYIV) is Relation.NEAR


def test_a_unit_lies_around_what_is_in_it_and_not_in_itself(store: Store) -> None:
    city, raion, oblast = "UA63040090010029555", "UA63040000000023521", "UA63000000000041885"
    assert related(store, oblast, city) is Relation.AROUND
    assert related(store, raion, city) is Relation.AROUND
    assert related(store, oblast, raion) is Relation.AROUND
    assert related(store, oblast, oblast) is Relation.AROUND
    assert related(store, raion, oblast) is Relation.INSIDE
    assert related(store, city, oblast, raion) is Relation.INSIDE
    assert related(store, city, city) is Relation.INSIDE
    assert related(store, "koatuu:7122000000", "UA71080210010050837") is Relation.AROUND
    assert related(store, "UA71000000000010357", city) is Relation.OUTSIDE


def test_a_context_that_means_nothing_is_unknown(store: Store) -> None:
    assert related(store, KYIV) is Relation.UNKNOWN
    assert not means_a_place(context_of(store, "it", []))
    for id in (KYIV, "UA63000000000041885", "tp:donbas"):
        assert means_a_place(context_of(store, "it", [store.place_index(id)]))


def test_a_region_contains_what_it_covers(store: Store) -> None:
    bakhmut, dnipro, kharkiv = "UA14020010010059145", "UA12020010010037010", "UA63120270010096107"
    assert related(store, bakhmut, "tp:donbas") is Relation.INSIDE
    assert related(store, dnipro, "tp:donbas") is Relation.PERHAPS_INSIDE
    assert related(store, kharkiv, "tp:donbas") is Relation.OUTSIDE


def test_a_region_of_the_past_beside_a_place_of_today_contains_as_it_did_then(store: Store) -> None:
    odesa, kherson, then = "UA51100270010076757", "UA65100150010064384", "tp:kherson-governorate"
    assert related(store, odesa, then) in (Relation.INSIDE, Relation.PERHAPS_INSIDE)
    assert related(store, odesa, kherson, then) is Relation.INSIDE_THEN
    assert related(store, LVIV, kherson, then) is Relation.OUTSIDE
    assert related(store, "UA65100000000029736", "UA65000000000030969", then) is Relation.INSIDE


def test_a_feature_lies_in_all_units_that_it_touches(store: Store) -> None:
    dniester, oblasts = "dreg:2597", ("UA46000000000026241", "UA51000000000030770")
    assert {related(store, dniester, oblast) for oblast in oblasts} == {Relation.INSIDE}
    assert related(store, dniester, "UA63000000000041885") is Relation.OUTSIDE
    # Of a river only the oblast is known: it may lie in any raion of the oblast.
    assert related(store, dniester, "UA46060000000042587") is Relation.PERHAPS_INSIDE
    assert related(store, "dreg:253", "UA63040000000023521") is Relation.PERHAPS_INSIDE
    assert related(store, "dreg:253", "UA71080000000036344") is Relation.OUTSIDE


def test_a_settlement_is_near_one_within_the_distance(store: Store) -> None:
    vyshneve, boryspil, fastiv = "UA32080090010037585", "UA32040010010093209", "UA32140150010091295"
    assert apart(store, vyshneve, KYIV) < 20 < apart(store, boryspil, KYIV) < 40
    assert related(store, vyshneve, KYIV) is related(store, boryspil, KYIV) is Relation.NEAR
    assert apart(store, fastiv, KYIV) > 50
    assert related(store, fastiv, KYIV) is Relation.OUTSIDE
    assert related(store, fastiv, LVIV, KYIV) is Relation.OUTSIDE
    assert related(store, vyshneve, LVIV, KYIV) is Relation.NEAR
    # A unit is not near a settlement.
    assert related(store, "UA32080000000084076", KYIV) is Relation.OUTSIDE
    here, there = (store.location_at(store.place_index(id)) for id in (vyshneve, KYIV))
    assert here
    assert there
    context = context_of(store, "it", [store.place_index(KYIV)])
    exactly = kilometres(here, there)
    assert relation(store, store.place_index(vyshneve), context, exactly) is Relation.NEAR
    assert relation(store, store.place_index(vyshneve), context, exactly - 0.01) is Relation.OUTSIDE


NOWHERE = [
    "iso:UA|country||||register",
    "UA71000000000010357|oblast|iso:UA|||register",
    "UA71080000000036344|raion|UA71000000000010357|||register",
    "UA71060000000030325|raion|UA71000000000010357|||register",
    "UA71080010000011111|hromada|UA71080000000036344|||register",
    "UA71080010010011112|village|UA71080010000011111|||register",
    "UA71080010020011113|village|UA71080010000011111|||register",
    "UA71060010000011114|hromada|UA71060000000030325|||register",
    "UA71060010010011115|village|UA71060010000011114|||register",
    "UA74000000000025378|oblast|iso:UA|||register",
    "UA74010000000011116|raion|UA74000000000025378|||register",
    "UA74010010000011117|hromada|UA74010000000011116|||register",
    "UA74010010010011118|village|UA74010010000011117|||register",
]


def test_without_positions_the_raion_tells_who_is_near_and_nothing_who_is_not(
    write_tables: WriteTables, tmp_path: Path
) -> None:
    ids = [line.split("|")[0] for line in NOWHERE]
    names = [f"{id}|Назва|uk|official|||register|" for id in ids]
    other = ("codes", "positions", "populations", "bases", "successions", "extents", "renamings")
    empty: dict[str, list[str]] = {name: [] for name in other}
    folder = write_tables(places=NOWHERE, names=names, **empty)
    own = Store(compile_tables(folder, tmp_path / "out"))
    village = "UA71080010010011112"
    assert related(own, village, "UA71080010020011113") is Relation.NEAR
    assert related(own, village, "UA71060010010011115") is Relation.UNKNOWN
    assert related(own, village, "UA74010010010011118") is Relation.UNKNOWN
    assert far(own, village, "UA71080010020011113") is None
    # The context names a unit besides, and the village lies outside it.
    oblast = "UA74000000000025378"
    assert related(own, village, "UA71060010010011115", oblast) is Relation.UNKNOWN
    assert related(own, village, "UA74010010010011118", oblast) is Relation.OUTSIDE
