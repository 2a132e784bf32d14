"""Naming policies: which name each writes, by its own samples, and a user's own file."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toponyms
from paths import ROOT
from toponyms.model import TableError
from toponyms.naming.policies import policies, policy
from toponyms.naming.render import faults, normalized, rendered, sample_of, titled
from toponyms.store.store import Store

HOUSE = """
id = "house"
based_on = "en-press"
[words]
UA51100270010076757 = "Odessa"
[titles]
oblast = "{name} province"
"""


LEFT_OUT = ("village", "selyshche", "mountain", "river", "lake")
"""Kinds of which there are thousands; their names differ in nothing from those of others."""


@pytest.mark.parametrize("id", policies())
def test_the_samples_are_so(store: Store, id: str) -> None:
    assert policy(id).samples
    assert [*faults(store, policy(id))] == []


def test_a_derived_name_is_marked(store: Store) -> None:
    press = policy("en-press")
    oblast = rendered(store, store.place("UA23000000000064947"), press)
    assert oblast == ("Zaporizhzhia", "uk-Latn", "base", "kmu-2010")
    city = rendered(store, store.place("UA23060070010069526"), press)
    assert city == ("Zaporizhzhia", "en", "official", None)


def test_a_place_without_a_name_of_the_policy_has_none(store: Store) -> None:
    samar = store.place("UA12100070010038698")
    assert rendered(store, samar, policy("ru-official")) is None
    assert toponyms.normalize("Новомосковськ", policy="ru-official") is None
    assert toponyms.render(samar, policy="ru-official") == samar.id


def test_no_long_style_where_there_is_a_short_name(store: Store) -> None:
    for one in policies().values():
        if not one.dated:
            crimea = sample_of(store, one, store.place("UA01000000000013043"))
            assert crimea is not None
            assert " " not in crimea
    assert toponyms.normalize("Russian Federation", policy="en-official") == "Russia"
    assert toponyms.normalize("АР Крим") == "Крим"


def test_a_policy_for_a_date_asks_for_it() -> None:
    with pytest.raises(ValueError, match=r"^policy historical names places as at a date; say"):
        toponyms.normalize("Kirovograd", policy="historical")
    with pytest.raises(ValueError, match=r"^policy historical names places as at a date; say"):
        toponyms.render("UA35040210010019355", policy="historical")
    assert toponyms.normalize("Дніпро", policy="historical", on=1900) == "Катеринослав"


def test_a_file_of_ones_own(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(HOUSE, encoding="utf-8")
    assert toponyms.normalize("Одеса", policy=path) == "Odessa"
    assert toponyms.normalize("Kiev", policy=str(path)) == "Kyiv"
    assert toponyms.normalize("Одеса", policy=policy(path)) == "Odessa"
    assert toponyms.normalize("Zaporizhzhia oblast", policy=path) == "Zaporizhzhia province"
    path.write_text(HOUSE.replace("titles", "titels"), encoding="utf-8")
    with pytest.raises(
        TableError, match=r"house\.toml: titels .titels.: unknown key; allowed are "
    ):
        policy(path)
    path.write_text("id = house", encoding="utf-8")
    with pytest.raises(TableError, match=r"house\.toml: not TOML in UTF-8: "):
        policy(path)
    with pytest.raises(FileNotFoundError):
        policy(tmp_path / "none.toml")


def test_no_such_policy() -> None:
    with pytest.raises(ValueError, match=r"^unknown policy 'en-oficial'; .* mean 'en-official'\?$"):
        policy("en-oficial")
    with pytest.raises(TypeError, match=r"^policy must be an id, a path or a Policy, not 7$"):
        policy(7)  # type: ignore[arg-type]


def test_the_noun_of_a_unit_is_of_its_name_then() -> None:
    assert toponyms.render("UA14000000000091971", policy="en-press") == "Donetsk"
    assert toponyms.render("UA14000000000091971", policy="en-press", on=1950) == "Stalinska"


@pytest.mark.parametrize(
    ("text", "id", "expected"),
    [
        ("Kirovograd oblast", "uk-official", "Кіровоградська область"),
        ("Кіровоградська обл.", "uk-official", "Кіровоградська обл."),
        ("м. Кіровоград", "uk-official", "м. Кропивницький"),
        ("city of Kirovograd", "uk-official", "місто Кропивницький"),
        ("у Кіровоградській області", "en-official", "Kirovohradska oblast"),
        ("Киевщина", "uk-official", "Київська область"),
        ("Mykolaiv region", "en-press", "Mykolaiv region"),
        ("Mykolaivska oblast", "en-press", "Mykolaiv Oblast"),
        ("Kirovograd", "en-official", "Kropyvnytskyi"),
        ("Lwów", "uk-official", "Львів"),
        ("Умань, Черкаська область", "uk-official", "Умань"),
        ("Одеська область", "fr", "oblast d’Odessa"),
        ("Черное море", "uk-official", "Чорне море"),
        ("Sea of Azov", "uk-official", "Азовське море"),
        ("Kiev Governorate", "uk-official", "Київська губернія"),
        ("Каховское водохранилище", "uk-official", "Каховське водосховище"),
        ("Каховське водосховище", "en-press", "Kakhovka Reservoir"),
        ("Dnieper", "uk-official", "Дніпро"),
        ("Dnieper River", "en-press", "Dnipro River"),
        ("ЗАЕС", "uk-official", "Запорізька АЕС"),
        ("Запорожская АЭС", "en-press", "Zaporizhzhia NPP"),
        ("Azovstal", "uk-official", "Азовсталь"),
        ("остров Змеиный", "uk-official", "острів Зміїний"),
        ("Донбасс", "en-press", "Donbas"),
    ],
)
def test_normalize_keeps_the_word_for_a_kind(text: str, id: str, expected: str) -> None:
    assert toponyms.normalize(text, policy=id) == expected


def test_the_face_lists_them() -> None:
    listed = toponyms.policies()
    assert [one.id for one in listed] == sorted(one.id for one in listed)
    assert listed[0].to_dict()["names"]["default"] == ["crh official", "crh variant"]
    assert repr(policy("en-press")) == "<Policy en-press (en)>"


BLOCKS = re.findall(r"```toml\n(.*?)```", (ROOT / "docs/neutrality.md").read_text("utf-8"), re.S)
WRITTEN = {
    "house": {"Одеса": "Odessa", "Запорізька область": "Zaporizhzhia region", "Kiev": "Kyiv"},
    "de-transcribed": {"Київ": "Kyjiw", "Kharkov": "Charkiw", "Lwów": "Lwiw", "Одеса": "Odessa"},
    "ru-house": {"Новомосковск": "Самар", "Киев": "Киев"},
}


@pytest.mark.parametrize("text", BLOCKS, ids=WRITTEN)
def test_the_examples_of_the_page_on_neutrality(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    expected = WRITTEN[policy(path).id]
    assert {name: toponyms.normalize(name, policy=path) for name in expected} == expected


def test_the_page_on_neutrality_has_all_policies() -> None:
    page = (ROOT / "docs/neutrality.md").read_text("utf-8")
    first = [line.split("|")[1] for line in page.split("\n") if line.startswith("| `")]
    assert {id for cell in first for id in cell.split("`")[1::2]} == {*policies()}


def test_an_occupation_label_is_written_by_no_policy(store: Store) -> None:
    table = (ROOT / "gazetteer/curated/names-occupation.tsv").read_text("utf-8").splitlines()
    labels = {(place, text) for place, text, *_ in (line.split("\t") for line in table[1:])}
    assert labels
    for one in policies().values():
        for id in sorted({id for id, _ in labels}):
            name = rendered(store, store.place(id), one, "2024" if one.dated else None)
            assert name is None or (id, name.text) not in labels


@pytest.mark.sweep
@pytest.mark.parametrize("id", [id for id, one in policies().items() if not one.dated])
def test_the_name_of_a_policy_stays_as_it_is(store: Store, id: str) -> None:
    """By the policy that a name follows, it is right."""
    chosen = policy(id)
    seen, changed = 0, []
    for place in store:
        if place.kind in LEFT_OUT or place.valid_to is not None:
            continue
        name = rendered(store, place, chosen)
        if name is None:
            continue
        text = titled(name, place, chosen)
        resolution = toponyms.resolve(text)
        if resolution.place is not None and resolution.place.id == place.id:
            again = normalized(store, resolution, chosen)
            seen += 1
            if again is None or again.text != text:
                changed.append((text, again))
    assert seen > 400
    assert changed == []


@given(text=st.text(max_size=40), id=st.sampled_from(sorted(policies())))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_name_or_none(text: str, id: str) -> None:
    name = toponyms.normalize(text, policy=id, on=1990)
    assert name is None or (name and not re.match(r"(UA\d|koatuu:|iso:|dreg:|tp:)", name))
