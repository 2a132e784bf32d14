"""The skeleton of a name: what all orthographies leave of it.

``Чернігів, Чернигов, Чарнігаў, Chernihiv, Chernigov, Tschernihiw, Czernihów, Csernyihiv`` differ
in letters, alphabets and vowels, but not in the row of their consonants. A skeleton is that row:

1. epithets that mean the same in several languages (Велика, Большая, Wielka, Groß) become one
   word, `rules/stems.tsv`;
2. letters become sounds, by the orthography of the language, `rules/skeleton.tsv`: one for
   Cyrillic, and for Latin text some twenty, since ``ch``, ``sch``, ``j`` or ``s`` sound
   differently in English, German, French, Polish, Hungarian. A Latin name of an unknown language
   has a skeleton for each reading, equal ones counted once;
3. ``г``, ``ґ`` and ``h`` are one sound, ``тс`` and ``ц`` too; every run of vowels and glides is
   one vowel, the last run is dropped; doubled letters are one; words are joined.

The *tune* of a name keeps its vowels (і, и, ї, ы being one, and none before a vowel inside a word,
where it may only soften a consonant: Kniahynyn, Княгинин) and tells how alike two names of the same
skeleton are. Compiling and looking up both make skeletons and tunes, see `fold.FOLD_VERSION`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from toponyms.late import later
from toponyms.rules import SEPARATOR, table
from toponyms.text.fold import fold
from toponyms.text.older import Correspondences, all_correspondences, older
from toponyms.text.script import APOSTROPHES, INVISIBLE, STRESS, repair
from toponyms.typed import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import re

_DROPPED: Final = str.maketrans(dict.fromkeys(APOSTROPHES + INVISIBLE + STRESS))
_WORD: Final = later(r"[^\W_]+")
_IS_CYRILLIC: Final = later("[\u0400-\u052f]")
_IS_LATIN: Final = later("[a-z\u00c0-\u024f\u1e00-\u1eff]")
_ENDING: Final = "[aeiouyjаеєиіїоуыэюяйьъё]{0,3}"

_ONE_SOUND: Final = (("ts", "c"), ("zw", "w"))
_SOFTENING: Final = later(r"[ij]+(?=[aeou]\w)|j(?=[aeiou])")
_DOUBLED: Final = later(r"(.)\1+")
_VOWELS: Final = later("[aeiouj]+")


class _Letters(dict[int, str]):
    """What `str.translate` makes of a word: the sound of each letter by itself.

    A letter that is not in the table sounds like its base letter. Capitals stand for sounds that
    were read already, since a word to be read is in lower case.
    """

    def __init__(self, sounds: dict[str, str]) -> None:
        super().__init__({ord(letter): sound for letter, sound in sounds.items()})
        self.update({ord(sound.upper()): sound for sound in "abcdefghijklmnopqrstuvwxyz"})

    def __missing__(self, code: int) -> str:
        base = fold(chr(code))
        sound = base if base.isdigit() else self.get(ord(base[0]), "") if base else ""
        self[code] = sound
        return sound


class _Orthography(NamedTuple):
    """How letters are read. Most words have few graphemes of several letters, so these are looked
    for first and all else is one `str.translate`: a third of the time of a search for any letter.
    """

    languages: frozenset[str]
    grapheme: re.Pattern[str]
    """One of several letters, the longest first."""
    sounds: dict[str, str]
    """Of graphemes of several letters; the sounds are in capitals."""
    letters: _Letters

    def read(self, word: str) -> str:
        """The sounds of a word."""
        return self.grapheme.sub(self._sound, word).translate(self.letters)

    def _sound(self, grapheme: re.Match[str]) -> str:
        return self.sounds[grapheme.group()]


def _orthography(languages: frozenset[str], graphemes: dict[str, str]) -> _Orthography:
    several = {g: sound.upper() for g, sound in graphemes.items() if len(g) > 1}
    single = {g: sound for g, sound in graphemes.items() if len(g) == 1}
    pattern = later("|".join(sorted(several, key=len, reverse=True)) or "(?!)")
    return _Orthography(languages, pattern, several, _Letters(single))


class _Tables(NamedTuple):
    cyrillic: _Orthography
    latin: dict[str, _Orthography]
    stems: re.Pattern[str]
    meanings: dict[str, str]


@cache
def _tables() -> _Tables:
    rows = {
        name: (
            frozenset(languages.split()),
            dict(pair.split("=") for pair in graphemes.split(" ")),
        )
        for name, languages, graphemes in table("skeleton")
    }
    _, base = rows.pop("latin")
    orthographies = {
        name: _orthography(languages, graphemes if name == "cyrillic" else base | graphemes)
        for name, (languages, graphemes) in rows.items()
    }
    meanings = {
        fold(stem): fold(meaning)
        for meaning, _, stems in table("stems")
        for stem in stems.split(SEPARATOR)
    }
    stems = sorted(meanings, key=len, reverse=True)
    return _Tables(
        orthographies.pop("cyrillic"),
        orthographies,
        later(f"({'|'.join(stems)}){_ENDING}"),
        meanings,
    )


def _same_meaning(word: str) -> str | None:
    """The Ukrainian word for an epithet of any language; None if the word is no epithet."""
    tables = _tables()
    match = tables.stems.fullmatch(fold(word))
    return tables.meanings[match[1]] if match else None


def is_epithet(word: str) -> bool:
    """True for ``Велика``, ``Wielkie``, ``Neu``."""
    return _same_meaning(word) is not None


def epithets_beginning(short: str) -> list[str]:
    """The Ukrainian words for the epithets that have a form in any language that begins so."""
    key, meanings = fold(short), _tables().meanings
    return sorted({meanings[stem] for stem in meanings if key and stem.startswith(key)})


def with_epithets(text: str) -> list[tuple[str, str]]:
    """A name after and before each epithet that it may have, with the epithet."""
    epithets = sorted(set(_tables().meanings.values()))
    return [(name, e) for e in epithets for name in (f"{e} {text}", f"{text} {e}")]


def _words_read(text: str, language: str | None) -> set[tuple[str, ...]]:
    """The readings of a text as rows of sounds, one for each word.

    Args:
        language: BCP 47; None if it may be any.
    """
    words = _WORD.findall(repair(text).lower().translate(_DROPPED))
    if not words:
        return set()
    tables = _tables()
    epithets = [_same_meaning(word) if len(words) > 1 else None for word in words]
    fixed = [
        tables.cyrillic.read(epithet or word) if epithet or _IS_CYRILLIC.search(word) else None
        for word, epithet in zip(words, epithets, strict=True)
    ]
    if None not in fixed:
        return {tuple(filter(None, fixed))}
    known = [o for o in tables.latin.values() if language in o.languages]
    return {
        tuple(sound or orthography.read(word) for word, sound in zip(words, fixed, strict=True))
        for orthography in known or tables.latin.values()
    }


def _sounds(text: str, language: str | None) -> set[str]:
    """The readings of a text as rows of sounds, its words joined."""
    return {*map("".join, _words_read(text, language))}


def _tune(sounds: str) -> str:
    for pair, sound in _ONE_SOUND:
        sounds = sounds.replace(pair, sound)
    return _DOUBLED.sub(r"\1", _SOFTENING.sub("", sounds).replace("ij", "i").replace("j", "i"))


def _skeleton(sounds: str) -> str:
    for pair, sound in _ONE_SOUND:
        sounds = sounds.replace(pair, sound)
    row = _DOUBLED.sub(r"\1", _VOWELS.sub("a", sounds))
    return row[:-1] if row.endswith("a") and len(row) > 2 else row


def skeletons(text: str, language: str | None = None) -> frozenset[str]:
    """The skeletons of a name, one for each reading that differs.

    Args:
        text: a name without type words.
        language: BCP 47; None if it may be any.

    >>> skeletons("Чернігів") == skeletons("Чернигов") <= skeletons("Czernihów")
    True
    """
    return frozenset(map(_skeleton, _sounds(text, language)))


def tunes(text: str, language: str | None = None) -> frozenset[str]:
    """The readings of a name with their vowels."""
    return frozenset(map(_tune, _sounds(text, language)))


def readings(text: str, language: str | None = None) -> frozenset[tuple[str, str]]:
    """The readings of a name as pairs of skeleton and tune."""
    return frozenset((_skeleton(sounds), _tune(sounds)) for sounds in _sounds(text, language))


def older_readings(
    text: str, known: Correspondences | None = None
) -> dict[tuple[str, str], set[str]]:
    """The readings of a Latin name in older Polish spelling: tunes by their skeleton and by what
    was read otherwise, see `toponyms.text.older`.

    Args:
        text: a name without type words.
        known: what may be read otherwise; None for all that the table has.
    """
    known = known or all_correspondences()
    found: dict[tuple[str, str], set[str]] = {}
    if _IS_LATIN.search(text.lower()):
        for words in _words_read(text, "pl"):
            for sounds, reading in older(words, known):
                found.setdefault((_skeleton(sounds), reading), set()).add(_tune(sounds))
    return found


def _cutoff(least: float) -> float:
    """A hair less: 0.8 itself refuses two edits of ten letters, which are 0.8 alike."""
    return max(0.0, least - 1e-6)


def likeness(tune: str, others: Collection[str], least: float = 0.0) -> float:
    """How alike two names are, vowels included: 0 to 1, and 0 if it is less than ``least``.

    Args:
        tune: a tune of one name.
        others: the tunes of the other.
        least: the likeness below which names count as unlike.
    """
    from rapidfuzz.distance import OSA  # slow to import, and rarely needed
    from rapidfuzz.process import extractOne

    best = extractOne(tune, others, scorer=OSA.normalized_similarity, score_cutoff=_cutoff(least))
    return float(best[1]) if best else 0.0


def all_alike(own: Iterable[str], others: Sequence[str], least: float) -> dict[str, float]:
    """The tunes among ``others`` that are like one of ``own``, with their likeness, 0 to 1."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found: dict[str, float] = {}
    for tune in own:
        for other, alike, _ in extract(
            tune,
            others,
            scorer=OSA.normalized_similarity,
            score_cutoff=_cutoff(least),
            limit=None,
        ):
            found[other] = max(alike, found.get(other, 0.0))
    return found


def turned_epithet(text: str) -> str | None:
    """A name of an epithet and another word in its other order: ``Житин Малий``; else None."""
    words = _WORD.findall(text)
    if len(words) != 2 or is_epithet(words[0]) == is_epithet(words[1]):
        return None
    return f"{words[1]} {words[0]}"


def turned(text: str) -> str | None:
    """The other order of a name of two words: ``Стара Ушиця``, ``Ушиця Стара``; else None."""
    words = _WORD.findall(text)
    return f"{words[1]} {words[0]}" if len(words) == 2 else None
