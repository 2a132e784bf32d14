"""The schema of each table of `toponyms/rules/`: what its cells may hold, and its rows together.

What a column means is said at the head of its file. Here stands what is checked: the type of each
cell, which cells no two rows share, which words of a closed set have to occur (so that none that
the code asks for is missing), and relations between the cells of a row, of a table, of two files.
Words that the code of other wings asks for are repeated here; tests compare the two lists.
"""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from toponyms.compile.checks.cells import (
    ID,
    LANGUAGE,
    LANGUAGES,
    Cell,
    Key,
    Number,
    OneOf,
    Pattern,
    Several,
    Standard,
    Text,
    Words,
)
from toponyms.compile.checks.ranges import ORIGINS
from toponyms.compile.checks.relations import (
    ALPHABETS,
    Relation,
    foreign_letters,
    graphemes,
    in_latin_letters,
    joins_in_texts,
    keys_of_keyboards,
    meanings,
    nouns_of_oblasts,
    numbers,
    one_by_one,
    one_script,
    pairs_of_letters,
    read_otherwise,
    romanized_from,
    standards_of_readers,
    types_apart,
)
from toponyms.language.inflect import CASES
from toponyms.language.typewords import LONGEST_TYPE
from toponyms.matching.phrase import LONGEST_ALIAS
from toponyms.matching.scoring import row_names
from toponyms.model import KINDS, Kind
from toponyms.rules import SEPARATOR
from toponyms.text.older import PLACES
from toponyms.typed import choices

LONGEST_CUE: Final = 6
"""Words in the longest name that is looked for among the cues."""
WORDS_OF_YEARS: Final = frozenset({"before year", "after year"})
"""Roles of aliases whose words are looked up one by one."""
ALIAS_ROLES: Final = WORDS_OF_YEARS | {"name", "between"}
CUES_OF_NAMES: Final = frozenset(
    {
        *("choosing", "common", "foreign", "manner", "own choosing", "region abroad"),
        *("small street", "street"),
    }
)
"""Roles of cues that whole names are looked up in."""
CUES_OF_WORDS: Final = frozenset(
    {
        *("abbreviation", "article", "beside", "calendar", "called after", "capital rank"),
        *(
            "club",
            "course",
            "direction",
            "event",
            "event after",
            "event before",
            "facility",
            "function",
        ),
        *(
            "given name",
            "hour",
            "house",
            "plays",
            "sport",
            "hyphened after",
            "hyphened before",
            "more",
            "no given name",
        ),
        *("near", "number", "of a country abroad", "on a direction", "one of many"),
        *("organization after",),
        *("own called after", "own preposition", "own street before", "pair", "person does"),
        *("place ending", "preposition", "rank", "remark", "route"),
        *("street after", "street before", "street begins", "surname ending", "title"),
        "together with",
    }
)
"""Roles of cues that words are looked up in one by one."""
CUE_ROLES: Final = CUES_OF_NAMES | CUES_OF_WORDS
COLUMN_ROLES: Final = frozenset(
    {"settlement", "hromada", "raion", "oblast", "name", "none", "filler"}
)
"""What a column may have, as its header says."""
GOVERNING: Final = frozenset({"uk", "ru"})
"""Languages in which a preposition governs cases that texts are rewritten in."""
REWRITTEN: Final = GOVERNING | {"en"}
"""Languages of the texts that are rewritten."""
KEEPING_ROLES: Final = frozenset(
    {"called", "aside", "renamed", "after", "phrase", "own", "office", "before", "behind"}
)
LONGEST_HEADER: Final = 3
"""Words in the longest phrase that is looked for in the header of a column."""
LONGEST_MISSING: Final = 3
"""Words in the longest phrase that stands for nothing."""
SIDE_ROLES: Final = frozenset(
    {"north", "south", "east", "west", "of", "comparative", "kilometre", "mile", "to"}
)
READERS: Final = frozenset({"en"})
"""Languages for whose readers the code asks which standards they know."""
FIGURES: Final = frozenset(
    {
        *("rows", "sources", "penalty", "mean log-likelihood before", "mean log-likelihood"),
        *("mean log-likelihood of sources left out", "right first before", "right first"),
        "right first of sources left out",
    }
)
"""What `scripts/fit.py` says of its result."""
SOUNDS: Final = "abcdefgijklmnopqrstuvwxyz"
"""The letters that sounds are written in: ``h`` is the sound of ``г`` and written ``g``."""


class Schema(NamedTuple):
    """What a table may hold."""

    columns: Mapping[str, Cell]
    unique: tuple[tuple[str, ...], ...]
    """Columns whose cells, together, no two rows share."""
    ordered: bool = False
    """Whether the rows stand in the order of the first unique columns."""
    complete: Mapping[str, Collection[str]] = {}
    """Columns and the words that have to occur there."""
    relations: tuple[Relation, ...] = ()


