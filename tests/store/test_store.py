"""The compiled file, column by column: what is packed comes back, and what is asked is found."""

import zlib
from pathlib import Path

import pytest

from small import WriteTables
from toponyms.compile.build import compile_tables
from toponyms.gazetteer import Gazetteer
from toponyms.model import Derivation, GazetteerError, Place, UnknownPlaceError
from toponyms.store import format
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.skeleton import skeletons, tunes

BAKHMUT, KHARKIV_OBLAST, DONETSK_OBLAST = (
    "UA14020010010059145",
    "UA63000000000041885",
    "UA14000000000091971",
)


def test_a_place_has_what_the_columns_have(store: Store) -> None:
    place = store.place(BAKHMUT)
    assert (place.id, place.kind, place.parent) == (BAKHMUT, "city", "UA14020010000088496")
    assert (place.valid_from, place.valid_to) == (None, None)
    assert place.population is not None
    assert place.population > 10_000
    assert place.location is not None
    assert place.location == pytest.approx((48.594, 37.999), abs=0.05)
    assert place.location_source is not None
    assert {"katottg", "serial", "pcode", "koatuu"} <= place.codes.keys()
    assert place.codes["katottg"] == (BAKHMUT,)
    assert place.codes["koatuu"] == ("1410300000",)
    names = {(t.text, t.language, t.status, t.valid_from, t.valid_to) for t in place.toponyms}
    assert ("Бахмут", "uk", "official", "2016-02-18", None) in names
    assert ("Артемівськ", "uk", "former", None, "2016-02-18") in names
    assert place.toponyms[0].script == "Cyrl"
    assert place.toponyms[0].source.startswith("katottg")


def test_a_place_that_ended_says_when(store: Store) -> None:
    place = store.place("koatuu:7124900000")
    assert (place.valid_from, place.valid_to) == (None, "2020-07-19")
    assert store.ended(store.place_index(place.id))
    assert not store.ended(store.place_index(BAKHMUT))


def test_all_places_are_read_in_the_order_of_their_numbers(
    store: Store, places: list[Place]
) -> None:
    assert len(places) == len(store) == store.counts["places"]
    for number in (0, 1, len(store) - 1):
        assert places[number] == store.place_at(number)
        assert store.place_index(places[number].id) == number
    assert repr(store) == f"<Store {store.version}, {len(store):,} places>"
    assert len(store.digest) == 64


def test_children_and_parents_tell_the_same(store: Store) -> None:
    for id in ("iso:UA", DONETSK_OBLAST, "UA80000000000093317"):
        position = store.place_index(id)
        children = store.children_at(position)
        assert children == sorted(children)
        assert [store.above[child] for child in children] == [position] * len(children) != []
        assert len(children) == list(store.above).count(position)
    assert store.children_at(store.place_index(BAKHMUT)) == []


def test_a_lineage_goes_up_to_the_country(store: Store) -> None:
    ids = list(map(store.id_at, store.lineage(store.place_index(BAKHMUT))))
    assert ids == [BAKHMUT, *ids[1:3], DONETSK_OBLAST, "iso:UA"]
    assert [store.place(id).kind for id in ids[1:3]] == ["hromada", "raion"]


def test_the_shares_of_successors_are_those_of_all_settlements(store: Store) -> None:
    several = 0
    for position in range(len(store)):
        successors = store.successors_at(position)
        if successors:
            assert sum(share for _, share in successors) == pytest.approx(1, abs=0.001)
            assert len({unit for unit, _ in successors}) == len(successors)
            several += len(successors) > 1
    assert several > 10
    ((unit, share),) = store.successors_at(store.place_index("koatuu:7124900000"))
    assert (store.id_at(unit), share) == ("UA71080000000036344", 1.0)


def test_the_extent_of_a_region_is_its_units_whole_or_in_part(store: Store) -> None:
    extent = {
        store.id_at(unit): part for unit, part in store.extent_at(store.place_index("tp:donbas"))
    }
    assert extent[DONETSK_OBLAST] == 0
    assert set(extent.values()) == {0, 1}
    zakarpattia = store.extent_at(store.place_index("tp:zakarpattia"))
    assert [(store.id_at(unit), part) for unit, part in zakarpattia] == [("UA21000000000011690", 0)]
    assert store.extent_at(store.place_index(BAKHMUT)) == []


def test_a_place_without_a_position_has_none(store: Store) -> None:
    assert store.location_at(store.place_index("tp:donbas")) is None
    assert store.place("tp:donbas").location is None


def test_an_id_may_be_a_code_of_any_authority(store: Store) -> None:
    for id in (BAKHMUT, f"katottg:{BAKHMUT}", "koatuu:1410300000", "UA1402001001", "serial:59145"):
        assert store.place(id).id == BAKHMUT
    with pytest.raises(UnknownPlaceError, match=r"no place has the id or code 'UA99'.* katottg"):
        store.place("UA99")
    with pytest.raises(UnknownPlaceError):
        store.place_index("pcode:UA99")
    with pytest.raises(UnknownPlaceError):
        store.place_index("wof:UA1402001001")
    with pytest.raises(TypeError, match="id must be a string, not 5"):
        store.place_index(5)  # type: ignore[arg-type]


