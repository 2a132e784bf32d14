"""Completion: what a beginning may become."""

from pathlib import Path

import pytest

import toponyms
from toponyms.gazetteer import Gazetteer
from toponyms.matching import lookup
from toponyms.matching import search as searching
from toponyms.matching.query import Hit, Query, Rules, Weighed
from toponyms.matching.rules import weigh
from toponyms.matching.search import Match, search
from toponyms.model import UnknownPlaceError
from toponyms.store.store import Store
from toponyms.typed import choices
from tsv import rows

CASES = rows("search.tsv")
CHERKASY = "UA71000000000010357"
FEW = 3


def offered(prefix: str, **options: object) -> list[str]:
    return [found.text for found in toponyms.search(prefix, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("prefix", "within", "language", "at_most", "match", "label"), CASES)
def test_a_place_is_offered_soon_enough(
    prefix: str, within: str, language: str, at_most: str, match: str, label: str
) -> None:
    found = toponyms.search(
        prefix, within=within or None, language=language or None, limit=int(at_most)
    )
    assert (match, label) in [(one.match, one.label) for one in found]


def test_every_match_has_its_cases() -> None:
    assert {match for *_, match, _ in CASES} == set(choices(Match))


def test_the_likeliest_come_first() -> None:
    assert offered("Хар")[0] == "Харків"
    assert offered("khar")[0] == "Kharkiv"
    assert offered("Ки")[0] == "Київ"


def test_the_official_name_is_offered_if_it_begins_so() -> None:
    assert "Кропивницький" in offered("Кроп")
    assert "Кіровоград" in offered("Кіровогр")


def test_names_are_in_the_script_that_is_typed() -> None:
    for prefix in ("Kir", "Кір"):
        for found in toponyms.search(prefix, limit=50):
            assert found.toponym.script == ("Latn" if prefix == "Kir" else "Cyrl")


def test_case_forms_are_not_offered() -> None:
    assert "Харкова" not in offered("Харк", limit=100)


def test_it_narrows_by_kind_and_language() -> None:
    assert {f.place.kind for f in toponyms.search("Черкас", kind="raion")} == {"raion"}
    assert {f.toponym.language for f in toponyms.search("Льв", language="ru")} == {"ru"}


def test_a_place_stands_once_and_the_limit_holds() -> None:
    ids = [found.place.id for found in toponyms.search("Нова", limit=40)]
    assert len(ids) == len(set(ids)) == 40


def test_nothing_is_an_answer() -> None:
    assert offered("") == offered("  ") == offered("xyzzy") == []


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="unknown kind 'town'; allowed are"):
        toponyms.search("Ки", kind="town")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least 1"):
        toponyms.search("Ки", limit=0)
    with pytest.raises(TypeError, match="must be a string"):
        toponyms.search(None)  # type: ignore[arg-type]


def test_a_gazetteer_is_searched_as_well(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("Кроп", limit=3) == toponyms.search("Кроп", limit=3)


def test_it_has_a_json_form() -> None:
    found = toponyms.search("Полтав")[0].to_dict()
    assert found["text"] == "Полтава"
    assert found["place"]["kind"] == "city"


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("Кіровогр", "Кіровоградська | Кіровоград | Кропивницький | Кіровоградське"),
        ("Кировогр", "Кировоградская | Кировоград | Кировоградский"),
    ],
)
def test_former_names_are_offered_where_no_official_one_begins_so(prefix: str, names: str) -> None:
    assert " | ".join(found.text for found in toponyms.search(prefix)) == names


def test_of_the_names_of_a_place_the_official_one_in_ukrainian_is_offered() -> None:
    for prefix in ("Харк", "Полт", "Вінниц", "Одес"):
        first = toponyms.search(prefix, kind="city")[0]
        assert (first.toponym.language, first.toponym.status) == ("uk", "official")
        assert first.text == first.toponym.text == first.place.name()


def test_of_equally_likely_places_the_first_of_the_gazetteer_comes_first(store: Store) -> None:
    found = toponyms.search("Новоселівка", kind="village", limit=200)
    official = [f for f in found if (f.text, f.toponym.status) == ("Новоселівка", "official")]
    positions = [store.place_index(found.place.id) for found in official]
    of_no_size = [position for position in positions if not _has_a_size(store, position)]
    assert 20 < len(of_no_size) < len(positions) - 20
    assert positions[-len(of_no_size) :] == sorted(of_no_size)


