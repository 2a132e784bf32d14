"""The name that a policy writes for a place, and with it the word for its kind."""

from collections.abc import Iterable, Iterator

from toponyms.arguments import read_date
from toponyms.dates import bounds, in_force
from toponyms.language.romanize import romanize
from toponyms.late import later
from toponyms.model import (
    ADJECTIVE_KINDS,
    FEATURE_KINDS,
    Candidate,
    Place,
    Resolution,
    Toponym,
    UnknownPlaceError,
    shown,
)
from toponyms.naming.policies import NAME, Choice, Policy
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.typed import Any, Final, NamedTuple

_WORD: Final = later(r"\w+")
_ELIDED: Final = "\N{RIGHT SINGLE QUOTATION MARK}" + NAME
_VOWELS: Final = frozenset("aeiou")


class Rendered(NamedTuple):
    """The name that a policy writes for a place."""

    text: str
    """The bare name, without the word for a kind."""
    language: str
    """BCP 47, of the name; of a romanized one ``uk-Latn`` or ``ru-Latn``."""
    status: str
    """``official``, ``variant`` or ``former`` as its toponym is, ``base`` for the noun that a unit
    is called after, ``own`` for the policy's own word."""
    standard: str | None = None
    """Id of the romanization that made it; None if it is attested."""

    def __repr__(self) -> str:
        by = f", {self.standard}" if self.standard else ""
        return f"<Rendered {self.text} ({self.language}, {self.status}{by})>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


def rendered(store: Store, place: Place, policy: Policy, on: str | None = None) -> Rendered | None:
    """The name that a policy writes for a place.

    Args:
        store: where the place is from.
        place: what to name.
        policy: one of `toponyms.naming.policies`.
        on: EDTF day, month or year: the name of that time, where its dates are known. Where they
            are not, a policy that is for a date has none, and others have the name of today.

    Returns:
        The name; None if the place has none of those that the policy takes.

    Raises:
        ValueError: the policy is for a date, and there is none.
    """
    check_date(policy, on)
    name = _first_choice(store, place, policy, on)
    own = policy.words.get(place.id)
    if own is None or (on and name != _first_choice(store, place, policy, None)):
        return name
    # The policy's own word is for the name of today, on a date too if it was the name then.
    return Rendered(own, policy.language, "own")


def _first_choice(store: Store, place: Place, policy: Policy, on: str | None) -> Rendered | None:
    """The first of the names that a policy takes."""
    for choice in policy.choices(place.kind):
        found = _chosen(store, place, choice, on, policy.dated)
        if found is not None:
            text, status = found
            if choice.standard is None:
                return Rendered(text, choice.language, status)
            romanized = romanize(text, choice.standard)
            return Rendered(romanized, f"{choice.language}-Latn", status, choice.standard)
    return None


def check_date(policy: Policy, on: str | None) -> None:
    """Refuses a policy that is for a date, if there is none.

    Raises:
        ValueError: so it is.
    """
    if policy.dated and on is None:
        raise ValueError(f"policy {policy.id} names places as at a date; say which, like on=1900")


def titled(name: Rendered, place: Place, policy: Policy, like: str = "") -> str:
    """A name with the word for the kind of its place, as the policy writes it.

    Args:
        name: of the place, by the policy.
        place: what it names.
        policy: the policy.
        like: a text that names the place: of several words that the policy allows, the one that
            stands there is kept.

    Returns:
        ``Харківська область``; the name alone if it says what it is (``Крим``). Where the policy
        has no word for the kind, the name with the noun that a source has (``Азовське море``).
    """
    titles = policy.titles.get(place.kind, ())
    if name.status == "own" or (place.kind in ADJECTIVE_KINDS and _long(name)):
        return name.text
    there = _words(like)
    if not titles:
        return _attested_title(name, place, there) if place.kind in FEATURE_KINDS else name.text
    fitting = _fitting(titles, name.text)
    kept = [title for title in fitting if _words(title) <= there]
    title = max(kept, key=lambda one: len(_words(one)), default=fitting[0])
    return title.replace(NAME, name.text)


def sample_of(store: Store, policy: Policy, place: Place, on: str | None = None) -> str | None:
    """The name of a place as samples have it: of a unit with the word for its kind."""
    name = rendered(store, place, policy, on)
    if name is None:
        return None
    return titled(name, place, policy) if place.kind in ADJECTIVE_KINDS else name.text


def faults(store: Store, policy: Policy) -> Iterator[str]:
    """What a policy says of places that is not so, a line each: ids that are none, and samples.

    Args:
        store: where the places are.
        policy: what to try.
    """
    for key, expected in (*((id, "") for id in policy.words), *policy.samples):
        table = "samples" if expected else "words"
        id, _, on = key.partition(" ")
        try:
            place = store.place(id)
            written = sample_of(store, policy, place, read_date(on or None)) if expected else ""
        except (UnknownPlaceError, ValueError) as error:
            yield f"{table}.{key}: {error}"
            continue
        if place.id != id:
            yield f"{table}.{key}: write the id of the place, {place.id}"
        elif written != expected:
            yield f"{table}.{key} {shown(expected)}: the policy writes {shown(written)}"


