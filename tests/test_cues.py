"""Words that are no names of places: how common they are, and what that changes."""

import pytest

import toponyms
from toponyms.cues import commonness
from toponyms.gazetteer import Gazetteer
from toponyms.lexicon import table


def test_commonness_is_on_the_zipf_scale() -> None:
    assert commonness("перемога") > commonness("ангелівка") == 0.0
    assert all(3.0 <= float(zipf) <= 8.0 for _, zipf, _ in table("words"))


def test_names_of_large_places_are_no_common_words() -> None:
    for name in ("київ", "kyiv", "київщина", "крим", "україна", "харкові"):
        assert commonness(name) == 0.0


def test_the_tables_hold_names_of_the_gazetteer_only(gazetteer: Gazetteer) -> None:
    for name in ("words", "abroad"):
        rows = table(name)
        assert [row[0] for row in rows] == sorted({row[0] for row in rows})
        assert sum(row[0] in gazetteer for row in rows) / len(rows) > 0.99


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
