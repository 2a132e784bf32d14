"""What is asked and what is found, on the way from a name to its candidates.

A `Query` is all that is known about a name before it is looked up, a `Name` one reading of it, a
`Hit` a place under the key of a name. A rule of `toponyms.matching.rules` gives its `Verdict`
on a hit; the product of all verdicts is a `Weighed`, which becomes a candidate when it is ranked.
"""

from collections.abc import Callable, Mapping

from toponyms.matching.context import Context, Relation, means_a_place, relation
from toponyms.matching.scoring import Scoring, scoring
from toponyms.model import FEATURE_KINDS, KINDS, SETTLEMENT_KINDS, Reason, Step
from toponyms.store.format import NOTHING, Posting
from toponyms.store.store import Store
from toponyms.typed import Any, Final, NamedTuple

SUPPORTING: Final = frozenset(
    {
        Relation.INSIDE,
        Relation.WAS_INSIDE,
        Relation.PERHAPS_INSIDE,
        Relation.INSIDE_THEN,
        Relation.BESIDE,
        Relation.NEAR,
    }
)
"""Relations to a context that speak for a place."""


class Name(NamedTuple):
    """One reading of a name, with what the words beside it say."""

    text: str
    kinds: tuple[str, ...] = ()
    """The kinds that its type words may mean, the likeliest first."""
    words: str = ""
    """The type words as they stand, for the evidence."""
    whole: bool = False
    """Whether name and type words together are a likelier name: ``Podolia Governorate``."""
    part: str = ""
    """What was left out of the name or added to it, in words; empty for the whole name."""
    epithet: str = ""
    """What its abbreviated first word was taken to stand for, in words; empty if it has none."""


class Query(NamedTuple):
    """What is known about a name before it is looked up."""

    store: Store
    scoring: Scoring
    """The numbers to weigh by."""
    kinds: frozenset[str] | None = None
    """Other places are left out; None for any."""
    contexts: tuple[Context, ...] = ()
    """All of them hold."""
    level: tuple[str, ...] = ()
    """The kinds that a word for a level says the name is of, the likeliest first."""
    level_words: str = ""
    """That word."""
    language: str | None = None
    """BCP 47."""
    on: str | None = None
    """The date to judge by, EDTF."""
    around: Context | None = None
    """What a text names around the name: support where it fits, no contradiction where not."""
    running: bool = False
    """Whether the name stands in running text, where case forms are as likely as nominatives and
    an adjective without its noun is no name."""
    readers: frozenset[str] = frozenset({"en"})
    """The languages of the text: romanizations that their readers are used to are not rare."""
    says_where: bool = False
    """Whether the name is itself a context, which tells where another place is: it is likelier a
    region then, and a place of the past is as good as one of today."""
    inside: Callable[[int], bool] | None = None
    """Tells the places, by position, that are left in, see `inside_of`; None for any."""


def related(query: Query, place: int) -> list[Relation]:
    """How a place stands to each context of a query that means a place."""
    near_km = query.scoring.least.near_km
    return [
        relation(query.store, place, context, near_km)
        for context in query.contexts
        if means_a_place(context)
    ]


class _Inside:
    """Tells places that lie in or near all contexts that mean a place.

    What lies in one unit lies inside together, or not, so units are remembered: thousands of names
    may begin with a letter.
    """

    def __init__(self, query: Query) -> None:
        self._query = query
        contexts = query.contexts
        self._by_unit = not any(c.settlements or c.covered or c.crossed for c in contexts)
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, place: int) -> bool:
        store = self._query.store
        above = store.above[place]
        if not (self._by_unit and above != NOTHING and store.above[above] != NOTHING):
            return self._asked(place)
        if KINDS[store.kind[place]] not in SETTLEMENT_KINDS:
            return self._asked(place)
        alike = (above, store.formerly_above[place])
        inside = self._known.get(alike)
        if inside is None:
            inside = self._known[alike] = self._asked(place)
        return inside

    def _asked(self, place: int) -> bool:
        return SUPPORTING.issuperset(related(self._query, place))


_MOST_INSIDE: Final = 64
"""Contexts of which is remembered what lies inside: who types a name asks again and again."""


