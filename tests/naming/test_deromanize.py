"""Latin text back to attested Cyrillic names."""

import json
from typing import Any

import pytest

import toponyms
from toponyms.model import Original


def originals(text: str, **options: Any) -> list[tuple[str, str]]:
    return [(one.text, one.language) for one in toponyms.deromanize(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyiv", [("Київ", "uk")]),
        ("Kiev", [("Киев", "ru")]),
        ("Kharkiv", [("Харків", "uk")]),
        ("Charkiw", [("Харків", "uk")]),
        ("Khar’kov", [("Харьков", "ru")]),
        ("Pervomaisk", [("Первомайск", "ru"), ("Первомайськ", "uk")]),
    ],
)
def test_the_name_after_a_romanization(text: str, expected: list[tuple[str, str]]) -> None:
    assert originals(text) == expected


@pytest.mark.parametrize(
    "text", ["Xyzzyk", "", "  ", "Kyjew", "Moskau-Kyiv", "\ud800", "'", "Київ"]
)
def test_what_no_attested_name_gives_is_empty(text: str) -> None:
    assert toponyms.deromanize(text) == []


def test_the_standards_that_give_the_text() -> None:
    (kyiv,) = toponyms.deromanize("Kyiv")
    assert "kmu-2010" in kyiv.standards
    assert "bgn-pcgn-1965" not in kyiv.standards
    (kyyiv,) = toponyms.deromanize("Kyyiv")
    assert kyyiv.standards == ("bgn-pcgn-1965", "odni-2015-uk")


def test_case_and_the_kind_of_apostrophe_do_not_matter() -> None:
    found = {tuple(originals(text)) for text in ("Znam”yanka", "ZNAM'YANKA", "znamʺyanka")}
    assert found == {(("Знам’янка", "uk"),)}


def test_letters_matter() -> None:
    """The key of a look-up is looser: it finds the place, but the name does not give the text."""
    assert originals("Kharkív") == []
    assert originals("Znamyanka", standard="bgn-pcgn-1965") == []


def test_by_standard() -> None:
    assert originals("Kyiv", standard="kmu-2010") == [("Київ", "uk")]
    assert originals("Kyiv", standard="bgn-pcgn-2019") == [("Київ", "uk")]
    assert originals("Kyiv", standard="bgn-pcgn-1965") == []


def test_by_language() -> None:
    assert originals("Pervomaisk", language="uk") == [("Первомайськ", "uk")]
    assert originals("Pervomaisk", language="ru") == [("Первомайск", "ru")]


def test_wrong_arguments_say_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="language 'de'; romanization standards are for ru, uk"):
        toponyms.deromanize("Kyiv", language="de")
    with pytest.raises(ValueError, match="kmu-2010 is for uk"):
        toponyms.deromanize("Kyiv", language="ru", standard="kmu-2010")
    with pytest.raises(ValueError, match=r"'kmu'; .*kmu-2010"):
        toponyms.deromanize("Kyiv", standard="kmu")
    with pytest.raises(TypeError, match="text must be a string"):
        toponyms.deromanize(None)  # type: ignore[arg-type]


def test_as_json() -> None:
    one = toponyms.deromanize("Kyyiv")[0]
    assert isinstance(one, Original)
    assert json.loads(json.dumps(one.to_dict())) == {
        "text": "Київ",
        "language": "uk",
        "standards": ["bgn-pcgn-1965", "odni-2015-uk"],
    }
