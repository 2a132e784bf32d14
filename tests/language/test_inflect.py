"""Inflection: cases by hand in ``cases/inflect_*.tsv``, adjectives, and properties of any name."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from paths import ROOT
from toponyms.compile.read import read
from toponyms.compile.tables import Tables
from toponyms.language.inflect import (
    CASES,
    LANGUAGES,
    Form,
    adjective_forms,
    adjective_of,
    declension,
    forms,
)
from toponyms.model import Kind
from tsv import rows

LETTERS = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "cs": "aábcčdďeéěfghiíjklmnňoóprřsštťuúůvyýzž",
    "sk": "aáäbcčdďeéfghiíjklĺľmnňoóôprŕsštťuúvyýzž",
    "sl": "abcčdefghijklmnoprsštuvzž",
    "hr": "abcčćdđefghijklmnoprsštuvzž",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџшabcčćdđefghijklmnoprsštuvzž",
    "hu": "aábcdeéfghiíjklmnoóöőprstuúüűvyz",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "de": "aäbcdefghijklmnoöpqrsßtuüvwxyz",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
DECLINED = ("uk", "ru")
"""Languages in which any name may be inflected; in the others only well-known names are."""
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_declined = pytest.mark.parametrize("language", DECLINED)


def texts(found: tuple[Form, ...], case: str) -> list[str]:
    return [form.text for form in found if form.case == case]


@pytest.mark.parametrize(
    ("language", "name", "case", "form"),
    [(language, *row) for language in LANGUAGES for row in rows(f"inflect_{language}.tsv")],
)
def test_case_forms(language: str, name: str, case: str, form: str) -> None:
    assert form in texts(forms(name, language), case)


@pytest.mark.parametrize(
    ("language", "name", "form"),
    [
        ("uk", "Київ", "Київа"),
        ("uk", "Харків", "Харкева"),
        ("uk", "Горлівка", "Горлівкі"),
        ("uk", "Біла Церква", "Біли Церкви"),
        ("uk", "Часів Яр", "Часова Яру"),
        ("uk", "Івано-Франківськ", "Івана-Франківська"),
        ("uk", "Запоріжжя", "Запоріжжи"),
        ("uk", "Чернівці", "Чернівець"),
        ("uk", "Тернопіль", "Тернопіля"),
        ("uk", "Пуща-Водиця", "Пущої-Водиці"),
        ("ru", "Белая Церковь", "Белой Церковы"),
        ("ru", "Запорожье", "Запорожьа"),
        ("ru", "Львов", "Львовым"),
        ("ru", "Керчь", "Керча"),
        ("ru", "Бабий Яр", "Бабия Яра"),
    ],
)
def test_wrong_forms_are_not_made(language: str, name: str, form: str) -> None:
    assert form not in {one.text for one in forms(name, language)}


@pytest.mark.parametrize(
    ("language", "name", "first"),
    [
        ("uk", "Кривий Ріг", "Кривого Рогу"),
        ("uk", "Суми", "Сум"),
        ("uk", "Бровари", "Броварів"),
        ("uk", "Олешки", "Олешок"),
        ("uk", "Рівне", "Рівного"),
        ("ru", "Черкассы", "Черкасс"),
        ("ru", "Бровары", "Броваров"),
        ("ru", "Лубны", "Лубен"),
    ],
)
def test_the_likeliest_genitive_is_first(language: str, name: str, first: str) -> None:
    assert texts(forms(name, language), "genitive")[0] == first


def test_a_form_says_what_it_is() -> None:
    assert Form("Білою Церквою", "instrumental", "singular", "feminine", "") in {
        form._replace(rule="") for form in forms("Біла Церква", "uk")
    }
    assert {(form.number, form.gender) for form in forms("Суми", "uk")} == {("plural", "")}
    assert {form.rule for form in forms("Тернопіль", "uk")} == {"і becomes о in -піль"}
    assert {form.rule for form in forms("Баку", "uk")} == {"invariable"}


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("ЗНАМ'ЯНКА", "ЗНАМ'ЯНКИ"),
        ("ЗНАМ\u2019ЯНКА", "ЗНАМ\u2019ЯНКИ"),
        ("київ", "києва"),
        ("КИЇВ", "КИЄВА"),
        ("Міжгір\u02bcя", "Міжгір\u02bcя"),
        ("КРИВИЙ РІГ", "КРИВОГО РОГУ"),
        (unicodedata.normalize("NFD", "Київ"), "Києва"),
        ("Івано\u2011Франківськ", "Івано\u2011Франківська"),
        (" Біла  Церква ", "Білої  Церкви"),
    ],
)
def test_spelling_is_kept(name: str, genitive: str) -> None:
    assert genitive in texts(forms(name, "uk"), "genitive")


@pytest.mark.parametrize("given_form", ["Черкаський", "Черкаська", "Черкаське", "Черкаські"])
def test_ukrainian_adjective(given_form: str) -> None:
    found = {
        (form.case, form.number, form.gender): form.text
        for form in adjective_forms(given_form, "uk")
    }
    assert found["nominative", "singular", "masculine"] == "Черкаський"
    assert found["genitive", "singular", "masculine"] == "Черкаського"
    assert found["dative", "singular", "masculine"] == "Черкаському"
    assert found["instrumental", "singular", "masculine"] == "Черкаським"
    assert found["nominative", "singular", "feminine"] == "Черкаська"
    assert found["genitive", "singular", "feminine"] == "Черкаської"
    assert found["locative", "singular", "feminine"] == "Черкаській"
    assert found["accusative", "singular", "feminine"] == "Черкаську"
    assert found["instrumental", "singular", "feminine"] == "Черкаською"
    assert found["nominative", "singular", "neuter"] == "Черкаське"
    assert found["nominative", "plural", ""] == "Черкаські"
    assert found["genitive", "plural", ""] == "Черкаських"
    assert found["instrumental", "plural", ""] == "Черкаськими"


@pytest.mark.parametrize("given_form", ["черкасский", "черкасская", "черкасское", "черкасские"])
def test_russian_adjective(given_form: str) -> None:
    expected = (
        "черкасский черкасского черкасскому черкасским черкасском черкасская черкасской"
        " черкасскую черкасское черкасские черкасских черкасскими"
    )
    found = {form.text for form in adjective_forms(given_form, "ru")}
    assert found == set(expected.split())


@pytest.mark.parametrize(
    ("language", "adjective", "expected"),
    [
        ("uk", "Нижній", "Нижнього Нижньої Нижнє Нижніх"),
        ("uk", "Верхні", "Верхнього Верхня Верхніми"),
        ("uk", "Першотравневе", "Першотравневого Першотравневої Першотравневій"),
        ("uk", "ЗАПОРІЗЬКА", "ЗАПОРІЗЬКОЇ ЗАПОРІЗЬКОМУ"),
        ("uk", "Івано-Франківська", "Івано-Франківської Івано-Франківському"),
        ("uk", "Кам’янська", "Кам’янської"),
        ("ru", "Нижний", "Нижнего Нижней Нижнюю Нижние Нижнее"),
        ("ru", "Новый", "Нового Новой Новую Новые Новых"),
        ("ru", "Кривой", "Кривого Кривая Кривую Кривые"),
        ("ru", "Горячий", "Горячего Горячей Горячее"),
        ("ru", "Ивано-Франковская", "Ивано-Франковской Ивано-Франковскую"),
    ],
)
def test_adjectives(language: str, adjective: str, expected: str) -> None:
    assert set(expected.split()) <= {form.text for form in adjective_forms(adjective, language)}


def test_no_adjective() -> None:
    assert adjective_forms("Київ", "uk") == ()
    assert adjective_forms("Киев", "ru") == ()
    assert adjective_forms("", "uk") == ()


@pytest.mark.parametrize(
    ("language", "name", "adjective"),
    [
        ("uk", "Черкаси", "черкаський"),
        ("uk", "Одеса", "одеський"),
        ("uk", "Запоріжжя", "запорізький"),
        ("uk", "Кагарлик", "кагарлицький"),
        ("uk", "Збараж", "збаразький"),
        ("uk", "Чернівці", "чернівецький"),
        ("uk", "Вінниця", "вінницький"),
        ("uk", "Калуш", "калуський"),
        ("uk", "Волноваха", "волноваський"),
        ("uk", "Івано-Франківськ", "івано-франківський"),
        ("uk", "Кам’янське", "кам'янський"),
        ("ru", "Черкассы", "черкасский"),
        ("ru", "Харьков", "харьковский"),
        ("ru", "Одесса", "одесский"),
        ("ru", "Мариуполь", "мариупольский"),
        ("ru", "Кременец", "кременецкий"),
        ("ru", "Черновцы", "черновицкий"),
    ],
)
def test_adjective_of_a_place(language: str, name: str, adjective: str) -> None:
    assert (adjective_of(name, language) or "").replace("’", "'") == adjective


def test_names_of_several_words_and_other_languages_have_no_adjective_by_rule() -> None:
    assert adjective_of("Біла Церква", "uk") is None
    assert adjective_of("Lvov", "cs") is None
    assert adjective_of("", "uk") is None


@pytest.mark.parametrize(
    ("town", "adjective"),
    [
        ("Lwów", "lwowski"),
        ("Donieck", "doniecki"),
        ("Winnica", "winnicki"),
        ("Bachmut", "bachmucki"),
        ("Użhorod", "użhorodzki"),
        ("Zbaraż", "zbaraski"),
        ("Cherson", "chersoński"),
        ("Szepetówka", "szepetowski"),
        ("Tarnopol", "tarnopolski"),
        ("Stryj", "stryjski"),
    ],
)
def test_polish_adjectives_of_towns(town: str, adjective: str) -> None:
    assert adjective_of(town, "pl") == adjective


@cache
def committed() -> Tables:
    """The tables of the project; reading them takes some seconds."""
    return read(str(ROOT / "gazetteer"))


@pytest.mark.sweep
@each_declined
def test_rules_give_four_in_five_of_the_adjectives_of_units(language: str) -> None:
    tables = committed()
    named: dict[str, list[str]] = {}
    for name in tables.names:  # a renamed unit has a base noun for its former name too
        if name.language == language and name.status in ("official", "former"):
            named.setdefault(name.place, []).append(name.text)
    attested: dict[str, set[str]] = {}
    for place, base, base_language in tables.bases:
        unit = tables.places[place].kind in ("raion", "hromada")
        if base_language == language and unit and " " not in base and place in named:
            for text in named[place]:
                every = adjective_forms(text, language)
                attested.setdefault(base, set()).update(form.text.lower() for form in every[:1])
    right = [base for base, found in attested.items() if adjective_of(base, language) in found]
    assert len(right) >= 0.79 * len(attested)


def test_unknown_language_lists_the_allowed() -> None:
    for function in (forms, adjective_forms):
        with pytest.raises(
            ValueError, match="unknown language 'fr'; allowed: uk, ru, pl, cs, sk, sl"
        ):
            function("Kiev", "fr")


def test_inflect_gives_the_forms_of_one_case_the_likeliest_first() -> None:
    found = toponyms.inflect("Кривий Ріг", "locative")
    assert [form.text for form in found[:2]] == ["Кривому Розі", "Кривому Рогу"]
    assert {form.case for form in found} == {"locative"}
    assert toponyms.inflect("Лубны", "genitive", "ru")[0].text == "Лубен"
    assert toponyms.inflect("", "genitive") == ()
    assert toponyms.inflect("Kyiv 1", "genitive") == ()


def test_to_dict_is_the_json_form() -> None:
    assert toponyms.inflect("Суми", "genitive")[0].to_dict() == {
        "text": "Сум",
        "case": "genitive",
        "number": "plural",
        "gender": "",
        "rule": "plural of feminine nouns",
    }


@pytest.mark.parametrize(
    ("name", "kind", "case", "expected"),
    [
        ("Черкаський", "raion", "genitive", {"Черкаського"}),
        ("Черкаська", "oblast", "genitive", {"Черкаської"}),
        ("Черкащина", "oblast", "genitive", {"Черкащини"}),
        ("Лозова", "city", "genitive", {"Лозової"}),
        ("Лиса", "mountain", "genitive", {"Лиси", "Лисої"}),
        ("Лиса", None, "genitive", {"Лиси"}),
    ],
)
def test_the_kind_decides_between_noun_and_adjective(
    name: str, kind: Kind | None, case: str, expected: set[str]
) -> None:
    assert {form.text for form in toponyms.inflect(name, case, kind=kind)} == expected


def test_wrong_arguments_are_told_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="unknown case 'ablative'; allowed: nominative, genitive"):
        toponyms.inflect("Київ", "ablative")
    with pytest.raises(ValueError, match="unknown language 'fr'; allowed: uk, ru"):
        toponyms.inflect("Kiev", "genitive", "fr")
    with pytest.raises(ValueError, match="unknown kind 'town'; allowed are country, oblast"):
        toponyms.inflect("Київ", "genitive", kind="town")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"kind must be a string, not \['raion'\]"):
        toponyms.inflect("Умань", "genitive", kind=["raion"])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="name must be a string, not 1"):
        declension(1)  # type: ignore[arg-type]


def test_in_german_and_english_only_the_last_word_changes() -> None:
    assert texts(forms("Bila Zerkwa", "de"), "genitive") == ["Bila Zerkwas"]
    assert texts(forms("Bila Tserkva", "en"), "genitive") == ["Bila Tserkva's"]


def test_russian_has_no_vocative_of_its_own() -> None:
    assert texts(forms("Одесса", "ru"), "vocative") == ["Одесса"]


def test_what_no_rule_knows_has_its_nominative_only() -> None:
    assert forms("", "uk") == ()
    assert forms("Kyiv 1", "uk") == (Form("Kyiv 1", "nominative", "", "", ""),)


@each_language
@given(data=st.data())
def test_any_name(language: str, data: st.DataObject) -> None:
    alphabet = LETTERS[language] + LETTERS[language].upper() + "'\u2019 -"
    name = data.draw(st.text(alphabet, max_size=20) | st.text(max_size=8))
    found = forms(name, language)
    clean = unicodedata.normalize("NFC", name).strip()
    assert (clean in texts(found, "nominative")) == bool(clean)
    assert len({form[:4] for form in found}) == len(found)
    assert {form.case for form in found} <= set(CASES)
    assert adjective_forms(name, language) == adjective_forms(clean, language)


@each_language
def test_the_case_tables_are_sound(language: str) -> None:
    table = rows(f"inflect_{language}.tsv")
    assert len(table) >= (190 if language in DECLINED else 5)
    assert len(set(table)) == len(table)
    assert {case for _, case, _ in table} <= set(CASES)


def test_before_the_noun_of_a_feature_a_word_may_be_an_adjective() -> None:
    alone = {form.text for form in forms("Лиса", "uk")}
    beside = {form.text for form in forms("Лиса", "uk", before_noun=True)}
    assert alone < beside
    assert "Лисої" in beside - alone
    assert forms("Говерла", "uk", before_noun=True)[: len(forms("Говерла", "uk"))] == forms(
        "Говерла", "uk"
    )
