"""What the names of a text believe of their candidates once they have heard each other."""

from collections.abc import Mapping
from math import exp, log

from toponyms.annotation.together.affinity import Table
from toponyms.annotation.together.hearing import Heard
from toponyms.annotation.together.nodes import Node
from toponyms.matching.scoring import Together
from toponyms.typed import Final, NamedTuple

_NEGLIGIBLE: Final = 0.002
"""Belief in a candidate that is not worth saying."""
_LEAST: Final = 1e-9


class Belief(NamedTuple):
    """What is believed of a name in the end."""

    of: list[float]
    """Chance of each candidate."""
    none: float
    """Chance of its being no place."""
    said: list[list[float]]
    """How much likelier each neighbour that it hears makes each candidate, as logarithms."""


def normal(logs: list[float], log_none: float) -> tuple[list[float], float]:
    """Chances of candidates and of none of them, from logarithms up to a common constant."""
    most = max(log_none, *logs)
    weights, none = [exp(one - most) for one in logs], exp(log_none - most)
    total = sum(weights) + none
    return [weight / total for weight in weights], none / total


class _Talk:
    """What a name hears from one neighbour, round by round."""

    __slots__ = ("_back", "_deaf", "_last", "_none", "_power", "_table", "speaker")

    def __init__(self, speaker: int, neighbour: Node, back: int | None, power: float, table: Table):
        self.speaker = speaker
        """Index of the neighbour."""
        self._none = neighbour.log_none
        self._back = back
        """Where among those that the neighbour hears the name is; None if it does not hear it."""
        self._deaf = neighbour.settled
        """Whether it hears nobody, and always says the same."""
        self._power = power
        self._table = table
        self._last: list[float] | None = None

    def message(self, sums: list[float], said: list[list[float]]) -> list[float]:
        """The logarithm of how much likelier the neighbour makes each candidate.

        Args:
            sums: what the neighbour believes, as logarithms.
            said: what it has heard, from which what it heard from this name is left out.
        """
        if self._last is not None and self._deaf:
            return self._last
        if self._back is not None and said:
            sums = list(map(float.__sub__, sums, said[self._back]))
        believed, _ = normal(sums, self._none)
        loud = [chance if chance > _NEGLIGIBLE else 0.0 for chance in believed]
        power = self._power
        self._last = [power * log(max(_LEAST, one)) for one in self._table.message(loud)]
        return self._last


class Conversation:
    """The names of a text, and what each hears from whom."""

    def __init__(self, nodes: list[Node], heard: list[list[Heard]], number: Together) -> None:
        self.nodes = nodes
        self.heard = heard
        self._number = number
        self._positions = [{one.node: at for at, one in enumerate(each)} for each in heard]
        self._talks = [
            [self._talk(index, one) for one in neighbours] for index, neighbours in enumerate(heard)
        ]

    def _talk(self, index: int, heard: Heard) -> _Talk:
        number, neighbour = self._number, self.nodes[heard.node]
        power = number.temper * (number.told_power if heard.bond.told else 1.0)
        back = self._positions[heard.node].get(index)
        table = Table(self.nodes[index], neighbour, heard.bond, number)
        return _Talk(heard.node, neighbour, back, power, table)

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
        for _ in range(int(self._number.rounds)):
            said = [
                [talk.message(sums[talk.speaker], said[talk.speaker]) for talk in each]
                for each in self._talks
            ]
            sums = [
                [sum(each) for each in zip(node.logs, *said[index], strict=True)]
                for index, node in enumerate(nodes)
            ]
        return [
            Belief(*normal(own, node.log_none), heard)
            for own, node, heard in zip(sums, nodes, said, strict=True)
        ]
