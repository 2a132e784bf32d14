"""Epithets that are abbreviated: ``В. Багачка``, ``Нов. Санжари``, ``Стар.-Самбір``.

Letters with a full stop or a hyphen before a name stand for its first word: names count whose first
word begins so, and a name without an epithet does not. Which of them is meant, Велика or Верхня, is
told by what else is known. Where no name agrees to the letter, the epithets of `rules/stems.tsv`
that begin so are tried in names that only sound alike. The last word of a compound may be cut as
well: ``Переяслав-Хм.``

``М.``, ``С.`` and the like are type words too: місто Токмачка or Мала Токмачка. With a small letter
they are nothing else; with a capital what exists in the context decides.
"""

from collections.abc import Sequence

from toponyms.language.typewords import forward
from toponyms.late import later
from toponyms.matching.context import means_a_place
from toponyms.matching.lookup import look_up
from toponyms.matching.phrase import names_in
from toponyms.matching.query import Name, Query, at_level
from toponyms.model import KINDS
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.skeleton import epithets_beginning, is_epithet
from toponyms.text.words import tokens
from toponyms.typed import Final, NamedTuple

_SHORT: Final = later(
    r"(?P<short>[^\W\d_]{1,5})(?:\s?\.\s*-?\s*|(?<!\w\w\w\w\w)-)(?P<rest>[^\W\d_][^.,/()]{2,})"
)
_CUT: Final = later(r"(?P<whole>[^\W\d_][\w’'ʼ]{2,}\s?[-‐–—]\s?)(?P<short>[^\W\d_]{2,5})\.?")
MOST_WORDS: Final = 3
"""Words behind the epithet in a name that is looked for."""
BEGINNINGS: Final = 256
"""How many beginnings have their names kept; each takes some 20 milliseconds to collect."""


class _Abbreviated(NamedTuple):
    """A name whose first word is abbreviated."""

    short: str
    rest: str
    dotted: bool
    """Whether a full stop, and not a hyphen alone, says that it is abbreviated."""


def read(query: Query, text: str) -> list[Name]:
    """The readings of a phrase as a name: without its type words, with its epithet written out.

    A name without type words is of the level that the caller tells.
    """
    names = names_in(text)
    if len(text) > 1 and not text.isalpha():
        names = _written_out(query, names)
        if text.rstrip().endswith("."):
            names = [long for name in names for long in _completed(query.store, name)]
    return [at_level(query, name) for name in names]


def _abbreviated(text: str) -> _Abbreviated | None:
    """The parts of a name that begins with an abbreviation; None if it does not."""
    found = _SHORT.fullmatch(text)
    if found is None or len(found["rest"].split()) > MOST_WORDS:
        return None
    short, rest = found["short"], found["rest"].strip()
    dotted = text[found.end("short") :].lstrip().startswith(".")
    if short.islower() and not rest.islower():
        return None  # м. Токмачка
    if not dotted and is_epithet(short):
        return None  # Neu-Burlazk
    return _Abbreviated(short, rest, dotted)


def _written_out(query: Query, names: list[Name]) -> list[Name]:
    """The readings with their epithets written out, or as they are if none is abbreviated."""
    long: list[Name] = []
    alike: list[Name] = []
    typed = False
    for name in names:
        parts = _abbreviated(name.text)
        if parts is None or query.store.named(name.text):
            continue
        typed |= _is_type_word(parts.short)
        long += [_with(name, parts, first) for first in _first_words(query.store, parts)]
        if parts.dotted:
            alike += [_with(name, parts, epithet) for epithet in epithets_beginning(parts.short)]
    if typed:
        return long if long and _likelier(query, long, names) else names
    return long or alike or names


def _completed(store: Store, name: Name) -> list[Name]:
    """A name whose last word is abbreviated with that written out, or as it is if it has none."""
    parts = _CUT.fullmatch(name.text)
    if parts is None or store.named(name.text):
        return [name]
    whole, short = parts["whole"], parts["short"]
    words = len(tokens(name.text))
    begun = [key for key in store.keys(fold(whole + short)) if len(key.split()) == words]
    lasts = (short + key.split()[-1][len(fold(short)) :] for key in begun)
    return [
        name._replace(text=whole + last, epithet=f"{short!r} stands for {last!r}") for last in lasts
    ] or [name]


def _with(name: Name, parts: _Abbreviated, first: str) -> Name:
    """A reading with its first word written out."""
    short = fold(parts.short)
    word = parts.short + first[len(short) :] if first.startswith(short) else first
    return name._replace(
        text=f"{word} {parts.rest}", epithet=f"{parts.short!r} stands for {word!r}"
    )


def _is_type_word(short: str) -> bool:
    """True for ``М``, which is a type word with its full stop."""
    return forward(tokens(f"{short}. x"), 0, "before") is not None


def _first_words(store: Store, parts: _Abbreviated) -> Sequence[str]:
    """The first words, folded, that the gazetteer has before the rest of a name."""
    begin = store.memo(_by_rest, BEGINNINGS)[fold(parts.short)]
    return begin.get(fold(parts.rest), ())


def _by_rest(store: Store, beginning: str) -> dict[str, tuple[str, ...]]:
    """The first words that begin so and are no type words, by what follows them."""
    found: dict[str, list[str]] = {}
    for key in store.keys(beginning) if beginning else ():
        first, _, rest = key.partition(" ")
        if rest and first != beginning and first.isalpha() and not _is_type_word(first):
            found.setdefault(rest, []).append(first)
    return {rest: tuple(firsts) for rest, firsts in found.items()}


def _likelier(query: Query, long: Sequence[Name], names: Sequence[Name]) -> bool:
    """Whether letters that are a type word too are likelier an epithet.

    In a context they are, if such a name lies there; else if no place is of the type word's kind.
    """
    as_typed = any(
        weighed.trust == 1 and KINDS[query.store.kind[place]] in weighed.hit.name.kinds
        for place, weighed in look_up(query, names[:1]).items()
    )
    if not any(map(means_a_place, query.contexts)) or names[-1].text.isupper():
        return not as_typed
    return any(weighed.trust == 1 for weighed in look_up(query, long).values())
