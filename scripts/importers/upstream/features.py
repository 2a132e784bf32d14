"""The State register of geographical names: its objects, repaired, with duplicates joined.

Traps of the file (edition 2022), with where they were seen:

* the number ``Ф-7235`` begins with a Cyrillic letter;
* cells spelled with a space between all letters (Ф-3867: ``х р е б е т``, ``Т а в п и ш і р к а``);
  spaces around hyphens: ``Івано- Франківська``, ``Кам’янка- Лозуватка``;
* oblasts with ``обл.``, without it (Ф-45353) and ``Автономна Республіка Крим обл.``; Sevastopol
  stands among the raions of Crimea, and a raion may be a date (``31.12.1990``) or in either order
  (``р-н Косівський``, ``Косівський р-н``);
* the type word inside the cell, in small letters where it is no part of the name (``Азовське
  море``) and with a capital where it is (``Суха Річка``); a second name in brackets (``Свистун
  (Бистрик)``);
* descriptions instead of names (``затока Каховського водосховища``) and names that are not
  Ukrainian (``Дылок``, ``No 6``);
* a plain among the rivers (Ф-12254), a pass, rocks, a ravine and a hill among the mountains
  (Ф-38099, Ф-23418, Ф-36979, Ф-27202): the noun in the name says what they are, and they are left
  out;
* objects that stand twice, most of them mountains of the Carpathians with two numbers. Of the pairs
  of one name and kind, 508 have the same position, 113 more lie within half a kilometre of each
  other, and from there to 1 km only 26. Two labels of one mountain country may be 15 km apart
  (Рахівські гори), and between 15 and 35 km there is no pair. `feature_kinds.tsv` has the bounds.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from importers.names.text import APOSTROPHE, clean, cyrillic_text
from importers.tables import fail
from toponyms.language.typewords import strip
from toponyms.matching.context import kilometres
from toponyms.text.words import tokens

KINDS_FILE: Final = Path(__file__).with_name("feature_kinds.tsv")
COLUMNS: Final = ("reg_no", "name_uk", "name_lat", "kind", "oblasts", "raions", "lat", "lon")

_NUMBER: Final = re.compile(r"Ф-(\d+)")
_SPACED: Final = re.compile(r"\S(?: \S)+(?: \.)?")
_HYPHEN: Final = re.compile(r"\s*-+\s*")
_INSIDE: Final = re.compile(r"\([^()]*\)")
_OBLAST: Final = re.compile(r"\s*обл\.?$")
_BRACKETS: Final = re.compile(r"([^()]+)\(([^()]+)\)")
_LETTERS: Final = "А-ЩЬЮЯЄІЇҐа-щьюяєіїґ"
_NAME: Final = re.compile(
    rf"[А-ЩЮЯЄІЇҐ](?:[{_LETTERS}{APOSTROPHE}]|[-. ](?=[{_LETTERS}\d])|\d|\.)*"
)
_TWO_CAPITALS: Final = re.compile(r"\b([А-ЩЮЯЄІЇҐ])([А-ЩЮЯЄЇҐ])(?=[а-щьюяєіїґ])")
SEVASTOPOL: Final = "Севастополь"
_CITIES: Final = {"Київська міськрада": "Київ", "Севастопольська міськрада": SEVASTOPOL}


class Name(NamedTuple):
    """A name of an object, bare, with the official romanization beside it."""

    ukrainian: str
    latin: str


class Feature(NamedTuple):
    """An object of the register, or several that are one."""

    numbers: tuple[int, ...]
    """Its numbers in the register, the lowest first."""
    kind: str
    """One of ours."""
    same_km: float
    """An object of its name and kind that is nearer than this is taken for the same object."""
    names: tuple[Name, ...]
    """The official name, then others."""
    oblasts: frozenset[str]
    """Names of oblasts and of the two cities, as in our tables."""
    raions: frozenset[str]
    """Names of raions, without the noun."""
    position: tuple[float, float]


class Register(NamedTuple):
    """What the file holds."""

    features: list[Feature]
    left_out: Counter[str]
    """Objects by the register's kind that have none of ours."""
    refused: list[tuple[str, str, str]]
    """Objects without a name that could stand in the tables: rule broken, number, name."""
    joined: int
    """How many entries were joined to another of the same object."""


