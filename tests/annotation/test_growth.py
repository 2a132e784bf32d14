"""The work grows about linearly with what is asked, whatever stands in it."""

import pytest

from linear import about_linear
from measuring.growth import Family, families
from toponyms.gazetteer import Gazetteer

FAMILIES = families(Gazetteer.open())


@pytest.mark.parametrize("family", FAMILIES, ids=[family.name for family in FAMILIES])
def test_the_work_grows_with_what_is_asked(family: Family) -> None:
    assert about_linear(family.call, family.few)
