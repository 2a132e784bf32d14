"""Where a text may name a place: words, names and the type words beside them."""

import pytest

from toponyms.annotation.spans import (
    Span,
    capitalized,
    cut_affixes,
    cyrillic,
    find_spans,
    sentence_starts,
)
from toponyms.store.store import Store
from toponyms.text.words import tokens


def spans(store: Store, text: str) -> list[Span]:
    return find_spans(store, text, cut_affixes(store, text, tokens(text)))


def names(store: Store, text: str) -> list[str]:
    """Each name, its type words in brackets, and the text of the span."""
    return [
        f"{span.name} [{span.type_words}] {text[span.start : span.end]}"
        for span in spans(store, text)
    ]


@pytest.mark.parametrize(
    ("before", "starts"),
    [
        *(("", True), ("So. ", True), ("So! ", True), ("So? ", True), ("So… ", True)),
        *(("So: ", True), ("So\n", True), ("So; ", True), ("So • ", True), ("So | ", True)),
        *(("So, ", False), ("So ", False), ("So. Then ", False), ("«", True), ("So «", False)),
        *(("So. «", True), ("1) ", False), ("x" * 20 + ". ", True), ("So." + " " * 20, True)),
    ],
)
def test_a_sentence_starts_after_its_end(before: str, starts: bool) -> None:
    assert sentence_starts(before + "Київ", len(before)) == starts


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        *(("Київ", True), ("київ", False), ("КИЇВ", True), ("США", False), ("Рим", True)),
        *(("Я", True), ("я", False), ("УНР", False), ("ООНУ", True), ("iPhone", False)),
    ],
)
def test_a_name_begins_with_a_capital_and_is_no_acronym(word: str, is_one: bool) -> None:
    (token,) = tokens(word)
    assert capitalized(word, token) == is_one


def test_a_name_is_cyrillic_by_its_first_letter() -> None:
    assert cyrillic("Київ")
    assert not any(map(cyrillic, ("Kyiv", "", "1", "Ͽ", "ԀКиїв")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Вони в Києві.", ["Києві [] Києві"]),
        ("Вони в м. Києві.", ["Києві [м] Києві"]),
        ("У Київській області.", ["Київській [області] Київській області"]),
        ("у Київській обл.", ["Київській [обл] Київській обл."]),
        ("У районі Ізюмському тихо", ["Ізюмському [районі] районі Ізюмському"]),
        ("The Kyiv region's head", ["Kyiv [region's] Kyiv region"]),
        ("Kyiv's head", ["Kyiv [] Kyiv"]),
        ("KYIV'S HEAD", ["KYIV [] KYIV"]),
        ("the city of Kyiv region", ["Kyiv [the city of … region] Kyiv region"]),
        (
            "Нова Каховка і Біла Церква",
            ["Нова Каховка [] Нова Каховка", "Біла Церква [] Біла Церква"],
        ),
        ("Нова\nКаховка", ["Нова\nКаховка [] Нова\nКаховка"]),
        ("Нова, Каховка", ["Нова [] Нова", "Каховка [] Каховка"]),
        ("Івано-Франківськ", ["Івано-Франківськ [] Івано-Франківськ"]),
        ("Івано - Франківськ", ["Івано - Франківськ [] Івано - Франківськ"]),
        ("Київ-центр", []),
        ("Kyiv-like", []),
        ("Kyiv-based", ["Kyiv [] Kyiv"]),
        ("Санкт-Полтава", []),
        ("Полтава-Суми", ["Полтава [] Полтава", "Суми [] Суми"]),
        ("Полтава–Суми", ["Полтава [] Полтава", "Суми [] Суми"]),
        ("США і РФ", ["США [] США", "РФ [] РФ"]),
        ("київ", []),
        ("d’Odessa", ["Odessa [] Odessa"]),
        ("dell'Ucraina", ["Ucraina [] Ucraina"]),
        ("Kiev'de", ["Kiev [] Kiev"]),
        ("L'viv", ["L'viv [] L'viv"]),
        ("w obwodzie kijowskim", ["kijowskim [obwodzie] obwodzie kijowskim"]),
        ("kijowski obwód", ["kijowski [obwód] kijowski obwód"]),
        ("kijowski mleko", []),
        ("Кримський півострів", ["Кримський півострів [] Кримський півострів"]),
        ("Там місто. Полтава", ["Полтава [] Полтава"]),
        ("Там м. Полтава", ["Полтава [м] Полтава"]),
        ("Там м.Полтава", ["Полтава [м] Полтава"]),
        ("tam m. Poltava", ["Poltava [m] Poltava"]),
        ("J. M. Poltava wrote", ["Poltava [] Poltava"]),
        ("tam misto Poltava", ["Poltava [misto] Poltava"]),
        ("no more Poltava", ["Poltava [] Poltava"]),
        ("a Poltava Oblsat", ["Poltava [] Poltava"]),
        ("Полтава. Область мовчить", ["Полтава [] Полтава"]),
        ("місто Полтава область", ["Полтава [місто … область] Полтава область"]),
    ],
)
def test_names_with_their_type_words(store: Store, text: str, found: list[str]) -> None:
    assert names(store, text) == found


def test_a_noun_between_two_names_belongs_to_one_of_them(store: Store) -> None:
    assert names(store, "Київська область Полтава") == [
        "Київська [область] Київська область",
        "Полтава [] Полтава",
    ]
    assert names(store, "Київ місто Полтава")[1] == "Полтава [місто] Полтава"


def test_a_noun_after_brackets_closes_a_list(store: Store) -> None:
    first, second = spans(store, "Харківська (Чугуїв) області")
    assert first.closing is not None
    assert first.closing.kinds[0] == "oblast"
    assert not first.typed
    assert (second.closing, second.typed) == (None, False)
    (alone, _) = spans(store, "Харківська (Чугуїв). Області")
    assert alone.closing is None


def test_where_a_span_begins_and_ends(store: Store) -> None:
    text = "Про область Київську, м. Суми та Полтавську обл. зараз"
    kyiv, sumy, poltava = spans(store, text)
    assert [text[s.start : s.end] for s in (kyiv, sumy, poltava)] == [
        "область Київську",
        "Суми",
        "Полтавську обл.",
    ]
    words = [word for s in (kyiv, sumy, poltava) for word in (s.first_word, s.last_word)]
    assert words == [1, 3, 3, 5, 6, 8]
    assert [s.starts_sentence() for s in (kyiv, sumy, poltava)] == [False] * 3
    assert spans(store, "Суми.")[0].starts_sentence()