def together(text: str) -> str:
    """A cell without the spaces that someone put between its letters or around a hyphen.

    >>> together("х р е б е т"), together("Івано- Франківська обл.")
    ('хребет', 'Івано-Франківська обл.')
    """
    text = clean(text)
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    return _HYPHEN.sub("-", text)


def oblasts_of(cell: str) -> frozenset[str]:
    """The oblasts of a cell, bare; Kyiv and Sevastopol as the cities they are.

    >>> sorted(oblasts_of("Сумська обл., Івано- Франківська обл."))
    ['Івано-Франківська', 'Сумська']
    """
    parts = (together(part) for part in cell.split(","))
    return frozenset(_CITIES.get(part) or _OBLAST.sub("", part) for part in parts if part)


def raions_of(cell: str) -> frozenset[str]:
    """The raions of a cell, bare; councils of cities are left out, as is what is no name.

    >>> sorted(raions_of("р-н Косівський, Рахівський р-н, Яремчанська міськрада, 31.12.1990"))
    ['Косівський', 'Рахівський']
    """
    found = set()
    for part in map(together, _INSIDE.sub("", cell).split(",")):
        if part.startswith("р-н"):
            found.add(part.removeprefix("р-н").strip())
        elif part.endswith("р-н"):
            found.add(part.removesuffix("р-н").strip())
    return frozenset(found - {""})


def kinds() -> dict[str, tuple[str, float]]:
    """The register's kinds to ours, with the distance below which two objects are the same.

    Objects of all other kinds are left out.
    """
    lines = KINDS_FILE.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {register: (kind, float(same_km)) for register, kind, same_km in rows}


def bare(text: str, kind: str) -> str:
    """A name without the type word that the register wrote beside it in small letters.

    A type word of this kind, as the matcher knows it, is no part of a name in small letters, but is
    with a capital: nothing else tells Суха Річка from a river called Суха.

    >>> bare("Азовське море", "sea"), bare("Суха Річка", "river"), bare("Нижній луг", "lake")
    ('Азовське', 'Суха Річка', 'Нижній луг')
    """
    words = tokens(text)
    typed = strip(words)
    if typed is None or kind not in typed.kinds:
        return text
    beside = words[: typed.start] + words[typed.end :]
    if not all(text[word.start : word.end].islower() for word in beside):
        return text
    return text[words[typed.start].start : words[typed.end - 1].end]


def _described(name: str) -> bool:
    """True for ``Каховського водосховища``, the rest of a bay's cell: it ends in a type word."""
    words = tokens(name)
    typed = strip(words)
    return typed is not None and name[words[-1].start : words[-1].end].islower()


def names_of(ukrainian: str, latin: str, kind: str) -> tuple[Name, ...]:
    """The names of an object: the one outside of brackets, then the one inside.

    Raises:
        ValueError: a name could not stand in the tables; the message is the rule that it breaks.
    """
    ukrainian = cyrillic_text(together(ukrainian))
    ukrainian = re.sub(r"\.(?=[^\s.-])", ". ", ukrainian)
    ukrainian = _TWO_CAPITALS.sub(lambda m: m[1] + m[2].lower(), ukrainian)
    latins = _parts(together(latin))
    found = []
    for index, part in enumerate(_parts(ukrainian)):
        name = bare(part, kind)
        if name != part and _described(name):
            raise ValueError("a description and no name")
        if not name[:1].isupper():
            raise ValueError("begins with a small letter")
        if not _NAME.fullmatch(name):
            raise ValueError("letters or signs that no Ukrainian name has")
        whole = latins[index] if index < len(latins) else ""
        found.append(Name(name, whole if name == part else _without_noun(part, name, whole)))
    return tuple(found)


