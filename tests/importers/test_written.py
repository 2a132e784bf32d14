"""Names that are written by a rule from the register, for measuring."""

import pytest

import toponyms
from measuring.written import KINDS, generated
from toponyms.model import SETTLEMENT_KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_names_of_a_kind_are_the_same_each_time_and_none_is_twice(kind: str) -> None:
    asked = generated(KINDS[kind], 20)
    assert len(asked) == len({(one.text, one.within) for one in asked}) == 20
    assert asked == generated(KINDS[kind], 20)


def test_an_epithet_is_written_as_its_letter_or_letters() -> None:
    for kind, most in (("epithet as its letter", 1), ("epithet as two or three letters", 3)):
        for text, within, place in generated(KINDS[kind], 20):
            short, _, rest = text.partition(".")
            name = place.name() or ""
            assert place.kind in SETTLEMENT_KINDS
            assert (within or "").endswith(" район")
            assert len(short) <= most
            forms = name, toponyms.romanize(name)
            assert any(f.startswith(short) and f.endswith(rest.strip()) for f in forms)
