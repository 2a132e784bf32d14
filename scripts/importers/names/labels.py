"""Which labels of the open gazetteers are names of a place, and which are errors.

Who's On First and GeoNames hold, among the names of a place, those of other places (``Lviv`` and
``Lemberg`` on Миколаїв, ``Mykolayiv Oblast`` on Poltava oblast), nicknames (``Город миллиона
роз``), sort keys (``l wif``), IATA codes (``LWO``), phrases (``Адміністративно-територіальний
устрій Києва``), Latin text under a Cyrillic language. A label is

1. *refused by its form*: no letters, Latin in small letters (unless a type word was taken off:
   ``obwód czerkaski``), up to four capitals, a script that its language is not written in, more
   words than the place's names have, letters of two scripts in a word, a digit or a bracket, the
   name of a language (``日本語`` on Маріуполь); the number of words does not count if both sources
   have the label. In Latin letters, a last word in small letters makes a phrase (``Chocimi csata``,
   the battle, on Хотин), except on an oblast;
2. *refused as the name of another place*: a bigger place has it as a name or label, and no name of
   this place has an equal skeleton (``Mykolaiv`` on Миколаївка). On a selyshche or village also if
   it is the official name of another place, bigger or not, and either the skeletons differ, or the
   vowels too much, or the label is Ukrainian (``Зелена`` on Зелене);
3. *accepted as close*: its skeleton is that of an official, former or base name (see
   `similarity`). Close to a former name and not to a present one: former, with the same end. Few
   consonants say little, and villages are many: where a name of a selyshche or village has three or
   fewer, the letters must be alike as well. A Ukrainian one must be in both sources, since the
   register knows better (``Найове`` on Гайове is a misprint);
4. *refused as a surname*, though its consonants are close: a label of a selyshche or village in no
   known language and of one source that is the surname of whom the place is called after
   (`names.surnames`). So is one in ``-ко``, ``-ук``, ``-юк`` if no name of the place ends like it
   (``Petrenko`` on Петренки, ``Nalivayko`` on Наливайкове), and any other but an adjective if less
   than half of its letters are those of a name (``Putin`` on Путятинці). Most surnames among the
   labels are names all the same, Russian ones (``Dubrovka`` on Дібрівка) and forms of another
   gender (``Vodyanaya`` on Водяне, ``Bondarev`` on Бондареве): of 1,099 15 go;
5. *accepted as attested*: both Who's On First and GeoNames have it for the place (``Lemberg``,
   ``Leopoli``, ``利沃夫``; ``Nagydobrony`` for Велика Добронь), and no other place has it as its
   official name, romanized or not (``Novoselovka``). On a city this does not hold for Ukrainian and
   Russian labels, since the registers have these names: of the 24 such labels that are unlike all
   names, 22 were official once and stand in `curated` with their years, the others were ``Топез``
   on Торез and ``Верноленинск`` on Миколаїв;
6. *accepted by its type word*: a label of an oblast that has the word for one (``Oblast
   Transkarpatien``), if it is not close to a name of another oblast;
7. otherwise *refused*.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from babel import Locale
from babel.localedata import locale_identifiers
from rapidfuzz.distance import Levenshtein

from importers.names.similarity import close, consonants_of, plain, similarity
from importers.names.text import APOSTROPHE, clean, is_cyrillic, is_latin, mixed_scripts, unstressed

_TYPES: Final = tomllib.loads(
    Path(__file__).with_name("type_words.toml").read_text(encoding="utf-8")
)
_JOINS: Final = sorted(_TYPES["joins"], key=len, reverse=True)

CYRILLIC: Final = frozenset({"uk", "ru", "be", "bg", "mk", "rue", "kk"})
FOREIGN_LETTERS: Final = {
    "uk": frozenset("ыэёъў"),
    "ru": frozenset("іїєґў"),
    "be": frozenset("ищъїєґ"),
    "bg": frozenset("ыэёіїєґў"),
}
"""Cyrillic letters that a language does not have: ``Ватутіне`` is not Russian."""
EITHER: Final = frozenset({"sr", "bs", "und"})
OTHER: Final = {
    "he": "HEBREW",
    "yi": "HEBREW",
    "ar": "ARABIC",
    "fa": "ARABIC",
    "el": "GREEK",
    "ka": "GEORGIAN",
    "hy": "ARMENIAN",
    "zh": "CJK",
    "ja": "KATAKANA",
    "ko": "HANGUL",
}
_NOT_IN_A_NAME: Final = re.compile(r"[\d()\[\]{}<>‹›«»„“”\"/;:!?_|=+*@#&№,]")
_CODE: Final = re.compile(r"[A-Z]{1,4}")
_SMALL: Final = re.compile(f"{APOSTROPHE}?[a-zà-ÿа-яёіїєґ]")
_IN_BRACKETS: Final = re.compile(r"\s*(?:[(\[（].*?[)\]）]|\N{ARABIC COMMA}.*)\s*$")
_WORDS: Final = re.compile(r"[\s\-‐‑–]+")


CLOSE_ENOUGH: Final = "accepted: close"
FEW: Final = 3
"""Consonants of a skeleton that are too few to accept a village's label by them alone."""
ALIKE: Final = 0.5
"""Likeness of letters, in Unidecode's ASCII, that such a label needs besides."""
VERY: Final = 0.75
"""Likeness of letters that a label needs if another place bears the name: ``Дальнее`` on Дальнє."""
SURNAME_ENDS: Final = ("ко", "ук", "юк")
"""Ends of surnames that are no adjectives and hardly a name of a place."""
ADJECTIVE: Final = ("ий", "ій", "ой", "а", "я")
"""Ends of surnames that are adjectives or feminine."""
UKRAINIAN: Final = frozenset("іїєґ")
REGISTERED: Final = frozenset({"uk", "ru"})
"""Languages of the registers."""


