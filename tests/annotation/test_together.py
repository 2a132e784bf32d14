"""Names that stand together, resolved together: neighbours, units, sides, headings; the work."""

from itertools import pairwise
from math import hypot, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.annotation.together.belief import normal
from toponyms.language.sides import lying_before
from toponyms.text.words import tokens
from tsv import rows


def _found(text: str, within: str | None = None) -> dict[str, toponyms.Mention]:
    """The mentions of a text by their surfaces."""
    return {mention.surface: mention for mention in toponyms.annotate(text, within=within)}


@pytest.mark.parametrize(("text", "name", "place", "outcome", "why"), rows("together.tsv"))
def test_neighbours_choose_among_namesakes(
    text: str, name: str, place: str, outcome: str, why: str
) -> None:
    mention = _found(text.replace(r"\n", "\n"))[name]
    best = mention.resolution.candidates[0].place.id
    assert (best, mention.resolution.outcome) == (place, outcome), why


@pytest.mark.parametrize(("text", "name", "east", "north"), rows("sides.tsv"))
def test_the_side_that_words_before_a_name_say(text: str, name: str, east: str, north: str) -> None:
    words = tokens(text)
    first = next(i for i, word in enumerate(words) if text[word.start : word.end] == name)
    lying = lying_before(text, words, first)
    side = lying and lying.side
    if not east:
        assert side is None
    else:
        assert side is not None
        length = hypot(int(east), int(north))
        assert side == pytest.approx((int(east) / length, int(north) / length))


def test_the_evidence_says_what_the_neighbours_said() -> None:
    text = "Kharkiv region: fighting near Tykhe, Starytsia and Lyptsi."
    steps = dict(_found(text)["Tykhe"].resolution.candidates[0].evidence)
    assert steps["together"] == "in Kharkiv; 18 km from Starytsia; 46 km from Lyptsi"


def test_a_name_that_alone_is_refused_is_a_mention_with_its_neighbours() -> None:
    assert not toponyms.annotate("Вони згадали Ямполівку.")
    found = _found("Обстріляні Серебрянка, Григорівка, Дронівка та Федорівка.")
    assert {"Дронівка", "Григорівка", "Федорівка"} <= found.keys()


def test_a_name_that_hears_nobody_keeps_its_answer() -> None:
    alone = _found("У Полтаві відкрили музей.")["Полтаві"].resolution
    assert "together" not in dict(alone.candidates[0].evidence)


def test_the_same_name_twice_is_no_witness_for_itself() -> None:
    once = _found("Бої в Іванівці.", within="Херсонська область")["Іванівці"].resolution
    twice = _found("Бої в Іванівці. Знову бої в Іванівці.", within="Херсонська область")
    assert [c.score for c in twice["Іванівці"].resolution.candidates] == [
        c.score for c in once.candidates
    ]


def test_where_neighbours_cannot_decide_the_answer_is_ambiguous() -> None:
    mention = _found("Бої тривають біля Іванівки та Миколаївки.").get("Іванівки")
    assert mention is None or mention.resolution.outcome == "ambiguous"


def test_a_village_in_what_the_caller_says_is_a_mention() -> None:
    (mention,) = toponyms.annotate("Іванівка", within="Херсонська область")
    alone = toponyms.resolve("Іванівка", within="Херсонська область")
    assert mention.resolution.candidates[0].place == alone.candidates[0].place
    assert mention.reason == "in or near what the caller says"


def test_a_place_outside_the_unit_after_its_comma_is_not_resolved() -> None:
    mention = _found("They moved to Semypolky, Volyn Oblast.")["Semypolky"]
    assert mention.resolution.outcome == "ambiguous"


def test_a_part_of_an_unknown_name_is_no_place_of_the_other() -> None:
    found = _found("Shelling of Maly Shcherbaky near Orikhiv.")
    assert found["Maly Shcherbaky"].resolution.candidates[0].place.name() == "Малі Щербаки"


def test_a_long_text_is_no_worse_than_its_parts() -> None:
    first = "На Сумщині обстріляні Новодмитрівка, Миропілля та Юнаківка."
    second = "На Херсонщині обстріляні Білозерка, Дніпровське, Інгулець та Тягинка."
    parts = [m.resolution.candidates[0].place.id for t in (first, second) for m in _all(t)]
    between = "\n\nГенштаб оприлюднив зведення за добу.\n\n"
    whole = [m.resolution.candidates[0].place.id for m in _all(first + between + second)]
    assert whole == parts


