"""One name to its place."""

import datetime
import json
import os
import pickle
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toponyms
from toponyms.gazetteer import Gazetteer
from toponyms.matching.rules import RULES
from toponyms.model import KindFilter, Place
from toponyms.store.store import Store
from tsv import rows


@pytest.mark.parametrize(
    ("query", "within", "outcome", "kind", "name", "oblast"),
    [*rows("resolve.tsv"), *rows("whole.tsv")],
)
def test_names(
    gazetteer: Gazetteer, query: str, within: str, outcome: str, kind: str, name: str, oblast: str
) -> None:
    resolution = toponyms.resolve(query, within=within or None)
    assert resolution.outcome == outcome
    if outcome == "unknown":
        assert resolution.candidates == ()
        assert resolution.best is None
        return
    assert resolution.best is not None
    place = resolution.best.place
    units = [unit.name() for unit in gazetteer.ancestors(place) if unit.kind == "oblast"]
    assert (place.kind, place.name(), *(units or ["-"])) == (kind, name, oblast)


@pytest.mark.parametrize(("query", "within", "kind", "place", "_needs"), rows("regions.tsv"))
def test_regions_waters_plants_and_neighbourhoods(
    gazetteer: Gazetteer, query: str, within: str, kind: Any, place: str, _needs: str
) -> None:
    best = toponyms.resolve(query, within=within or None, kind=kind or None).best
    assert best is not None
    assert best.place == gazetteer.place(place)


@pytest.mark.parametrize(("query", "within", "outcome", "place", "step"), rows("addresses.tsv"))
def test_the_parts_of_a_phrase_say_where_its_place_is(
    query: str, within: str, outcome: str, place: str, step: str
) -> None:
    resolution = toponyms.resolve(query, within=within.split(" | ") if within else None)
    best = resolution.best
    assert (resolution.outcome, best.place.id if best else "-") == (outcome, place)
    steps = [f"{rule}: {detail}" for rule, detail in best.evidence] if best else ["-"]
    assert step in steps


def _ids(resolution: toponyms.Resolution) -> list[str]:
    return [candidate.place.id for candidate in resolution.candidates]


def test_an_adjective_alone_is_the_present_raion_the_abolished_one_or_the_oblast() -> None:
    resolution = toponyms.resolve("Черкаський")
    assert resolution.outcome == "ambiguous"
    assert set(_ids(resolution)[:3]) == {
        "UA71080000000036344",
        "koatuu:7124900000",
        "UA71000000000010357",
    }


@pytest.mark.parametrize(("query", "within", "outcome", "first", "second"), rows("genders.tsv"))
def test_the_gender_of_an_adjective_tells_of_which_kind_a_unit_is(
    query: str, within: str, outcome: str, first: str, second: str
) -> None:
    resolution = toponyms.resolve(query, within=within or None)
    assert resolution.outcome == outcome
    ids = [candidate.place.id for candidate in resolution.candidates] or ["-"]
    assert ids[0] == first
    assert second in ("-", *ids[1:2])


def test_a_bare_name_may_be_that_of_a_city_abroad() -> None:
    for name in ("Rostov", "New York"):
        resolution = toponyms.resolve(name)
        assert resolution.outcome == "ambiguous"
        assert resolution.best is not None
        assert resolution.best.score < 0.1
        assert "abroad" in {step.rule for step in resolution.best.evidence}
    assert toponyms.resolve("New York", within="Donetsk oblast").outcome == "resolved"
    assert toponyms.resolve("Odesa").outcome == "resolved"


@pytest.mark.parametrize("surname", ["Zelensky", "Petrenko", "Putin", "Петренко", "Путин"])
def test_a_surname_does_not_resolve(surname: str) -> None:
    assert toponyms.resolve(surname).outcome != "resolved"


@pytest.mark.parametrize("word", ["Слава", "Любов", "Перемога", "Новини", "Марія", "Maria"])
def test_a_bare_word_or_given_name_does_not_resolve(word: str) -> None:
    assert toponyms.resolve(word).outcome == "ambiguous"
    assert toponyms.resolve(word, kind="settlement").best is not None


def test_a_word_is_a_place_where_something_says_so() -> None:
    assert toponyms.resolve("село Слава").outcome == "resolved"
    assert toponyms.resolve("Любов", within="Хмельницька область").best is not None
    assert toponyms.resolve("Суми").outcome == "resolved"


def test_a_former_name_means_the_city_with_the_oblast_second() -> None:
    city, oblast, *_ = toponyms.resolve("Kirovograd").candidates
    assert city.place.name() == "Кропивницький"
    assert city.spelling.toponym.status == "former"
    assert oblast.place.name() == "Кіровоградська"