class Label(NamedTuple):
    """A label after its type word was taken off."""

    text: str
    language: str
    typed: str
    """``oblast``, ``city`` or blank: which type word it had."""


class Names(NamedTuple):
    """What is known of the names of a place."""

    present: tuple[str, ...]
    """Official names of today in any language, and base nouns."""
    former: Mapping[str, str]
    """Former names, each with the end of its validity."""


class Verdict(NamedTuple):
    """What became of a label: a rule, and the row's status and end if it was accepted."""

    rule: str
    status: str = ""
    valid_to: str = ""


@cache
def _language_names() -> frozenset[str]:
    """The names of languages in themselves, as `same` writes them."""
    names = (
        Locale.parse(locale).languages.get(locale)
        for locale in locale_identifiers()
        if "_" not in locale
    )
    return frozenset(same(name) for name in names if name)


def same(text: str) -> str:
    """A key that two spellings of one label share: case, spaces, apostrophes do not count."""
    text = unicodedata.normalize("NFC", text).casefold()
    return re.sub(f"[\\s{APOSTROPHE}ʻʿ\\-‌]", "", text)


def _without(text: str, word: str) -> str | None:
    """The text without a word at its beginning or end; None if the word is at neither."""
    lower, word = text.lower(), word.lower()
    joined = not word[0].isascii() and len(word) == 1
    if lower.endswith(word if joined else f" {word}"):
        return text[: -len(word)].strip()
    if lower.startswith(f"{word} "):
        rest = text[len(word) :].strip()
        for join in _JOINS:
            gap = "" if join.endswith(APOSTROPHE) else " "
            if rest.lower().startswith(join + gap):
                return rest[len(join + gap) :].strip()
        return rest
    return None


def bare(text: str, language: str) -> Label:
    """A label without its type word, brackets and stress marks.

    >>> bare("Oblast d'Odessa", "fr").text, bare("obwód czerkaski", "pl").text
    ('Odessa', 'czerkaski')
    """
    text = unstressed(clean(_IN_BRACKETS.sub("", text)))
    for kind in ("oblast", "city"):
        for word in sorted(_TYPES[kind].get(language, []), key=len, reverse=True):
            rest = _without(text, word)
            if rest:
                return Label(rest, language, kind)
    return Label(text, language, "")


def right_script(text: str, language: str) -> bool:
    """True if the language is written in the script of the text."""
    if language in EITHER:
        return True
    if language in CYRILLIC:
        foreign = FOREIGN_LETTERS.get(language, frozenset())
        return is_cyrillic(text) and foreign.isdisjoint(text.lower())
    if language in OTHER:
        wanted = OTHER[language]
        return any(unicodedata.name(letter, "").startswith(wanted) for letter in text)
    return is_latin(text)


def attestation_key(text: str) -> str:
    """A key that two sources share though one of them writes no diacritics."""
    return plain(text) if is_latin(text) else same(text)