def _without_noun(whole: str, name: str, latin: str) -> str:
    """The words of a romanization that stand for the name and not for its noun."""
    words = latin.split()
    before = len(whole[: whole.index(name)].split())
    return " ".join(words[before : before + len(name.split())])


def _parts(text: str) -> list[str]:
    """The text outside of brackets, and the one inside if there is one."""
    match = _BRACKETS.fullmatch(text)
    return [part.strip() for part in match.groups()] if match else [text]


def _same(one: Feature, other: Feature) -> bool:
    bound = min(one.same_km, other.same_km)
    return kilometres(one.position, other.position) <= bound


def _join(features: Iterable[Feature]) -> list[Feature]:
    """Joins the objects of one name and kind that lie at one place, under the lowest number."""
    by_name: dict[tuple[str, str], list[Feature]] = defaultdict(list)
    for feature in sorted(features):
        alike = by_name[feature.kind, feature.names[0].ukrainian]
        for index, known in enumerate(alike):
            if _same(known, feature):
                alike[index] = known._replace(
                    numbers=known.numbers + feature.numbers,
                    names=tuple(dict.fromkeys(known.names + feature.names)),
                    oblasts=known.oblasts | feature.oblasts,
                    raions=known.raions | feature.raions,
                )
                break
        else:
            alike.append(feature)
    return sorted(feature for alike in by_name.values() for feature in alike)


def read(path: Path) -> Register:
    """The features of the register, in the order of their numbers."""
    ours, rows = kinds(), _rows(path)
    found: list[Feature] = []
    left_out: Counter[str] = Counter()
    refused: list[tuple[str, str, str]] = []
    nouns = {together(row["kind"]): "" for row in rows} | {noun: ours[noun][0] for noun in ours}
    for row in rows:
        if together(row["kind"]) not in ours:
            left_out[together(row["kind"])] += 1
            continue
        kind, same_km = ours[together(row["kind"])]
        number = _NUMBER.fullmatch(row["reg_no"])
        if number is None:
            fail(f"{path}: number {row['reg_no']!r}", "Ф-1234", "correct the file")
        try:
            names = names_of(row["name_uk"], row["name_lat"], kind)
            if any(_of_another_kind(name.ukrainian, kind, nouns) for name in names):
                raise ValueError("the noun in the name is of another kind")
        except ValueError as error:
            refused.append((str(error), row["reg_no"], row["name_uk"]))
            continue
        found.append(
            Feature(
                (int(number[1]),),
                kind,
                same_km,
                names,
                _oblasts(row),
                raions_of(row["raions"]),
                (float(row["lat"]), float(row["lon"])),
            )
        )
    features = _join(found)
    return Register(features, left_out, refused, len(found) - len(features))


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of the file, after a check of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            fail(
                f"{path}: header {rows.fieldnames}",
                " ".join(COLUMNS),
                "convert it to these columns",
            )
        return list(rows)


def _of_another_kind(name: str, kind: str, nouns: Mapping[str, str]) -> bool:
    """True for ``Дунай-Дністровська рівнина`` among the rivers: a noun of the register in small
    letters, which nothing took off, is that of another kind.

    Args:
        name: without the noun of its kind.
        kind: one of ours.
        nouns: the register's kinds to ours; to none if these objects are left out.
    """
    return any(nouns.get(word, kind) != kind for word in name.split())


def _oblasts(row: dict[str, str]) -> frozenset[str]:
    """The oblasts of an object; Sevastopol, which stands among the raions of Crimea, is one."""
    cities = {_CITIES.get(together(part)) for part in row["raions"].split(",")} & {SEVASTOPOL}
    oblasts = oblasts_of(row["oblasts"])
    if cities and not raions_of(row["raions"]):
        return frozenset(cities)  # type: ignore[arg-type]
    return oblasts | cities  # type: ignore[operator]
