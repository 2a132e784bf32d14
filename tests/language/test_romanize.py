"""Romanization: the samples of each standard, the traps, and properties of any text."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toponyms.language.romanize import (
    EVIDENCE,
    Excepted,
    Standard,
    _compile,
    find_standard,
    romanize,
    standards,
)
from toponyms.text.script import APOSTROPHES

LETTERS = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
ALL_LETTERS = "".join(sorted({*LETTERS["uk"], *LETTERS["ru"], "ў"}))
cyrillic = st.text(ALL_LETTERS + ALL_LETTERS.upper() + APOSTROPHES + " -.,5\u0301", max_size=40)
any_standard = st.sampled_from([one.id for one in standards()])
thorough = settings(max_examples=1000)
each_standard = pytest.mark.parametrize("standard", [one.id for one in standards()])


@each_standard
def test_samples(standard: str) -> None:
    samples = find_standard(standard).samples
    assert [(source, romanize(source, standard)) for source, _ in samples] == list(samples)


@each_standard
def test_samples_that_are_not_followed(standard: str) -> None:
    for one in find_standard(standard).excepted:
        assert romanize(one.source, standard) != one.expected
        assert one.reason


@each_standard
def test_standards_describe_themselves(standard: str) -> None:
    one = find_standard(standard)
    assert isinstance(one, Standard)
    assert one.id == standard
    assert one.language in LETTERS
    assert all((one.title, one.authority, one.status, one.notes))
    assert one.year == "" or (one.year.isdecimal() and len(one.year) == 4)
    assert one.url == "" or one.url.startswith("http")
    assert len(one.samples) >= 9
    assert all(unicodedata.is_normalized("NFC", text) for pair in one.samples for text in pair)


@each_standard
def test_a_weak_standard_says_how_far_it_can_be_trusted(standard: str) -> None:
    one = find_standard(standard)
    assert one.evidence in EVIDENCE
    if one.evidence in EVIDENCE[2:]:
        assert one.reliability


def test_the_list_of_standards() -> None:
    found = standards()
    assert [one.id for one in found] == sorted({one.id for one in found})
    assert [one.language for one in found].count("uk") == 22
    assert [one.language for one in found].count("ru") == 28
    names = [name for one in found for name in (one.id, *one.also)]
    assert len(names) == len(set(names))


def test_a_standard_as_json() -> None:
    one = find_standard("dstu-9112-2021-b")
    plain = json.loads(json.dumps(one.to_dict(), ensure_ascii=False))
    assert list(plain) == list(Standard._fields)
    assert plain["samples"]["Київ"] == "Kyjiv"
    assert Excepted(**plain["excepted"][0]) == one.excepted[0]


def test_another_name_of_a_standard() -> None:
    assert find_standard("bgn-pcgn-2019").id == "kmu-2010"
    assert romanize("Знам'янка", "bgn-pcgn-2019") == "Znamianka"


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
    assert romanize(f"Знам{apostrophe}янка", "bgn-pcgn-1965") == "Znam\u201dyanka"
    assert romanize(f"Знам{apostrophe}янка", "dstu-9112-2021-a") == "Znam'janka"


def test_a_russian_standard_leaves_the_apostrophe_alone() -> None:
    assert romanize("Кот-д\u2019Ивуар", "icao-2013") == "Kot-d\u2019Ivuar"


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


@pytest.mark.parametrize(
    ("standard", "source", "expected"),
    [
        ("ala-lc-2012-ru", "Юлия", "I\u0361Ulii\u0361a"),
        ("ala-lc-2012-ru", "ЮЛИЯ", "I\u0361ULII\u0361A"),
        ("ala-lc-2011-uk", "Юлія", "I\u0361ulii\u0361a"),
        ("german-uk", "Щастя", "Schtschastja"),
        ("german-uk", "ЩАСТЯ", "SCHTSCHASTJA"),
        ("german-uk", "Щ. Щорс", "Schtsch. Schtschors"),
        ("iso-9-1995-uk", "Ґорґани", "G\u0300org\u0300ani"),
        ("iso-9-1995-ru", "Щёлкино", "\u015c\u00eblkino"),
        ("un-1987", "ПОДЪЯЧЕВО", "POD\u201dJA\u010cEVO"),
        ("polish-uk", "Ль\u0301вів", "L\u0301wiw"),
        ("czech-uk", "Верхньодніпровськ", "Verch\u0148odniprovsk"),
        ("telegram", "Ю. Щукин", "Iu. Scukin"),
    ],
)
def test_shapes_of_words(standard: str, source: str, expected: str) -> None:
    assert romanize(source, standard) == unicodedata.normalize("NFC", expected)


def test_a_standard_based_on_another_differs_only_where_it_says() -> None:
    assert romanize("Київ, Слов\u2019янськ", "bgn-pcgn-1965") == "Kyyiv, Slov\u201dyans\u2019k"
    assert romanize("Київ, Слов\u2019янськ", "odni-2015-uk") == "Kyyiv, Slovyansk"


def test_unknown_standard_names_the_closest() -> None:
    with pytest.raises(ValueError, match=r"'kmu-2011'; close to it: kmu-2010"):
        romanize("Київ", "kmu-2011")
    with pytest.raises(ValueError, match=r"'zzz'; allowed: .*kmu-2010, .*yandex-maps"):
        romanize("Київ", "zzz")
    with pytest.raises(ValueError, match="unknown romanization standard"):
        romanize("Kyiv", "../kmu-2010")


def test_a_rule_may_not_give_what_a_letter_replaces() -> None:
    rule = {"letters": "й", "to": "'j"}
    table = {"language": "uk", "letters": {"'": '"'}, "rules": [rule]}
    with pytest.raises(ValueError, match="which a letter would replace"):
        _compile(table)


def has_cyrillic(text: str) -> bool:
    return any("CYRILLIC" in unicodedata.name(char, "") for char in text)


@thorough
@given(standard=any_standard, text=cyrillic)
def test_no_cyrillic_is_left(standard: str, text: str) -> None:
    assert not has_cyrillic(romanize(text, standard))


@thorough
@given(standard=any_standard, text=st.one_of(cyrillic, st.text(max_size=30)))
def test_normal_forms_agree(standard: str, text: str) -> None:
    result = romanize(text, standard)
    assert romanize(unicodedata.normalize("NFD", text), standard) == romanize(
        unicodedata.normalize("NFC", text), standard
    )
    assert romanize(result, standard) == result


@thorough
@given(
    standard=any_standard,
    text=st.text(st.characters(max_codepoint=0x24F) | st.sampled_from(APOSTROPHES)),
)
def test_latin_passes_through(standard: str, text: str) -> None:
    assert romanize(text, standard) == unicodedata.normalize("NFC", text)


@thorough
@given(standard=any_standard, text=cyrillic)
def test_case_only_changes_case(standard: str, text: str) -> None:
    assert romanize(text, standard).lower() == romanize(text.lower(), standard).lower()
