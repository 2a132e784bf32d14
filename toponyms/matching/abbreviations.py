"""Names that were cut: ``Жовті В.``, ``Кам.-Под.``, ``Лубенський ра``.

Each word with a full stop stands for one that begins so, and the names count that have such words
in that order. What a table cut at the end of its column may have been a type word; so little of one
is read only behind the adjective of a unit that it fits.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from toponyms.language.typewords import strip, unfinished
from toponyms.matching.lookup import look_up
from toponyms.matching.phrase import names_in
from toponyms.matching.query import Name, Query, Weighed
from toponyms.model import ADJECTIVE_KINDS, FEATURE_KINDS, KINDS, Step
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.words import Token, tokens
from toponyms.typed import Final

MOST_WORDS: Final = 4
"""Words in a name that is looked for."""
MOST_NAMES: Final = 100
"""Names that one abbreviation may stand for; what stands for more tells nothing."""
LEAST_CUT: Final = 2
"""Letters that have to be left of a type word."""


def written_out(query: Query, text: str) -> dict[int, Weighed]:
    """The candidates of a name with abbreviated words, of which one is not the first.

    They are units and settlements: of features there are too many that begin in any way.
    """
    words: Sequence[Token] = tokens(text)
    typed = strip(words)
    if typed:
        words = words[typed.start : typed.end]
    if not (2 <= len(words) <= MOST_WORDS and any(word.dotted for word in words[1:])):
        return {}
    keys = list(islice(_keys(query.store, words), MOST_NAMES + 1))
    if len(keys) > MOST_NAMES:
        return {}
    name = names_in(text)[0]
    found = look_up(query, [_written_as(name, text, words, key) for key in keys])
    return {
        place: one
        for place, one in found.items()
        if KINDS[query.store.kind[place]] not in FEATURE_KINDS
    }


def _keys(store: Store, words: Sequence[Token]) -> Iterator[str]:
    """The keys of names with words that are, or begin as, those given."""
    first = words[0].key if words[0].dotted else f"{words[0].key} "
    if len(first) < LEAST_CUT:
        return  # the names of one letter are too many to go through
    for key in store.keys(first):
        given = key.split()
        if len(given) == len(words) and all(
            long.startswith(word.key) if word.dotted else long == word.key
            for word, long in zip(words, given, strict=True)
        ):
            yield key


def _written_as(name: Name, text: str, words: Sequence[Token], key: str) -> Name:
    """A reading of an abbreviated name as that of a key."""
    long, said = [], []
    for word, whole in zip(words, key.split(), strict=True):
        written = text[word.start : word.end]
        long.append(written + whole[len(word.key) :])
        if word.dotted:
            said.append(f"{written!r} stands for {long[-1]!r}")
    return name._replace(text=" ".join(long), epithet=", ".join(said))


def with_cut_type_word(query: Query, text: str) -> dict[int, Weighed]:
    """The candidates of a unit by its adjective, behind which a type word was cut."""
    words = tokens(text)
    end, kinds = unfinished(words)
    if not kinds or len(words[-1].key) < LEAST_CUT or fold(text) in query.store:
        return {}
    written = text[words[-1].start : words[-1].end]
    store, step = query.store, Step("slip", f"{written!r} read as the beginning of a type word")
    return {
        place: one.doubted(query.scoring.trust.slip, step, "near miss")
        for place, one in look_up(query, [Name(text[:end], kinds, written)]).items()
        if KINDS[store.kind[place]] in ADJECTIVE_KINDS.intersection(kinds)
        and store.derivations_at(one.hit.posting.derivations)[0].form == "nominative"
    }
