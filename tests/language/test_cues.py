"""Words that are not used as names of places: how common they are, and what that changes."""

from functools import partial

import pytest

import toponyms
from toponyms.language.cues import common_words, commonness, cues_in, languages_of
from toponyms.model import KINDS
from toponyms.rules import table
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.skeleton import skeletons
from tsv import rows


def test_a_common_word_is_commoner_than_a_rare_one() -> None:
    assert commonness("перемога") > commonness("ангелівка") == 0.0


def test_names_of_large_places_are_no_common_words() -> None:
    for name in ("київ", "kyiv", "київщина", "крим", "україна", "харкові"):
        assert commonness(name) == 0.0


def _like_a_name(store: Store, key: str) -> bool:
    return key in store or any(map(store.tunes, skeletons(key)))


def test_the_tables_hold_names_of_the_gazetteer_only(store: Store) -> None:
    for name in ("words", "abroad"):
        rows = table(name)
        known = store.__contains__ if name == "words" else partial(_like_a_name, store)
        assert sum(known(row[0]) for row in rows) / len(rows) > 0.98


@pytest.mark.parametrize(
    "text",
    [
        "Він чекав на Перемогу.",
        "Вони поклали край цій Війні в Любові.",
        "Мы ждали Победу и верили в Надежду.",
    ],
)
def test_a_common_word_is_no_village(text: str) -> None:
    assert toponyms.annotate(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("У селі Перемога горить будинок.", "Перемога"),
        ("Обстріляли с. Дружба Сумської області.", "Дружба"),
        ("Постраждали Перемога та Велика Димерка Київської області.", "Перемога"),
    ],
)
def test_but_it_is_where_something_says_so(text: str, surface: str) -> None:
    assert surface in [mention.surface for mention in toponyms.annotate(text)]


@pytest.mark.parametrize(("_language", "text", "mentions"), rows("negatives.tsv"))
def test_persons_streets_and_words_are_no_places(_language: str, text: str, mentions: str) -> None:
    expected = [] if mentions == "-" else mentions.split(" | ")
    kinds = [kind for kind in KINDS if kind != "country"] if "Україн" not in text else None
    found = [mention.surface for mention in toponyms.annotate(text, kind=kinds)]
    assert found == [name for name in expected if name != "Ukraine"]


@pytest.mark.parametrize(
    "case", rows("persons_and_words.tsv"), ids=lambda case: f"{case[0]}: {case[1][:40]}"
)
def test_persons_words_and_the_places_called_like_them(
    case: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    _, text, mentions, _, xfail = case
    if xfail:
        request.applymarker(pytest.mark.xfail(reason=xfail, strict=True))
    expected = mentions.split(" | ") if mentions else []
    assert [mention.surface for mention in toponyms.annotate(text)] == expected


def test_words_that_other_languages_have_too_count_in_their_own_only() -> None:
    assert "via" in cues_in("street before", frozenset({"it"}))
    assert "via" not in cues_in("street before", frozenset({"en"}))
    assert "улица" in cues_in("street before", frozenset({"it"}))


def test_a_common_word_is_one_of_the_language_of_the_text() -> None:
    assert "reni" in common_words(frozenset({"en"}))
    assert "reni" not in common_words(frozenset({"de"}))
    assert "суми" in common_words(frozenset({"de"}))
    assert "reni" in common_words(frozenset())


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("wójt mówił o tym", {"pl"}),
        ("ceață în zori la țară", {"ro"}),
        ("wojt mowil o tym", set()),
        ("żółw", {"pl"}),
        ("ß", set()),
    ],
)
def test_a_letter_of_one_language_alone_counts_like_a_word(words: str, languages: set[str]) -> None:
    assert languages_of(fold(words).split(), words) == languages