def inside_of(query: Query) -> Callable[[int], bool] | None:
    """What tells the places that lie in or near all contexts of a query; None without contexts."""
    if not query.contexts:
        return None
    return query.store.memo(_inside, _MOST_INSIDE)[query.contexts]


def _inside(store: Store, contexts: tuple[Context, ...]) -> _Inside:
    return _Inside(Query(store, scoring(), contexts=contexts))


def without_clues(query: Query, name: Name) -> bool:
    """True if nothing but its letters tells what a name means."""
    return not (query.kinds or name.kinds or any(map(means_a_place, query.contexts)))


def in_a_table(query: Query) -> bool:
    """True for a name with a known context that stands in no running text."""
    return not query.running and any(map(means_a_place, query.contexts))


def at_level(query: Query, name: Name) -> Name:
    """A name without type words, of the kinds that a word for a level says; any other as it is."""
    if name.kinds or not query.level:
        return name
    return name._replace(kinds=query.level, words=query.level_words)


class Hit(NamedTuple):
    """A name that was found, and a place under its key."""

    name: Name
    posting: Posting
    alike: float | None = None
    """How alike name and key sound, 0 to 1; None if they are equal."""
    edits: int = 0
    """How many edits the skeletons of name and key are apart, see `toponyms.text.fuzzy`; one for
    an older spelling.
    """
    older: str = ""
    """What was read in an older way for the name to sound like the key, see `toponyms.text.older`.
    """


def _in_its_city(query: Query, neighbourhood: int) -> bool:
    """True for a neighbourhood of a settlement that is a context."""
    above = query.store.lineage(neighbourhood)
    return any(not context.settlements.isdisjoint(above) for context in query.contexts)


def unlikely_in_a_table(query: Query, hit: Hit) -> bool:
    """True for a river, a region or a country in a row that says where its place is, unless the
    noun beside the name or the caller asks for one: such rows tell of settlements and units, and
    of neighbourhoods beside their city.
    """
    kind = KINDS[query.store.kind[hit.posting.place]]
    if kind != "country" and kind not in FEATURE_KINDS:
        return False
    if kind == "neighbourhood" and _in_its_city(query, hit.posting.place):
        return False
    asked = kind in hit.name.kinds or (query.kinds is not None and kind in query.kinds)
    return in_a_table(query) and not asked


class Verdict(NamedTuple):
    """What a rule says of a candidate."""

    factor: float
    """Multiplies the weight of the candidate against the others."""
    detail: Callable[[], str]
    """What the rule saw, put into words only if somebody reads them."""
    trust: float = 1.0
    """Multiplies its score, 0 to 1: a contradiction makes even an only candidate doubtful."""
    doubt: Reason | None = None
    """What speaks against the candidate, though it may be outweighed."""


Rule = Callable[[Query, Hit], Verdict | None]


class Weighed(NamedTuple):
    """A candidate before it is ranked: its weight and the hit behind it."""

    weight: float
    trust: float
    query: Query
    hit: Hit
    rules: "Rules"
    """The rules that weighed it; they give the evidence when somebody asks."""
    joined: tuple[Step, ...] = ()
    """Evidence from beside the rules: how joined names or a misread text led to it."""
    doubts: tuple[Reason, ...] = ()
    """What the rules said against it, and what else does."""

    def doubted(self, trust: float, step: Step, doubt: Reason) -> "Weighed":
        """The candidate with less trust, since it was read otherwise than it stands.

        Args:
            trust: share of its score that it keeps.
            step: how it was read, for the evidence.
            doubt: what that says against it.
        """
        return self._replace(
            trust=self.trust * trust, joined=(*self.joined, step), doubts=(*self.doubts, doubt)
        )


Rules = tuple[tuple[str, Rule], ...]
"""Rules with their names."""


class Found(dict[int, Weighed]):
    """The candidates of a name by position of the place, which nobody changes any more.

    Names are looked up again and again, so what they are ranked to is kept beside them.
    """

    __slots__ = ("ranking",)

    def __init__(self, weighed: Mapping[int, Weighed]) -> None:
        super().__init__(weighed)
        self.ranking: Any = None
        """That of `toponyms.matching.ranking`, once somebody asked for it."""
