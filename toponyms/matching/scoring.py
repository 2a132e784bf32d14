"""The numbers of the scoring, typed: `rules/scoring.tsv`, one attribute for each row.

A row that is missing, misspelled or unused is an error when the table is read, never a wrong
answer: what the rules ask for are attributes and members of enumerations, and reading takes each
row exactly once. What a number means is told beside it in the table.

The numbers belong to a query (`toponyms.matching.query.Query`), so that a fit may weigh by other
numbers without changing those of anybody else.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from toponyms.matching.context import Relation
from toponyms.model import KINDS, TableError
from toponyms.rules import table
from toponyms.typed import Final, Literal, NamedTuple, StrEnum

Guess = Literal["skeleton", "fuzzy"]
"""How a spelling is like a name: it has the consonants of the name, or nearly has them."""
GUESSES: Final[tuple[Guess, ...]] = ("skeleton", "fuzzy")


class Standing(StrEnum):
    """What the matched toponym is: its status, or a former name of long ago."""

    OFFICIAL = "official"
    FORMER = "former"
    LONG_PAST = "long past"
    """Official before the independence of Ukraine only."""
    VARIANT = "variant"


class Fit(StrEnum):
    """How the kind of a place agrees with the kinds that type words say."""

    FIRST = "first"
    OTHER = "other"
    SETTLEMENT = "settlement"
    FAR = "city for village"
    """A settlement too, but a city where the words say a village, or the other way round."""
    CONTRADICTED = "contradicted"


class Doubt(StrEnum):
    """Why a name in a text is perhaps no place's, as far as it is judged alone.

    The values name rows ``no place.…`` of `rules/scoring.tsv`.
    """

    NONE = "taken"
    """Something beside the name says that it is a place's."""
    PREPOSITION = "after a preposition"
    SEVERAL = "several places"
    ALONE = "a bare village"
    NO_FIT = "nothing fits"
    UNKNOWN = "unknown spelling"
    """No name as it stands; only others are like it."""
    NOUN = "beside a noun with a capital"
    """As in German, where that says little."""
    FIRST_WORD = "first word"
    COMMON_WORD = "common word"
    SURNAME = "beside a capital"
    GIVEN_NAME = "given name"


class Together(NamedTuple):
    """Numbers of names that are resolved together."""

    temper: float
    scale_km: float
    direction_km: float
    peak: float
    floor: float
    peak_apart: float
    floor_apart: float
    outside: float
    receives: float
    again: float
    oblast: float
    raion: float
    hromada: float
    direction_share: float
    side_right: float
    side_wrong: float
    stated_km: float
    stated_share: float
    told_power: float
    big: float
    window: float
    units: float
    deaf: float
    taken: float
    rounds: float


class Prior(NamedTuple):
    """Weights of a bare name, besides those by kind."""

    urban: float
    centre: float
    council: float
    thousand_voters: float
    raion_centre: float
    region_says_where: float
    well_known: float
    by_its_noun: float
    beside_features_noun: float
    beside_another_noun_power: float
    beside_a_context: float
    other: float


class Forms(NamedTuple):
    """Factors for the form that matched."""

    romanized: float
    romanized_rarely: float
    base_noun: float
    base_noun_below: float
    adjective: float
    adjective_below: float
    adjective_neuter: float
    case: float
    case_in_text: float
    vocative: float
    second_edit: float
    older: float
    part: float


class Likeness(NamedTuple):
    """What a guess weighs and how far it is trusted."""

    factor: float
    power: float
    """Exponent of the likeness, which multiplies the factor."""
    trust: float
    trust_power: float
    """Exponent of the likeness, which multiplies the trust."""
    trust_supported: float
    """Trust in a context that fits, or for a long name of a big place."""
    little: float
    """Likeness that a bare name of a little-known place needs."""
    little_own_script: float
    """Likeness that such a name needs if it is in Cyrillic."""


class Trust(NamedTuple):
    """Shares of its score that a candidate keeps."""

    part: float
    hearsay: float
    disagree: float
    encoding: float
    keyboard: float
    slip: float
    only_inside_then: float


class Thresholds(NamedTuple):
    """Values from which something counts."""

    resolved: float
    floor: float
    guess: float
    sure: float
    good: float
    older: float
    agreed: float
    meant: float
    after_preposition: float
    common_word: float
    famous: float
    little: float
    most_voters: float
    near_km: float
    guessed_keys: float
    very_alike: float
    long_name: float
    big_place: float


class Nothing(NamedTuple):
    """Weights of the chance that a name means no place of the gazetteer."""

    alone: float
    in_a_context: float
    beside_type_words: float
    abroad: float
    word: float


