"""What a person has to decide: each doubtful name once, with candidates in words.

A review has a row for each distinct name with its context that is ambiguous, unknown or resolved
with a doubt, the most frequent first. The person writes into ``choice`` the number of a candidate,
any id or code, or ``-`` for no place at all. What is left blank stays open. The decisions hold for
the same name in the same context, in this table or another.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toponyms.batch.matching import Asked, Cells, Context, How, Matcher
from toponyms.language.typewords import strip
from toponyms.model import KIND_FACTS, Outcome, UnknownPlaceError, cells_of_place, shown
from toponyms.naming.labels import unit_title
from toponyms.naming.titles import LANGUAGES
from toponyms.records import LISTED, RECORD, Cell, record
from toponyms.sheets.blocks import Rows, Said, SheetError, as_text
from toponyms.sheets.columns import LEVELS
from toponyms.sheets.delimited import DelimitedSource, plain, quoted
from toponyms.sheets.files import open_source
from toponyms.sheets.output import written_whole
from toponyms.sheets.recognize import likely_encoding
from toponyms.store.store import Store
from toponyms.text.memo import Memo
from toponyms.text.script import script_of
from toponyms.text.words import tokens
from toponyms.typed import Any, Final

CHOICE: Final = "choice"
_CANDIDATES: Final = tuple(f"candidate {number}" for number in range(1, LISTED + 1))
_IDS: Final = tuple(f"id {number}" for number in range(1, LISTED + 1))
COLUMNS: Final = (
    CHOICE, "name", *LEVELS, "within", "rows", "outcome", "reason", "taken", "on",
    *_CANDIDATES, *_IDS
)  # fmt: skip
"""Of a review; ``taken`` is the number of the candidate that was taken in spite of a doubt."""
NO_PLACE: Final = "-"
DECISION: Final = "decision"
"""What stands as ``form`` where a person has decided."""
_BETWEEN: Final = "\n"
"""Stands between several contexts of a cell."""
_ORDER: Final = {column.name: index for index, column in enumerate(RECORD)}


def described(store: Store, id: str, language: str) -> str:
    """A place in words that tell a person which one it is.

    >>> from toponyms.gazetteer import store_of
    >>> described(store_of(None), "UA71020290020043530", "en").split("; ")[0]
    'Antonivka, village, Talne hromada, Zvenyhorodka raion, Cherkasy oblast'
    """
    position = store.place_index(id)
    place = store.place_at(position)
    title = unit_title(store, position, language)
    noun = str(getattr(KIND_FACTS[place.kind], language))
    parts = [title] if noun in title.split() else [title, noun]
    for unit in store.lineage(position)[1:]:
        if store.place_at(unit).kind != "country":
            parts.append(unit_title(store, unit, language))
    facts = [", ".join(parts)]
    pcode = place.code("pcode")
    facts += [f"P-code {pcode}"] if pcode else []
    if place.population is not None:
        facts.append(f"population {place.population:,}")
    if place.valid_to is not None:
        facts.append(f"until {place.valid_to}")
    return "; ".join(facts)


def write_review(
    store: Store, path: str, doubtful: Counter[Asked], how: How, language: str | None
) -> int:
    """Writes what a person has to decide; returns how many rows that are.

    Args:
        store: where the answers are from.
        path: of a CSV file or a workbook, by its name.
        doubtful: what was asked, with its rows.
        how: how it was asked.
        language: of the candidates, ``uk``, ``ru`` or ``en``; None for that of the name's script.

    Raises:
        SheetError: the file has decisions already, or cannot be written.
    """
    asked = [one for one, _ in doubtful.most_common()]
    with Matcher(store, how) as matcher:
        answers = zip(asked, matcher(asked), strict=True)
        rows = (_row(store, one, doubtful[one], cells, language) for one, cells in answers if cells)
        with written_whole(path) as file:
            if path.lower().endswith(".xlsx"):
                _write_workbook(file, rows)
            else:
                # With its mark Excel knows that it is UTF-8.
                file.write("\ufeff".encode())
                for row in (COLUMNS, *rows):
                    line = ",".join(quoted(cell, ",") for cell in row)
                    file.write(f"{line}\r\n".encode())
    return len(asked)


def check_review(path: str) -> None:
    """Refuses to write a review over one that a person has worked on.

    Raises:
        SheetError: a choice is made in it, or it is no review.
    """
    if not os.path.exists(path):
        return
    for number, row in _rows_of(path):
        if row[CHOICE]:
            raise SheetError(
                f"{path}:{number}: has decisions that would be lost; give it as --decisions and "
                "another file as --review"
            )


def _row(store: Store, asked: Asked, count: int, cells: Cells, language: str | None) -> list[Cell]:
    """A row of a review."""
    known = language if language in LANGUAGES else None
    shown_in = known or ("uk" if script_of(asked.text) == "Cyrl" else "en")
    ids = str(cells[_ORDER["candidates"]] or "").split()
    named = dict(asked.within)
    others = [
        f"{kind or ''}={' '.join(text.split())}"
        for kind, text in asked.within
        if kind not in LEVELS
    ]
    words = [described(store, id, shown_in) for id in ids]
    blank = [None] * (LISTED - len(ids))
    return [
        None,
        asked.text,
        *(named.get(level) for level in LEVELS),
        _BETWEEN.join(others) or None,
        count,
        cells[_ORDER["outcome"]],
        cells[_ORDER["reason"]],
        1 if cells[_ORDER["id"]] else None,
        asked.on,
        *(*words, *blank),
        *(*ids, *blank),
    ]


def _write_workbook(file: Any, rows: Iterable[Sequence[Cell]]) -> None:
    from toponyms.sheets.blocks import Header
    from toponyms.sheets.excel import NewSink

    class _Review:
        header = Header(COLUMNS, ())
        sheet = "review"

    sink = NewSink(file, _Review())
    sink.begin((), ())
    for number, row in enumerate(rows, 2):
        sink.write(Rows([number], [row], {}), [None])
    sink.end()


# Decisions


def _key(text: str, within: Context, on: str | None) -> tuple[Any, ...]:
    """What a decision holds for: a name with its contexts and date, without regard to case, blanks,
    full stops and the nouns of units: ``Одеська область``, ``Одеська обл.``, ``одеська``.
    """
    known = ((kind or "", _without_noun(one)) for kind, one in within)
    words = tokens(text)
    return (words.phrase(0, len(words)) or text.strip(), on or "", *sorted(known))


def _without_noun(context: str) -> str:
    """The folded words of a context, without its type words."""
    words = tokens(context)
    typed = strip(words)
    return words.phrase(typed.start, typed.end) if typed else words.phrase(0, len(words))


class Decisions:
    """What a person has decided."""

    def __init__(self, store: Store, paths: Sequence[str], codes: Sequence[str]) -> None:
        """
        Args:
            store: which has the places.
            paths: of reviews with choices.
            codes: authorities whose codes stand behind the cells of an answer.

        Raises:
            SheetError: a choice is none of those that there are; no review.
        """
        self._answers: dict[tuple[Any, ...], Cells] = {}
        self._where: dict[tuple[Any, ...], str] = {}
        self._known = Memo[Asked, Cells | None](self._answer)
        for path in paths:
            for number, row in _rows_of(path):
                where = f"{path}:{number}"
                if row[CHOICE]:
                    self._take(where, row, _decided(store, where, row, codes))

    def _take(self, where: str, row: Mapping[str, str], cells: Cells) -> None:
        """Notes a decision.

        Raises:
            SheetError: there is another one on the name.
        """
        key = _key(row["name"], _context(row), row.get("on"))
        if self._answers.setdefault(key, cells)[1:] != cells[1:]:
            name = shown(row["name"])
            raise SheetError(f"{where}: {name} is decided otherwise in {self._where[key]}")
        self._where[key] = where

    def __len__(self) -> int:
        return len(self._answers)

    def __call__(self, asked: Asked) -> Cells | None:
        """The answer that the person has given to what is asked; None if it is open."""
        return self._known[asked]

    def _answer(self, asked: Asked) -> Cells | None:
        cells = self._answers.get(_key(asked.text, asked.within, asked.on))
        return cells and (asked.text, *cells[1:])


def _rows_of(path: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a review, with their numbers."""
    try:
        source = open_source(path, Said(encoding=_encoding(path)))
    except OSError as error:
        raise SheetError(f"{path}: {error.strerror}") from None
    columns = source.header.columns
    missing = [name for name in (CHOICE, "name", *_IDS) if name not in columns]
    if missing:
        raise SheetError(
            f"{path}: no column {missing[0]!r}; give a review with choices, as --review writes it"
        )
    guarded = isinstance(source, DelimitedSource)
    for block in source.blocks():
        for index, why in block.faults.items():
            raise SheetError(f"{path}:{block.numbers[index]}: {why}")
        for number, cells in zip(block.numbers, block.rows(), strict=True):
            texts = [as_text(cell).strip() for cell in cells]
            texts += [""] * (len(columns) - len(texts))
            row = dict(zip(columns, map(plain, texts) if guarded else texts, strict=True))
            if any(texts):
                yield number, row


