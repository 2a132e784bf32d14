"""The history of a place, told in order."""

import pytest

import toponyms
from toponyms.cli import main
from toponyms.dates import bounds
from toponyms.gazetteer import Gazetteer


def test_names_come_in_the_order_of_their_time(gazetteer: Gazetteer) -> None:
    place = gazetteer.place("UA14020010010059145")
    called = [period.detail for period in toponyms.history(place) if period.what == "called"]
    artemivsk, bakhmut = called[-2:]
    assert artemivsk.startswith("Артемівськ, ")
    assert "Artemivsk (en)" in artemivsk
    assert bakhmut.startswith("Бахмут, ")


def test_a_place_tells_its_raion_before_and_after_the_reform(gazetteer: Gazetteer) -> None:
    place = gazetteer.place(
        toponyms.resolve("Канів", kind="city").candidates[0].place.id  # of oblast rank, in none
    )
    assert [period.valid_from for period in toponyms.history(place) if period.what == "in"] == [
        "2020-07-19"
    ]
    village = toponyms.resolve("с. Ліпляве, Канівський район").candidates[0].place
    raions = [period for period in toponyms.history(village) if period.what == "in"]
    assert [period.valid_to for period in raions] == ["2020-07-19", None]
    assert raions[0].detail.startswith("Канівський raion koatuu:")
    assert raions[1].detail.startswith("Черкаський raion UA71")


def test_a_settlement_tells_that_it_was_of_urban_type(gazetteer: Gazetteer) -> None:
    told = toponyms.history(gazetteer.place("UA59100070010055907"))
    assert [(period.valid_to, period.detail) for period in told if period.what == "was"] == [
        ("2024-01-26", "a settlement of urban type")
    ]


def test_a_settlement_tells_what_was_governed_from_it(gazetteer: Gazetteer) -> None:
    told = toponyms.history(gazetteer.place("UA65040030010022975"))
    assert [period.detail for period in told if period.what == "was"] == [
        "the centre of Іванівський raion koatuu:6522900000",
        "a settlement of urban type",
    ]


def test_an_abolished_unit_tells_what_became_of_it(gazetteer: Gazetteer) -> None:
    told = toponyms.history(gazetteer.place("koatuu:7124900000"))
    assert [period.what for period in told] == ["called", "existed", "succeeded by"]


def told(id: str) -> list[str]:
    return [
        f"{period.valid_from or ''}/{period.valid_to or ''} {period.what} {period.detail}".strip()
        for period in toponyms.history(id)
    ]


def test_all_that_is_known_is_told_in_order() -> None:
    assert told("UA59100070010055907") == [
        "/2016-06-03 called Червоне, Червоне (ru)",
        "2016-06-03/ called Есмань, Esman (en)",
        "/2020-07-19 in Глухівський raion koatuu:5921500000",
        "2020-07-19/ in Шосткинський raion UA59100000000036457",
        "/2024-01-26 was a settlement of urban type",
    ]
    assert told("koatuu:7124900000") == [
        "/2020-07-19 called Черкаський, Черкасский (ru), Cherkaskyi (en)",
        "/2020-07-19 existed",
        "2020-07-19/ succeeded by Черкаський raion UA71080000000036344 100.0%",
    ]


def test_a_unit_in_parts_tells_the_share_of_each_successor() -> None:
    shares = [line.split()[-1] for line in told("koatuu:0523000000") if "succeeded by" in line]
    assert shares == ["59.0%", "21.1%", "20.0%"]


def test_a_period_is_shown_in_one_line() -> None:
    period = toponyms.history("koatuu:7124900000")[0]
    assert repr(period).startswith("<Period /2020-07-19 called 'Черкаський")
    assert list(period.to_dict()) == ["valid_from", "valid_to", "what", "detail"]


def test_what_ends_first_comes_first(gazetteer: Gazetteer, places: list[toponyms.Place]) -> None:
    for place in places[::97]:
        days = [
            bounds(date)[0]
            for period in toponyms.history(place, gazetteer=gazetteer)
            if (date := period.valid_from or period.valid_to)
        ]
        assert days == sorted(days)


def test_show_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "koatuu:7124900000"]) == 0
    assert "from 2020-07-19   succeeded by Черкаський raion" in capsys.readouterr().out


def test_a_name_ends_with_its_place() -> None:
    (called,) = [p for p in toponyms.history("dreg:1006") if p.what == "called"][-1:]
    assert called.valid_to == "2023-06-06"


def test_an_id_will_do_and_nothing_else() -> None:
    assert toponyms.history("UA63") == toponyms.history(Gazetteer.open().place("pcode:UA63"))
    with pytest.raises(TypeError, match="must be a place or its id"):
        toponyms.history(None)  # type: ignore[arg-type]