def test_a_key_means_each_place_once_by_a_name_of_its_own(store: Store) -> None:
    postings = store.find("бахмут")
    assert BAKHMUT in {store.id_at(posting.place) for posting in postings}
    assert len({posting.place for posting in postings}) == len(postings)
    for posting in postings:
        assert store.toponym_at(posting.toponym) in store.place_at(posting.place).toponyms
        assert store.derivations_at(posting.derivations)
    assert store.find("бахмутт") == []
    assert "бахмут" in store
    assert "бахму" not in store
    assert store.begins("бахму")
    assert not store.begins("бахмутт")
    assert {"бахмут", "бахмута"} <= set(store.keys("бахмут"))
    assert all(key.startswith("бахмут") for key in store.keys("бахмут"))
    assert store.named("Бахмут") == tuple(postings)


def test_what_is_told_of_a_toponym_alone_is_what_the_whole_tells(store: Store) -> None:
    for key in ("київ", "kiev", "олександрівськ", "донбас", "москва"):
        for posting in store.find(key):
            toponym = store.toponym_at(posting.toponym)
            assert store.status_at(posting.toponym) == toponym.status
            assert store.language_at(posting.toponym) == toponym.language
            assert not store.laid_over(posting.toponym)
    donbas = {store.id_at(p.place): store.well_known(p.toponym) for p in store.find("донбас")}
    assert donbas["tp:donbas"]
    assert not any(store.well_known(p.toponym) for p in store.find("бахмут"))


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("днр", {"UA14000000000091971": True}),
        ("ордло", {"UA14000000000091971": True, "UA44000000000018893": True}),
        ("донеччина", {"UA14000000000091971": False}),
    ],
)
def test_labels_of_occupied_parts_are_marked(
    store: Store, key: str, labels: dict[str, bool]
) -> None:
    found = {store.id_at(p.place): store.occupation_label(p.toponym) for p in store.find(key)}
    assert found == labels


def test_a_skeleton_leads_to_the_keys_that_have_it(store: Store) -> None:
    (skeleton,) = skeletons("Харків")
    assert set(tunes("Харків")) <= set(store.tunes(skeleton))
    keys = {key for tune in store.tunes(skeleton) for key in store.keys_sounding(skeleton, tune)}
    assert {"kharkiv", "harkiv", "харьков", "charkow"} <= keys
    assert keys <= set(store.keys())
    assert all(skeleton in skeletons(key) for key in keys)
    assert store.keys_sounding(skeleton, "") == store.keys_sounding("", "") == set()
    assert list(store.tunes("")) == []


def test_near_skeletons_are_of_the_gazetteer(store: Store) -> None:
    own = set(skeletons("Харків"))
    near = store.near(own)
    assert own < near
    assert all(map(store.tunes, near))
    assert store.near([]) == set()


def test_the_centre_of_a_hromada_has_the_first_code(store: Store) -> None:
    assert store.is_centre(store.place_index(BAKHMUT))
    assert not store.is_centre(store.place_index("UA14020110020077205"))
    assert not store.is_centre(store.place_index("koatuu:7124900000"))


def test_every_hromada_has_one_centre_and_what_is_in_none_is_no_centre(
    store: Store, places: list[Place]
) -> None:
    centres = [store.place_at(p) for p in range(len(store)) if store.is_centre(p)]
    assert {place.kind for place in centres} == {"city", "selyshche", "village"}
    parents = [place.parent for place in centres]
    assert len(parents) == len(set(parents))
    assert set(parents) == {place.id for place in places if place.kind == "hromada"}
    assert "UA32000000010085013" not in {place.id for place in centres}, "Прип’ять is in none"


def test_voters_and_council_seats_are_those_of_the_tables(store: Store) -> None:
    positions = range(len(store))
    voters = [store.voters(position) for position in positions]
    assert sum(number is not None for number in voters) == store.counts["voters"]
    assert min(number for number in voters if number is not None) > 0
    seats = [position for position in positions if store.council_seat(position)]
    assert len(seats) == store.counts["councils"]
    hlyuhove, mykolaivka = map(store.place_index, ("UA48040210060026453", "UA12140070180021991"))
    assert store.voters(hlyuhove) == 5_372
    assert store.place_at(hlyuhove).population is None, "voters are no population"
    assert store.council_seat(mykolaivka)
    assert not store.council_seat(store.place_index(BAKHMUT))
    assert store.voters(store.place_index("pcode:UA63")) is None


def test_what_few_places_have(store: Store) -> None:
    esman, ivanivka = map(store.place_index, ("UA59100070010055907", "UA65040030010022975"))
    assert store.was_urban(esman)
    assert store.urban_until(esman) == "2024-01-26"
    assert store.governed_from(esman) is None
    raion = store.governed_from(ivanivka)
    assert raion is not None
    assert store.id_at(raion) == "koatuu:6522900000"
    assert not store.was_urban(store.place_index(BAKHMUT))
    assert store.urban_until(store.place_index(BAKHMUT)) is None


