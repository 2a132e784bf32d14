"""Phrases taken apart by their letters: names, joined names, addresses, chains, parts."""

import pytest

from toponyms.matching.addresses import address
from toponyms.matching.phrase import (
    chain,
    joined,
    misread_in,
    names_in,
    parts,
    splits,
    without_preposition,
    without_remark,
)
from toponyms.matching.query import Name


@pytest.mark.parametrize(
    ("text", "name", "kinds", "words"),
    [
        ("Kyiv oblast", "Kyiv", ("oblast",), "oblast"),
        ("місто Київ", "Київ", ("city",), "місто"),
        ("the city of Kyiv", "Kyiv", ("city",), "the city of"),
        ("the city of Kyiv region", "Kyiv", ("city",), "the city of … region"),
    ],
)
def test_a_phrase_is_read_without_its_type_words_and_as_it_stands(
    text: str, name: str, kinds: tuple[str, ...], words: str
) -> None:
    first, second = names_in(f" {text} ")
    assert (first.text, first.words) == (name, words)
    assert set(kinds) <= set(first.kinds) or " … " in words
    assert second == Name(text)


@pytest.mark.parametrize("text", ["Kyiv", "село", "Kyiv-1", "Черкаська область (до 2020)"])
def test_a_phrase_without_a_name_beside_its_type_words_has_one_reading(text: str) -> None:
    assert names_in(f" {text}") == [Name(text)]


@pytest.mark.parametrize(
    ("text", "how", "names"),
    [
        ("Bakhmut, formerly Artemivsk", "alias", "Bakhmut | Artemivsk"),
        ("Bakhmut until 2016 Artemivsk", "alias", "Bakhmut | Artemivsk"),
        ("Бахмут (до 2016 р. Артемівськ)", "alias", "Бахмут | Артемівськ"),
        ("Бахмут до 2016 року Артемівськ", "alias", "Бахмут | Артемівськ"),
        ("Бахмут до 2016 Артемівськ", "alias", "Бахмут | Артемівськ"),
        ("Bakhmut also known as Artemivsk", "alias", "Bakhmut | Artemivsk"),
        ("Lyman ex-Krasnyi Lyman", "alias", "Lyman | Krasnyi Lyman"),
        ("Zawady czyli Zawadki", "alias", "Zawady | Zawadki"),
        ("Zawady, vel Zawadki", "alias", "Zawady | Zawadki"),
        ("a b c d e f g h now i", "alias", "a b c d e f g h | i"),
        ("Kyiv/Київ", "slash", "Kyiv | Київ"),
        ("ж/м Xyz / ж/к Abc", "slash", "ж/м Xyz | ж/к Abc"),
        ("Kyiv | Київ | Киев", "slash", "Kyiv | Київ | Киев"),
        ("Kyiv — Lviv", "slash", "Kyiv | Lviv"),
        ("Мирне (Одеська обл.)", "brackets", "Мирне | Одеська обл."),
        ("Мирне [Одеська]", "brackets", "Мирне | Одеська"),
        ("Kyiv and Lviv", "conjunction", "Kyiv | Lviv"),
        ("Біла Церква та Нова Каховка", "conjunction", "Біла Церква | Нова Каховка"),
    ],
)
def test_joined_names_are_parted(text: str, how: str, names: str) -> None:
    found = joined(text)
    assert found is not None
    assert (found.how, " | ".join(found.parts)) == (how, names)


@pytest.mark.parametrize(
    "text",
    [
        *("Kyiv", "Kyiv-Lviv", "Kyiv and", "and Kyiv", "Київ /", "Bakhmut formerly", "(Kyiv)", ""),
        *("Bakhmut until Artemivsk", "Бахмут до 3016 Артемівськ", "formerly", "до 2016"),
        "k l m n p q r s t now v",
    ],
)
def test_what_joins_no_names_is_told(text: str) -> None:
    assert joined(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("61000, м. Харків, просп. Науки, буд. 14", "м. Харків"),
        ("вул. Сумська, Харків", "Харків"),
        ("Main Street, Kyiv", "Kyiv"),
        ("Bakhmut, formerly Artemivsk", "Bakhmut, formerly Artemivsk"),
        ("formerly Artemivsk, Bakhmut", "formerly Artemivsk | Bakhmut"),
        ("Мирне (Одеська обл., Україна), Україна", "Мирне (Одеська обл., Україна) | Україна"),
        ("Житомир, область", "Житомир область"),
        ("Коростень, місто, Житомирська область", "місто Коростень | Житомирська область"),
        ("Глинськ, село", "село Глинськ"),
        ("Вінниця, Селище", "Вінниця | Селище"),  # a name, with its capital
        ("Суми, озеро", "Суми | озеро"),
        ("м. Житомир, область", "м. Житомир | область"),
        ("область, Житомир", "область | Житомир"),
        ("12, 13", ""),
        (" , ", ""),
    ],
)
def test_the_parts_of_an_address_that_may_be_names(text: str, names: str) -> None:
    assert " | ".join(address(text)) == names