def normalized(
    store: Store, resolution: Resolution, policy: Policy, on: str | None = None
) -> Rendered | None:
    """The name that a policy writes for what a name means.

    Its text has the word for the kind where the name that was asked has one, and where that says by
    itself what it is and the policy's name does not: ``Київська область`` for ``Київщина``.

    Args:
        store: where the places are from.
        resolution: the answer to the name.
        policy: as for `rendered`.
        on: as for `rendered`.

    Returns:
        The name; None if the name is not resolved, or the policy has none for the place.

    Raises:
        ValueError: as for `rendered`.
    """
    best = resolution.best
    if best is None or not resolution:
        check_date(policy, on)
        return None
    name = rendered(store, best.place, policy, on)
    if name is None:
        return None
    if _says_what(best, name) or _asks_noun(name, best.place):
        return name._replace(text=titled(name, best.place, policy, resolution.query))
    return name


def _says_what(candidate: Candidate, name: Rendered) -> bool:
    """True if a name says what it is: with a type word, ``Kirovograd oblast``, ``Dnieper River``,
    or by itself, Київщина, where the official name of the unit is an adjective.
    """
    if any(step.rule == "type" for step in candidate.evidence):
        return True
    matched, place = candidate.spelling.toponym, candidate.place
    if place.kind in ADJECTIVE_KINDS:
        noun = candidate.spelling.derivations[0].form == "base noun"
        return noun or matched.status == "variant"
    if place.kind not in FEATURE_KINDS:
        return False
    # A feature has its noun in its name, as a source has it: the shorter name is one of its own.
    own = [one for one in place.toponyms if one.language == matched.language]
    shorter = {name.text, *(one.text for one in own)} - {matched.text}
    others = [f" {text} " for text in shorter]
    text = f" {matched.text} "
    if any(other in text for other in others):
        return True
    # So has, in another form, what stands in no longer name: Sea of Azov, ЗАЕС.
    return place.kind in ("sea", "plant") and not any(text in other for other in others)


def _asks_noun(name: Rendered, place: Place) -> bool:
    """True for the name of a feature that is an adjective: Запорізька for ``ЗАЕС``."""
    if place.kind not in FEATURE_KINDS or name.language not in ("uk", "ru"):
        return False
    from toponyms.language.inflect import names_unit  # slow to import, and for features only

    return names_unit(name.text, name.language)


def _attested_title(name: Rendered, place: Place, there: frozenset[str]) -> str:
    """The name with its noun as a source has it, ``Азовське море``; the name alone if none has.

    Args:
        name: of the place, which the policy has no word for.
        place: what it names.
        there: words of a text that names the place, of which the noun is rather one.
    """
    if name.standard is not None:
        return name.text
    longer = [
        toponym.text
        for toponym in place.toponyms
        if toponym.language == name.language
        and toponym.status != "former"
        and f" {name.text} " in f" {toponym.text} "
        and toponym.text != name.text
    ]
    return max(longer, key=lambda text: _words(text) <= there, default=name.text)


def _fitting(titles: tuple[str, ...], name: str) -> list[str]:
    """The titles that go with a name: before a vowel those with an apostrophe, if there are any."""
    vowel = fold(name[:1])[:1] in _VOWELS
    return [title for title in titles if (_ELIDED in title) == vowel] or [*titles]


def _long(name: Rendered) -> bool:
    """True for an adjective that has its noun: ``Автономна Республіка Крим``."""
    return name.status == "official" and " " in name.text


def _words(text: str) -> frozenset[str]:
    """The words of a text or a title, without the name and in small letters."""
    return frozenset(_WORD.findall(text.replace(NAME, " ").casefold()))


def _chosen(
    store: Store, place: Place, choice: Choice, on: str | None, dated: bool
) -> tuple[str, str] | None:
    """The name that a choice takes, with its status; None if the place has none."""
    names = [name for name in place.toponyms if name.language == choice.language]
    wanted = [name for name in names if name.status == choice.status]
    if on is not None and _had_another_name(place, on):
        # What belongs to the Ukrainian name of today is not of that time: of Сталінська neither
        # Донецьк nor Donetska, which has no dates.
        wanted = [name for name in wanted if name.status != "official"]
        names = [name for name in names if name.status != "official" or name.valid_from]
    elif choice.status == "base":
        base = store.base_at(store.place_index(place.id))
        return None if base is None else (base, "base")
    if on is None:
        return (wanted[0].text, wanted[0].status) if wanted else None
    if choice.status == "official":
        then = _of_time(names, on)
        if then is not None:
            return then.text, then.status
    if dated or not wanted:
        return None
    return wanted[0].text, wanted[0].status


def _had_another_name(place: Place, on: str) -> bool:
    """True if the Ukrainian name of a place on a date was one that is former now."""
    then = _of_time([name for name in place.toponyms if name.language == "uk"], on)
    return then is not None and then.status == "former"


def _of_time(names: Iterable[Toponym], on: str) -> Toponym | None:
    """The name that was official on a date.

    Of several the one that ended first: often only the end of a name is known, and each began when
    the one before it ended (Катеринослав until 1926, Дніпропетровськ until 2016).
    """

    def order(name: Toponym) -> tuple[bool, str]:
        certain = in_force(name.valid_from, name.valid_to, on) is True
        return not certain, bounds(name.valid_to)[1] if name.valid_to else "~"

    then = [
        name
        for name in names
        if name.status != "variant" and in_force(name.valid_from, name.valid_to, on) is not False
    ]
    return min(then, key=order, default=None)
