"""Near misses: what is found of a name with a slip, and what is left alone."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.matching.lookup import near_misses
from toponyms.matching.query import Query
from toponyms.matching.scoring import scoring
from toponyms.model import FEATURE_KINDS
from toponyms.store.store import Store
from toponyms.text.fuzzy import PREFIX, edits, reach, rows
from toponyms.text.skeleton import skeletons
from tsv import rows as cases


def _edits(one: str, other: str) -> int | None:
    return edits([one], [other]).get(other)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("xarkav", "xarhkav", 1),  # a letter too many
        ("xarkav", "xakav", 1),  # one missing
        ("makarav", "makav", 1),  # one missing between vowels, which become one
        ("takmak", "tamkak", 1),  # two exchanged
        ("makarav", "marakav", 1),  # across a vowel
        ("kavarc", "kvarc", 1),  # only a vowel between consonants
        ("krar", "klal", None),  # two changes are too many for a short name
        ("maraknanc", "malaknams", None),
        ("dnaprapatravsk", "dnaprapatalvks", 2),
    ],
)
def test_edits_count_consonants(one: str, other: str, distance: int | None) -> None:
    assert _edits(one, other) == _edits(other, one) == distance


def test_neighbours_are_filed_together() -> None:
    assert not rows("makarav").isdisjoint(rows("marakav"))
    assert not rows("takmak").isdisjoint(rows("tamkak"))


def test_a_name_of_two_consonants_has_no_shorter_neighbours() -> None:
    assert rows("kav") == {"kav"}
    assert reach("kavarac") == 1


CONSONANTS = "bdgklmnrstvxyz"


@given(st.text("a" + CONSONANTS, max_size=30))
def test_any_skeleton_has_few_rows(skeleton: str) -> None:
    assert 1 <= len(rows(skeleton)) <= 1 + PREFIX + PREFIX * (PREFIX - 1) // 2


@given(st.lists(st.sampled_from(CONSONANTS), min_size=4, max_size=9), st.data(), st.booleans())
def test_a_consonant_missing_or_changed_leaves_a_row_in_common(
    letters: list[str], data: st.DataObject, vowels: bool
) -> None:
    def skeleton(consonants: list[str]) -> str:
        return ("a" if vowels else "").join(consonants)

    index = data.draw(st.integers(1, len(letters) - 1))  # few slips are in the first letter
    changed = data.draw(st.sampled_from(CONSONANTS))
    missing = letters[:index] + letters[index + 1 :]
    assert not rows(skeleton(letters)).isdisjoint(rows(skeleton(missing)))
    other = [*letters[:index], changed, *letters[index + 1 :]]
    assert not rows(skeleton(letters)).isdisjoint(rows(skeleton(other)))


def test_the_gazetteer_files_each_skeleton_under_its_rows(store: Store) -> None:
    for name in ("Харків", "Біла Церква", "Умань", "Суми"):
        for skeleton in skeletons(name, "uk"):
            near = store.near([skeleton])
            assert skeleton in near
            assert all(not rows(skeleton).isdisjoint(rows(other)) for other in near)


def _slip(name: str, rng: random.Random) -> str:
    """A name with a letter in the middle left out, doubled, or exchanged with the next."""
    index = rng.randrange(1, len(name) - 2)
    kind = rng.randrange(3)
    if kind == 0:
        return name[:index] + name[index + 1 :]
    if kind == 1:
        return name[: index + 1] + name[index:]
    return name[:index] + name[index + 1] + name[index] + name[index + 2 :]


def test_most_slips_in_names_of_cities_are_found(places: list[toponyms.Place]) -> None:
    rng = random.Random(7)
    names = [
        toponym.text
        for place in places
        if place.kind == "city" and place.population and place.population > 50_000
        for toponym in place.toponyms
        if toponym.status == "official" and len(toponym.text) > 6
    ]
    best = [(name, toponyms.resolve(_slip(name, rng)).best) for name in names]
    right = [
        answer is not None and name in {toponym.text for toponym in answer.place.toponyms}
        for name, answer in best
    ]
    assert sum(right) / len(right) > 0.9


def test_the_answer_says_how_far_it_is() -> None:
    best = toponyms.resolve("Kharhkiw").best
    assert best is not None
    assert best.place.name() == "Харків"
    assert "'Kharhkiw' is one edit from" in best.evidence[0].detail
    assert {(d.form, d.edits) for d in best.spelling.derivations} == {("fuzzy", 1)}
    assert best.spelling.derivations[0].to_dict()["edits"] == 1
    assert not best.spelling.derivations[0].attested


def test_two_edits_are_said_too() -> None:
    best = toponyms.resolve("Krernenchuk").best
    assert best is not None
    assert "is two edits from" in best.evidence[0].detail
    assert best.spelling.derivations[0].edits == 2


def test_a_near_miss_alone_is_seldom_resolved() -> None:
    assert toponyms.resolve("Токамк").outcome == "ambiguous"
    assert toponyms.resolve("Токамк", within="Запорізька область").outcome == "resolved"


def test_a_village_is_near_only_with_a_context() -> None:
    assert toponyms.resolve("Шмирківці").best is None
    best = toponyms.resolve(
        "Шмирківці", within=["Тернопільський район", "Тернопільська область"]
    ).best
    assert best is not None
    assert best.place.name() == "Шимківці"


def test_what_is_known_has_no_near_misses() -> None:
    for text in ("Харків", "Czernihów", "Суми"):
        forms = {
            derivation.form
            for candidate in toponyms.resolve(text, limit=50).candidates
            for derivation in candidate.spelling.derivations
        }
        assert "fuzzy" not in forms


def test_a_short_word_is_near_only_if_nearly_the_same(store: Store) -> None:
    assert near_misses(Query(store, scoring()), "Ковль", alone=False)
    assert not near_misses(Query(store, scoring()), "Кувш", alone=False)
    assert toponyms.resolve("Sumg").best is None


@pytest.mark.parametrize("query", [query for (query,) in cases("unknown.tsv")])
def test_what_is_no_place_of_ours_stays_unknown(query: str) -> None:
    assert toponyms.resolve(query).outcome == "unknown"


def test_no_unknown_word_is_a_name_of_ours(store: Store) -> None:
    from toponyms.text.fold import fold

    assert len(cases("unknown.tsv")) >= 80
    for (query,) in cases("unknown.tsv"):
        kinds = {store.place_at(p.place).kind for p in store.find(fold(query))}
        assert kinds <= FEATURE_KINDS, query


def test_a_user_s_own_names_have_near_misses(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text(
        "place\ttext\tlanguage\nUA63120270010096107\tZwabrigrad\ten\n", encoding="utf-8"
    )
    own = store_of(Gazetteer.open(extra=table))
    assert [near.key for near in near_misses(Query(own, scoring()), "Zwabirgrad", alone=True)] == [
        "zwabrigrad"
    ]
    assert near_misses(Query(store, scoring()), "Zwabirgrad", alone=True) == []
    for skeleton in skeletons("Zwabrigrad", "en"):
        assert skeleton in own.near([skeleton])
        sounding = {
            key for tune in own.tunes(skeleton) for key in own.keys_sounding(skeleton, tune)
        }
        assert "zwabrigrad" in sounding


@pytest.mark.parametrize(
    ("query", "within", "name", "detail"),
    [
        ("Ostapie ad Grzymałów", "Grzymałów", "Остап’є", "without 'ad Grzymałów'"),
        ("Budzanów Miasto", "Trembowla", "Буданів", "without 'Miasto'"),
        ("Чизвик", "Куп’янський район", "Старий Чизвик", "with 'стара'"),
    ],
)
def test_in_a_context_a_part_of_a_name_may_do(
    query: str, within: str, name: str, detail: str
) -> None:
    assert toponyms.resolve(query).outcome != "resolved"
    best = toponyms.resolve(query, within=within).best
    assert best is not None
    assert best.place.name() == name
    assert ("part", detail) in best.evidence


@pytest.mark.parametrize(
    ("query", "within", "oblast"),
    [
        pytest.param(
            *("Двірець", "Ровенский уезд", "Рівненська"),
            marks=pytest.mark.xfail(
                reason="a larger village as far from Rivne lay in another uezd; the oblast of the "
                "town that a uezd was governed from does not count"
            ),
        ),
        ("Дятковичі", "Ровенский уезд", "Рівненська"),
        ("Лосятин", ["Кременецкий уезд", "Почаевская волость"], "Тернопільська"),
        ("Мокре", "Dubno powiat", "Рівненська"),
        ("Загірці", "Shepetivka", "Хмельницька"),
        ("Буща", ["Дубенский уезд", "Волость, которой не было"], "Рівненська"),
    ],
)
def test_units_of_the_past_say_roughly_where(
    gazetteer: Gazetteer, query: str, within: str | list[str], oblast: str
) -> None:
    best = toponyms.resolve(query, within=within).best
    assert best is not None
    assert oblast in [unit.name() for unit in gazetteer.ancestors(best.place)]
