"""Romanizes Ukrainian and Russian type words: `toponyms/rules/generics_latin.tsv`.

A table that was romanized as a whole has its type words in Latin letters too: ``Lutska miska
terytorialna hromada``, ``gorod Uzhgorod``. Looking up does not romanize, so the forms are made
here, from `toponyms/rules/generics.tsv`, by all standards and packages that names are romanized by
(`toponyms.compile.spellings.latin`). Left out are those that mean something else more often:

* a word that another language of `generics.tsv` has with other kinds only;
* two letters (``oz``, ``tg``, ``mm``); a single letter stays, with its full stop, if readers of
  English know one of its standards;
* three letters that some language of `LANGUAGES` uses `USUAL` times or oftener (``gor``, ``raj``),
  and longer words for features that it uses `FREQUENT` times (``more``, ``hora``, ``mora``);
  the words for units and settlements stay, which tables have in each row, unless they are among the
  commonest words of all (`COMMONEST`);
* given names, and names of large places (``Lyman``).

What `generics.tsv` has in Latin letters for the same kinds and role is not repeated.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from wordfreq import freq_to_zipf, get_frequency_dict

from importers.tables import check_package, write_rules
from importers.words.words import LANGUAGES, VERSION, often_written_about
from toponyms.compile.spellings import LANGUAGES as ROMANIZED
from toponyms.compile.spellings import latin
from toponyms.language.cues import given_names
from toponyms.model import FEATURE_KINDS
from toponyms.rules import SEPARATOR, english_standards, table
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.fold import fold
from toponyms.text.script import script_of
from toponyms.text.words import tokens

SHORT: Final = 3
"""Letters of the shortest word, but for single letters with their full stop."""
USUAL: Final = 3.3
"""On the Zipf scale: twice in a million words."""
FREQUENT: Final = 4.5
"""On the Zipf scale: thirty times in a million words."""
COMMONEST: Final = 6.0
"""On the Zipf scale: once in a thousand words."""


class Meaning(NamedTuple):
    """The row of a type word, without its number."""

    language: str
    kinds: str
    role: str


class Form(NamedTuple):
    """A romanized type word, with its meaning."""

    meaning: Meaning
    number: str
    text: str
    key: str
    standards: frozenset[str]


def forms() -> Iterator[Form]:
    """All romanizations of the Cyrillic type words of the table."""
    for language, kinds, role, number, words in table("generics"):
        for word in words.split(SEPARATOR) if language in ROMANIZED else ():
            for text, standards in latin(word, language):
                meaning = Meaning(language, kinds, role)
                yield Form(meaning, number, _legible(text), fold(text), frozenset(standards))


def _legible(text: str) -> str:
    """A spelling; its key where it has a sign that ends a word, as ``ob"edinennaja`` has."""
    key = fold(text)
    dot = "." if text.endswith(".") else ""
    return text if key == " ".join(word.key for word in tokens(text)) else key + dot


def _own() -> Mapping[str, list[Meaning]]:
    """What the table has in Latin letters itself, by key."""
    found: dict[str, list[Meaning]] = defaultdict(list)
    for language, kinds, role, _, words in table("generics"):
        for word in words.split(SEPARATOR):
            if script_of(word) == "Latn":
                found[fold(word)].append(Meaning(language, kinds, role))
    return found


def _share_a_kind(one: Meaning, other: Meaning) -> bool:
    return not {*one.kinds.split(",")}.isdisjoint(other.kinds.split(","))


def says_else(meaning: Meaning, own: list[Meaning]) -> bool:
    """True if the words of a key have no kind of this meaning."""
    return bool(own) and not any(_share_a_kind(meaning, other) for other in own)


def says_the_same(meaning: Meaning, own: list[Meaning]) -> bool:
    """True if a word of the key has these kinds and this role already."""
    return any(
        {*meaning.kinds.split(",")} <= {*other.kinds.split(",")}
        and other.role in (meaning.role, *(["both"] if meaning.role != "modifier" else []))
        for other in own
    )


def too_common(form: Form, zipf: float) -> bool:
    """True if a word means something else more often, as far as length and frequency tell.

    Args:
        form: the word.
        zipf: how often the language that uses it most does, on the Zipf scale.
    """
    length = len(form.key)
    if length == 1:
        return not form.text.endswith(".") or english_standards().isdisjoint(form.standards)
    if length < SHORT:
        return True
    if length == SHORT:
        return zipf >= USUAL
    features = FEATURE_KINDS.issuperset(form.meaning.kinds.split(","))
    return zipf >= (FREQUENT if features else COMMONEST)


def frequencies(keys: frozenset[str]) -> dict[str, float]:
    """How often the language that uses a word most does, on the Zipf scale, by folded word."""
    found: dict[str, float] = {}
    for language in LANGUAGES:
        for word, frequency in get_frequency_dict(language, "best").items():
            zipf = freq_to_zipf(frequency)
            key = fold(word) if zipf >= USUAL else ""
            if key in keys:
                found[key] = max(found.get(key, 0.0), zipf)
    return found


def kept(store: Store, made: list[Form]) -> Iterator[Form]:
    """The romanized words without those that mean something else."""
    own = _own()
    common = frequencies(frozenset(form.key for form in made))
    for form in made:
        known = own.get(form.key, [])
        if (
            form.key not in given_names()
            and not says_else(form.meaning, known)
            and not says_the_same(form.meaning, known)
            and not too_common(form, common.get(form.key, 0.0))
            and not often_written_about(store, form.key)
        ):
            yield form


def lines(made: list[Form]) -> Iterator[str]:
    """The lines of the table, a word under its first spelling."""
    numbers: dict[tuple[Meaning, str], set[str]] = defaultdict(set)
    spelled: dict[tuple[Meaning, str], str] = {}
    for form in made:
        numbers[form.meaning, form.key].add(form.number)
        spelled.setdefault((form.meaning, form.key), form.text)
    rows: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for (meaning, key), found in numbers.items():
        number = next(iter(found)) if len(found) == 1 else "any"
        rows[*meaning, number].append(spelled[meaning, key])
    yield "language\tkinds\trole\tnumber\twords"
    for row, words in sorted(rows.items()):
        yield "\t".join((*row, SEPARATOR.join(sorted(words))))


def run() -> None:
    """Writes the table and prints its length."""
    check_package("wordfreq", VERSION)
    found = list(kept(Store(DEFAULT_PATH), list(forms())))
    write_rules("generics_latin", lines(found))
    print(f"{len({form.key for form in found}):,} type words in Latin letters")