def _all(text: str) -> list[toponyms.Mention]:
    return toponyms.annotate(text)


def test_high_recall_has_the_refused_names_with_their_chance() -> None:
    text = "Ольга Полтава приїхала у Бровари."
    assert [m.surface for m in toponyms.annotate(text)] == ["Бровари"]
    refused, taken = toponyms.annotate(text, recall="high")
    assert (refused.surface, refused.reason) == ("Полтава", "a given name stands before it")
    assert refused.chance < 0.5 < taken.chance
    assert refused.to_dict()["chance"] == refused.chance


def test_high_recall_finds_all_that_balanced_recall_finds() -> None:
    text = "Shelling hit Kamianka, Stepnohirsk and Prymorske; Mr Poltavets left for Bar."
    balanced = {(m.start, m.end) for m in toponyms.annotate(text)}
    assert balanced <= {(m.start, m.end) for m in toponyms.annotate(text, recall="high")}


def test_recall_is_balanced_or_high() -> None:
    with pytest.raises(ValueError, match=r"recall must be 'balanced' or 'high', not 'full'"):
        toponyms.annotate("Київ", recall="full")


@given(st.lists(st.floats(-50, 5), min_size=1, max_size=8), st.floats(-50, 5))
def test_chances_add_up_to_one(logs: list[float], log_none: float) -> None:
    chances, none = normal(logs, log_none)
    assert sum(chances) + none == pytest.approx(1.0)
    assert all(chance >= 0.0 for chance in (*chances, none))
    best = max(range(len(logs)), key=lambda i: logs[i])
    if chances[best] > 0 and none > 0:
        assert log(chances[best] / none) == pytest.approx(logs[best] - log_none, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "in Lyman Hromada and Bakhmut Hromada",
        "Чернгівській області Crimea",
        "Izium Hromada was shelled.",
        "Шосткинський район\nСередина-Будська громада: обстріл.",
    ],
)
@pytest.mark.parametrize("recall", ["balanced", "high"])
def test_no_two_mentions_share_a_character(text: str, recall: str) -> None:
    mentions = toponyms.annotate(text, recall=recall)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize("name", ["Новоселівку", "Петрівку", "Діброву", "Іванівку", "Вербове"])
def test_even_odds_are_no_mention(name: str) -> None:
    assert toponyms.annotate(f"Обстріляли {name}") == []


def test_refused_names_say_nothing_to_others() -> None:
    streets = ", ".join(f"вул. {name}" for name in ("Полтава", "Харків", "Київ", "Суми") * 5)
    text = f"Обстріляли Вербове, {streets}, а також Запорізька область."
    (village, oblast) = toponyms.annotate(text)
    high = {mention.surface: mention for mention in toponyms.annotate(text, recall="high")}
    assert high["Вербове"].resolution.candidates[0].score == village.resolution.candidates[0].score
    assert high[oblast.surface].resolution == oblast.resolution


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("10 km north of Orikhiv", 10),
        ("за 15 км на південь від Оріхова", 15),
        ("1,5 км південніше Оріхова", 1.5),
        ("в 12 километрах от Оріхова", 12),
        ("20km from Оріхова", 20),
        ("10 miles away from Оріхова", 16.09),
        ("15 Kilometer südlich von Оріхова", 15),
        ("à 20 km au nord de Оріхова", 20),
        ("10 km na zachód od Оріхова", 10),
        ("пройшли 10 км до Оріхова", None),
        ("10 km, Оріхова", None),
    ],
)
def test_the_distance_that_words_before_a_name_say(text: str, km: float | None) -> None:
    words = tokens(text)
    lying = lying_before(text, words, len(words) - 1)
    assert (lying.km if lying else None) == (None if km is None else pytest.approx(km))


def test_the_evidence_says_the_distance_of_the_text() -> None:
    text = "Ukrainian troops hold Novoselivka, 25 km northwest of Donetsk."
    steps = dict(_found(text)["Novoselivka"].resolution.candidates[0].evidence)
    assert steps["together"] == "27 km from Donetsk, 25 by the text"


def test_the_evidence_of_what_is_supported_names_who_supports_it() -> None:
    text = "Бої біля Роботиного, Вербового та Новопрокопівки, а також біля Одеси."
    steps = dict(_found(text)["Вербового"].resolution.candidates[0].evidence)
    assert steps["together"] == "12 km from Роботиного; 12 km from Новопрокопівки"