_LETTERS: Final = r"[^\W\d_]+"
_CODE: Final = Pattern("[0-9A-F]{4}", "not four hexadecimal digits, in capitals")
_NOUN: Final = Pattern("[^\\W\\d_]+", "not one word")
_SOUNDS: Final = Pattern(f"[{SOUNDS}]+", f"not sounds, of {SOUNDS}")
_POSITIVE: Final = Number(1e-6, 1e6)
_ABROAD: Final = Pattern("(?!UA)[A-Z]{2}", "not the ISO 3166-1 code of another country")

SCHEMAS: Final[Mapping[str, Schema]] = {
    "abroad": Schema(
        {
            "name": Key(3),
            "inhabitants": Number(100_000, 50_000_000, whole=True),
            "city": Text(),
            "country": _ABROAD,
        },
        unique=(("name",),),
        ordered=True,
    ),
    "aliases": Schema(
        {"role": OneOf(ALIAS_ROLES), "language": LANGUAGE, "words": Words(LONGEST_ALIAS)},
        unique=(("role", "language"),),
        complete={"role": ALIAS_ROLES},
        relations=(one_by_one(WORDS_OF_YEARS),),
    ),
    "cities_abroad": Schema(
        {
            "name": Key(4),
            "inhabitants": Number(100_000, 50_000_000, whole=True),
            "city": Text(),
            "country": _ABROAD,
        },
        unique=(("name",),),
        ordered=True,
    ),
    "columns": Schema(
        {"role": OneOf(COLUMN_ROLES), "language": LANGUAGE, "words": Words(LONGEST_HEADER)},
        unique=(("role", "language"),),
        complete={"role": COLUMN_ROLES},
    ),
    "cues": Schema(
        {"role": OneOf(CUE_ROLES), "language": LANGUAGE, "words": Words(LONGEST_CUE)},
        unique=(("role", "language"),),
        complete={"role": CUE_ROLES},
        relations=(one_by_one(CUES_OF_WORDS),),
    ),
    "feminine": Schema(
        {"nominative": Key(4, word=True), "accusative": Key(4, word=True)},
        unique=(("nominative", "accusative"),),
        ordered=True,
    ),
    "foreign": Schema(
        {
            "language": OneOf(ALPHABETS),
            "letter": Pattern("[а-џѐ-ӿ]", "not a small Cyrillic letter"),
            "like": Pattern("[а-џѐ-ӿ']{1,2}", "not one or two small letters"),
        },
        unique=(("language", "letter"),),
        relations=(foreign_letters,),
    ),
    "generics": Schema(
        {
            "language": LANGUAGE,
            "kinds": Several(OneOf(KINDS), ","),
            "role": OneOf({"before", "after", "both", "modifier"}),
            "number": OneOf({"sg", "pl", "any"}),
            "words": Words(LONGEST_TYPE),
        },
        unique=(("language", "kinds", "role", "number"),),
        complete={"kinds": KINDS},
        relations=(types_apart, nouns_of_oblasts),
    ),
    "generics_latin": Schema(
        {
            "language": OneOf(ALPHABETS),
            "kinds": Several(OneOf(KINDS), ","),
            "role": OneOf({"before", "after", "both", "modifier"}),
            "number": OneOf({"sg", "pl", "any"}),
            "words": Words(LONGEST_TYPE),
        },
        unique=(("language", "kinds", "role", "number"),),
        ordered=True,
        relations=(
            types_apart,
            in_latin_letters,
            romanized_from("generics", ("language", "kinds", "role")),
        ),
    ),
    "given_names": Schema(
        {"name": Key(3, word=True), "languages": Several(LANGUAGE, " ")},
        unique=(("name",),),
        ordered=True,
    ),
    "governing": Schema(
        {
            "language": OneOf(GOVERNING),
            "cases": Several(OneOf(CASES), " "),
            "words": Several(
                Pattern("[а-яёєіїґ]+(?:-[а-яёєіїґ]+)*", "not a word in small letters"), SEPARATOR
            ),
        },
        unique=(("language", "cases"),),
        complete={"language": GOVERNING},
    ),
    "joiners": Schema(
        {"language": LANGUAGE, "words": Words(3, frozenset("&"))},
        unique=(("language",),),
        relations=(joins_in_texts,),
    ),
    "joiners_latin": Schema(
        {"language": OneOf(ALPHABETS), "words": Words(3)},
        unique=(("language",),),
        relations=(in_latin_letters, romanized_from("joiners", ("language",))),
    ),
    "keeping": Schema(
        {
            "language": OneOf(REWRITTEN),
            "role": OneOf(KEEPING_ROLES),
            "words": Several(
                Pattern(r"(?:[^\W_A-ZА-ЯЄІЇҐЁ]|[ '’.:*-])+", "not words in small letters"),
                SEPARATOR,
            ),
        },
        unique=(("language", "role"),),
        complete={"language": REWRITTEN, "role": KEEPING_ROLES},
    ),
    "keyboards": Schema(
        {
            "language": LANGUAGE,
            "latin": Pattern(r"[!-~]+", "not keys of ASCII characters"),
            "letters": Text(),
        },
        unique=(("language",),),
        relations=(keys_of_keyboards,),
    ),
    "kinds": Schema(
        {
            "kind": Pattern("[a-z]+(?:_[a-z]+)?", "not small letters, with one _ at most"),
            "group": OneOf({"unit", "settlement", "feature"}),
            "level": Number(0, 5, whole=True),
            "contains": OneOf({"contains"}, blank=True),
            "adjective": OneOf({"adjective"}, blank=True),
            "gender": OneOf({"feminine", "masculine", "neuter"}),
            "uk": _NOUN,
            "ru": _NOUN,
            "en": _NOUN,
        },
        unique=(("kind",),),
        complete={"kind": choices(Kind)},
    ),
    "letters": Schema(
        {"language": LANGUAGE, "letters": Pattern(r"[^\W\d_]+", "not letters without spaces")},
        unique=(("language",), ("letters",)),
    ),
    "lookalikes": Schema(
        {"latin": _CODE, "cyrillic": _CODE, "names": Text()},
        unique=(("latin",), ("cyrillic",)),
        relations=(pairs_of_letters,),
    ),
    "missing": Schema(
        {"language": OneOf(LANGUAGES), "words": Words(LONGEST_MISSING)}, unique=(("language",),)
    ),
    "older": Schema(
        {
            "reading": Text(),
            "place": OneOf(PLACES),
            "after": _SOUNDS._replace(blank=True),
            "sounds": _SOUNDS,
            "before": _SOUNDS._replace(blank=True),
            "instead": Several(_SOUNDS, " "),
            "example": Pattern("[A-ZŁŻŚ][a-zóąćęłńśźż]+", "not a Polish name of one word"),
            "means": Pattern("[А-ЯЄІЇҐ][а-яєіїґ’]+", "not a Ukrainian name of one word"),
        },
        unique=(("place", "sounds"),),
        complete={"place": PLACES},
        relations=(read_otherwise,),
    ),
    "readers": Schema(
        {"readers": LANGUAGE, "standards": Several(Standard(), SEPARATOR)},
        unique=(("readers",),),
        complete={"readers": READERS},
        relations=(standards_of_readers,),
    ),
    "regions_abroad": Schema(
        {
            "name": Key(3),
            "means": OneOf({"alone", "beside a noun"}),
            "country": _ABROAD,
            "region": Text(),
        },
        unique=(("name",),),
        ordered=True,
        complete={"means": {"alone", "beside a noun"}},
    ),
    "scoring": Schema(
        {
            "name": OneOf(row_names() | {f"prior.{kind}" for kind in KINDS}),
            "value": _POSITIVE,
            "start": _POSITIVE._replace(blank=True),
            "origin": OneOf(ORIGINS),
            "meaning": Text(),
        },
        unique=(("name",),),
        complete={"name": row_names()},
        relations=(numbers,),
    ),
    "scoring_fit": Schema(
        {"figure": OneOf(FIGURES), "value": Number(-100, 1_000_000)},
        unique=(("figure",),),
        complete={"figure": FIGURES},
    ),
    "seats": Schema(
        {
            "language": LANGUAGE,
            "suffix": Pattern(
                f"(?:{_LETTERS})?(?:[сцз]ьк|[сц]к|[sz]k)",
                "not the end of an adjective made from the name of a settlement",
            ),
            "endings": Several(Pattern(f"-|{_LETTERS}", "neither letters nor -"), SEPARATOR),
        },
        unique=(("language", "suffix"),),
        relations=(one_script,),
    ),
    "sides": Schema(
        {"role": OneOf(SIDE_ROLES), "language": LANGUAGE, "words": Words()},
        unique=(("role", "language"),),
        complete={"role": SIDE_ROLES},
        relations=(one_by_one(SIDE_ROLES),),
    ),
    "skeleton": Schema(
        {
            "orthography": ID,
            "languages": Several(OneOf(LANGUAGES), " ", blank=True),
            "graphemes": Several(
                Pattern(f"{_LETTERS}=[{SOUNDS}]*", f"not letters = sounds, of {SOUNDS}"), " "
            ),
        },
        unique=(("orthography",),),
        complete={"orthography": {"cyrillic", "latin"}},
        relations=(graphemes,),
    ),
    "stems": Schema(
        {"meaning": Pattern(_LETTERS, "not one word"), "language": LANGUAGE, "stems": Words()},
        unique=(("meaning", "language"),),
        relations=(meanings,),
    ),
    "surnames": Schema({"name": Key(3, word=True)}, unique=(("name",),), ordered=True),
    "tails": Schema({"language": LANGUAGE, "words": Words()}, unique=(("language",),)),
    "words": Schema(
        {"name": Key(2, word=True), "zipf": Number(3.3, 8), "language": LANGUAGE},
        unique=(("name",),),
        ordered=True,
    ),
}
"""By the name of the table; each TSV file of `toponyms/rules/` has one."""
