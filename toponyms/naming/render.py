"""Which name to show for a place: naming policies.

A policy is a line of `rules/policies.tsv`: the languages to take an attested name from, in order,
and a romanization standard for the Ukrainian name where none is attested. A derived name is thus
shown only by a policy that names its standard.
"""

from functools import cache

from toponyms.dates import in_force
from toponyms.language.romanize import romanize
from toponyms.model import Place, Toponym, shown
from toponyms.naming import DEFAULT_POLICY
from toponyms.rules import table
from toponyms.typed import NamedTuple


class Policy(NamedTuple):
    """How to choose the name to show."""

    id: str
    languages: tuple[str, ...]
    """The first of these in which the place has an attested name gives the name to show."""
    standard: str | None
    """Id of the romanization of the Ukrainian name, for places without such a name; or None."""
    meaning: str
    """What the policy shows, in words."""


@cache
def policies() -> dict[str, Policy]:
    """All naming policies by id."""
    return {
        id: Policy(id, tuple(languages.split()), standard or None, meaning)
        for id, languages, standard, meaning in table("policies")
    }


def _attested(place: Place, language: str, on: str | None) -> str | None:
    """The name in a language, of today or of a date; a name that was official then comes first."""
    if on is None:
        return place.name(language)

    def fitness(toponym: Toponym) -> int:
        if toponym.status == "variant":
            return 0
        return {True: 2, None: 1, False: 0}[in_force(toponym.valid_from, toponym.valid_to, on)]

    names = [toponym for toponym in place.toponyms if toponym.language == language]
    best = max(names, key=fitness, default=None)
    return best.text if best and fitness(best) else place.name(language)


def render(place: Place, *, policy: str = DEFAULT_POLICY, on: str | None = None) -> str:
    """The name that a policy shows for a place.

    Args:
        place: what to name.
        policy: an id of `policies`.
        on: EDTF day, month or year: the name of that time, where its dates are known.

    Returns:
        The bare name; the id of the place if the policy knows no name for it.

    Raises:
        TypeError: ``place`` is not a place.
        ValueError: there is no such policy; the message lists those there are.
    """
    if not isinstance(place, Place):
        raise TypeError(f"place must be a Place, not {shown(place)}")
    chosen = policies().get(policy)
    if chosen is None:
        raise ValueError(f"unknown policy {shown(policy)}; allowed are {', '.join(policies())}")
    for language in chosen.languages:
        name = _attested(place, language, on)
        if name:
            return name
    ukrainian = _attested(place, "uk", on)
    if chosen.standard and ukrainian:
        return romanize(ukrainian, chosen.standard)
    return place.id
