"""The day on which a renaming came into force, from the acts of the Verkhovna Rada.

Two editions of a register put a renaming into a bracket (see `history`). Most renamings were made
by a few acts, and where it is clear which act made one, the act's day of force replaces the
bracket. Two tables written by hand say what is known: `acts.tsv` the acts, `renamings.tsv` the
places that each act lists, as far as a list was found.

A renaming gets the day of force of

1. *the act that lists the place*. The register may have taken the name up late (Звягель: adopted in
   November 2022, in KATOTTG after July 2023), so the day may lie before the bracket, but not after
   it;
2. *the only act that can have made it*: of the acts that came into force within the bracket, those
   whose scope has the settlement all did so on one day. A scope is the oblasts and raions, as
   P-codes of the present division, in which an act renamed settlements that cannot be listed.
   Where the list of an oblast is complete, the oblast is not in the scope.

Otherwise the bracket stays. A raion, hromada or city district has to be listed.

How sure the second rule is. It assumes that the table has all acts that came into force within a
bracket. That nearly holds for two brackets: in the one until May 2016 326 places were renamed, and
the two acts name 327; in the one until November 2016 618, and the acts name about 610. What else
was renamed then lies in oblasts that have several acts or none (Максимівка of Lviv oblast, Маяки of
Volyn). In the occupied raions 78 settlements changed their name, where resolution 1351-VIII has 75:
up to three may be due to another act, and date from 3 June rather than 22 May. Since January 2024
no oblast is in a scope; there the sizes of the acts (328, 165, 19 and two) nearly add up to the 515
settlements that were renamed.

A day of force may itself be an interval, from adoption to the first edition that has the name.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from importers.editions.history import History
from importers.tables import read
from toponyms.dates import bounds

SETTLEMENTS: Final = frozenset({"city", "selyshche", "village"})


class Act(NamedTuple):
    """A resolution on renaming."""

    number: str
    in_force: str
    """EDTF; an interval if the day is not known."""
    scope: tuple[str, ...]
    """P-codes of the oblasts and raions in which it may have renamed any settlement."""


class Acts:
    """The acts, and which places each is known to have renamed; `counts` has how many it dated."""

    def __init__(self, acts: Iterable[Act], listed: Iterable[tuple[str, str]]) -> None:
        """Takes the acts, and pairs of an act's number and a place on its list."""
        self._acts = {act.number: act for act in acts}
        self._listed: dict[str, list[Act]] = {}
        for number, place in listed:
            self._listed.setdefault(place, []).append(self._acts[number])
        self.counts: Counter[str] = Counter()

    def act_of(self, place: str, kind: str, bracket: str, before: str = "") -> Act | None:
        """The act that made a renaming; None if that cannot be told.

        Args:
            before: the bracket of the place's previous renaming, if there was one.
        """
        start, end = bounds(bracket)
        earliest = bounds(before)[1] if before else ""
        listing = [
            act for act in self._listed.get(place, []) if earliest <= bounds(act.in_force)[0] <= end
        ]
        if listing:
            return listing[0] if len(listing) == 1 else None
        if kind not in SETTLEMENTS:
            return None
        possible = [
            act
            for act in self._acts.values()
            if start <= bounds(act.in_force)[0]
            and bounds(act.in_force)[1] <= end
            and act.scope
            and place.startswith(act.scope)
        ]
        return possible[0] if len({act.in_force for act in possible}) == 1 else None

    def date(self, place: str, kind: str, history: History) -> None:
        """Replaces the brackets of a history by days of force, where the acts tell these."""
        runs = [*history.former, history.current]
        brackets = sorted({run.start for run in runs} - {""}, key=bounds)
        for before, bracket in pairwise(["", *brackets]):
            if act := self.act_of(place, kind, bracket, before):
                for run in runs:
                    run.start = act.in_force if run.start == bracket else run.start
                    run.end = act.in_force if run.end == bracket else run.end
                self.counts[act.number] += 1


def read_acts(root: Path) -> Acts:
    """The two tables of a folder."""
    acts = [Act(row[0], row[2], tuple(row[3].split())) for row in read(root, "acts")]
    return Acts(acts, [(row[0], row[1]) for row in read(root, "renamings")])
