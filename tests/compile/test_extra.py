"""The overlay: a user's own names and places, laid over the gazetteer."""

import pickle
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

import toponyms
from toponyms.cli import main
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import GazetteerError, TableError

KYIV = "UA80000000000093317"
PLACES = "id|kind|parent\nacled:7|village|pcode:UA63\n"
NAMES = (
    "place|text|language|source\n"
    "acled:7|Синій склад|uk|field notes\n"
    f"{KYIV}|Матір міст|uk|poem\n"
    "geonames:706483|Perwscha Stolyzja|de|\n"
)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the tables of an overlay, given with bars for tabs, into a folder."""

    def _write(**tables: str) -> Path:
        folder = tmp_path / "mine"
        folder.mkdir()
        for name, text in tables.items():
            (folder / f"{name}.tsv").write_text(text.replace("|", "\t"), encoding="utf-8")
        return folder

    return _write


@pytest.fixture
def extended(write: Write) -> Gazetteer:
    return Gazetteer.open(extra=write(places=PLACES, names=NAMES))


def best(gazetteer: Gazetteer, text: str) -> toponyms.Candidate:
    found = toponyms.resolve(text, gazetteer=gazetteer).best
    assert found is not None
    return found


def test_a_name_finds_its_place_and_shows_its_source(extended: Gazetteer) -> None:
    found = best(extended, "Матір міст")
    assert found.place.id == KYIV
    assert found.spelling.toponym.source == "poem"
    assert "poem" in found.evidence[0].detail


def test_names_are_inflected_and_romanized_like_all_others(extended: Gazetteer) -> None:
    assert best(extended, "Synii sklad").place.id == "acled:7"
    assert best(extended, "у Синьому складі").place.id == "acled:7"


def test_a_place_may_be_meant_by_any_code_and_a_source_left_out(extended: Gazetteer) -> None:
    found = best(extended, "Perwscha Stolyzja")
    assert found.place.name("en") == "Kharkiv"
    assert found.spelling.toponym.source == "mine"


def test_a_place_of_ones_own_stands_in_the_hierarchy(extended: Gazetteer) -> None:
    place = extended.place("acled:7")
    assert place.kind == "village"
    assert place.codes == {"acled": ("7",)}
    oblast = extended.parent(place)
    assert oblast is not None
    assert oblast.name("uk") == "Харківська"
    assert place in extended.children(oblast)
    store = store_of(extended)
    position = store.place_index("acled:7")
    assert store.voters(position) is None
    assert not store.council_seat(position)
    assert not store.is_centre(position)
    assert store.voters(store.place_index(KYIV))
    assert [mention.resolution.candidates[0].place.id for mention in toponyms.annotate(
        "с. Синій склад Харківської області", gazetteer=extended
    )] == ["acled:7", oblast.id]  # fmt: skip


def test_a_village_may_lie_in_a_hromada_of_ones_own(write: Write) -> None:
    mine = write(
        places="id|kind|parent\nmy:1|hromada|UA63000000000041885\nmy:2|village|my:1\n",
        names="place|text|language\nmy:1|Зубарська|uk\nmy:2|Зубарівка|uk\n",
    )
    gazetteer = Gazetteer.open(extra=mine)
    assert best(gazetteer, "Зубарівка").place.id == "my:2"
    assert not store_of(gazetteer).is_centre(store_of(gazetteer).place_index("my:2"))


def test_the_gazetteer_itself_stays_as_it_is(
    extended: Gazetteer, gazetteer: Gazetteer, places: list[toponyms.Place]
) -> None:
    assert toponyms.resolve("Матір міст").outcome == "unknown"
    for text in ("Chernigov/Chernihiv", "Черкаський", "Sumy oblast", "Мирне"):
        assert toponyms.resolve(text, gazetteer=extended) == toponyms.resolve(text)
    assert extended.place("pcode:UA14") == gazetteer.place("pcode:UA14")
    assert len(extended) == len(gazetteer) + 1
    assert list(islice(extended, 100)) == places[:100]
    assert extended.version.startswith(gazetteer.version + "+")
    assert extended.counts["extra.places"] == 1
    assert set(store_of(extended).keys("матір")) >= {"матір міст"}


def test_a_single_file_holds_names(tmp_path: Path) -> None:
    path = tmp_path / "nicknames.tsv"
    path.write_bytes(f"\ufefftext\tplace\r\nThe Capital Itself\t{KYIV}\r\n".encode())
    found = best(Gazetteer.open(extra=path), "The Capital Itself")
    assert found.place.id == KYIV
    assert found.spelling.toponym.source == "nicknames"


def test_a_users_tables_have_no_folder_of_editors(write: Write) -> None:
    folder = write(names=NAMES.replace("acled:7|Синій склад|uk|field notes\n", ""))
    (folder / "curated").mkdir()
    (folder / "curated" / "notes.tsv").write_text("what the user likes\n", encoding="utf-8")
    text = f"place\ttext\tlanguage\n{KYIV}\tНевідома назва\tuk\n"
    (folder / "curated" / "names.tsv").write_text(text, encoding="utf-8")
    extended = Gazetteer.open(extra=folder)
    assert toponyms.resolve("Невідома назва", gazetteer=extended).outcome == "unknown"
    assert best(extended, "Матір міст").place.id == KYIV


def test_more_may_be_said_of_a_place_that_is_there(write: Write) -> None:
    folder = write(
        codes=f"place|authority|code\n{KYIV}|mine|1\n",
        positions=f"place|lat|lon|source\n{KYIV}|50.45|30.52|survey\n",
        populations=f"place|population|source\n{KYIV}|3000000|count\n",
    )
    gazetteer = Gazetteer.open(extra=folder)
    place = gazetteer.place("mine:1")
    assert place.id == KYIV
    assert place.codes["mine"] == ("1",)
    assert (place.location, place.location_source) == ((50.45, 30.52), "survey")
    assert (place.population, place.population_source) == (3_000_000, "count")


def test_a_region_of_ones_own_contains(write: Write) -> None:
    folder = write(
        places="id|kind|parent\nours:north|region|iso:UA\n",
        names="place|text|language\nours:north|Sector North|en\n",
        extents="place|unit|extent\nours:north|pcode:UA74|whole\n",
    )
    gazetteer = Gazetteer.open(extra=folder)
    found = toponyms.resolve("Іванівка", within="Sector North", gazetteer=gazetteer)
    assert found.best is not None
    assert gazetteer.ancestors(found.best.place)[-2].name("uk") == "Чернігівська"


def test_it_survives_pickling(extended: Gazetteer) -> None:
    assert best(pickle.loads(pickle.dumps(extended)), "Матір міст").place.id == KYIV


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"names": "place|text\nUA99|Нове\n"}, "names.tsv:2: place 'UA99': no such place"),
        ({"names": f"place|text|language\n{KYIV}||uk\n"}, "names.tsv:2: text '': empty"),
        ({"names": f"place|text|tongue\n{KYIV}|Нове|uk\n"}, "names.tsv:1: header"),
        ({"names": f"place|text\n{KYIV}|Кийiв\n"}, "not marked mixed-script"),
        ({"places": "id|kind\nUA99|village\n"}, "not a word of your own"),
        ({"places": "id|kind\nacled:1|hamlet\n"}, "unknown; allowed are country"),
        ({"places": "id|kind\nacled:1|village\n"}, "has no name"),
        ({"codes": f"place|authority|code\n{KYIV}|iso|UA-32\n"}, "iso:UA-32 is the code of"),
        ({"bases": "place|text|language\n"}, "bases.tsv cannot be laid over; allowed are places"),
        ({"voters": f"place|voters\n{KYIV}|7\n"}, "voters.tsv cannot be laid over; allowed are"),
        ({}, "none of the tables places.tsv"),
    ],
)
def test_a_row_that_breaks_a_rule_is_named(
    write: Write, tables: dict[str, str], message: str
) -> None:
    with pytest.raises(TableError) as error:
        Gazetteer.open(extra=write(**tables))
    assert message in str(error.value)


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="nowhere': there is no such file or folder"):
        Gazetteer.open(extra=tmp_path / "nowhere")


def test_the_commands_take_it(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(write(places=PLACES, names=NAMES))
    assert main(["lookup", "--extra", folder, "Синій склад"]) == 3
    assert "acled:7" in capsys.readouterr().out
    assert main(["show", "--extra", folder, KYIV]) == 0
    assert "poem" in capsys.readouterr().out
    assert main(["info", "--extra", folder]) == 0
    assert "extra.toponyms" in capsys.readouterr().out
    assert main(["lookup", "--extra", f"{folder}/none.tsv", "Київ"]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_a_label_of_an_occupied_part_may_be_ones_own(write: Write) -> None:
    rows = "place|text|language|marks\npcode:UA65|ХНР|uk|occupation-label\npcode:UA65|Х|uk|\n"
    found = best(Gazetteer.open(extra=write(names=rows)), "ХНР")
    assert "label of its occupied part" in found.evidence[0].detail


def test_tables_that_changed_are_not_read_as_if_they_had_not(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("place\ttext\nUA80000000000093317\tЗмейград\n", "utf-8")
    gazetteer = Gazetteer.open(extra=table)
    sent = pickle.dumps(gazetteer)
    table.write_text("place\ttext\nUA59080270010036634\tЗмейград\n", "utf-8")
    with pytest.raises(GazetteerError, match=r"own\.tsv: changed while it was in use"):
        pickle.loads(sent)