def ill_formed(label: Label, names: Names, *, attested: bool) -> str:
    """Why a label cannot be a name by its form; blank if it can."""
    text = label.text
    if not any(letter.isalpha() for letter in text) or _NOT_IN_A_NAME.search(text):
        return "characters"
    if not right_script(text, label.language):
        return "script"
    if mixed_scripts(text):
        return "mixed scripts"
    if _CODE.fullmatch(text):
        return "code"
    if same(text) in _language_names():
        return "name of a language"
    if _SMALL.match(text) and not label.typed:
        return "small letters"
    longest = max(len(_WORDS.split(name)) for name in [*names.present, *names.former])
    if len(_WORDS.split(text)) > longest and not attested:
        return "too many words"
    return ""


def _is_phrase(label: Label) -> bool:
    """True for a label whose last word is in small letters, so no part of a name."""
    last = label.text.rpartition(" ")[2]
    return last != label.text and is_latin(last) and last[0].islower() and not label.typed


def _comparable(text: str) -> bool:
    """True for the scripts that write all vowels."""
    return is_latin(text) or is_cyrillic(text)


def _alike(text: str, name: str) -> bool:
    """True if a name's skeleton says enough, or its letters are alike too."""
    if _comparable(text) and len(min(consonants_of(name), key=len)) <= FEW:
        return Levenshtein.normalized_similarity(plain(text), plain(name)) >= ALIKE
    return True


def _confused(label: Label, names: Names, best: float) -> bool:
    """True if a label that is another place's official name is unlike all names of this place."""
    own = [*names.present, *names.former]
    text, ukrainian = label.text, not UKRAINIAN.isdisjoint(label.text.lower())
    if best < 1 or ukrainian or label.language == "uk":
        return same(text) not in map(same, own)
    return max(Levenshtein.normalized_similarity(plain(text), plain(name)) for name in own) < VERY


def _bearer(text: str, surname: str, names: Names) -> bool:
    """True if a label is the surname that a place is called after, not a name of the place."""
    label, own = plain(text), [plain(name) for name in [*names.present, *names.former]]
    if surname.endswith(SURNAME_ENDS):
        return all(name[-2:] != label[-2:] for name in own)
    alike = max(Levenshtein.normalized_similarity(label, name) for name in own)
    return not surname.endswith(ADJECTIVE) and alike < ALIKE


def _no_village(label: Label, names: Names, surname: str, attested: bool) -> str:
    """Why a label cannot be a name of a selyshche or village; blank if it can."""
    if "." in label.text:
        return "characters"
    if label.language == "uk" and not attested:
        return "Ukrainian of one source"
    return "surname" if surname and not attested and _bearer(label.text, surname, names) else ""


def judge(
    label: Label,
    names: Names,
    *,
    attested: bool,
    bigger: Collection[str],
    official: Collection[str],
    elsewhere: bool = False,
    oblasts: Collection[str] = (),
    small: bool = False,
    surname: str = "",
) -> Verdict:
    """Whether a label is a name of a place, by the rules in the docstring of this module.

    Args:
        attested: Who's On First and GeoNames both have it for the place.
        bigger: names and labels of bigger places, as `same` writes them.
        official: official names of all other places, as `same` writes them.
        elsewhere: the label, romanized, is the official name of another settlement, romanized.
        oblasts: names of the other oblasts, if the place is one.
        small: the place is a selyshche or a village.
        surname: the Ukrainian surname that a label of no known language is; blank if it is none.
    """
    key = same(label.text)
    if reason := ill_formed(label, names, attested=attested):
        return Verdict(f"refused: {reason}")
    if not oblasts and _is_phrase(label):
        return Verdict("refused: phrase")
    if label.typed == "city" and oblasts:
        return Verdict("refused: name of the city")
    present, former = (
        close(label.text, [name for name in known if not small or _alike(label.text, name)])
        for known in (names.present, names.former)
    )
    best = max((similarity(label.text, name) for name in (present, former) if name), default=0)
    if key in bigger and best < 1:
        return Verdict("refused: name of a bigger place")
    if small and key in official and _confused(label, names, best):
        return Verdict("refused: name of another place")
    known = surname if present or former else ""
    if small and (reason := _no_village(label, names, known, attested)):
        return Verdict(f"refused: {reason}")
    if former and (not present or similarity(label.text, former) > similarity(label.text, present)):
        return Verdict(CLOSE_ENOUGH, "former", names.former[former])
    if present:
        return Verdict(CLOSE_ENOUGH, "variant")
    registered = label.language in REGISTERED and not small
    if attested and key not in official and not elsewhere and not registered:
        return Verdict("accepted: attested twice", "variant")
    if label.typed == "oblast" and oblasts and not close(label.text, oblasts):
        return Verdict("accepted: type word", "variant")
    return Verdict("refused: not alike")