def _has_a_size(store: Store, position: int) -> bool:
    """True for a settlement of which anything says how large it is."""
    seat = store.is_centre(position) or store.council_seat(position)
    return bool(seat or store.voters(position) or store.place_at(position).population is not None)


def test_a_completion_is_shown_in_one_line() -> None:
    first = toponyms.search("Полтав")[0]
    assert repr(first) == f"<Completion 'Полтава' {first.place.id} city>"
    plain = first.to_dict()
    assert list(plain) == ["text", "toponym", "place", "match", "label"]
    assert (plain["match"], plain["label"]) == (first.match, first.label)
    assert plain["place"]["name"] == "Полтава"
    assert "toponyms" not in plain["place"]
    assert plain["toponym"] == first.toponym.to_dict()


# What comes first


@pytest.mark.parametrize("prefix", ["Iv", "Т", "м", "Po", "Ger", "Фран", "Al"])
def test_what_lies_abroad_comes_last(prefix: str, gazetteer: Gazetteer) -> None:
    def is_abroad(place: toponyms.Place) -> bool:
        return [place, *gazetteer.ancestors(place)][-1].id != "iso:UA"

    found = toponyms.search(prefix, limit=300)
    abroad = [is_abroad(one.place) for one in found if one.match != "exact"]
    assert abroad == sorted(abroad)


@pytest.mark.parametrize("prefix", ["Ki", "Kie", "Tar", "Lem", "Ш"])
def test_exonyms_come_after_names_of_the_registers(prefix: str) -> None:
    found = toponyms.search(prefix, kind=["city", "village"], limit=60)
    exonyms = [
        one.toponym.status == "variant" and one.toponym.language not in ("uk", "ru", "en")
        for one in found
        if one.match != "exact"
    ]
    assert exonyms == sorted(exonyms)


def test_names_that_are_the_prefix_come_before_longer_ones() -> None:
    for prefix in ("Іванівка", "Лиман", "Ріг", "Kiev"):
        exact = [one.match == "exact" for one in toponyms.search(prefix, limit=200)]
        assert exact[0]
        assert exact == sorted(exact, reverse=True)


def test_of_a_short_beginning_the_first_are_those_of_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefixes = ("К", "По", "Ів", "Ста", "Kh", "Nov")
    first = [[one.place.id for one in search(store, prefix)] for prefix in prefixes]
    monkeypatch.setattr(searching, "_LEAST_WEIGHED", len(store))
    assert first == [[one.place.id for one in search(store, prefix)] for prefix in prefixes]


# Type words and contexts


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("село Іван", "village"),
        ("смт Ів", "selyshche"),
        ("Черкаськ обл", "oblast"),
        ("р. Дн", "river"),
    ],
)
def test_type_words_leave_only_their_kind(prefix: str, kind: str) -> None:
    assert {one.place.kind for one in toponyms.search(prefix)} == {kind}


def test_type_words_agree_with_the_kinds_asked_for() -> None:
    assert {one.place.kind for one in toponyms.search("с. Іван", kind="settlement")} == {"village"}
    assert all(one.match != "beginning" for one in toponyms.search("село Іван", kind="city"))


@pytest.mark.parametrize(
    "within",
    [
        "Черкаська область",
        CHERKASY,
        ["Cherkasy oblast", None],
        {"oblast": "Черкаська"},
        "place",
    ],
)
def test_places_outside_the_context_are_left_out(within: object, gazetteer: Gazetteer) -> None:
    given = gazetteer.place(CHERKASY) if within == "place" else within
    found = toponyms.search("Іван", within=given, limit=30)  # type: ignore[arg-type]
    assert len(found) > FEW
    for one in found:
        assert CHERKASY in [unit.id for unit in gazetteer.ancestors(one.place)]


def test_what_lies_outside_the_context_is_not_even_weighed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed = []

    def noted(query: Query, hit: Hit, rules: Rules) -> Weighed:
        weighed.append(hit.posting.place)
        return weigh(query, hit, rules)

    monkeypatch.setattr(lookup, "weigh", noted)
    found = search(store, "Погребби", within="UA3206", kind="settlement")
    brovary = store.place_index("UA3206")
    assert [one.text for one in found] == ["Погреби"]
    assert all(brovary in store.lineage(place) for place in weighed)


@pytest.mark.parametrize("within", ["Xyzzyq", ["Полтавська область", "Xyzzyq"], {"raion": "Xy"}])
def test_a_context_that_means_nothing_is_refused(within: object) -> None:
    with pytest.raises(ValueError, match=r"^within: 'Xy\w*' means no place; give a name that does"):
        toponyms.search("Полт", within=within)  # type: ignore[arg-type]


