"""Names with type words as tables write them, made from the register."""

import random

from measuring.generated import typewords
from toponyms import Gazetteer


def test_generated_names_are_the_same_each_time_and_know_their_place(gazetteer: Gazetteer) -> None:
    places = typewords.drawn(gazetteer)
    assert len(places) > 900
    few = [*places[:3], *places[30:33], *places[200:203], *places[-3:]]
    for name, way in typewords.MADE.items():
        rows, again = (list(way(few, random.Random(name))) for _ in range(2))
        assert rows == again
        assert rows, name
        assert {asked.place.id for _, asked in rows} <= {one.place.id for one in few}