def test_a_name_of_before_independence_is_rarely_meant_today() -> None:
    """Zaporizhzhia, once called so, is a hundred times larger than the city called so today."""
    small, large = toponyms.resolve("Олександрівськ").candidates[:2]
    assert (small.place.name(), large.place.name()) == ("Олександрівськ", "Запоріжжя")
    first = toponyms.resolve("Олександрівськ", on=1910).candidates[0]
    assert first.place == large.place
    until_2016 = toponyms.resolve("Дніпропетровськ").best
    assert until_2016 is not None
    assert until_2016.place.name() == "Дніпро"


def test_a_type_word_that_contradicts_leaves_a_name_ambiguous() -> None:
    resolution = toponyms.resolve("область Бахмут")
    assert resolution.outcome == "ambiguous"
    assert resolution.candidates[0].score <= 0.2
    assert "says oblast, but this is a city" in resolution.candidates[0].evidence[2].detail
    assert resolution.candidates[0].evidence[-1].detail.endswith("trusted 0.20")


def test_kyiv_oblast_never_means_the_city() -> None:
    for query in ("Kyiv oblast", "Київська область", "Киевская обл."):
        best = toponyms.resolve(query).best
        assert best is not None
        assert best.place.kind == "oblast"


def test_joined_names_say_so_in_the_evidence() -> None:
    agreed = toponyms.resolve("Kirovograd/Kropyvnytskyi").best
    assert agreed is not None
    assert agreed.evidence[-2].rule == "joined"
    assert "name one place" in agreed.evidence[-2].detail
    apart = toponyms.resolve("Chernihiv/Bakhmut")
    assert {c.place.name() for c in apart.candidates[:2]} == {"Чернігів", "Бахмут"}
    assert "name different places" in apart.candidates[0].evidence[-2].detail


def test_a_name_joined_with_an_unknown_one_says_so() -> None:
    best = toponyms.resolve("Kharkiv/Xyzzy").best
    assert best is not None
    assert best.evidence[-2].detail == "'Xyzzy' is no known name"


def test_every_step_of_the_evidence_is_a_rule_that_ran() -> None:
    names = {entry.name for entry in RULES} | {"joined", "score"}
    for query in ("Kyiv", "с. Іванівка, Уманський р-н", "Kirovograd/Kropyvnytskyi", "Черкаський"):
        for candidate in toponyms.resolve(query).candidates:
            assert candidate.evidence
            assert {step.rule for step in candidate.evidence} <= names
    best = toponyms.resolve("Pervomaisk", within="Luhansk oblast").best
    assert best is not None
    assert ("within", "inside Luhansk oblast") in best.evidence


def test_the_last_step_tells_how_the_score_came_about() -> None:
    found = toponyms.resolve("Pervomaisk", limit=100)
    for rank, candidate in enumerate(found.candidates, 1):
        rule, detail = candidate.evidence[-1]
        assert rule == "score"
        assert detail.startswith(f"{rank} of {len(found.candidates)}, ")
    doubted = toponyms.resolve("Kharhkiw").best
    assert doubted is not None
    words = doubted.evidence[-1].detail.split()
    assert float(words[3]) * float(words[-1]) == pytest.approx(doubted.score, abs=0.02)


def test_a_context_in_the_query_is_in_the_evidence_too() -> None:
    best = toponyms.resolve("Pervomaisk, Luhansk Oblast").best
    assert best is not None
    assert ("within", "inside Luhansk Oblast") in best.evidence


def test_scores_are_shares() -> None:
    resolution = toponyms.resolve("Іванівка", limit=1000)
    scores = [candidate.score for candidate in resolution.candidates]
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) < 1
    assert len(scores) > 100


def test_a_contradicting_context_lowers_the_score_and_hides_nothing() -> None:
    plain = toponyms.resolve("Drohobych").best
    wrong = toponyms.resolve("Drohobych", within="Luhansk oblast").best
    assert plain is not None
    assert wrong is not None
    assert wrong.place == plain.place
    assert wrong.score < plain.score
    assert ("within", "outside Luhansk oblast") in wrong.evidence


def test_an_unknown_context_says_so() -> None:
    best = toponyms.resolve("Drohobych", within="Xyzzy").best
    assert best is not None
    assert ("within", "unknown Xyzzy") in best.evidence


def test_within_takes_a_place_an_id_and_a_list(gazetteer: Gazetteer) -> None:
    oblast = gazetteer.place("iso:UA-09")
    expected = _ids(toponyms.resolve("Pervomaisk", within="Luhansk oblast"))[0]
    contexts: list[str | Place | list[str | Place]]
    contexts = [oblast, oblast.id, "pcode:UA44", ["Ukraine", oblast]]
    for within in contexts:
        resolution = toponyms.resolve("Pervomaisk", within=within)
        assert resolution.outcome == "resolved"
        assert _ids(resolution)[0] == expected


