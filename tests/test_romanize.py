"""Romanization: the samples of each standard, the traps, and properties of any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toponyms.romanize import Standard, romanize, standards

LETTERS = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
ALL_LETTERS = "".join(sorted({*LETTERS["uk"], *LETTERS["ru"], "ў"}))
APOSTROPHES = "'\u2019\u02bc\u2018\u201b\u02bb\u02b9\u2032`\u00b4\uff07"
cyrillic = st.text(ALL_LETTERS + ALL_LETTERS.upper() + APOSTROPHES + " -.,5\u0301", max_size=40)
repeatable = settings(derandomize=True, deadline=None, database=None)
each_standard = pytest.mark.parametrize("standard", [one.id for one in standards()])


@pytest.mark.parametrize(
    ("standard", "source", "expected"),
    [(one.id, *sample) for one in standards() for sample in one.samples],
)
def test_samples(standard: str, source: str, expected: str) -> None:
    assert romanize(source, standard) == expected


def test_standards_describe_themselves() -> None:
    found = standards()
    assert [one.id for one in found] == sorted(one.id for one in found)
    for one in found:
        assert isinstance(one, Standard)
        assert one.language in LETTERS
        assert all((one.name, one.authority, one.status, one.trust, one.notes))
        assert len(one.samples) > 20


@each_standard
@pytest.mark.parametrize("letters", [*LETTERS.values(), "ўѣѳѵ"])
def test_every_letter_becomes_latin(standard: str, letters: str) -> None:
    for text in (letters, letters.upper(), *letters, *letters.upper()):
        assert not has_cyrillic(romanize(text, standard))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ЮЛІЯ", "YULIIA"),
        ("Юлія", "Yuliia"),
        ("юлія", "yuliia"),
        ("Щ", "Shch"),
        ("ЩО", "SHCHO"),
        ("Щастя", "Shchastia"),
        ("Я ІДУ ДО ЮЗІВКИ", "YA IDU DO YUZIVKY"),
        ("Ю. Я. Щербак", "Yu. Ya. Shcherbak"),
        ("смтЩастя", "smtShchastia"),
        ("м.ЩАСТЯ", "m.SHCHASTIA"),
        ("ЗГУРІВКА", "ZGHURIVKA"),
        ("РОЗГін", "ROZGHin"),
        ("Івано-Франківськ", "Ivano-Frankivsk"),
        ("ІВАНО-ФРАНКІВСЬК", "IVANO-FRANKIVSK"),
        ("Юр'ївка-Єланець", "Yurivka-Yelanets"),
        ("«Київ»", "«Kyiv»"),
        ("'Єланець'", "'Yelanets'"),
        ("Ки\u0301їв", "Kýiv"),
        ("Є\u0301ланець", "Yélanets"),
        ("Kиїв", "Kyiv"),
        ("Хмель\u0301ницький", "Khme\u013anytskyi"),
        ("Н\u0450жин", "Nèzhyn"),
        ("м. Київ, Ukraine 01001", "m. Kyiv, Ukraine 01001"),
    ],
)
def test_kmu(source: str, expected: str) -> None:
    assert romanize(source) == expected


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_apostrophes(apostrophe: str) -> None:
    assert romanize(f"Знам{apostrophe}янка") == "Znamianka"
    assert romanize(f"ЗНАМ{apostrophe}ЯНКА") == "ZNAMIANKA"
    assert romanize(f"Знам{apostrophe}янка", "bgn-pcgn-1947") == "Znam\u201dyanka"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Алчевский мыс", "Alchevskyi mys"),
        ("Ёлкино", "Yolkyno"),
        ("Орёл", "Oriol"),
        ("Подъячев", "Podiachev"),
        ("Эсмань", "Esman"),
    ],
)
def test_foreign_letters_in_a_ukrainian_standard(source: str, expected: str) -> None:
    assert romanize(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ЮЛИЯ", "YULIYA"),
        ("Юлия", "Yuliya"),
        ("ЩЁЛКИНО", "SHCH\u00cbLKINO"),
        ("Щёлкино", "Shch\u00eblkino"),
        ("Ельня Ё", "Yel’nya Y\u00eb"),
        ("прие\u0301хать", "priyékhat’"),
        ("Харьков", "Khar’kov"),
        ("Запорожье", "Zaporozh’ye"),
        ("Ізюм", "Izyum"),
    ],
)
def test_bgn(source: str, expected: str) -> None:
    assert romanize(source, "bgn-pcgn-1947") == expected


def test_unknown_standard_lists_the_allowed() -> None:
    with pytest.raises(ValueError, match=r"'kmu-2011'; allowed: kmu-2010, .*bgn-pcgn-1947"):
        romanize("Київ", "kmu-2011")
    with pytest.raises(ValueError, match="unknown romanization standard"):
        romanize("Kyiv", "../kmu-2010")


def has_cyrillic(text: str) -> bool:
    return any("CYRILLIC" in unicodedata.name(char, "") for char in text)


@each_standard
@repeatable
@given(text=cyrillic)
def test_no_cyrillic_is_left(standard: str, text: str) -> None:
    assert not has_cyrillic(romanize(text, standard))


@each_standard
@repeatable
@given(text=st.one_of(cyrillic, st.text(max_size=30)))
def test_normal_forms_agree(standard: str, text: str) -> None:
    result = romanize(text, standard)
    assert romanize(unicodedata.normalize("NFD", text), standard) == romanize(
        unicodedata.normalize("NFC", text), standard
    )
    assert romanize(result, standard) == result


@each_standard
@repeatable
@given(text=st.text(st.characters(max_codepoint=0x24F) | st.sampled_from(APOSTROPHES)))
def test_latin_passes_through(standard: str, text: str) -> None:
    assert romanize(text, standard) == unicodedata.normalize("NFC", text)


@each_standard
@repeatable
@given(text=cyrillic)
def test_case_only_changes_case(standard: str, text: str) -> None:
    assert romanize(text, standard).lower() == romanize(text.lower(), standard).lower()
