"""Names and addresses that are shortened by a rule, and older spelling, made from the register."""

import pytest

import toponyms
from measuring.generated import abridged, older
from measuring.generated.asked import Asked
from toponyms.model import SETTLEMENT_KINDS


@pytest.fixture(scope="module")
def groups() -> dict[str, list[Asked]]:
    gazetteer = toponyms.Gazetteer.open()
    return abridged.groups(gazetteer, 20) | older.groups(gazetteer, 20)


def test_the_names_of_a_kind_are_the_same_each_time_and_none_is_twice(
    groups: dict[str, list[Asked]],
) -> None:
    assert len(groups) == len(abridged.KINDS) + len(older.KINDS)
    for asked in groups.values():
        assert len(asked) == len({(one.text, one.within) for one in asked}) == 20
    assert abridged.groups(toponyms.Gazetteer.open(), 20).items() <= groups.items()


def test_an_epithet_is_written_as_its_letter_or_letters(groups: dict[str, list[Asked]]) -> None:
    for kind, most in (("epithet as its letter", 1), ("epithet as two or three letters", 3)):
        for text, within, place, _ in groups[kind]:
            short, _, rest = text.partition(".")
            name = place.name() or ""
            assert place.kind in SETTLEMENT_KINDS
            assert (within or "").endswith(" район")
            assert len(short) <= most
            forms = name, toponyms.romanize(name)
            assert any(f.startswith(short) and f.endswith(rest.strip()) for f in forms)