def test_kind_leaves_the_others_out() -> None:
    wanted_of: dict[KindFilter, set[str]] = {
        "oblast": {"oblast"},
        "settlement": {"city", "selyshche", "village"},
    }
    for kind, wanted in wanted_of.items():
        found = toponyms.resolve("Poltava", kind=kind).candidates
        assert found
        assert {candidate.place.kind for candidate in found} <= wanted


@pytest.mark.parametrize("on", [2010, "2010", "2010-05-01", datetime.date(2010, 5, 1)])
def test_a_date_prefers_what_was_in_force(on: object) -> None:
    first = toponyms.resolve("Черкаський", kind="raion", on=on).best
    assert first is not None
    assert first.place.id == "koatuu:7124900000"
    today = toponyms.resolve("Черкаський", kind="raion", on=2024).best
    assert today is not None
    assert today.place.id == "UA71080000000036344"


def test_a_former_name_that_is_still_written_does_not_suffer_from_the_date() -> None:
    for name, on in (("Дніпродзержинськ", 2020), ("Червоноград", 2025), ("Новомосковськ", 2025)):
        found = toponyms.resolve(name, on=on)
        assert found.outcome == "resolved"
        assert "time" not in {step.rule for step in found.candidates[0].evidence}


def test_a_name_that_is_not_given_yet_does() -> None:
    for name, on in (("Дніпро", 2010), ("Самар", 2023), ("Бахмут", 2010)):
        today, then = (toponyms.resolve(name, on=day).candidates[0] for day in (None, on))
        assert then.place == today.place
        assert then.score < today.score
        assert ("time", f"the name was not in force on {on}") in then.evidence


def test_normalize_and_render() -> None:
    assert toponyms.normalize("Kharkov") == "Харків"
    assert toponyms.normalize("Kirovograd", policy="en-official") == "Kropyvnytskyi"
    assert toponyms.normalize("Черкаський") is None
    best = toponyms.resolve("Bakhmut").best
    assert best is not None
    assert toponyms.render(best.place, policy="ru-official") == "Бахмут"
    assert toponyms.render(best.place, on=2010) == "Артемівськ"
    with pytest.raises(
        ValueError, match=r"unknown policy 'house'; allowed are crh, de, en-official, "
    ):
        toponyms.render(best.place, policy="house")


