"""Whose a spelling is: Ukrainian-derived, Russian-derived, shared by both, or another language's.

The rule, for what several languages share:

* In Cyrillic a spelling is of the languages that have a name so written: Харків is Ukrainian,
  Харьков Russian, Бахмут both and so neutral. A case form counts only if no name is so written.
* In Latin it is of the language whose name a romanization turns into it, if readers of English are
  used to one that does (`rules/readers.tsv`): Kharkiv from Харків, Kharkov from Харьков, Poltava
  from both and so neutral. What Russian gives is Ukrainian, too, only if the standard of Ukraine or
  the one of BGN and PCGN before it gives it: that some passports wrote Kirovograd for Кіровоград
  does not make it neutral.
* What none of those gives is a name of the language that has it: Lemberg, Lwów, Kiew. It is
  derived only if the standard for readers of that language gives it, letter by letter: Charkow is
  German for Харьков, Charkiw for Харків. What no language has is of any standard that gives it.
* An exonym that came back is none of ours: Лемберг is Lemberg in Cyrillic, and no standard made
  Lemberg of it. So a name that other languages have counts as romanized only if it sounds like an
  official or former name in Ukrainian or Russian.
"""

from collections.abc import Iterable

from toponyms.matching.query import Hit
from toponyms.model import Derivation, Origin, Toponym, Usage
from toponyms.rules import usual_standards
from toponyms.store.store import Store
from toponyms.text.script import script_of
from toponyms.text.skeleton import skeletons
from toponyms.typed import Final

_BOTH: Final = ("uk", "ru")
_OWN: Final = frozenset({"uk", "ru", "en"})
"""Languages whose names do not make a spelling an exonym."""
_ORIGIN: Final[dict[tuple[bool, bool], Origin]] = {
    (True, False): "uk",
    (False, True): "ru",
    (True, True): "neutral",
    (False, False): "other",
}
"""By whether Ukrainian and whether Russian leads to a spelling."""
_BY_LAW: Final = "kmu-2010"
"""Id of the romanization that is official for Ukrainian names."""
_UKRAINIAN: Final = frozenset({_BY_LAW, "bgn-pcgn-1965"})
"""What makes a spelling Ukrainian that Russian gives as well."""


def usage_of(store: Store, hit: Hit) -> Usage:
    """Whose the spelling is that was found, and what standing its name has.

    Args:
        store: where it was found.
        hit: the name with the place under its key.
    """
    ways = store.derivations_at(hit.posting.derivations)
    names = store.place_at(hit.posting.place).toponyms
    text = hit.name.text
    if hit.alike is not None:
        origins: set[str] = {way.language for way in ways}
    elif script_of(text) == "Latn":
        origins = _romanized(text, ways, names)
    else:
        origins = _as_written(ways)
    return Usage(
        _ORIGIN["uk" in origins, "ru" in origins],
        _status(ways, store.toponym_at(hit.posting.toponym), guessed=hit.alike is not None),
        tuple(sorted({way.language for way in ways if way.attested})),
        store.occupation_label(hit.posting.toponym),
    )


def _as_written(ways: Iterable[Derivation]) -> set[str]:
    """The languages that have a name so written; those that have a form, if none has."""
    attested = {way.language for way in ways if way.attested}
    return attested or {way.language for way in ways if not way.standards}


def _romanized(text: str, ways: tuple[Derivation, ...], names: Iterable[Toponym]) -> set[str]:
    """The languages whose names a romanization turns into a Latin text."""
    by_language: dict[str, set[str]] = {}
    for way in ways:
        if way.language in _BOTH:
            by_language.setdefault(way.language, set()).update(way.standards)
    elsewhere = {way.language for way in ways if way.attested} - _OWN
    if elsewhere and any(way.form == "nominative" for way in ways if way.standards):
        ours = [name for name in names if name.language in _BOTH and name.status != "variant"]
        if ours and not any(_alike(text, name) for name in ours):
            return set()
    english = usual_standards(frozenset({"en"}))
    usual = {one for one, standards in by_language.items() if standards & english}
    if "ru" in usual and _UKRAINIAN.isdisjoint(by_language.get("uk", ())):
        usual.discard("uk")
    if usual or not elsewhere:
        return usual or {one for one, standards in by_language.items() if standards}
    own_names = (name.text for name in names if name.language in elsewhere)
    if not text.isascii() or text.casefold() not in map(str.casefold, own_names):
        return set()  # Lwów: the key of a form has no accents, so Lwow by polish-ru is under it
    own = usual_standards(frozenset(elsewhere))
    return {one for one, standards in by_language.items() if standards & own}


def _alike(text: str, name: Toponym) -> bool:
    """True if a Latin text sounds like a name."""
    return not skeletons(text).isdisjoint(skeletons(name.text, name.language))


def _status(ways: tuple[Derivation, ...], toponym: Toponym, *, guessed: bool) -> str:
    """The standing of a spelling: that of its name, if it is a form of it or romanized by law."""
    if toponym.status != "official":
        return toponym.status
    by_law = toponym.language == "uk" and any(_BY_LAW in way.standards for way in ways)
    as_it_is = any(way.language == toponym.language and not way.standards for way in ways)
    return "official" if not guessed and (as_it_is or by_law) else "variant"
