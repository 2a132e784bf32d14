"""What the names of a text believe of their candidates once they have heard each other."""

from collections.abc import Mapping
from math import exp, log
from operator import sub

from toponyms.annotation.together.affinity import Manner, Table, Tables
from toponyms.annotation.together.hearing import Heard
from toponyms.annotation.together.nodes import Node
from toponyms.annotation.together.sites import sites_of
from toponyms.matching.scoring import Together
from toponyms.store.store import Store
from toponyms.typed import Final, NamedTuple

_NEGLIGIBLE: Final = 0.002
"""Belief in a candidate that is not worth saying."""
_LEAST: Final = 1e-9
_REMEMBERED: Final = 4096
"""Messages of names that mean one place which are kept."""


class Belief(NamedTuple):
    """What is believed of a name in the end."""

    of: list[float]
    """Chance of each candidate."""
    none: float
    """Chance of its being no place."""
    said: list[list[float]]
    """How much likelier each neighbour that it hears makes each candidate, as logarithms."""


def _weights(logs: list[float], log_none: float) -> tuple[list[float], float]:
    """Weights of candidates and of none of them, from logarithms up to a common constant."""
    most = max(log_none, *logs)
    return [exp(one - most) for one in logs], exp(log_none - most)


def normal(logs: list[float], log_none: float) -> tuple[list[float], float]:
    """Chances of candidates and of none of them, from logarithms up to a common constant."""
    weights, none = _weights(logs, log_none)
    total = sum(weights) + none
    return [weight / total for weight in weights], none / total


def _loud(logs: list[float], log_none: float) -> list[tuple[int, float]]:
    """The candidates that are worth saying, by index, with their chances."""
    weights, none = _weights(logs, log_none)
    total = sum(weights) + none
    least = _NEGLIGIBLE * total
    return [(index, weight / total) for index, weight in enumerate(weights) if weight > least]


def _message(table: Table, believed: list[tuple[int, float]], power: float) -> list[float]:
    """The logarithm of how much likelier a neighbour makes each candidate."""
    said = table.message(believed)
    return [power * log(one if one > _LEAST else _LEAST) for one in said]


class _Settled(NamedTuple):
    """What a name hears from a settled one."""

    own: tuple[int, ...]
    """The candidates of the name."""
    place: int
    manner: Manner
    chance: float
    power: float


def _of_settled(store: Store, asked: _Settled) -> list[float]:
    own, place = sites_of(store, asked.own), sites_of(store, (asked.place,))
    said = Tables(store).between(own, place, asked.manner)
    return _message(said, [(0, asked.chance)], asked.power)


class _SettledTalk:
    """What a name hears from a settled neighbour: that means one place whatever it hears itself,
    and always says the same.
    """

    __slots__ = ("_message", "speaker")

    def __init__(self, speaker: int, message: list[float]) -> None:
        self.speaker = speaker
        """Index of the neighbour."""
        self._message = message

    def message(self, sums: list[float], said: list[list[float]]) -> list[float]:
        """As that of `_Talk`."""
        return self._message


class _Talk:
    """What a name hears from one neighbour, round by round."""

    __slots__ = ("_back", "_none", "_power", "_table", "speaker")

    def __init__(self, speaker: int, neighbour: Node, back: int | None, power: float, table: Table):
        self.speaker = speaker
        """Index of the neighbour."""
        self._none = neighbour.log_none
        self._back = back
        """Where among those that the neighbour hears the name is; None if it does not hear it."""
        self._power = power
        self._table = table

    def message(self, sums: list[float], said: list[list[float]]) -> list[float]:
        """The logarithm of how much likelier the neighbour makes each candidate.

        Args:
            sums: what the neighbour believes, as logarithms.
            said: what it has heard, from which what it heard from this name is left out.
        """
        if self._back is not None and said:
            sums = list(map(sub, sums, said[self._back]))
        return _message(self._table, _loud(sums, self._none), self._power)


class Conversation:
    """The names of a text, and what each hears from whom."""

    def __init__(
        self, store: Store, nodes: list[Node], heard: list[list[Heard]], number: Together
    ) -> None:
        self._store = store
        self._tables = Tables(store)
        self.nodes = nodes
        self.heard = heard
        self._number = number
        self._positions = [{one.node: at for at, one in enumerate(each)} for each in heard]
        self._talks = [
            [self._talk(index, one) for one in neighbours] for index, neighbours in enumerate(heard)
        ]

    def _talk(self, index: int, heard: Heard) -> _Talk | _SettledTalk:
        number, neighbour = self._number, self.nodes[heard.node]
        power = number.temper * (number.told_power if heard.told else 1.0)
        manner = heard.manner
        if neighbour.settled:
            ((_, chance), *_) = _loud(neighbour.logs, neighbour.log_none)
            place = neighbour.sites.places[0]
            asked = _Settled(self.nodes[index].sites.places, place, manner, chance, power)
            message = self._store.memo(_of_settled, _REMEMBERED)[asked]
            return _SettledTalk(heard.node, message)
        back = self._positions[heard.node].get(index)
        said = self._tables.between(self.nodes[index].sites, neighbour.sites, manner)
        return _Talk(heard.node, neighbour, back, power, said)

    def replace(self, replaced: Mapping[int, Node]) -> None:
        """Lets names have other candidates; whom they hear stays the same."""
        for index, node in replaced.items():
            self.nodes[index] = node
        for index, neighbours in enumerate(self.heard):
            for at, one in enumerate(neighbours):
                if index in replaced or one.node in replaced:
                    self._talks[index][at] = self._talk(index, one)

    def beliefs(self) -> list[Belief]:
        """What all names believe after some rounds of messages."""
        nodes = self.nodes
        said: list[list[list[float]]] = [[] for _ in nodes]
        sums = [node.logs for node in nodes]
        # Whether a name heard something new in the last round: who did not says the same again.
        news = [True for _ in nodes]
        for _ in range(int(self._number.rounds)):
            last = said
            said = [
                [
                    talk.message(sums[talk.speaker], last[talk.speaker])
                    if news[talk.speaker]
                    else last[index][at]
                    for at, talk in enumerate(each)
                ]
                for index, each in enumerate(self._talks)
            ]
            news = [now != before for now, before in zip(said, last, strict=True)]
            sums = [
                [sum(each) for each in zip(node.logs, *said[index], strict=True)]
                if news[index]
                else sums[index]
                for index, node in enumerate(nodes)
            ]
        return [
            Belief(*normal(own, node.log_none), heard)
            for own, node, heard in zip(sums, nodes, said, strict=True)
        ]
