"""The history of a name, from consecutive editions of a register.

A register says what a place is called, not since when. Two editions that differ put the day of
the change between them: the *bracket* ``2015-07-15/2016-05`` (EDTF interval), from the last
edition that has the old name to the first that has the new one.

Not every difference is a renaming. `compare` tells them apart:

* *same*: the letters are equal, apart from case, apostrophes and spaces. Ignored;
* *correction*: only letters that misprints confuse differ (``МИКОЛАІВКА``, ``МИКОЛАЇВКА``;
  ``РУДНЯ ІВАНІВСЬКА``, ``РУДНЯ-ІВАНІВСЬКА``), in KOATUU or between the registers. Between
  2019-05-30, 2020-11-26 and KATOTTG 2021-06 both registers were typed anew (43 of the 53 changes
  of the first step are misprints, none of them in an act), so there any difference of one or two
  letters is a correction (``ГРИРОРІВКА``, ``Григорівка``). The form before it is kept as a variant;
* *renaming*: everything else. Within KATOTTG this includes ``Юр’ївка`` to ``Юріївка`` and
  ``Химчин`` to ``Хімчин``: parliament passed them as renamings (the resolutions of September 2024
  brought 518 such names in line with the spelling rules).

A name may go and return. If the editions have the former name F, the new one N, then F and N again,
that is one renaming with a wide bracket (Kharkiv's Московський, Салтівський, Московський,
Салтівський of 2022 to 2024). If they have N, another name X, and N again, X is a former name with a
bracket at its start and one at its end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from rapidfuzz.distance import Levenshtein

from importers.names.text import APOSTROPHE

Difference = Literal["same", "correction", "renaming"]

RETYPED: Final = frozenset({"koatuu-2020-11-26", "katottg-2021-06"})
"""Editions that were typed anew; a small difference to the one before is a misprint."""
_CONFUSED: Final = str.maketrans("иїйє", "іііі", f"ь{APOSTROPHE}- ")
_PLAIN: Final = str.maketrans("", "", f"{APOSTROPHE} ")
_TYPED_ANEW: Final = 2
"""How many letters may differ in a misprint of a register that was typed anew."""


@dataclass(slots=True)
class Run:
    """A name through consecutive editions: the last that has it, brackets of its start and end."""

    text: str
    source: str
    start: str = ""
    end: str = ""
    sources: set[str] = field(default_factory=set)


@dataclass(slots=True)
class History:
    """The last name, those before it (oldest first), and misprints with their source."""

    current: Run
    former: list[Run]
    misprints: dict[str, str]

    def run_of(self, source: str) -> Run | None:
        """The name that an edition has."""
        return next((run for run in [*self.former, self.current] if source in run.sources), None)


def _undoubled(text: str) -> str:
    return "".join(letter for n, letter in enumerate(text) if not n or letter != text[n - 1])


def compare(old: str, new: str, source: str) -> Difference:
    """How a name differs from that of the edition before.

    Args:
        source: key of the edition of the new name.
    """
    old, new = old.lower(), new.lower()
    if old.translate(_PLAIN) == new.translate(_PLAIN):
        return "same"
    if source.startswith("katottg") and source not in RETYPED:
        return "renaming"
    if _undoubled(old.translate(_CONFUSED)) == _undoubled(new.translate(_CONFUSED)):
        return "correction"
    if source in RETYPED and Levenshtein.distance(old, new) <= _TYPED_ANEW:
        return "correction"
    return "renaming"


def _runs(names: Mapping[str, str], dates: Mapping[str, str]) -> tuple[list[Run], dict[str, str]]:
    runs: list[Run] = []
    misprints: dict[str, str] = {}
    for source, text in names.items():
        last = runs[-1] if runs else None
        difference = compare(last.text, text, source) if last else "renaming"
        if last is None or difference == "renaming":
            bracket = f"{dates[last.source]}/{dates[source]}" if last else ""
            if last:
                last.end = bracket
            runs.append(Run(text, source, start=bracket, sources={source}))
            continue
        if difference == "correction":
            misprints[last.text] = last.source
        last.text, last.source = text, source
        last.sources.add(source)
    return runs, misprints


def _merge(runs: list[Run]) -> list[Run]:
    """Runs without names that go and return; the docstring of the module tells how these merge."""
    texts = [run.text for run in runs]
    for n in range(len(runs) - 3):
        first, middle, second, last = runs[n : n + 4]
        if texts[n : n + 2] == texts[n + 2 : n + 4]:
            wide = f"{first.end.split('/')[0]}/{second.end.split('/')[1]}"
            first.end = last.start = wide
            first.source = second.source
            first.sources |= second.sources
            last.sources |= middle.sources
            return _merge([*runs[: n + 1], *runs[n + 3 :]])
    for n in range(len(runs) - 2):
        first, middle, last = runs[n : n + 3]
        if first.text == last.text:
            last.start = first.start
            last.sources |= first.sources
            return _merge([*runs[:n], middle, *runs[n + 2 :]])
    return runs


def history(names: Mapping[str, str], dates: Mapping[str, str]) -> History:
    """The history of a place's name.

    Args:
        names: edition (a key of `sources.toml`) to name, oldest first.
        dates: edition to its date.
    """
    runs, misprints = _runs(names, dates)
    runs = _merge(runs)
    texts = {run.text for run in runs}
    return History(
        runs[-1],
        [run for run in runs[:-1] if run.text != runs[-1].text],
        {text: source for text, source in misprints.items() if text not in texts},
    )


def count_brackets(histories: Iterable[History]) -> dict[str, int]:
    """How many former names ended in each bracket."""
    counts: dict[str, int] = {}
    for one in histories:
        for run in one.former:
            counts[run.end] = counts.get(run.end, 0) + 1
    return dict(sorted(counts.items()))
