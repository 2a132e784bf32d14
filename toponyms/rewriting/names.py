"""The name that a policy has in the place of a name of a text."""

from toponyms.language.romanize import romanize
from toponyms.late import later
from toponyms.model import (
    ADJECTIVE_KINDS,
    FEATURE_KINDS,
    UNIT_KINDS,
    Candidate,
    Mention,
    Place,
    Toponym,
)
from toponyms.naming.render import Rendered, rendered
from toponyms.rewriting.grammar import (
    LANGUAGES,
    Old,
    agrees,
    forms_in,
    gender_of,
    governed,
    is_called,
    olds,
    stands,
)
from toponyms.rewriting.seen import ANY_APOSTROPHE, Seen
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.typed import Final, NamedTuple

_GUESSED: Final = frozenset({"skeleton", "fuzzy"})


class New(NamedTuple):
    """What comes in the place of a name."""

    text: str
    case: str | None
    reason: str
    old: Toponym
    """What the name is a form of."""
    adjectival: bool = False
    """Whether it is declined as an adjective."""


class Same(NamedTuple):
    """A name that is that of the policy already, or is not to be spoken of."""

    case: str | None = None


class Stays(NamedTuple):
    """A name that differs, and stays as it is."""

    reason: str


Verdict = New | Same | Stays


def new_name(
    seen: Seen, mention: Mention, candidate: Candidate, surface: str, listed: str | None
) -> Verdict:
    """The name of the policy in the place of a name that means a place."""
    place = candidate.place
    if place.kind in FEATURE_KINDS or place.kind == "country":
        return Same()  # rivers have their nouns in their names, countries styles of their own
    if place.kind in UNIT_KINDS and place.valid_to and not seen.on:
        return Same()  # a unit of the past has its own name
    if candidate.spelling.usage.occupation_label:
        return Same()  # it is no name of the unit
    if candidate.spelling.derivations[0].form in _GUESSED:
        return Stays("a near miss")
    new = rendered(seen.store, place, seen.policy, seen.on)
    if seen.cyrillic:
        return _declined(seen, mention, place, surface, new and new.text, listed)
    return _in_latin(seen, mention, candidate, surface, new)


def _in_latin(
    seen: Seen, mention: Mention, candidate: Candidate, surface: str, new: Rendered | None
) -> Verdict:
    """A name in a language whose names do not change, or whose cases are not known here."""
    place, old = candidate.place, candidate.spelling.toponym
    if new is None:
        return Stays("no name by the policy")
    written = new.text
    noun = _noun_of_unit(seen.store, place)
    if noun is not None:
        if alike(noun, surface):
            return Same()  # Dnipropetrovsk Oblast is still so named
        if new.status == "official" and _BY_ADJECTIVE.search(mention.surface) is None:
            written = noun  # Kyiv region, but Kyivska oblast
    own = _POSSESSIVE.search(surface)
    ending = own[0] if own else "s" if alike(f"{old.text}s", surface) else ""  # the two Odessas
    if alike(written + ending, surface):
        return Same()
    if seen.read != "en" and all(
        derivation.form == "case form" for derivation in candidate.spelling.derivations
    ):
        return Stays("in a case")
    made = "the name of the policy" if new.standard is None else f"romanized by {new.standard}"
    return New(_written(seen, surface, written + ending), None, made, old)


_BY_ADJECTIVE: Final = later(r"(?i)\b(?:oblast|raion|rayon|hromada)\b")
"""Words beside which the official adjective of a unit stands in English."""
_POSSESSIVE: Final = later(r"[´`‘ʼ]s$")
"""Possessive endings with a sign that the annotator takes for a letter of the name."""


def _noun_of_unit(store: Store, place: Place) -> str | None:
    """The noun that a unit is called after, as Ukraine romanizes it: ``Dnipropetrovsk``."""
    if place.kind not in ADJECTIVE_KINDS:
        return None
    base = store.base_at(store.place_index(place.id))
    return None if base is None else romanize(base, "kmu-2010")


def alike(one: str, other: str) -> bool:
    """Whether two names are one, but for capitals and apostrophes."""
    return ANY_APOSTROPHE.sub("'", one).casefold() == ANY_APOSTROPHE.sub("'", other).casefold()


def _declined(
    seen: Seen, mention: Mention, place: Place, surface: str, new: str | None, listed: str | None
) -> Verdict:
    """A name in a language with cases, in the case of the old one."""
    language = seen.language
    found = olds(place, surface, (language, *(one for one in LANGUAGES if one != language)))
    preposition, cases = governed(seen.text, mention.start, language)
    typed = mention.start < mention.name_start
    called = is_called(seen.text, mention.start, mention.end)
    how = [
        stands(one, preposition=preposition, cases=cases, typed=typed, before=listed, called=called)
        for one in found
    ]
    for one, stand in zip(found, how, strict=True):
        if (
            one.toponym.language == language
            and new is not None
            and fold(one.toponym.text) == fold(new)
        ):
            return Same(stand.cases[0])
    if not found or _is_by_the_way(place, found[0]):
        return Same()
    if new is None:
        return Stays("no name by the policy")
    old, stand = found[0], how[0]
    texts = forms_in(new, language, place.kind, stand.cases)
    if len(texts) > 1:
        return Stays(f"its case is open: {', '.join(stand.cases)}")
    if not typed and place.kind not in UNIT_KINDS:
        genders = [
            gender_of(old.toponym.text, old.toponym.language, place.kind),
            gender_of(new, language, place.kind),
        ]
        start, end = mention.start, mention.end
        word = agrees(seen.text, start, end, language, stand.cases[0], *genders)
        if word:
            return Stays(f"of another gender than the new name: {word}")
    adjectival = any("adjective" in form.rule for form in old.forms)
    written = _written(seen, surface, texts[0])
    return New(written, stand.cases[0], stand.reason, old.toponym, adjectival)


def _is_by_the_way(place: Place, old: Old) -> bool:
    """True for a noun of a unit, ``Дніпропетровщина``: it is no name of a register."""
    return place.kind in UNIT_KINDS and old.toponym.status == "variant"


def _written(seen: Seen, surface: str, new: str) -> str:
    """A new name in the capitals of the old one, with the apostrophe of the text."""
    if seen.apostrophe is not None:
        new = ANY_APOSTROPHE.sub(seen.apostrophe, new)
    letters = [letter for letter in surface if letter.isalpha()]
    return new.upper() if len(letters) > 1 and all(map(str.isupper, letters)) else new