class Dates(NamedTuple):
    """Factors for a place or a name that was not in force, or a place that is no more."""

    uncertain: float
    place: float
    name: float
    abolished: float
    heir_renamed: float


class Search(NamedTuple):
    """Numbers of completion."""

    later_word: float
    not_official: float
    feature: float
    few: float


DOUBTFUL: Final = (
    Relation.UNKNOWN,
    Relation.UNKNOWN_BESIDE,
    Relation.OUTSIDE,
    Relation.OUTSIDE_ROUGHLY,
)
"""Relations under which a candidate keeps only a share of its score."""


class Rows:
    """The rows of the table, each of which is taken exactly once."""

    def __init__(self, numbers: Mapping[str, float]) -> None:
        self._left = dict(numbers)

    def take(self, name: str) -> float:
        """The number of a row; raises `TableError` if there is none."""
        try:
            return self._left.pop(name)
        except KeyError:
            raise TableError(f"rules/scoring.tsv: the row {name!r} is missing") from None

    def all_of(self, prefix: str, names: Iterable[str]) -> tuple[float, ...]:
        """The numbers of several rows with one beginning."""
        return tuple(self.take(f"{prefix}{name}") for name in names)

    def optional(self, name: str, default: float) -> float:
        """The number of a row that may be left out where it would say the default."""
        return self._left.pop(name, default)

    def close(self) -> None:
        """Raises `TableError` if a row is left that nothing asked for."""
        if self._left:
            raise TableError(f"rules/scoring.tsv: nothing uses the row {min(self._left)!r}")


class Scoring:
    """All numbers that rules weigh by; never changed, and compared by identity."""

    def __init__(self, rows: Rows) -> None:
        """Takes the rows of the table.

        Raises:
            TableError: a row is missing, or nothing uses it.
        """
        self.prior: Final = _prior(rows)
        self.prior_of: Final[Mapping[str, float]] = {
            kind: rows.optional(f"prior.{kind}", self.prior.other) for kind in KINDS
        }
        """Weight of a bare name by kind; a village with some hundred voters counts 1."""
        self.inhabitants: Final = rows.take("inhabitants")
        self.status: Final = {one: rows.take(f"status.{one}") for one in Standing}
        self.form: Final = _forms(rows)
        self.guess: Final = {guess: _likeness(rows, guess) for guess in GUESSES}
        self._alike: Final = _alike(rows)
        self.type: Final = {fit: rows.take(f"type.{fit}") for fit in Fit}
        self.trust_type: Final = {
            fit: rows.take(f"trust.{fit}") for fit in (Fit.FAR, Fit.CONTRADICTED)
        }
        self.part_of_a_name: Final = rows.take("type.part of a name")
        self.within: Final = {one: rows.take(f"within.{one}") for one in Relation}
        self.trust_within: Final = dict.fromkeys(Relation, 1.0) | {
            one: rows.take(f"trust.{one}") for one in DOUBTFUL
        }
        self.another_oblast: Final = rows.take("within.another oblast")
        self.outside_at_most: Final = rows.take("within.outside at most")
        self.case_at_most: Final = rows.take("within.case at most")
        self.once_inside_at_most: Final = rows.take("within.was inside at most")
        self.namesakes_power: Final = rows.take("namesakes power")
        self.other_name_at_most: Final = rows.take("other name at most")
        self.half_km: Final = rows.take("half.km")
        """Kilometres at which a place near a settlement has half of its weight."""
        self.elsewhere: Final = rows.take("around.elsewhere")
        self.trust: Final = Trust(
            *rows.all_of("trust.", (name.replace("_", " ") for name in Trust._fields))
        )
        self.date: Final = Dates(
            *rows.all_of("", ("on.uncertain", "on.place", "on.name", "abolished")),
            *rows.all_of("abolished, ", ("heir renamed",)),
        )
        self.other_language: Final = rows.take("language.other")
        self.nothing: Final = Nothing(
            *rows.all_of("", ("nothing", "nothing in a context", "nothing beside type words")),
            *rows.all_of("", ("abroad", "word")),
        )
        self.search: Final = Search(
            *rows.all_of("search.", ("later word", "not official", "feature", "few"))
        )
        self.least: Final = _thresholds(rows)
        self.no_place: Final = {one: rows.take(f"no place.{one}") for one in Doubt}
        """Odds that a name is no place's to that it is one."""
        self.together: Final = _together(rows)
        rows.close()

    def least_alike(
        self, guess: Guess, *, alone: bool, short: bool = False, close: bool = False
    ) -> float:
        """The likeness, 0 to 1, from which a name is compared with others.

        Args:
            guess: how they are alike.
            alone: whether nothing but its letters tells what the name means.
            short: whether it has three consonants or fewer.
            close: whether the letters, too, are only an edit or two apart.
        """
        return self._alike[guess, alone, short, close]


