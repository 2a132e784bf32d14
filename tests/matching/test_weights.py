"""What a candidate weighs and how far it is trusted, as products of rows of `rules/scoring.tsv`.

A case of `cases/weights.tsv` names the rows whose product is the weight, and those whose product is
the trust. A sum among them is the prior of a settlement, in which `size` is its inhabitants divided
by the row `inhabitants`, and `voters` those of a village, each thousand times its row; where only
the inhabitants are known, as many voters as so many have. Behind a sum stands the row of the power
that it is raised to if that makes it less. `slope` is what the distance from the first context
leaves of the weight. `sounds`, `near` and, of the trust, `alike` are the likeness to a power,
`common` is how often the name occurs as a word, in a million. A change of a number in the table
changes no case, a change of a rule does. What lies in a context and what does not is weighed before
it is compared here, see `test_precedence.py`.

The options: `within`, several contexts parted by ``|``; `around`, what a text names around the
name; `kind`, `language`, `on`; `running`, the name is in running text; `says where`, the name is
itself the context of another.
"""

from math import prod
from typing import Any

import pytest

from toponyms.arguments import read_kinds
from toponyms.language.cues import commonness
from toponyms.matching.abroad import COMMONEST, ONCE_IN_A_MILLION, city_abroad, weight_of_none
from toponyms.matching.candidates import candidates
from toponyms.matching.context import Context, distance
from toponyms.matching.lookup import look_up
from toponyms.matching.phrase import names_in
from toponyms.matching.prior import VOTERS_PER_INHABITANT
from toponyms.matching.query import Query, Weighed
from toponyms.matching.scoring import read_numbers, scoring
from toponyms.matching.within import Within, read_within
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.text.fold import fold
from tsv import rows

CASES = [case for case in rows("weights.tsv") if case[2] != "-"]
NONE = [case for case in rows("weights.tsv") if case[2] == "-"]


def _contexts(query: Query, within: Within) -> tuple[Context, ...]:
    return read_within(query, within).contexts


def _voters(store: Store, place: int) -> float:
    """Thousands of voters of a settlement, no more than its inhabitants allow."""
    voters, inhabitants = store.voters(place), store.population[place]
    if inhabitants == NOTHING:
        return min(float(voters or 0), read_numbers()["most voters"]) / 1000
    likely = float(inhabitants) * VOTERS_PER_INHABITANT
    return (likely if voters is None else min(voters, likely)) / 1000


def _slope(query: Query, place: int, half_km: float) -> float:
    """What the distance of a place from the first context leaves of its weight."""
    km = distance(query.store, place, query.contexts[0]) if query.contexts else None
    return 1.0 if km is None else half_km / (half_km + km)


def _query(store: Store, options: str) -> Query:
    given: dict[str, Any] = {}
    for option in filter(None, options.split("; ")):
        name, _, value = option.partition("=")
        given[name] = value
    query = Query(store, scoring())
    return query._replace(
        kinds=read_kinds(given.get("kind")),
        contexts=_contexts(query, given["within"].split(" | ") if "within" in given else None),
        language=given.get("language"),
        on=given.get("on"),
        around=_contexts(query, given["around"])[0] if "around" in given else None,
        running="running" in given,
        says_where="says where" in given,
    )


def _found(query: Query, text: str) -> dict[int, Weighed]:
    """The candidates; in running text only the first reading of the name is looked up."""
    return look_up(query, names_in(text)[:1]) if query.running else candidates(query, text)


def _product(expression: str, known: dict[str, float]) -> float:
    return prod(_factor(factor, known) for factor in filter(None, expression.split(" * ")))


def _factor(expression: str, known: dict[str, float]) -> float:
    terms, _, power = expression.partition(" ^ ")
    total = sum(known[row] for row in terms.split(" + "))
    return min(total, total ** known[power]) if power else total


@pytest.mark.parametrize(("text", "options", "id", "weight", "trust"), CASES)
def test_a_candidate_weighs_what_its_rules_say(
    store: Store, text: str, options: str, id: str, weight: str, trust: str
) -> None:
    query = _query(store, options)
    found = _found(query, text)
    place = store.place_index(id)
    if weight == "none":
        assert place not in found
        return
    weighed = found[place]
    numbers = read_numbers()
    alike = weighed.hit.alike or 1.0
    guess = "fuzzy" if weighed.hit.edits else "skeleton"
    known = numbers | {
        "size": store.population[place] / numbers["inhabitants"],
        "voters": numbers["prior.thousand voters"] * _voters(store, place),
        "slope": _slope(query, place, numbers["half.km"]),
        "sounds": alike ** numbers["form.skeleton power"],
        "near": alike ** numbers["form.fuzzy power"],
        "alike": alike ** numbers[f"trust.{guess} power"],
    }
    assert weighed.weight == pytest.approx(_product(weight, known))
    assert weighed.trust == pytest.approx(_product(trust, known))


@pytest.mark.parametrize(("text", "options", "_", "weight", "_trust"), NONE)
def test_that_no_place_is_meant_weighs_what_is_known_of_the_name(
    store: Store, text: str, options: str, _: str, weight: str, _trust: str
) -> None:
    numbers = read_numbers()
    city = city_abroad(text)
    abroad = city.inhabitants / numbers["inhabitants"] if city else 0.0
    common = 10 ** (min(commonness(fold(text)), COMMONEST) - ONCE_IN_A_MILLION)
    known = numbers | {"size": abroad, "common": common}
    expected = sum(_product(part, known) for part in weight.split(" and "))
    assert weight_of_none(_query(store, options), names_in(text)[0]) == pytest.approx(expected)
