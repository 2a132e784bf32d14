"""A text with the names of a policy: what changes has the form of the old name, the rest stays."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.rewriting.changes import Rewriting
from toponyms.rewriting.rewrite import rewrite
from toponyms.store.store import Store
from tsv import rows

SENTENCES = [
    (language, policy, kind, before.replace("\\t", "\t"), after.replace("\\t", "\t"))
    for _, language, policy, kind, _, before, after in rows("rewrite.tsv")
]
TARGETS = {"change": 0.95, "stay": 0.97}


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_sentences_are_as_an_editor_makes_them(store: Store, language: str, kind: str) -> None:
    some = [one for one in SENTENCES if one[0] == language and one[2] == kind]
    wrong = [
        (before, after, found)
        for _, policy, _, before, after in some
        if (found := rewrite(store, before, policy=policy).text) != after
    ]
    assert len(some) >= 30
    assert 1 - len(wrong) / len(some) >= TARGETS[kind], wrong


def test_rewriting_again_changes_nothing(store: Store) -> None:
    for _, policy, _, before, _ in SENTENCES:
        once = rewrite(store, before, policy=policy)
        assert rewrite(store, once.text, policy=policy).changes == (), before


def test_only_the_spans_of_changes_differ(store: Store) -> None:
    for _, policy, _, before, _ in SENTENCES:
        found = rewrite(store, before, policy=policy)
        assert rebuilt(before, found) == found.text
        for change in found.changes:
            assert before[change.start : change.end] == change.old


def rebuilt(text: str, found: Rewriting) -> str:
    """A text with changes made from the last to the first."""
    for change in reversed(found.changes):
        text = text[: change.start] + change.new + text[change.end :]
    return text


@given(st.lists(st.sampled_from([" ", "\r\n", "\t", "\N{NO-BREAK SPACE}", "\ufeff", "–", "☃"])))
def test_what_stands_between_sentences_is_kept(store: Store, between: list[str]) -> None:
    joint = "".join(between) + "\n"
    first, second = "Бої в Артемівську.", "Тихо в Дніпропетровську."
    found = rewrite(store, joint.join((first, second)), policy="uk-official").text
    assert found == joint.join(("Бої в Бахмуті.", "Тихо в Дніпрі."))


@given(st.text(max_size=60))
def test_any_text_is_rewritten(store: Store, text: str) -> None:
    found = rewrite(store, text, policy="en-press")
    assert rebuilt(text, found) == found.text


def test_a_long_text_is_as_its_sentences(store: Store) -> None:
    chosen = [one for one in SENTENCES if one[1] == "uk-official" and one[2] == "change"]
    alone = [
        one
        for one in chosen
        if "’" not in one[4] and rewrite(store, one[3], policy=one[1]).text == one[4]
    ]  # the apostrophe is that of the text
    some = random.Random(1).sample(alone, 40)
    text = "\n\n".join(one[3] for one in some)
    expected = "\n\n".join(one[4] for one in some).split("\n\n")
    found = rewrite(store, text, policy="uk-official").text.split("\n\n")
    same = [one == other for one, other in zip(found, expected, strict=True)]
    assert sum(same) >= 38, [
        pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]
    ]


@pytest.mark.parametrize(
    ("text", "policy", "left"),
    [
        ("Мій рідний Дніпродзержинськ далеко.", "uk-official", "of another gender"),
        ("Кіровоград (нині Кропивницький) ріс.", "uk-official", "another name of it"),
        ("Бої за Комсомольськ.", "uk-official", "ambiguous"),
        ("The Great Gate of Kiev closes it.", "en-press", "a set phrase: great gate of kiev"),
        ("See `Kiev` in the code.", "en-press", "no text"),
        ("He studied at Kiev Polytechnic Institute.", "en-press", "a part of a longer name"),
        ("Он был в Новомосковске.", "ru-official", "no name by the policy"),
        ("Он жил в Днепропетровске с детства, был сыном врача.", "uk-official", "another language"),
    ],
)
def test_what_stays_is_told_with_the_reason(
    store: Store, text: str, policy: str, left: str
) -> None:
    found = rewrite(store, text, policy=policy)
    assert found.text == text
    assert any(left in one.reason for one in found.left), found.left


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("Дніпропетровщина й Кіровоградська область", "uk-official"),
        ("У ЛНР та ОРДЛО неспокійно.", "uk-official"),
        ("Fighting in the DNR and Dnipropetrovsk Oblast.", "en-official"),
        ("Фрунзівський район було ліквідовано.", "uk-official"),
        ("Kyiv і Lviv у тексті.", "uk-official"),
        ("Київ та Львів in a text.", "en-press"),
        ("київський, кіровоградські", "uk-official"),
    ],
)
def test_what_needs_no_change_is_not_spoken_of(store: Store, text: str, policy: str) -> None:
    assert rewrite(store, text, policy=policy) == Rewriting(text, (), ())


def test_quotes_are_kept_if_asked(store: Store) -> None:
    text = "Він сказав: «Завтра я поїду до Артемівська, якщо зможу»."
    assert "Бахмута" in rewrite(store, text, policy="uk-official").text
    assert rewrite(store, text, policy="uk-official", keep_quotes=True).text == text


def test_the_first_time_both_names_may_stand(store: Store) -> None:
    text = "Kiev is old. Kiev is large."
    found = rewrite(store, text, policy="en-press", first="{new} ({old})")
    assert found.text == "Kyiv (Kiev) is old. Kyiv is large."
    for wrong in ("{old}", "{new} {other}", "{new", "{0}"):
        with pytest.raises(ValueError, match="first:"):
            rewrite(store, text, policy="en-press", first=wrong)


def test_names_of_a_date(store: Store) -> None:
    found = rewrite(store, "Бої в Бахмуті.", policy="uk-official", on=2010)
    assert found.text == "Бої в Артемівську."


def test_a_policy_without_cases_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="unknown policy 'house'"):
        rewrite(store, "Kiev", policy="house")
    with pytest.raises(TypeError, match="text must be a string"):
        rewrite(store, None, policy="en-press")  # type: ignore[arg-type]
