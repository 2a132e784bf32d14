"""What users see of the package: its names, its types, and how it refuses arguments."""

import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.gazetteer import Gazetteer
from toponyms.model import GazetteerError

KHARKIV = "UA63120270010096107"
KHARKIV_OBLAST = "UA63000000000041885"
FACE = {name: getattr(toponyms, name) for name in toponyms.__all__}
FUNCTIONS = {name: value for name, value in FACE.items() if inspect.isfunction(value)}


def test_the_face_shows_functions_types_and_the_columns_of_a_record_only() -> None:
    assert dir(toponyms) == sorted(toponyms.__all__)
    for name, value in FACE.items():
        assert inspect.isfunction(value) or inspect.isclass(value) or name == "RECORD", name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_module_bears_the_name_of_a_function(name: str) -> None:
    """Otherwise importing the module would hide the function, or the function the module."""
    with pytest.raises(ModuleNotFoundError):
        __import__(f"toponyms.{name}")


def test_importing_every_module_leaves_the_functions_as_they_are() -> None:
    script = (
        "import importlib, inspect, pkgutil, toponyms\n"
        "for module in pkgutil.walk_packages(toponyms.__path__, 'toponyms.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
        f"assert all(inspect.isfunction(getattr(toponyms, n)) for n in {sorted(FUNCTIONS)})"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_help_begins_with_what_people_call() -> None:
    documented = inspect.getdoc(toponyms)
    assert documented is not None
    for name in FUNCTIONS:
        assert f"{name}(" in documented


@pytest.mark.parametrize("name", FUNCTIONS)
def test_one_argument_has_one_name(name: str) -> None:
    arguments = set(inspect.signature(FUNCTIONS[name]).parameters)
    assert arguments <= {
        *("text", "texts", "word", "name", "prefix", "place", "standard"),
        *("within", "kind", "language", "on", "limit", "policy", "case", "workers", "gazetteer"),
        *("recall", "format", "first", "keep_quotes"),
    }


def test_a_gazetteer_shows_what_users_call() -> None:
    assert {name for name in dir(Gazetteer) if not name.startswith("_")} == {
        *("open", "place", "parent", "ancestors", "children", "successors", "extent", "search"),
        *("path", "version", "digest", "counts", "verify"),
    }


# The short attributes of the answers


def test_a_resolution_is_true_when_it_is_resolved() -> None:
    resolved, ambiguous = toponyms.resolve("Kharkiv"), toponyms.resolve("Черкаський")
    assert resolved
    assert resolved.place is not None
    assert resolved.place.id == KHARKIV
    assert not ambiguous
    assert ambiguous.best is not None
    assert ambiguous.place is None
    assert not toponyms.resolve("Washington")
    assert toponyms.resolve("Washington").place is None


def test_a_place_has_its_coordinates_and_a_code_of_each_authority(gazetteer: Gazetteer) -> None:
    place = gazetteer.place(KHARKIV)
    assert (place.latitude, place.longitude) == place.location
    assert place.code("pcode") == "UA6312027001"
    assert place.code("geonames") == place.codes["geonames"][0]
    assert place.code("dreg") is None
    country = gazetteer.place("iso:PL")
    assert (country.location, country.latitude, country.longitude) == (None, None, None)
    with pytest.raises(TypeError, match="authority must be a string, not 5"):
        place.code(5)  # type: ignore[arg-type]


def test_a_gazetteer_knows_what_is_in_it(gazetteer: Gazetteer) -> None:
    assert KHARKIV in gazetteer
    assert "iso:UA-63" in gazetteer
    assert gazetteer.place(KHARKIV) in gazetteer
    for other in ("UA00", "", "\ud800", None, float("nan"), 63, [KHARKIV]):
        assert other not in gazetteer


@pytest.mark.parametrize(
    "call",
    [
        Gazetteer.parent,
        Gazetteer.ancestors,
        Gazetteer.children,
        Gazetteer.successors,
        Gazetteer.extent,
        lambda gazetteer, place: toponyms.history(place, gazetteer=gazetteer),
        lambda gazetteer, place: toponyms.render(place, gazetteer=gazetteer),
    ],
)
def test_wherever_a_place_is_an_argument_its_id_or_code_is_too(
    gazetteer: Gazetteer, call: Callable[[Gazetteer, Any], Any]
) -> None:
    for id in (KHARKIV_OBLAST, "koatuu:7124900000", "dreg:1006"):
        place = gazetteer.place(id)
        expected = call(gazetteer, place)
        assert all(call(gazetteer, f"{a}:{c[0]}") == expected for a, c in place.codes.items())
        assert call(gazetteer, id) == expected
    with pytest.raises(toponyms.UnknownPlaceError, match="no place has the id or code 'UA00'"):
        call(gazetteer, "UA00")
    with pytest.raises(TypeError, match="place must be a place or its id, not None"):
        call(gazetteer, None)


def test_a_gazetteer_is_refused_where_it_is_none() -> None:
    with pytest.raises(TypeError, match=r"gazetteer must be a Gazetteer, .*not 'names\.tsv'"):
        toponyms.resolve("Київ", gazetteer="names.tsv")  # type: ignore[arg-type]


# One line for each value, in a console and in an error


def _values() -> Sequence[object]:
    place = toponyms.Gazetteer.open().place("UA80000000000093317")
    resolution = toponyms.resolve("Kyjiw" * 30 + "/Київ")
    best = toponyms.resolve("Kyiv").candidates[0]
    mention = toponyms.annotate("Near Київ")[0]
    refused = toponyms.why_not("Вулиця Київська", "Київська")[0]
    return [
        *(
            place,
            place.toponyms,
            place.toponyms[0],
            place.codes,
            resolution,
            best,
            mention,
            refused,
        ),
        *(best.spelling, best.spelling.derivations[0], best.evidence, best.evidence[0]),
        *(best.units, best.units[0], toponyms.RECORD[0]),
        *(
            toponyms.history(place)[0],
            toponyms.standards()[0],
            toponyms.inflect("Київ", "dative")[0],
        ),
        *(toponyms.deromanize("Kyiv")[0], toponyms.search("Киї")[0], toponyms.Gazetteer.open()),
    ]


@pytest.mark.parametrize("value", _values(), ids=lambda value: type(value).__name__)
def test_a_repr_is_one_short_line(value: object) -> None:
    assert len(repr(value)) <= 160
    assert "\n" not in repr(value)
    assert repr(value).startswith("<")


def test_a_long_or_strange_value_keeps_its_repr_short() -> None:
    long = "К\n" * 10_000
    assert len(repr(toponyms.resolve(long))) <= 160
    assert "\n" not in repr(toponyms.resolve(long))
    toponym = toponyms.Gazetteer.open().place(KHARKIV).toponyms[0]
    assert len(repr(toponym._replace(text=long))) <= 160


LONG = ["x" * 100_000, ["y" * 1_000] * 10_000, b"z" * 100_000, "К\n" * 100_000]


@pytest.mark.parametrize(
    "call",
    [
        lambda value: toponyms.resolve([value]),  # type: ignore[arg-type]
        lambda value: toponyms.resolve("Київ", within={1: value}),  # type: ignore[dict-item]
        lambda value: toponyms.resolve("Київ", kind=value),
        lambda value: toponyms.resolve("Київ", language=value),
        lambda value: toponyms.resolve("Київ", on=value),
        lambda value: toponyms.resolve("Київ", limit=value),
        lambda value: toponyms.resolve("Київ", gazetteer=value),
        lambda value: toponyms.annotate([value]),  # type: ignore[arg-type]
        lambda value: toponyms.annotate("Київ", kind=value),
        lambda value: list(toponyms.annotate_many(["Київ"], workers=value)),
        lambda value: toponyms.why_not("Київ", [value]),  # type: ignore[arg-type]
        lambda value: toponyms.search([value]),  # type: ignore[arg-type]
        lambda value: toponyms.search("Ки", kind=value),
        lambda value: toponyms.history(value),
        lambda value: toponyms.render(value),
        lambda value: toponyms.render(KHARKIV, policy=value),
        lambda value: toponyms.romanize("Київ", value),
        lambda value: toponyms.romanize([value]),  # type: ignore[arg-type]
        lambda value: toponyms.deromanize("Kyiv", language=value),
        lambda value: toponyms.deromanize("Kyiv", standard=value),
        lambda value: toponyms.inflect([value], "dative"),  # type: ignore[arg-type]
        lambda value: toponyms.inflect("Київ", value),
        lambda value: toponyms.inflect("Київ", "dative", value),
        lambda value: toponyms.inflect("Київ", "dative", kind=value),
        lambda value: toponyms.Gazetteer.open(value),
        lambda value: toponyms.Gazetteer.open(extra=value),
        lambda value: toponyms.Gazetteer.open().place(value),
        lambda value: toponyms.Gazetteer.open().children(value),
    ],
)
@pytest.mark.parametrize("value", LONG, ids=["word", "list", "bytes", "lines"])
def test_an_error_is_one_short_line_however_long_the_argument(
    call: Callable[[Any], object], value: object
) -> None:
    with pytest.raises((TypeError, ValueError, LookupError, GazetteerError)) as error:
        call(value)
    message = str(error.value)
    assert len(message) <= 1_200  # one names all the standards that there are
    assert "\n" not in message


@given(st.text() | st.lists(st.text()) | st.binary() | st.floats() | st.none())
def test_what_is_shown_of_a_value_is_short(value: object) -> None:
    from toponyms.model import shown

    assert len(shown(value, 20)) <= 20
    assert "\n" not in shown(value)


def test_an_opened_gazetteer_goes_to_another_process(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert (len(copy), copy.version) == (len(gazetteer), gazetteer.version)
    assert toponyms.resolve("Kharkiv", gazetteer=copy, on=date(2020, 1, 1)).place == copy.place(
        KHARKIV
    )


WRONG: Any = 5


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: toponyms.annotate_many("Kyiv"), "texts must be several strings, not 'Kyiv'"),
        (lambda: toponyms.annotate_many(WRONG), "texts must be several strings, not 5"),
        (lambda: toponyms.Gazetteer.open(WRONG), "path must be a path, not 5"),
        (lambda: toponyms.Gazetteer.open(extra=WRONG), "extra must be a path, not 5"),
        (lambda: toponyms.Gazetteer.open().place(KHARKIV).name(WRONG), "language must be a BCP 47"),
        (lambda: toponyms.inflect("Київ", "dative", WRONG), "language must be a string, not 5"),
    ],
)
def test_a_wrong_type_is_refused_with_what_is_wanted(
    call: Callable[[], object], message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        call()


@pytest.mark.parametrize(("given", "wanted"), [("ua", "uk"), ("ukr", "uk"), ("rus-RU", "ru")])
def test_a_code_that_people_write_for_a_language_is_told_from_its_tag(
    given: str, wanted: str
) -> None:
    with pytest.raises(ValueError, match=f"language '{given}' is no BCP 47 tag; write {wanted}"):
        toponyms.resolve("Київ", language=given)


def test_a_date_that_is_none_names_its_argument() -> None:
    with pytest.raises(ValueError, match="on '2030-13' is not a date like 2016, 2016-05 or"):
        toponyms.resolve("Київ", on="2030-13")