@pytest.mark.parametrize(
    ("text", "name", "kind", "slips", "how"),
    [
        ("Zhytomyr Obalst", "Zhytomyr", "oblast", 1, "'Obalst' read as 'Oblast'"),
        ("Zhytomyr obalts", "Zhytomyr", "oblast", 2, "'obalts' read as 'oblast'"),
        ("Obalst Zhytomyr", "Zhytomyr", "oblast", 1, "'Obalst' read as 'Oblast'"),
        ("Звягельський райо", "Звягельський", "raion", 1, "'райо' read as 'район'"),
        ("Малинська сільс", "Малинська", "hromada", 1, "'сільс' read as 'сільська'"),
    ],
)
def test_a_type_word_is_known_in_spite_of_slips(
    text: str, name: str, kind: str, slips: int, how: str
) -> None:
    first = misread_in(text)[0]
    assert (first.name.text, first.name.kinds[0], first.slips, first.how) == (
        name,
        kind,
        slips,
        how,
    )


@pytest.mark.parametrize(
    "text",
    [
        *("Obalst", "Zhytomyr", "Zhytomyr oblast", "Zhytomyr noblast", "Zhytomyr obla st", ""),
        *("Звягельський рай", "a b c d e f g h i j obalst"),
    ],
)
def test_what_is_no_slip_of_a_type_word(text: str) -> None:
    assert misread_in(text) == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Kharkiv oblast Izium raion", "Kharkiv oblast | Izium raion"),
        (
            "Kharkiv oblast Izium raion Balakliia hromada",
            "Kharkiv oblast | Izium raion | Balakliia hromada",
        ),
        ("Івано-Франківська область", "Івано-Франківська область"),
        ("Kharkiv oblast Izium", "Kharkiv oblast Izium"),
        ("область Харківська", "область Харківська"),
        ("a b c d e f g h i raion", "a b c d e f g h i raion"),
        ("a raion b c d e f g h i raion", "a raion b c d e f g h i raion"),
        ("", ""),
    ],
)
def test_units_in_a_row_are_parted_where_each_has_its_noun(text: str, units: str) -> None:
    assert " | ".join(chain(text)) == units


def test_a_phrase_is_cut_at_each_word_the_longest_head_first() -> None:
    assert splits("a b c") == [("a b ", "c"), ("a ", "b c")]
    assert splits("a") == splits("") == []
    assert len(splits("a b c d e f g h i j")) == 9
    assert splits("a b c d e f g h i j k") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ostapie ad Grzymałów", [("Ostapie", "without 'ad Grzymałów'")]),
        ("Wola nad Rzeką Bug", [("Wola", "without 'nad Rzeką Bug'")]),
        ("Budzanów Miasto", [("Budzanów", "without 'Miasto'"), ("Miasto", "without 'Budzanów'")]),
        ("Биків - Гора", [("Биків", "without 'Гора'"), ("Гора", "without 'Биків'")]),
        ("Старий Самбір", [("Самбір", "without 'Старий'")]),  # an epithet alone is no name
        ("Бар Місто", [("Бар", "without 'Місто'"), ("Місто", "without 'Бар'")]),
        ("Kyiv", []),
        ("Яр Ос", []),
        ("a b c d e f g h i j k", []),
    ],
)
def test_what_may_be_left_of_a_name(text: str, left: list[tuple[str, str]]) -> None:
    assert parts(text) == left


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("у Харкові", "Харкові"),
        ("former Kirovograd", "Kirovograd"),
        ("also known as Artemivsk", "Artemivsk"),
        ("до 2016 Артемівськ", "Артемівськ"),
        ("до 2016 р. Артемівськ", "Артемівськ"),
        ("Kyiv", None),
        ("in", None),
        ("", None),
    ],
)
def test_a_phrase_without_its_preposition(text: str, rest: str | None) -> None:
    assert without_preposition(text) == rest


def test_an_abbreviated_epithet_joins_no_names() -> None:
    assert joined("Kherson Vel. Kopani") is None
    assert without_preposition("vel Kopani") is None
    assert address("Kherson, Vel. Kopani") == ["Kherson", "Vel. Kopani"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zawady (część)", "Zawady"),
        ("Zawady, cz.", "Zawady"),
        ("część Zawad", "Zawad"),
        ("Zawady (?)", "Zawady"),
        ("Завади [?] частина", "Завади"),
        ("Zawady", None),
        ("część", None),
        ("(?)", None),
        ("", None),
    ],
)
def test_what_a_list_says_besides_is_left_out(text: str, left: str | None) -> None:
    assert without_remark(text) == left
