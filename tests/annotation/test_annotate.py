"""Texts to mentions, compared with the marks of a careful reader: each span, each place."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toponyms
from notation import Text, read_texts
from toponyms.gazetteer import Gazetteer
from tsv import rows

TEXTS = [
    case
    for file in ("texts.txt", "lists.txt", "contexts.txt", "languages.txt", "reports.txt")
    for case in read_texts(file)
]


def _marks(text: str, mentions: list[toponyms.Mention]) -> list[str]:
    """Mentions as lines to compare: span, name, kind and id of the place."""
    return [
        f"{m.start}-{m.end} {text[m.name_start : m.name_end]} "
        f"{m.resolution.candidates[0].place.kind} {m.resolution.candidates[0].place.id}"
        for m in mentions
    ]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.id)
def test_texts(case: Text, request: pytest.FixtureRequest) -> None:
    if case.xfail:
        request.applymarker(pytest.mark.xfail(reason=case.xfail, strict=True))
    expected = [
        f"{m.start}-{m.end} {case.text[m.name_start : m.name_end]} {m.kind} {m.id}"
        for m in case.mentions
    ]
    mentions = toponyms.annotate(case.text, within=case.within)
    assert _marks(case.text, mentions) == expected


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.id)
def test_the_marks_of_the_cases_are_places_of_the_gazetteer(
    case: Text, gazetteer: Gazetteer
) -> None:
    for mention in case.mentions:
        place = gazetteer.place(mention.id)
        assert (place.kind, place.name()) == (mention.kind, mention.name)


def test_the_article(shared: Path) -> None:
    text = (shared / "eval" / "article.txt").read_text(encoding="utf-8")
    found = [
        (m.surface, m.resolution.candidates[0].place.kind, m.resolution.candidates[0].place.name())
        for m in toponyms.annotate(text)
    ]
    kharkiv = ("Kharkiv", "city", "Харків")
    ukraine = ("Ukraine", "country", "Україна")
    russia = ("Russia", "country", "Росія")
    assert found == [
        kharkiv,
        ukraine,
        kharkiv,
        ("Mykolaiv", "oblast", "Миколаївська"),
        ("Dnipropetrovsk", "oblast", "Дніпропетровська"),
        ("Kirovograd", "oblast", "Кіровоградська"),
        ("Poltava", "oblast", "Полтавська"),
        ("Sumy", "oblast", "Сумська"),
        ("Черкаський", "oblast", "Черкаська"),
        ("Chernigov", "oblast", "Чернігівська"),
        ("Zhytomyr", "oblast", "Житомирська"),
        ("Kyiv oblasts", "oblast", "Київська"),
        ("Kyiv", "city", "Київ"),
        russia,
        russia,
        ukraine,
        russia,
        kharkiv,
        russia,
        russia,
        kharkiv,
    ]


def test_spans_are_of_the_text() -> None:
    text = "У м. Київ і в Київській області, Cherkasy Oblast, Russia’s allies."
    mentions = toponyms.annotate(text)
    assert [m.surface for m in mentions] == [
        "Київ",
        "Київській області",
        "Cherkasy Oblast",
        "Russia",
    ]
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start <= mention.name_start < mention.name_end <= mention.end


@pytest.mark.parametrize(
    "text",
    [
        "Київстар повідомив про збій.",
        "kyiv-based experts in kharkiv",
        "Наталія Сумська грала у виставі.",
        "Igor Terzhov wrote of Geranium-2 drones.",
        "Вулиця Полтавська перекрита, а на вул. Київська рух відкрито.",
        "суми збитків рівне нулю",
        "",
        "\ud800",
    ],
)
def test_what_names_no_place(text: str) -> None:
    assert toponyms.annotate(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Human rights groups said so.",
        "The UN Human Rights Office; Sumo wrestlers; a Cop killed.",
        "Michael Jordan met Igor Poltavsky.",
    ],
)
def test_labels_of_other_languages_are_no_english_words(text: str) -> None:
    assert toponyms.annotate(text) == []


def test_a_city_beside_its_oblast_is_no_part_of_it() -> None:
    mentions = toponyms.annotate("Тривога: м. Київ, Київська область.")
    assert [(m.surface, m.resolution.outcome) for m in mentions] == [
        ("Київ", "resolved"),
        ("Київська область", "resolved"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Shells fell on Velykyi Burluk, Kharkiv", ["selyshche", "oblast"]),
        ("Strikes hit Balakliia, Kharkiv on Monday.", ["city", "oblast"]),
        ("Strikes hit Derhachi, Kharkiv on Monday.", ["city", "city"]),  # a suburb of the city
        ("Strikes hit Kramatorsk, Donetsk and Luhansk.", ["city", "city", "city"]),
        ("They flew to Kyiv, Kharkiv.", ["city", "city"]),
        ("Strikes hit Balakliia and Kharkiv.", ["city", "city"]),
        ("Strikes hit Kobeliaky, Poltava on Monday.", ["city", "oblast"]),  # in a raion so called
        ("They wrote Poltavska, Kharkiv on it.", ["city"]),  # an adjective without its noun
    ],
)
def test_after_a_settlement_a_bare_name_may_be_its_oblast(text: str, kinds: list[str]) -> None:
    places = [m.resolution.best and m.resolution.best.place for m in toponyms.annotate(text)]
    assert [place and place.kind for place in places] == kinds


def test_the_commonest_case_of_a_form_counts() -> None:
    (mention,) = toponyms.annotate("Удар пришёлся по складу в Сокале.")
    assert mention.resolution.best is not None
    assert mention.resolution.best.place.id == "UA46120110010087965"


@pytest.mark.parametrize(("text", "name", "place", "context"), rows("surroundings.tsv"))
def test_what_stands_around_a_name_is_its_context(
    text: str, name: str, place: str, context: str
) -> None:
    text = text.replace(r"\n", "\n")
    (mention,) = (found for found in toponyms.annotate(text) if found.surface == name)
    best = mention.resolution.candidates[0]
    steps = [detail for rule, detail in best.evidence if rule in ("within", "around")]
    assert (best.place.id, "; ".join(steps) or "-") == (place, context)


@pytest.mark.parametrize(("between", "near"), [(30, True), (60, True), (99, False), (250, False)])
def test_what_is_named_far_off_in_a_long_text_says_nothing(between: int, near: bool) -> None:
    village, city, others = "Також с. Іванівка. ", "м. Умань. ", "Україна. " * between
    for text in (city + others + village, village + others + city):
        (mention,) = (m for m in toponyms.annotate(text) if m.surface == "Іванівка")
        best = mention.resolution.candidates[0]
        steps = [detail for rule, detail in best.evidence if rule == "around"]
        assert steps == (["near the places named around"] if near else [])


def test_a_unit_after_a_name_is_evidence_even_if_it_contradicts() -> None:
    village, _ = toponyms.annotate("с. Гірка Черкаської обл.")
    best = village.resolution.candidates[0]
    assert village.resolution.outcome == "ambiguous"
    assert ("within", "outside Черкаської") in best.evidence


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("{} та {} області", "uk"),
        ("{}, {} області", "uk"),
        ("{} обл., {} обл.", "uk"),
        ("{} область, {} область", "uk"),
        ("{}, {} области", "ru"),
        ("{} and {} oblasts", "en"),
        ("{} Oblast, {} Oblast", "en"),
    ],
)
def test_any_two_oblasts_are_two_oblasts(
    places: list[toponyms.Place], pattern: str, names: str
) -> None:
    oblasts = [p for p in places if p.kind == "oblast" and " " not in (p.name() or " ")]
    wrong = []
    for one, other in itertools.permutations(oblasts, 2):
        text = pattern.format(one.name(names), other.name(names))
        found = [m.resolution for m in toponyms.annotate(text)]
        if [r.outcome for r in found] != ["resolved"] * 2 or [
            r.candidates[0].place for r in found
        ] != [one, other]:
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["Київ, " * 2000, "Kyiv oblast, " * 2000, "А" * 200_000, "(" * 100_000, "а-" * 50_000]
)
def test_long_text_is_no_trouble(text: str) -> None:
    assert isinstance(toponyms.annotate(text), list)


def test_kinds_filters_mentions() -> None:
    text = "Ukraine: Kharkiv and Poltava oblast."
    assert [m.surface for m in toponyms.annotate(text, kind="country")] == ["Ukraine"]
    assert [m.surface for m in toponyms.annotate(text, kind=["city"])] == ["Kharkiv"]


def test_the_context_of_the_caller_decides_between_homonyms() -> None:
    text = "Обстріл: с. Іванівка."
    (mention,) = toponyms.annotate(text)
    assert mention.resolution.outcome == "ambiguous"
    (mention,) = toponyms.annotate(text, within="Xyzzy")
    assert mention.resolution.outcome == "ambiguous"
    (mention,) = toponyms.annotate(text, within="Уманський район")
    assert mention.resolution.candidates[0].place.id.startswith("UA7106")


def test_wrong_arguments_say_what_is_allowed() -> None:
    with pytest.raises(TypeError, match="text must be a string"):
        toponyms.annotate(7)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="kind: unknown kind 'town'"):
        toponyms.annotate("Kyiv", kind="town")  # type: ignore[arg-type]


@settings(max_examples=200)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("КиївСуміObla.,-–’' \n/()м"), st.characters(max_codepoint=0x3000)
        )
    )
)
def test_mentions_never_overlap_and_are_never_inside_words(text: str) -> None:
    end = 0
    for mention in toponyms.annotate(text):
        assert mention.start >= end
        assert not text[mention.start - 1 : mention.start].isalpha()
        end = mention.end


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("США надали допомогу", ["США"]),
        ("Помощь из РФ", ["РФ"]),
        ("The US and the UK sent aid; they told us.", ["US", "UK"]),
        ("The IT and AI of the BAR are OK.", []),
    ],
)
def test_an_acronym_has_to_stand_in_the_gazetteer(text: str, surfaces: list[str]) -> None:
    assert [mention.surface for mention in toponyms.annotate(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("Вулиця Київська", "київська", "a street, a firm or a club stands before it"),
        ("Наталія Сумська приїхала", "Сумська", "a given name stands before it"),
        ("Щастя є. Суми грошей малі.", "Суми", "a common word"),
        ("He went to Odesa, then to xyzzy", "xyzzy", "no form of a name in the gazetteer"),
        ("a village of polohy", "polohy", "a name begins with a capital"),
        ("Хто там? Мирне життя.", "Мирне", "a common word"),
        ("The Kyiv-like firm moved.", "Kyiv", "part of a longer word or name, or an acronym"),
        ("В Ивановке и Марии тихо.", "Марии", "it is a given name"),
        (
            "Він живе в Марії.",
            "Марії",
            "a common word, and the place of that name is a small one",
        ),
        (
            "Бої тривають на Лиманському напрямку.",
            "Лиманському",
            "a direction, a front or a road stands after it",
        ),
    ],
)
def test_a_refused_word_tells_its_rule(text: str, word: str, reason: str) -> None:
    assert [refused.reason for refused in toponyms.why_not(text, word)] == [reason]


@pytest.mark.parametrize(("text", "word", "place", "reason"), rows("reasons.tsv"))
def test_each_name_tells_the_rule_that_decided(
    text: str, word: str, place: str, reason: str
) -> None:
    taken = [
        (mention.resolution.candidates[0].place.id, mention.reason)
        for mention in toponyms.annotate(text)
        if word in mention.surface
    ]
    refused = [("-", refused.reason) for refused in toponyms.why_not(text, word)]
    assert taken + refused == [(place, reason)]


def test_a_mention_is_not_refused_and_tells_why_it_is_one() -> None:
    text = "Shelling of Kharkiv and the village of Lyptsi."
    assert toponyms.why_not(text, "Kharkiv") == toponyms.why_not(text, "Paris") == []
    reasons = {mention.surface: mention.reason for mention in toponyms.annotate(text)}
    assert reasons == {
        "Kharkiv": "well known by the bare name",
        "Lyptsi": "its type word: the village of",
    }
    (mention,) = toponyms.annotate("In the city of Kyiv region")
    assert mention.reason == "its type word: the city of … region"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("На Запорізькій АЕС пожежа.", ["tp:zaporizhzhia-npp"]),
        ("На Подолі в Києві стріляли.", ["tp:kyiv-podil", "UA80000000000093317"]),
        ("The Second Street, San Francisco", []),
        ("Stir gently. Lucas Paes scored.", []),
        ("IN FULL OR IN PART, THIS", []),
        ("National Library of Medicine at", []),
    ],
)
def test_features_in_their_place_and_no_word_for_one(text: str, ids: list[str]) -> None:
    found = [mention.resolution.candidates[0].place.id for mention in toponyms.annotate(text)]
    assert found == ids


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("governed by the laws of the State of New York and the", []),
        ("Shelling of New York, Donetsk oblast", ["New York", "Donetsk oblast"]),
        ("смт Нью-Йорк обстріляли", ["Нью-Йорк"]),
    ],
)
def test_what_is_better_known_abroad_needs_a_word_for_it(text: str, surfaces: list[str]) -> None:
    assert [mention.surface for mention in toponyms.annotate(text)] == surfaces


def test_why_not_sees_mentions_of_any_length() -> None:
    text = f"Наступ у Київська{' ' * 1500}область тривав."
    assert toponyms.why_not(text, "область") == []


@pytest.mark.parametrize("digits", [310, 5000])
def test_a_number_of_any_length_is_no_distance(digits: int) -> None:
    (mention,) = toponyms.annotate("9" * digits + "km from Kyiv")
    assert mention.surface == "Kyiv"
