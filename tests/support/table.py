"""One table for all that answers columns: names as people write them, with their oblast.

It has a thousand distinct rows again and again, of settlements from all over the gazetteer:
Ukrainian, Russian and romanized, in cases, with type words, misspelled, with the oblast of the
place, with another one, or none, and cells without a name. The same rows each time.
"""

import random
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

import toponyms
from toponyms.batch.missing import name_in
from toponyms.gazetteer import Gazetteer
from toponyms.model import SETTLEMENT_KINDS

ROWS: Final = 20_000
_EVERY: Final = 83
"""One settlement in so many is in the table; a prime, since the registers have regular runs."""
_NOTHING: Final = (None, "", " ", "-", "н/д", "n/a", "5")
"""What stands in the place of a name: one row in twenty."""
_OBLASTS: Final = ("{}", "{} область", "{} обл.", "{} ОБЛАСТЬ", "{0}  обл")


class Table(NamedTuple):
    """Columns of one length."""

    names: list[str | None]
    oblasts: list[str | None]

    def columns(self) -> dict[str, list[Any]]:
        """The columns of a frame, with one that has nothing to do with places."""
        numbers = list(range(len(self.names)))
        return {"number": numbers, "city": self.names, "region": self.oblasts}

    def records(self) -> list[dict[str, Any] | None]:
        """The record of each row, asked by itself with its oblast; None where there is no name."""
        asked = cache(_record)
        return [asked(*row) for row in zip(self.names, self.oblasts, strict=True)]


def _record(name: str | None, oblast: str | None) -> dict[str, Any] | None:
    if name_in(name) is None:
        return None
    within = None if name_in(oblast) is None else {"oblast": oblast}
    return toponyms.resolve(str(name), within=within).to_record()


def _misspelled(name: str, drawn: random.Random) -> str:
    """A name with two letters swapped, or one lost or doubled."""
    if len(name) < 4:
        return name
    at = drawn.randrange(1, len(name) - 2)
    before, one, two, after = name[:at], name[at], name[at + 1], name[at + 2 :]
    return before + drawn.choice((two + one, two, one + one + two)) + after


def _written(uk: str, ru: str | None, en: str | None, drawn: random.Random) -> str:
    """A name as somebody writes it."""
    latin = en or toponyms.romanize(uk)
    case = drawn.choice(("genitive", "locative", "accusative"))
    forms = toponyms.inflect(uk, case)
    inflected = forms[0].text if forms else uk
    ways = (
        uk, uk, uk, ru or uk, latin, latin, f"с. {uk}", f"м. {uk}", inflected, uk.upper(),
        f"village of {latin}", _misspelled(uk, drawn), _misspelled(latin, drawn),
    )  # fmt: skip
    return drawn.choice(ways)


def _distinct(drawn: random.Random) -> Iterator[tuple[str | None, str | None]]:
    """The distinct rows."""
    gazetteer = Gazetteer.open()
    settlements = [place for place in gazetteer if place.kind in SETTLEMENT_KINDS]
    oblasts = [place.name() for place in gazetteer.children("iso:UA") if place.kind == "oblast"]
    for place in settlements[::_EVERY]:
        name = place.name()
        own = [unit.name() for unit in gazetteer.ancestors(place) if unit.kind == "oblast"]
        if name is None:
            continue
        for _ in range(3):
            known = drawn.choice((*own * 6, drawn.choice(oblasts), None, None, *_NOTHING[1:5:3]))
            if known in oblasts:
                known = drawn.choice(_OBLASTS).format(known)
            yield _written(name, place.name("ru"), place.name("en"), drawn), known


@cache
def table(rows: int = ROWS) -> Table:
    """The table, or its first rows."""
    drawn = random.Random(1)
    distinct = [*_distinct(drawn)]
    drawn_rows = [
        (drawn.choice(_NOTHING), oblast) if drawn.random() < 0.05 else (name, oblast)
        for name, oblast in drawn.choices(distinct, k=ROWS)
    ][:rows]
    return Table([name for name, _ in drawn_rows], [oblast for _, oblast in drawn_rows])


@cache
def texts(count: int = 200) -> list[str | None]:
    """Sentences with names of the table; the first has none, the second is missing."""
    names = [name for name in table().names if name and name_in(name)]
    said = ("Обстріляно {} та {}.", "У {}: 2 поранених, у {} – жодного.", "Near {} and {}.")
    pairs = zip(names[:count], names[count : 2 * count], strict=True)
    found: list[str | None] = ["Нічого не сталося.", None, ""]
    found += [said[number % len(said)].format(*pair) for number, pair in enumerate(pairs)]
    return found[:count]


def plain(value: Any) -> Any:
    """A cell as the record has it, whatever a library has for nothing."""
    return None if value is None or value != value or type(value).__name__ == "NAType" else value


def beside(records: list[dict[str, Any] | None], column: str) -> list[Any]:
    """A column of records, with None in the rows that have no record."""
    return [None if one is None else one[column] for one in records]
