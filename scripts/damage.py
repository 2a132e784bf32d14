"""Damages copies of the compiled gazetteer, one at a time, and counts what is noticed on opening.

Damage that is not noticed may only be in bytes that mean nothing, between the sections: names are
looked up then, and have to get the answers of the whole file.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

import toponyms
from measuring.damage import damaged
from toponyms.gazetteer import Gazetteer
from toponyms.model import GazetteerError
from toponyms.store.store import DEFAULT_PATH

ASKED = 2000
"""Names that are looked up where nothing was noticed."""


def answers(gazetteer: Gazetteer) -> list[str]:
    """What names from all over the gazetteer mean."""
    places = list(gazetteer)
    names = [place.name() or place.id for place in places[:: len(places) // ASKED]]
    return [repr(toponyms.resolve(name, gazetteer=gazetteer)) for name in names]


def main() -> int:
    """The command; 1 if there was a wrong answer."""
    parser = argparse.ArgumentParser(
        description="Count how much damage to the compiled gazetteer is noticed on opening.",
        epilog="example: python scripts/damage.py --count 500",
    )
    parser.add_argument("--count", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args()
    whole = Path(DEFAULT_PATH).read_bytes()
    chance = random.Random(options.seed)
    expected = answers(Gazetteer.open())
    noticed = meaningless = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.count):
            path = Path(folder, f"{number}.bin")
            path.write_bytes(damaged(whole, chance))
            try:
                gazetteer = Gazetteer.open(path)
            except GazetteerError:
                noticed += 1
            else:
                same = answers(gazetteer) == expected
                meaningless += same
                wrong += not same
            path.unlink()
    print(f"{noticed} noticed, {meaningless} without meaning, {wrong} wrong, of {options.count}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
