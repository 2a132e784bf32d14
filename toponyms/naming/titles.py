"""The name of a place with the noun of its kind, where the bare name does not say what it is."""

from toponyms.model import ADJECTIVE_KINDS, KIND_FACTS, Place

LANGUAGES = ("uk", "ru", "en")
"""The languages that `rules/kinds.tsv` has the nouns of kinds in."""


def titled(place: Place, language: str = "uk") -> str:
    """A name for a person to read: ``Черкаська область``, but ``Черкаси``.

    Official names of units are adjectives that units of two kinds may share: ``Чернігівська`` is an
    oblast and a hromada. A name with its noun (``Автономна Республіка Крим``) needs none.

    Args:
        place: what to name.
        language: one of `LANGUAGES`; for another, or if the place has no name in it, Ukrainian.

    Returns:
        The name; the id of the place if it has none in Ukrainian either.
    """
    name = place.name(language) if language in LANGUAGES else None
    if name is None:
        name, language = place.name("uk"), "uk"
    if name is None:
        return place.id
    if place.kind not in ADJECTIVE_KINDS or " " in name:
        return name
    return f"{name} {getattr(KIND_FACTS[place.kind], language)}"