def test_an_answer_is_worked_out_but_once_until_it_is_forgotten(store: Store) -> None:
    own = Store(store.path)
    memo = own.memo(_length)
    assert memo["абв"] == len(own) + 3
    assert own.memo(_length) is memo
    assert list(memo) == ["абв"]
    own.forget()
    assert list(memo) == []


def _length(store: Store, text: str) -> int:
    return len(store) + len(text)


@pytest.mark.parametrize("degrees", [-89.99999, -0.00001, 0.0, 44.12345, 90.0])
def test_coordinates_come_back_to_the_metre(degrees: float) -> None:
    latitude = format.pack_latitude(degrees)
    assert latitude >= 0
    assert format.unpack_latitude(latitude) == pytest.approx(degrees, abs=1e-9)
    for longitude in (degrees, 2 * degrees):
        packed = format.pack_longitude(longitude)
        assert 0 <= packed < format.NOTHING
        assert format.unpack_longitude(packed) == pytest.approx(longitude, abs=1e-9)


@pytest.mark.parametrize(
    "numbers",
    [
        (1, 2, 3, 4, False, True),
        (1, 2, 3, 4, True, False),
        (0, 0, 0, 0, False, False),
        (4095, 63, 3, 1023, 1, 1),
    ],
)
def test_the_class_of_a_toponym_has_room_for_each_number(
    numbers: tuple[int, int, int, int, bool, bool],
) -> None:
    packed = format.pack_class(*numbers)
    assert packed < 1 << 32
    assert (
        packed & format.LANGUAGE_BITS,
        packed >> format.SCRIPT_SHIFT & format.SCRIPT_BITS,
        packed >> format.STATUS_SHIFT & format.STATUS_BITS,
        packed >> format.SOURCE_SHIFT & format.SOURCE_BITS,
        packed >> format.OCCUPATION_LABEL_SHIFT & 1,
        packed >> format.WELL_KNOWN_SHIFT,
    ) == numbers


@pytest.mark.parametrize(
    "derivation",
    [
        Derivation("uk", (), "nominative", None, None, None, None),
        Derivation("ru", ("a", "b"), "case form", "genitive", "sg", "m", "rule"),
    ],
)
def test_a_derivation_comes_back_from_its_line(derivation: Derivation) -> None:
    assert format.parse_derivation(format.format_derivation(derivation)) == derivation


@pytest.fixture
def compiled(write_tables: WriteTables, tmp_path: Path) -> Path:
    return Path(compile_tables(write_tables(), tmp_path / "out"))


def _with_header(path: Path, old: bytes, new: bytes) -> str:
    """The file with a piece of its header replaced by one as long, and the checksum of that."""
    data = bytearray(path.read_bytes())
    fields = list(format.PREFIX.unpack_from(data))
    start, end = format.PREFIX.size, format.PREFIX.size + fields[4]
    header = bytes(data[start:end])
    assert header.count(old) == 1
    assert len(old) == len(new)
    data[start:end] = header.replace(old, new)
    fields[5] = zlib.crc32(data[start:end])
    format.PREFIX.pack_into(data, 0, *fields)
    path.write_bytes(data)
    return str(path)


def test_a_section_that_is_missing_is_named(compiled: Path) -> None:
    path = _with_header(compiled, b"section\tplace_kind\t", b"section\tplace_sort\t")
    with pytest.raises(GazetteerError, match="section place_kind is missing; reinstall toponyms"):
        Store(path)


def test_damage_is_found_in_whichever_section_it_is(compiled: Path) -> None:
    whole = compiled.read_bytes()
    sections = format.read_header(str(compiled), Store(str(compiled))._data).sections
    for name, (offset, extent, _) in sections.items():
        if extent:
            for place in (offset, offset + extent - 1):
                data = bytearray(whole)
                data[place] ^= 0xFF
                damaged = compiled.with_name(f"{name}.bin")
                damaged.write_bytes(data)
                with pytest.raises(GazetteerError, match=r"is damaged"):
                    Store(str(damaged)).verify()


def test_a_folder_is_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be mapped"):
        Store(str(tmp_path))


def test_sections_are_aligned_and_in_their_order(compiled: Path) -> None:
    sections = format.read_header(str(compiled), Store(str(compiled))._data).sections
    assert tuple(sections) == format.SECTIONS
    ends = [offset + extent for offset, extent, _ in sections.values()]
    for (offset, _, _), end in zip(list(sections.values())[1:], ends, strict=False):
        assert offset % 8 == 0
        assert 0 <= offset - end < 8


def test_a_name_is_found_by_its_fold(gazetteer: Gazetteer, store: Store) -> None:
    for text in ("Кам'янське", "КАМ’ЯНСЬКЕ"):
        ids = {store.id_at(posting.place) for posting in store.find(fold(text))}
        assert "UA12040150010038341" in ids or len(ids) > 1
        assert all(id in gazetteer for id in ids)