def _prior(rows: Rows) -> Prior:
    sizes = ("selyshche of urban type", "centre", "council", "thousand voters", "centre of a raion")
    nouns = ("region says where", "well known", "feature by its noun", "beside a feature's noun")
    others = ("beside another noun power", "feature beside a context", "other")
    return Prior(*rows.all_of("prior.", sizes + nouns + others))


def _together(rows: Rows) -> Together:
    shapes = ("temper", "scale km", "direction km", "peak", "floor", "peak apart", "floor apart")
    units = ("outside", "receives", "again", "oblast", "raion", "hromada")
    sides = ("direction share", "side right", "side wrong")
    told = ("stated km", "stated share", "told power", "big")
    work = ("window", "units", "deaf", "taken", "rounds")
    return Together(*rows.all_of("together.", shapes + units + sides + told + work))


def _forms(rows: Rows) -> Forms:
    names = ("romanized", "romanized rarely", "base noun", "base noun below", "adjective")
    genders = ("adjective below", "adjective neuter")
    cases = ("case", "case in text", "vocative", "second edit", "older", "part")
    return Forms(*rows.all_of("form.", names + genders + cases))


def _likeness(rows: Rows, guess: Guess) -> Likeness:
    return Likeness(
        rows.take(f"form.{guess}"),
        rows.take(f"form.{guess} power"),
        rows.take(f"trust.{guess}"),
        rows.take(f"trust.{guess} power"),
        rows.take("trust.fuzzy supported") if guess == "fuzzy" else 1.0,
        rows.take(f"alike.{guess} bare little"),
        rows.take(f"alike.{guess} bare little own script"),
    )


def _thresholds(rows: Rows) -> Thresholds:
    shares = ("resolved", "floor", "guess", "sure", "good", "alike.older", "agreed")
    others = ("meant", "after preposition", "common word", "famous", "little", "most voters")
    distances = ("near.km",)
    return Thresholds(
        *rows.all_of("", shares + others + distances),
        *rows.all_of("fuzzy.", ("keys", "very alike", "long", "big")),
    )


def _alike(rows: Rows) -> dict[tuple[Guess, bool, bool, bool], float]:
    """The least likeness by what is known of a name: the highest of the rows that hold for it."""
    skeleton, skeleton_bare = rows.take("alike.skeleton"), rows.take("alike.skeleton bare")
    fuzzy, fuzzy_short = rows.take("alike.fuzzy"), rows.take("alike.fuzzy short")
    bare = {
        (False, False): rows.take("alike.fuzzy bare"),
        (False, True): rows.take("alike.fuzzy bare close"),
        (True, False): rows.take("alike.fuzzy bare short"),
        (True, True): rows.take("alike.fuzzy bare short close"),
    }
    found: dict[tuple[Guess, bool, bool, bool], float] = {}
    for alone in (False, True):
        for short in (False, True):
            for close in (False, True):
                lowest = max(skeleton, skeleton_bare) if alone else skeleton
                found["skeleton", alone, short, close] = lowest
                choices = [fuzzy]
                if short:
                    choices.append(fuzzy_short)
                if alone:
                    choices += [bare[False, close], bare[short, close]]
                found["fuzzy", alone, short, close] = max(choices)
    return found


class _Names(Rows):
    """Stands for a table that has every row, and remembers which were taken."""

    def __init__(self) -> None:
        super().__init__({})
        self.taken: set[str] = set()

    def take(self, name: str) -> float:
        """Any number."""
        self.taken.add(name)
        return 1.0

    def optional(self, name: str, default: float) -> float:
        """Any number; which kinds have a row of their own, the table says."""
        return default


def row_names() -> frozenset[str]:
    """The names of the rows that the table has to have; those of single kinds are optional."""
    names = _Names()
    Scoring(names)
    return frozenset(names.taken)


def read_numbers() -> dict[str, float]:
    """The numbers of the table, by the names of its rows."""
    try:
        return {name: float(value) for name, value, *_ in table("scoring")}
    except ValueError as error:
        raise TableError(f"rules/scoring.tsv: {error}") from None


@cache
def scoring() -> Scoring:
    """The numbers that the package weighs by."""
    return Scoring(Rows(read_numbers()))
