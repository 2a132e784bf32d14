"""What is asked and what is found, on the way from a name to its candidates.

A `Query` is all that is known about a name before it is looked up, a `Name` one reading of it, a
`Hit` a place under the key of a name. A rule of `toponyms.matching.rules` says its `Verdict` of a
hit; the product of all is a `Weighed`, which becomes a candidate when it is ranked.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from toponyms.matching.context import Context, Relation, means_a_place
from toponyms.matching.scoring import Scoring
from toponyms.model import Step
from toponyms.store.format import Posting
from toponyms.store.store import Store

SUPPORTING: Final = frozenset(
    {
        Relation.INSIDE,
        Relation.WAS_INSIDE,
        Relation.PERHAPS_INSIDE,
        Relation.INSIDE_THEN,
        Relation.NEAR,
    }
)
"""Relations to a context that speak for a place."""


class Name(NamedTuple):
    """A name with what the query itself says about it."""

    text: str
    kinds: tuple[str, ...] = ()
    """What its type words say it may be, the likeliest first."""
    words: str = ""
    """The type words as they stand."""
    whole: bool = False
    """With its type words it is a name too, ``Podolia Governorate``, and rather that one."""
    part: str = ""
    """What was taken off or put on to find it, in words; empty for the whole name."""


class Query(NamedTuple):
    """What is known about a name before it is looked up."""

    store: Store
    scoring: Scoring
    """The numbers to weigh by."""
    kinds: frozenset[str] | None = None
    contexts: tuple[Context, ...] = ()
    language: str | None = None
    on: str | None = None
    """EDTF."""
    around: Context | None = None
    """What a text names around the name: support where it fits, no contradiction where not."""
    running: bool = False
    """Whether the name stands in running text, where case forms are as likely as nominatives and
    an adjective without its noun is no name."""
    says_where: bool = False
    """Whether the name tells where another place is: likelier a region, and one of the past is as
    good as one of today."""


def without_clues(query: Query, name: Name) -> bool:
    """True if nothing but its letters tells what a name means."""
    return not (query.kinds or name.kinds or any(map(means_a_place, query.contexts)))


class Hit(NamedTuple):
    """A name that was found, and a place under its key."""

    name: Name
    posting: Posting
    alike: float | None = None
    """How alike name and key sound; None if they are equal."""
    edits: int = 0
    """How many edits the skeletons of name and key are apart, see `toponyms.text.fuzzy`."""


class Verdict(NamedTuple):
    """What a rule says of a candidate."""

    factor: float
    """Of its weight against the other candidates."""
    detail: Callable[[], str]
    """What the rule saw, put into words only if somebody reads them."""
    trust: float = 1.0
    """Of its score as such: a contradiction makes even the only candidate doubtful."""


Rule = Callable[[Query, Hit], Verdict | None]


class Weighed(NamedTuple):
    """A candidate before it becomes one: its weight and the hit behind it."""

    weight: float
    trust: float
    query: Query
    hit: Hit
    rules: "Rules"
    """That weighed it, and tell why when somebody asks."""
    joined: tuple[Step, ...] = ()


Rules = tuple[tuple[str, Rule], ...]
"""Rules with their names."""