def test_the_json_form_has_the_attribute_names() -> None:
    plain = json.loads(json.dumps(toponyms.resolve("Kyiv").to_dict()))
    assert list(plain) == ["query", "outcome", "candidates", "reason"]
    assert list(plain["candidates"][0]) == ["place", "spelling", "score", "evidence"]
    assert plain["candidates"][0]["place"]["name"] == "Київ"
    assert "toponyms" not in plain["candidates"][0]["place"]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"kind": "province"}, ValueError, "unknown kind 'province'; allowed are country"),
        ({"kind": 7}, TypeError, "kind must be"),
        ({"within": 7}, TypeError, "within must be"),
        ({"within": [7]}, TypeError, "within must be"),
        ({"kind": []}, ValueError, "kind is empty"),
        ({"language": 5}, TypeError, "language must be a BCP 47 tag"),
        ({"language": "Ukrainian!"}, ValueError, "is no BCP 47 tag"),
        ({"on": "2020-02-31"}, ValueError, "day is out of range"),
        ({"on": "2015/2016"}, ValueError, "not the interval"),
        ({"on": "yesterday"}, ValueError, "is not a date"),
        ({"on": 1.5}, TypeError, "on must be"),
        ({"limit": 0}, ValueError, "limit must be"),
    ],
)
def test_wrong_arguments_say_what_is_allowed(
    arguments: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        toponyms.resolve("Kyiv", **arguments)  # type: ignore[arg-type]


def test_text_must_be_a_string() -> None:
    with pytest.raises(TypeError, match="text must be a string"):
        toponyms.resolve(None)  # type: ignore[arg-type]


@settings(max_examples=300)
@given(st.text())
def test_strange_text_is_an_answer(text: str) -> None:
    assert toponyms.resolve(text).outcome in ("resolved", "ambiguous", "unknown")


@given(st.text("абгіїщьauöszcxÐ°Ñ\ud800\u0301\u202e😀 ,-/(.{", max_size=40), st.text(max_size=20))
def test_what_is_nearly_a_name_is_an_answer_in_any_context(text: str, within: str) -> None:
    for context in (within, f"{within} уезд", "Lviv"):
        resolution = toponyms.resolve(text, within=context)
        assert (resolution.outcome == "unknown") == (resolution.best is None)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n", "\ud800", "(" * 5000, "/,()", "🛵", "с.", "\x00Kyiv", "Kyiv and", ","),
        *("a" * 10_000_000, "А" * 1_000_000, "Київ, " * 30, "Київ " * 30, "А" * 199),
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_bad_input_is_an_answer(text: str) -> None:
    assert toponyms.resolve(text).query == text


def test_a_lone_surrogate_is_no_context_and_no_place(store: Store) -> None:
    best = toponyms.resolve("Kyiv", within="\ud800").best
    assert best is not None
    assert best.evidence[-2].rule == "within"
    assert store.find("\ud800") == []
    assert "\ud800" not in store
    with pytest.raises(toponyms.UnknownPlaceError):
        store.place("\ud800")


def test_a_subtag_of_the_language_does_not_matter() -> None:
    best = toponyms.resolve("Київ", language="uk-UA").best
    assert best is not None
    assert ("language", "a form of uk") in best.evidence


def test_places_are_not_changed_by_their_users(gazetteer: Gazetteer) -> None:
    place = gazetteer.place("iso:UA-63")
    with pytest.raises(TypeError, match="does not support item assignment"):
        place.codes["iso"] = ("X",)  # type: ignore[index]
    assert pickle.loads(pickle.dumps(place)) == place


def test_answers_do_not_depend_on_the_order_of_sets() -> None:
    """A place has many names that are equally good; which one answers is not left to chance."""
    code = (
        "import json, toponyms\n"
        "for name in ('Charkow', 'Marakiv', 'Zhitomyr', 'Kirowohrd', 'Stanislawuw'):\n"
        "    print(json.dumps(toponyms.resolve(name, within='Ukraine').to_dict()))\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1


def test_what_is_read_late_is_as_if_it_had_been_there() -> None:
    candidate = toponyms.resolve("Lviv").candidates[0]
    steps = tuple(candidate.evidence)
    assert candidate.evidence == steps
    assert hash(candidate.evidence) == hash(steps)
    assert candidate.evidence[0] == steps[0]
    assert repr(candidate.evidence) == f"<{len(steps)} items>"
    back = pickle.loads(pickle.dumps(candidate))
    assert back == candidate
    assert back.place.codes == candidate.place.codes
    with pytest.raises(TypeError):
        candidate.place.codes["pcode"] = ("UA",)  # type: ignore[index]


def test_of_two_selyshcha_the_one_of_urban_type_is_likelier(store: Store) -> None:
    best = toponyms.resolve("Костянтинівка", within="Миколаївська область").best
    assert best is not None
    assert store.was_urban(store.place_index(best.place.id))
    assert best.evidence[1].detail.startswith("selyshche once of urban type of ")


def test_a_settlement_that_a_raion_was_governed_from_is_likelier() -> None:
    best = toponyms.resolve("Іванівка", kind="selyshche").best
    assert best is not None
    assert best.place.id == "UA65040030010022975"
    assert "once the centre of a raion" in best.evidence[1].detail


def test_the_type_word_of_a_context_rules_out_its_other_meanings() -> None:
    # Not the places near the town of the name, nor those in the governorate of the name.
    best = toponyms.resolve("Znamianka", within="Kherson raion").best
    assert best is not None
    assert best.place.id == "UA65100010030073945"
    best = toponyms.resolve("Borove", within="Rivnenska hromada").best
    assert best is not None
    assert best.place.id == "UA07060330020090033"


def test_of_two_villages_the_centre_of_a_hromada_is_likelier(
    store: Store, places: list[toponyms.Place]
) -> None:
    unsized = [p for p in places if p.kind == "village" and p.population is None]
    centres = {p.id for p in unsized if store.is_centre(store.place_index(p.id))}
    others = {(p.name(), p.id[:4]): p for p in unsized if p.id not in centres}
    pairs = [
        (place, others[place.name(), place.id[:4]])
        for place in unsized
        if place.id in centres and (place.name(), place.id[:4]) in others
    ]
    assert len(pairs) > 20
    for centre, other in pairs[:20]:
        found = toponyms.resolve(centre.name() or "", within=centre.id[:4], limit=100)
        scores = {candidate.place.id: candidate.score for candidate in found.candidates}
        assert scores[centre.id] > scores[other.id]


def test_a_date_tells_a_renamed_raion_from_the_abolished_one_of_its_name() -> None:
    for text in ("Krasnohrad raion", "Красноградський район"):
        before, after = (toponyms.resolve(text, on=day).place for day in ("2019", "2021"))
        assert before is not None
        assert after is not None
        assert (before.id, after.id) == ("koatuu:6323300000", "UA63060000000053698")


def test_who_asks_for_a_settlement_gets_none_that_is_only_like_the_adjective_of_a_unit() -> None:
    resolution = toponyms.resolve("-, Уманський, Черкаська область", kind="settlement")
    assert resolution.outcome != "resolved"