def test_a_context_that_says_nothing_leaves_nothing_out() -> None:
    for within in (None, [None, ""], {"raion": None}):
        assert offered("Полт", within=within) == offered("Полт")


@pytest.mark.parametrize(
    ("prefix", "language", "kinds"),
    [
        ("м. Хмел", None, {"city"}),
        ("m. Khmel", None, {"city"}),
        ("м. Хмел", "ru", {"city", "village"}),
    ],
)
def test_of_a_type_word_of_several_languages_the_ukrainian_meaning_counts(
    prefix: str, language: str | None, kinds: set[str]
) -> None:
    found = toponyms.search(prefix, language=language, limit=40)
    assert {one.place.kind for one in found if one.match in ("exact", "beginning")} == kinds


def test_wrong_contexts_are_named() -> None:
    with pytest.raises(TypeError, match="within must be a string"):
        toponyms.search("Ки", within=5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="within: kind: unknown kind 'state'"):
        toponyms.search("Ки", within={"state": "Київська"})
    abroad = toponyms.Gazetteer.open().place(CHERKASY)._replace(id="UA00")
    with pytest.raises(UnknownPlaceError):
        toponyms.search("Ки", within=abroad)


# Forms and near misses


def test_near_misses_come_after_what_begins_so_and_are_marked() -> None:
    for prefix in ("Жмеринкк", "Khrakiv", "Кропивницкьий"):
        guessed = [one.match in ("form", "guess") for one in toponyms.search(prefix)]
        assert guessed
        assert guessed == sorted(guessed)


def test_a_name_that_is_the_prefix_needs_no_guesses() -> None:
    assert {one.match for one in toponyms.search("Бахчисарай")} <= {"exact", "beginning", "word"}


# Labels


def test_labels_tell_villages_of_a_name_apart() -> None:
    found = toponyms.search("Іванівка", kind="village", limit=200)
    named = [one for one in found if one.match == "exact" and one.toponym.language == "uk"]
    labels = [one.label for one in named if one.toponym.status == "official"]
    assert len(labels) > 90
    assert len(set(labels)) > len(labels) - 5
    assert all(label.startswith("Іванівка") for label in labels)


def test_the_label_of_a_place_that_is_no_more_says_until_when() -> None:
    labels = [one.label for one in toponyms.search("Уманський", kind="raion")]
    assert labels == [
        "Уманський район, Черкаська область",
        "Уманський район (–2020), Черкаська область",
    ]


def test_labels_are_in_the_language_of_the_names() -> None:
    assert toponyms.search("Умань")[0].label.startswith("Умань, місто, Уманський район")
    assert toponyms.search("Uman")[0].label == "Uman, city, Uman raion, Cherkasy oblast"
    assert toponyms.search("Terniv", within="UA12", kind="city")[0].label == (
        "Ternivka, city, Pavlohrad raion, Dnipropetrovsk oblast"
    )
    assert toponyms.search("Умань", language="ru")[0].label.startswith("Умань, город, ")
    assert toponyms.search("Humań", language="pl")[0].label.startswith("Uman, city")


# Strange text, and tables of the user's own


def test_a_long_text_takes_no_time_to_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "answer", None)
    for prefix in ("Іванівка, " * 10, "Київ" * 60, "Xy"):
        assert toponyms.search(prefix) == []


@pytest.mark.parametrize("prefix", ["\ud800", "К" * 201, "Київ " * 100, "\0", "-", "’", "1", "—К"])
def test_strange_text_is_no_error(prefix: str) -> None:
    assert len(toponyms.search(prefix)) <= 10


def test_names_of_a_table_are_offered(tmp_path: Path) -> None:
    table = tmp_path / "nicknames.tsv"
    table.write_text(
        "place\ttext\nUA63120270010096107\tПерша Столиця\nUA51100270010076757\tПівденна Пальміра\n",
        encoding="utf-8",
    )
    mine = Gazetteer.open(extra=table)
    for prefix, match in (("Перша Ст", "beginning"), ("Столи", "word"), ("перша столиця", "exact")):
        found = [one for one in mine.search(prefix) if one.text == "Перша Столиця"]
        assert [(one.match, one.place.name()) for one in found] == [(match, "Харків")]
    assert "Харків" in [one.text for one in mine.search("Хар")]
    villages = mine.search("Перша Ст", kind="village")
    assert "Перша Столиця" not in [one.text for one in villages]
