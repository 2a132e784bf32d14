"""The names that `scripts/measuring/generated.py` makes from the register."""

import random

from measuring import generated
from toponyms import Gazetteer


def test_generated_names_are_the_same_each_time_and_know_their_place(gazetteer: Gazetteer) -> None:
    places = generated.drawn(gazetteer)
    assert len(places) > 900
    few = [*places[:3], *places[30:33], *places[200:203], *places[-3:]]
    for name, way in generated.MADE.items():
        rows, again = (list(way(few, random.Random(name))) for _ in range(2))
        assert rows == again
        assert rows, name
        assert {row["place"] for row in rows} <= {one.place.id for one in few}
