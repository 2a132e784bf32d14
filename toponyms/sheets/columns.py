"""Which column has the names, and which ones say where their places lie.

A header says what a column has in words of `rules/columns.tsv`, in Ukrainian, Russian or English:
``Область``, ``ADM1_EN``, ``назва населеного пункту``. Its values have to agree: a column *region*
with North and South is no column of oblasts. And values may say what no header does: 27 names of
which each is an oblast, and not each a settlement, are oblasts, so that Полтава among them is no
city.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from toponyms.arguments import hint, read_date, read_kinds
from toponyms.batch.matching import Asked
from toponyms.batch.missing import name_in
from toponyms.matching.resolve import resolve
from toponyms.model import shown
from toponyms.rules import SEPARATOR, table
from toponyms.sheets.blocks import Block, Header, SheetError, as_text, same_name
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.typed import Any, Final, NamedTuple

LEVELS: Final = ("oblast", "raion", "hromada")
"""Kinds that a column of units has, the largest first."""
_LOOKED_AT: Final = 100
"""Distinct values from which a kind is told."""
_ENOUGH: Final = 0.95
"""Share of the values that have to be of a kind."""
_CONFIRMED: Final = {"oblast": 0.5, "raion": 0.5, "hromada": 0.5, "settlement": 0.1, "name": 0.1}
"""Share of the values that have to be of the kind that the header says. Names of settlements are
written in every way, and what is no settlement at all is as seldom one: codes, persons, yes and no.
"""
_FEWEST: Final = 3
"""Distinct values that say of which kind a column is, without a word in its header."""
_NAMES: Final = 0.5
"""Share of the values of a column without a header that is understood, which make names of it."""
_NO_NAME: Final = frozenset({"near miss", "misread", "abroad", "common word"})
"""Reasons for which a value is hardly the name of a place, or an address."""
_GUESSED: Final = frozenset({"near miss", "misread", "part unused", "kind", "abroad"})
"""Reasons for which a value says nothing about its column."""
_CAMEL: Final = re.compile(r"(?<=[a-zа-яіїєґ0-9])(?=[A-ZА-ЯІЇЄҐ])")
_EITHER: Final = re.compile(r"\S\s*[/,;|+]\s*\S")
"""What stands between words for the one and the other."""
_SPLIT: Final = re.compile(r"[_\W]+")
_SETTLEMENT: Final = read_kinds("settlement")
_COUNTRY: Final = "iso:UA"
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class Wishes(NamedTuple):
    """What a caller says of the columns."""

    column: str | None = None
    """The one with the names."""
    auto: bool = False
    """Whether to recognize columns by their headers."""
    within: tuple[tuple[str | None, str], ...] = ()
    """Kinds (None: of any kind) with columns, or with a name that holds for all rows."""
    kinds: frozenset[str] | None = None
    """Of the places, as a filter."""
    on: str | None = None
    """A column, or a date that holds for all rows."""


class Plan(NamedTuple):
    """Which columns are read as what."""

    name: int
    """The column with the names."""
    within: tuple[tuple[str | None, int | str], ...]
    """Kinds with the columns that have them, or with a name that holds for all rows."""
    kinds: frozenset[str] | None
    on: int | str | None
    bare: frozenset[str] = frozenset()
    """Names that are read without regard to the kind: Київ in a column of oblasts."""

    def indexes(self) -> list[int]:
        """The columns that are read."""
        read = [self.name, *(column for _, column in self.within), self.on]
        return [column for column in read if isinstance(column, int)]

    def asked(self, cells: Sequence[Any]) -> Asked | None:
        """What to ask for the cells of `indexes` of a row; None if there is no name.

        Raises:
            ValueError: the cell for the date has none.
        """
        name, *rest = cells
        text = name_in(name)
        if text is None:
            return None
        given = iter(rest)
        known = [
            (kind, one if isinstance(one, str) else name_in(next(given)))
            for kind, one in self.within
        ]
        on = read_day(next(given)) if isinstance(self.on, int) else self.on
        kinds = None if text in self.bare else self.kinds
        return Asked(text, tuple((kind, one) for kind, one in known if one), kinds, on)


def read_day(value: Any) -> str | None:
    """A date in a cell, also as ``31.12.2015`` or with a time behind it; None if it is empty.

    Raises:
        ValueError: it is no date.

    >>> read_day("31.12.2015"), read_day(2016.0), read_day("2016-05-19 12:00"), read_day(" ")
    ('2015-12-31', '2016', '2016-05-19', None)
    """
    if value is None or value != value:
        return None
    text = as_text(value).strip()
    dotted = _DOTTED.match(text)
    if dotted:
        day, month, year = dotted.groups()
        text = f"{year}-{int(month):02}-{int(day):02}"
    elif len(text) > 10 and text[10] in " T":
        text = text[:10]
    return read_date(text) if text else None


# Headers


@cache
def _phrases() -> Mapping[tuple[str, ...], str]:
    """Words of headers, with the role that they say."""
    return {
        tuple(fold(words).split()): role
        for role, _, all_words in table("columns")
        for words in all_words.split(SEPARATOR)
    }


def role_of(header: str) -> tuple[str | None, bool]:
    """What a column has by its header, and whether the header says nothing else.

    >>> role_of("ADM1_EN"), role_of("Назва населеного пункту"), role_of("admin2Pcode")
    (('oblast', True), ('settlement', True), (None, False))
    >>> role_of("Громада / населений пункт")
    ('name', True)
    """
    phrases = _phrases()
    words = [*fold(" ".join(_SPLIT.split(_CAMEL.sub(" ", header)))).split()]
    found: list[str] = []
    rest = 0
    while words:
        for size in range(min(3, len(words)), 0, -1):
            role = phrases.get(tuple(words[:size]))
            if role is not None:
                break
        else:
            role, size = "", 1
        if role in ("", "name"):
            rest += role == ""
            if role == "name":
                found.append(role)
        elif role != "filler":
            found.append(role)
        words = words[size:]
    roles = {role for role in found if role != "name"} or set(found)
    if not roles or "none" in roles:
        return None, False
    if len(roles) == 1:
        return roles.pop(), not rest
    # "Громада / населений пункт" has places of any kind; "District of city" says another thing.
    return ("name", not rest) if _EITHER.search(header) else (None, False)


def _recognized(header: Header) -> dict[str, list[int]]:
    """The columns of each role, those whose header says nothing else first."""
    found: dict[str, list[tuple[bool, int]]] = {}
    for index, name in enumerate(header.columns):
        role, alone = role_of(name)
        if role is not None:
            found.setdefault(role, []).append((not alone, index))
    return {role: [index for _, index in sorted(columns)] for role, columns in found.items()}


def index_of(columns: Sequence[str], said: str) -> int | None:
    """The column that a caller names: by name, without regard to case and blanks, or by number.

    Raises:
        SheetError: two columns bear the name.
    """
    for alike in (str, same_name):
        found = [index for index, name in enumerate(columns) if alike(name) == alike(said)]
        if len(found) > 1:
            numbers = ", ".join(str(index + 1) for index in found)
            raise SheetError(
                f"column {shown(said)} stands {len(found)} times; say which: {numbers}"
            )
        if found:
            return found[0]
    if said.isdecimal() and 1 <= int(said) <= len(columns):
        return int(said) - 1
    return None


def missing_column(columns: Sequence[str], said: str, more: str = "") -> SheetError:
    """What to say of a column that there is not."""
    names = ", ".join(" ".join(name.split()) or "(blank)" for name in columns)
    return SheetError(
        f"no column {shown(said)}{more}{hint(said, columns)}; there are {shown_names(names)}"
    )


def shown_names(names: str, most: int = 300) -> str:
    """Names of columns in a message."""
    return names if len(names) <= most else f"{names[:most]}…"


# The plan


def plan(
    store: Store, header: Header, sample: Block | None, wishes: Wishes
) -> tuple[Plan, list[str]]:
    """Which columns to read as what, and what to say of the choice.

    Args:
        store: where to look values up.
        header: of the sheet.
        sample: its first rows.
        wishes: what the caller says.

    Raises:
        SheetError: a column is missing, or none has names.
    """
    columns, remarks = header.columns, list[str]()
    name = None
    if wishes.column is not None:
        name = index_of(columns, wishes.column)
        if name is None:
            raise missing_column(columns, wishes.column)
    within = dict.fromkeys(_contexts(store, columns, wishes, remarks))
    on: int | str | None = None
    if wishes.on is not None:
        on = index_of(columns, wishes.on)
        on = read_date(wishes.on) if on is None else on
    role = None
    if wishes.auto:
        name, role, found = _automatic(store, header, sample, name, within)
        within |= dict.fromkeys(found)
        remarks += [f"{kind}: column {_shown(columns, i)}" for kind, i in found]
    if name is None:
        names = shown_names(", ".join(columns))
        how = "none is recognized; " if wishes.auto else ""
        raise SheetError(f"which column has the names? {how}give --column; there are {names}")
    chosen = Plan(name, tuple(within), wishes.kinds, on)
    if wishes.kinds is None and sample is not None:
        values = _values(chosen, sample)
        kind = kind_of_values(store, values, role or role_of(columns[name])[0])
        if kind is not None:
            chosen = chosen._replace(kinds=read_kinds(kind), bare=_cities(store, values, kind))
            remarks.append(
                f"column {_shown(columns, name)} read as kind {kind}; --kind says otherwise"
            )
    if wishes.auto:
        remarks.insert(0, f"names: column {_shown(columns, name)}")
    return chosen, remarks


def _shown(columns: Sequence[str], index: int | str) -> str:
    """A column in a remark, by its name on one line."""
    return repr(" ".join(columns[index].split())) if isinstance(index, int) else repr(index)


def _contexts(
    store: Store, columns: Sequence[str], wishes: Wishes, remarks: list[str]
) -> Iterator[tuple[str | None, int | str]]:
    """The contexts that the caller names: columns, or places that hold for all rows."""
    for kind, said in wishes.within:
        index = index_of(columns, said)
        if index is None:
            if not resolve(store, said, kind=kind).candidates:
                raise missing_column(columns, said, ", and no place of this name")
            remarks.append(f"{kind or 'within'} of every row: {said}")
        yield kind, said if index is None else index


def _automatic(
    store: Store,
    header: Header,
    sample: Block | None,
    name: int | None,
    said: Iterable[tuple[str | None, int | str]],
) -> tuple[int | None, str | None, list[tuple[str | None, int | str]]]:
    """The column with the names and its role, and those that say where their places lie.

    A column that the caller has spoken of is not taken again, nor is a kind.
    """
    taken = {index for _, index in said} | {name}
    kinds = {kind for kind, _ in said}
    by_role = {
        role: [
            index for index in columns if index not in taken and _agrees(store, sample, index, role)
        ]
        for role, columns in _recognized(header).items()
        if role not in kinds
    }
    role = role_of(header.columns[name])[0] if name is not None else None
    if name is None:
        # A settlement is the name, within what else there is; of units the smallest.
        for role in ("settlement", "name", *LEVELS[::-1]):
            if by_role.get(role):
                name = by_role[role].pop(0)
                break
        else:
            return None, None, []
        if role in LEVELS:
            _refuse_others(store, header, sample, taken)
    below = LEVELS.index(role) if role in LEVELS else len(LEVELS)
    found = [(kind, by_role[kind][0]) for kind in LEVELS[:below] if by_role.get(kind)]
    return name, role, list[tuple[str | None, int | str]](found)


def _refuse_others(
    store: Store, header: Header, sample: Block | None, taken: Set[int | str | None]
) -> None:
    """Refuses to take the units of a table for its names where a column of unknown header has names
    too: most of the places would be given a whole oblast.

    Raises:
        SheetError: there is such a column.
    """
    for index, name in enumerate(header.columns):
        if sample is None or index in taken or role_of(name)[0] is not None:
            continue
        values = _distinct(sample, index)
        if len(values) >= _FEWEST and _share(store, values, "name") >= _NAMES:
            column = _shown(header.columns, index)
            raise SheetError(
                f"which column has the names? {column} has names of places, but its header does "
                f"not say so; give --column {column}"
            )


def _distinct(sample: Block, index: int) -> list[Asked]:
    """The distinct values of a column, as far as they are looked at."""
    names = dict.fromkeys(text for cell in sample.column(index) if (text := name_in(cell)))
    return [Asked(text) for text in names][:_LOOKED_AT]


def _agrees(store: Store, sample: Block | None, index: int, role: str) -> bool:
    """Whether the values of a column are what its header says, as far as they are known."""
    if sample is None:
        return True
    values = _distinct(sample, index)
    return not values or _share(store, values, role) >= _CONFIRMED[role]


def _values(plan: Plan, sample: Block) -> list[Asked]:
    """The distinct names of the sample with their contexts."""
    cells = zip(*(sample.column(index) for index in plan.indexes()), strict=True)
    found: dict[Asked, None] = {}
    for row in cells:
        try:
            asked = plan._replace(on=None).asked(row)
        except ValueError:
            continue
        if asked is not None:
            found[asked] = None
    by_name = {asked.text: asked for asked in found}
    return list(by_name.values())[:_LOOKED_AT]


def _fits(store: Store, asked: Asked, kind: str) -> bool:
    """Whether a name is one of a place of a kind, without a guess."""
    within: Any = [text for _, text in asked.within] or None
    if kind == "name":
        found = resolve(store, asked.text)
        return bool(found.candidates) and found.reason not in _NO_NAME
    found = resolve(store, asked.text, kind=kind, within=within if kind == "settlement" else None)
    if found.candidates and found.reason not in _GUESSED:
        return True
    return kind == "oblast" and _is_city_beside_oblasts(store, asked.text)


def _is_city_beside_oblasts(store: Store, name: str) -> bool:
    """Whether a name is that of a city that belongs to no oblast: Kyiv, Sevastopol."""
    place = resolve(store, name, kind="city").place
    return place is not None and place.parent == _COUNTRY


def _share(store: Store, values: Sequence[Asked], kind: str) -> float:
    return sum(_fits(store, asked, kind) for asked in values) / len(values)


def kind_of_values(store: Store, values: Sequence[Asked], role: str | None) -> str | None:
    """The kind that all values of a column are of; None if there are several, or none.

    Args:
        store: where to look.
        values: distinct names.
        role: what the header says, if anything.
    """
    if not values or (role not in (*LEVELS, "settlement") and len(values) < _FEWEST):
        return None
    settled = _share(store, values, "settlement")
    if role in LEVELS and _share(store, values, role) >= _CONFIRMED[role]:
        return role
    if role == "settlement":
        return role if settled >= _ENOUGH else None
    for kind in LEVELS:
        share = _share(store, values, kind)
        if share >= _ENOUGH and share > settled:
            return kind
    return None


def _cities(store: Store, values: Sequence[Asked], kind: str) -> frozenset[str]:
    """The names of a column of oblasts that mean the cities which stand beside them.

    Kyiv and Sevastopol belong to no oblast. Beside Київська, Київ is the city; and what no oblast
    is called, as м. Київ, is it as well.
    """
    if kind != "oblast":
        return frozenset()
    units = {asked.text: resolve(store, asked.text, kind=kind).place for asked in values}
    found = set()
    for asked in values:
        if not _is_city_beside_oblasts(store, asked.text):
            continue
        unit = units[asked.text]
        others = [text for text, other in units.items() if other == unit and text != asked.text]
        if unit is None or others:
            found.add(asked.text)
    return frozenset(found)