def _encoding(path: str) -> str | None:
    """The encoding of a review that a spreadsheet saved in its own: it has names that are known, so
    that a wrong one would match nothing. None if it is UTF-8, or no text.
    """
    with open(path, "rb") as file:
        everything = file.read()
    if b"\0" in everything:
        return None
    try:
        everything.decode("utf-8")
    except UnicodeDecodeError:
        return likely_encoding(everything) or None
    return None


def _context(row: Mapping[str, str]) -> Context:
    """The context of a row of a review."""
    found: list[tuple[str | None, str]] = [
        (level, row[level]) for level in LEVELS if row.get(level)
    ]
    for other in filter(None, row.get("within", "").split(_BETWEEN)):
        kind, _, text = other.partition("=")
        found.append((kind or None, text))
    return tuple(found)


def _decided(store: Store, where: str, row: Mapping[str, str], codes: Sequence[str]) -> Cells:
    """The cells of an answer that a person has given."""
    choice = row[CHOICE].removesuffix(".")
    outcome: Outcome = "unknown"
    cells: dict[str, Cell] = {}
    of_codes: list[Cell] = [None] * len(codes)
    if choice != NO_PLACE:
        id = choice
        if choice.isdecimal() and len(choice) == 1:
            id = row.get(f"id {choice}", "")
        try:
            position = store.place_index(id)
        except UnknownPlaceError:
            allowed = (
                f"1 to {LISTED} for a candidate there is, an id or code, {NO_PLACE} for no place"
            )
            raise SheetError(f"{where}: choice {shown(choice)}: allowed are {allowed}") from None
        place = store.place_at(position)
        outcome = "resolved"
        cells = {**cells_of_place(place, store.units_at(position)), "candidates": place.id}
        of_codes = [place.code(authority) for authority in codes]
    cells |= {"text": row["name"], "outcome": outcome, "form": DECISION}
    return (*record(cells).values(), *of_codes)
