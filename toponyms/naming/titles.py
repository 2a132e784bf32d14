"""The name of a place with the noun of its kind, where the bare name does not say what it is."""

from toponyms.model import ADJECTIVE_KINDS, KIND_FACTS, Place

LANGUAGES = ("uk", "ru", "en")
"""Those that `rules/kinds.tsv` has the nouns of kinds in."""


def titled(place: Place, language: str = "uk") -> str:
    """A name for a person to read: ``Черкаська область``, but ``Черкаси``.

    Official names of units are adjectives, and three of a kind look alike: ``Чернігівська`` is an
    oblast and a hromada. What has its noun in the name (``Автономна Республіка Крим``) needs none.

    Args:
        place: what to name.
        language: one of `LANGUAGES`; Ukrainian where the place has no name in it.

    Returns:
        The id of the place if it has no name in either.
    """
    name = place.name(language) if language in LANGUAGES else None
    if name is None:
        name, language = place.name("uk"), "uk"
    if name is None:
        return place.id
    if place.kind not in ADJECTIVE_KINDS or " " in name:
        return name
    return f"{name} {getattr(KIND_FACTS[place.kind], language)}"
