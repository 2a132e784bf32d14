"""The types that every answer is made of, and the errors.

A *place* is a thing on the ground with a permanent id; a *toponym* is a name of it, as some source
gives it; a *spelling* is how a name in a text belongs to a toponym. A *candidate* is a place that
a text may mean, with a score and the evidence for it; a *resolution* is the ranked candidates
with an outcome; a *mention* is a resolution with its span in a text. An *original* is an attested
name that a romanization leads back to.

All types are immutable. They are named tuples and not dataclasses because importing
``dataclasses`` alone takes longer than opening the gazetteer, and because a look-up builds many
of them. ``to_dict()`` on each is the only JSON form: its keys are the attribute names.

Dates are text in EDTF (https://www.loc.gov/standards/datetime/): ``2016-07-14``, ``2016-05``,
``2016``, or an interval ``2015-07-15/2016-05`` when the day is only known to lie between two
editions of a register. A place or a name exists from ``valid_from`` up to, and without,
``valid_to``. None means that no bound is known.

Of this package the module imports only the reader of rules; parents are ids, not objects.
"""

import reprlib
from collections.abc import Mapping, Sequence

from toponyms.late import Deferred
from toponyms.records import LEVELS, LISTED, Cell, record
from toponyms.rules import table
from toponyms.typed import Any, Final, Literal, NamedTuple, cast


class ToponymsError(Exception):
    """Base of all errors of this package."""


class GazetteerError(ToponymsError):
    """A compiled gazetteer cannot be used; the message names the command that rebuilds it."""


class TableError(ToponymsError, ValueError):
    """A table breaks a rule; the message names file, line, value and rule."""


class UnknownPlaceError(ToponymsError, LookupError):
    """No place has this id or code."""


_SHOWN: Final = 60
"""Characters of a value that a message or a ``repr`` shows at most."""


def shown(value: object, most: int = _SHOWN) -> str:
    """A value on one line of a message, cut to ``most`` characters if it is longer.

    >>> shown("Київ"), shown("Київ " * 1000, 12)
    ("'Київ'", "'Київ Київ…'")
    """
    # Of a long string or list the rest would be formatted for nothing.
    text = repr(value[:most]) if isinstance(value, str) else " ".join(reprlib.repr(value).split())
    if len(text) <= most:
        return text
    quote = text[-1] if text[-1] in "'\"" else ""
    return f"{text[: most - 1 - len(quote)].rstrip()}…{quote}"


Kind = Literal[
    "country",
    "oblast",
    "raion",
    "hromada",
    "city",
    "selyshche",
    "village",
    "city_district",
    "region",
    "river",
    "lake",
    "reservoir",
    "mountain",
    "island",
    "spit",
    "bay",
    "cape",
    "sea",
    "plant",
    "neighbourhood",
]
"""What a place can be, for type checkers; `rules/kinds.tsv` has the facts of each kind."""
KindFilter = Kind | Literal["settlement"]
"""What the argument ``kind`` takes; ``settlement`` is city, selyshche and village."""


class KindFacts(NamedTuple):
    """A kind, as `rules/kinds.tsv` has it."""

    kind: Kind
    group: str
    """``unit``, ``settlement`` or ``feature``."""
    level: int
    """How low it stands in the hierarchy, the country at 0."""
    contains: bool
    """Whether as a context it means "inside" and not "near"."""
    adjective: bool
    """Whether its official names are adjectives."""
    gender: str
    """Grammatical gender of its Ukrainian noun."""
    uk: str
    """Its noun in Ukrainian."""
    ru: str
    """In Russian."""
    en: str
    """In English."""


def _kind(row: list[str]) -> KindFacts:
    """A row of the table; compiling checks all that is in it."""
    try:
        kind, group, level, contains, adjective, gender, uk, ru, en = row
        facts = (group, int(level), bool(contains), bool(adjective), gender, uk, ru, en)
    except ValueError as error:
        raise TableError(f"rules/kinds.tsv: {shown(row)}: {error}") from None
    return KindFacts(cast(Kind, kind), *facts)


_KINDS: Final = tuple(map(_kind, table("kinds")))

KIND_FACTS: Final[Mapping[str, KindFacts]] = {facts.kind: facts for facts in _KINDS}

KINDS: Final = tuple(facts.kind for facts in _KINDS)
"""What a place can be. Crimea is of kind oblast; Kyiv and Sevastopol are of kind city."""

SETTLEMENT_KINDS: Final = frozenset(one.kind for one in _KINDS if one.group == "settlement")
"""What the filter ``settlement`` stands for."""

UNIT_KINDS: Final = frozenset(one.kind for one in _KINDS if one.contains)
"""Kinds that contain settlements; as a context they mean "inside", not "near"."""

ADJECTIVE_KINDS: Final = frozenset(one.kind for one in _KINDS if one.adjective)
"""Units whose official names are adjectives: Черкаська (область), Черкаський (район)."""

FEATURE_KINDS: Final = frozenset(one.kind for one in _KINDS if one.group == "feature")
"""Neither units nor settlements: a bare name in running text means one only if it is marked well
known, since a thousand rivers and mountains are called like a village."""

STATUSES: Final = ("official", "former", "variant")

AUTHORITIES: Final = (
    "katottg",
    "serial",
    "koatuu",
    "pcode",
    "iso",
    "geonames",
    "wof",
    "wikidata",
    "dreg",
    "tp",
)

Outcome = Literal["resolved", "ambiguous", "unknown"]

Reason = Literal[
    "namesakes",
    "kind",
    "context unknown",
    "context contradicts",
    "part unused",
    "near miss",
    "abroad",
    "common word",
    "bare name",
    "misread",
    "no name",
]
"""Why an answer is doubtful, or why there is none; the README says what each means."""


def _plain(value: Any) -> Any:
    """A value in the types of JSON."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | Deferred):
        return [_plain(item) for item in value]
    return value


def _fields(answer: Any) -> dict[str, Any]:
    """The JSON form of a named tuple: its fields, in the types of JSON."""
    return {key: _plain(value) for key, value in answer._asdict().items()}


class Toponym(NamedTuple):
    """A name of a place, as a source gives it."""

    text: str
    """The name, bare: without a type word such as "oblast" or "місто"."""
    language: str
    """BCP 47; ``und`` where the source does not say."""
    script: str
    """ISO 15924, derived from the text: ``Cyrl``, ``Latn``, ``Hebr`` ..."""
    status: str
    """``official``: the name in the register of the source; ``former``; ``variant``."""
    valid_from: str | None
    """EDTF; None if unknown."""
    valid_to: str | None
    """EDTF, exclusive; None if the name is in use or the end unknown."""
    source: str
    """Key of gazetteer/sources.toml, or the source that a table of your own gives."""

    def __repr__(self) -> str:
        return f"<Toponym {shown(self.text)} ({self.language}, {self.status})>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


class Place(NamedTuple):
    """A place: an administrative unit, a settlement, a country, a feature."""

    id: str
    """Permanent: the KATOTTG code, or ``koatuu:``, ``iso:``, ``dreg:``, ``tp:`` with a code."""
    kind: str
    """One of `KINDS`."""
    parent: str | None
    """Id of the immediate unit above; None for a country."""
    toponyms: Sequence[Toponym]
    """All attested names: official, former, variants; within a language the preferred first."""
    location: tuple[float, float] | None
    """Latitude and longitude, WGS 84 degrees."""
    location_source: str | None
    """Key of gazetteer/sources.toml; ``derived`` for the mean of a unit's settlements."""
    population: int | None
    """Inhabitants, where a source has them."""
    population_source: str | None
    """Key of gazetteer/sources.toml: the official statistics of 2022, or GeoNames, which does not
    say of when its figures are; or the source that a table of your own gives."""
    codes: Mapping[str, tuple[str, ...]]
    """Concordances: each authority to its codes, the present one first."""
    valid_from: str | None
    """EDTF; None if the place is older than the sources."""
    valid_to: str | None
    """EDTF, exclusive; None while it exists."""

    def __repr__(self) -> str:
        return f"<Place {_named(self)}>"

    def __hash__(self) -> int:
        return hash(self.id)

    def name(self, language: str = "uk") -> str | None:
        """The name in a language: the official one in force, else a variant; None if it has none.

        Args:
            language: BCP 47.

        Raises:
            TypeError: the language is not a string.
        """
        if not isinstance(language, str):
            raise TypeError(f"language must be a BCP 47 tag like uk, not {shown(language)}")
        fallback = None
        for toponym in self.toponyms:
            if toponym.language != language or toponym.status == "former":
                continue
            if toponym.status == "official":
                return toponym.text
            fallback = fallback or toponym.text
        return fallback

    def code(self, authority: str) -> str | None:
        """The code that an authority has for the place, the present one of several; None if none.

        Args:
            authority: one of `AUTHORITIES`, or one of a table of your own; ``codes`` has all.

        Raises:
            TypeError: not a string.
        """
        if not isinstance(authority, str):
            raise TypeError(f"authority must be a string, not {shown(authority)}")
        codes = self.codes.get(authority)
        return codes[0] if codes else None

    @property
    def latitude(self) -> float | None:
        """In WGS 84 degrees, north positive; None if the position is unknown."""
        return self.location[0] if self.location else None

    @property
    def longitude(self) -> float | None:
        """In WGS 84 degrees, east positive; None if the position is unknown."""
        return self.location[1] if self.location else None

    def to_dict(self, *, toponyms: bool = True) -> dict[str, Any]:
        """The JSON form; without ``toponyms`` where the place is part of a candidate."""
        plain = _fields(self)
        if not toponyms:
            del plain["toponyms"]
        return plain


def _named(place: Place) -> str:
    """A place in a ``repr``."""
    return f"{place.id} {place.kind} {place.name() or ''}".rstrip()


class Derivation(NamedTuple):
    """How a spelling comes from a toponym."""

    language: str
    """BCP 47, of the name that the spelling comes from."""
    standards: tuple[str, ...]
    """Ids of the romanizations that give this spelling; empty if none was applied."""
    form: str
    """``nominative``, ``case form``, ``adjective``, ``base noun``; ``skeleton`` if only the
    consonants are those of the name, ``fuzzy`` if even these differ by an edit or two."""
    case: str | None
    """Case, number and gender are as in `toponyms.Form`; None where there is none."""
    number: str | None
    gender: str | None
    rule: str | None
    """Name of the inflection rule that made the form; None if none did."""
    edits: int = 0
    """How many consonants are missing, added, changed or exchanged if ``fuzzy``; else 0."""

    @property
    def attested(self) -> bool:
        """True if the spelling is the toponym itself."""
        return not self.standards and self.form == "nominative" and self.rule is None

    def __repr__(self) -> str:
        case = f", {self.case}" if self.case else ""
        by = f", {self.standards[0]}" if self.standards else ""
        more = f" and {len(self.standards) - 1} more" if len(self.standards) > 1 else ""
        return f"<Derivation {self.form} ({self.language}{case}{by}{more})>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return _fields(self)


Origin = Literal["uk", "ru", "neutral", "other"]
"""From which language a spelling is: Ukrainian, Russian, the same from both, or neither."""


class Usage(NamedTuple):
    """Whose a spelling is, and what standing its name has; README and docs/neutrality.md have the
    rule for what several languages share.
    """

    origin: Origin
    """From which language: Ukrainian, Russian, ``neutral`` if it is the same from both, ``other``
    if it comes from neither: an exonym, or a name that English has made."""
    status: str
    """``official``: a form of a name that a register has today, in its language, or romanized from
    the Ukrainian one by the resolution 55 of 2010; ``former``; ``variant``: anything else."""
    languages: tuple[str, ...]
    """BCP 47: the languages in which some source has a name so written, without regard to
    accents."""
    occupation_label: bool = False
    """True for what an occupation administration calls a part of the unit, ``ДНР``."""

    @property
    def ukrainian(self) -> bool:
        """True if it is Ukrainian-derived, and not Russian-derived as well."""
        return self.origin == "uk"

    @property
    def russian(self) -> bool:
        """True if it is Russian-derived, and not Ukrainian-derived as well."""
        return self.origin == "ru"

    @property
    def neutral(self) -> bool:
        """True if both languages lead to it."""
        return self.origin == "neutral"

    @property
    def official(self) -> bool:
        """True if a register has it today."""
        return self.status == "official"

    @property
    def former(self) -> bool:
        """True if it is a name that was given up."""
        return self.status == "former"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return _fields(self)


class Spelling(NamedTuple):
    """How a matched form belongs to a toponym."""

    text: str
    """The name as it stands in the query, without its type words."""
    toponym: Toponym
    """The name that the text is a form of."""
    derivations: tuple[Derivation, ...]
    """All the ways that lead from names of this place to this form, the simplest first."""
    usages: Sequence[Usage] = ()
    """One, made when somebody first reads it; `usage` is it."""

    def __repr__(self) -> str:
        return f"<Spelling {shown(self.text)} of {shown(self.toponym.text)}>"

    @property
    def usage(self) -> Usage:
        """Whose the spelling is, Ukrainian-derived, Russian-derived or shared, and its standing."""
        return self.usages[0]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        plain = _fields(self)
        del plain["usages"]
        return plain | {"usage": self.usage.to_dict()}


class Step(NamedTuple):
    """One step of evidence."""

    rule: str
    """Stable name of the rule."""
    detail: str
    """What the rule saw, for a person to read."""

    def __repr__(self) -> str:
        return f"<Step {self.rule}: {shown(self.detail)}>"

    def to_dict(self) -> dict[str, str]:
        """The JSON form."""
        return self._asdict()


class Unit(NamedTuple):
    """A unit that a place lies in, in short."""

    id: str
    kind: str
    """One of `KINDS`."""
    name: str | None
    """Its Ukrainian name."""
    pcodes: tuple[str, ...]
    """Its P-codes; several where one unit stands for those of several levels: Kyiv."""

    def __repr__(self) -> str:
        return f"<Unit {self.id} {self.kind} {self.name or ''}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return _fields(self)


class Candidate(NamedTuple):
    """A place that a text may mean."""

    place: Place
    spelling: Spelling
    score: float
    """Share of the evidence that speaks for this place, 0 to 1."""
    evidence: Sequence[Step]
    """The reasons for the score, in the order in which the rules applied."""
    units: Sequence[Unit] = ()
    """The units that the place lies in, the nearest first."""

    def __repr__(self) -> str:
        return f"<Candidate {self.score:.2f} {_named(self.place)}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; the place without its toponyms, which ``place.to_dict()`` gives, and of
        the units above only its parent.
        """
        return {
            "place": self.place.to_dict(toponyms=False) | {"name": self.place.name()},
            "spelling": self.spelling.to_dict(),
            "score": round(self.score, 4),
            "evidence": [step.to_dict() for step in self.evidence],
        }


class Resolution(NamedTuple):
    """The answer to one name: ranked candidates and an outcome."""

    query: str
    """The text that was asked for."""
    outcome: Outcome
    """``resolved``: the evidence suffices; ``ambiguous``: several remain; ``unknown``: none."""
    candidates: tuple[Candidate, ...]
    """The best first; empty if the name is unknown."""
    reason: Reason | None = None
    """Why it is not resolved; of a resolved one what was doubtful, but outweighed; else None."""

    def __bool__(self) -> bool:
        """True if the name is resolved; an ambiguous one is not."""
        return self.outcome == "resolved"

    def __repr__(self) -> str:
        best = f" {_named(self.best.place)}" if self.best else ""
        return f"<Resolution {shown(self.query)} {self.outcome}{best}>"

    @property
    def place(self) -> Place | None:
        """The place that the name means, None unless it is resolved."""
        return self.candidates[0].place if self else None

    @property
    def best(self) -> Candidate | None:
        """The first candidate, even if the name is ambiguous; None if it is unknown."""
        return self.candidates[0] if self.candidates else None

    def explain(self) -> str:
        """The answer for a person to read: the outcome, then each candidate with its reasons below.

        A program finds the same evidence in ``candidates``.
        """
        lines = [f"{self.query}: {self.outcome}"]
        for candidate in self.candidates:
            place = candidate.place
            name = place.name() or place.id
            lines.append(f"  {candidate.score:.2f} {name}, {place.kind}, {place.id}")
            lines += [f"    {step.rule}: {step.detail}" for step in candidate.evidence]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return _fields(self)

    def to_record(self) -> dict[str, Cell]:
        """The flat form, a row of a table: the columns of `toponyms.records.RECORD`.

        The place is in it only if it is resolved; of other answers there are candidates to review.
        """
        return record(_cells(self))


def _cells(resolution: Resolution) -> dict[str, Cell]:
    """The cells of a record that a resolution fills."""
    cells: dict[str, Cell] = {
        "text": resolution.query,
        "outcome": resolution.outcome,
        "reason": resolution.reason,
    }
    best = resolution.best
    if best is None:
        return cells
    cells["score"] = round(best.score, 4)
    cells["matched"] = best.spelling.toponym.text
    cells["form"] = best.spelling.derivations[0].form
    cells["candidates"] = " ".join(one.place.id for one in resolution.candidates[:LISTED])
    return cells | cells_of_place(best.place, best.units) if resolution else cells


def cells_of_place(place: Place, above: Sequence[Unit]) -> dict[str, Cell]:
    """The cells of a record that a place fills, with the units that it lies in or is."""
    pcodes = place.codes.get("pcode", ())
    units = (*above, Unit(place.id, place.kind, place.name(), pcodes))
    names = {unit.kind: unit.name for unit in units}
    by_length = {len(pcode): pcode for unit in units for pcode in unit.pcodes}
    return {
        "id": place.id,
        "kind": place.kind,
        **{f"name_{language}": place.name(language) for language in ("uk", "ru", "en")},
        **{kind: names.get(kind) for kind in ("oblast", "raion", "hromada")},
        "pcode": place.code("pcode"),
        **{column: by_length.get(length) for column, length in LEVELS.items()},
        "latitude": place.latitude,
        "longitude": place.longitude,
        "location_source": place.location_source,
    }


class Original(NamedTuple):
    """An attested name that a Latin text is the romanization of."""

    text: str
    """The name, in Cyrillic."""
    language: str
    """BCP 47."""
    standards: tuple[str, ...]
    """Ids of the romanizations that give the Latin text."""

    def __repr__(self) -> str:
        return f"<Original {shown(self.text)} ({self.language}, {len(self.standards)} standards)>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return _fields(self)


class Mention(NamedTuple):
    """A place named in a text; offsets count code points, as Python's strings do."""

    start: int
    """``text[start:end] == surface``."""
    end: int
    name_start: int
    """``text[name_start:name_end]`` is the name without its type word."""
    name_end: int
    surface: str
    resolution: Resolution
    reason: str
    """Why the surface is a mention: what speaks for a place here, or against one."""
    chance: float = 1.0
    """Chance that the name is a place's here, 0 to 1, whichever place; below one half only where
    the caller asks for high recall."""

    def __repr__(self) -> str:
        best = self.resolution.best
        place = f" {_named(best.place)}" if best else ""
        outcome = self.resolution.outcome
        return f"<Mention {self.start}-{self.end} {shown(self.surface)} {outcome}{place}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return _fields(self)

    def to_record(self) -> dict[str, Cell]:
        """The flat form, a row of a table, as that of its resolution; ``reason`` is that of it."""
        return record(
            _cells(self.resolution) | {"text": self.surface, "start": self.start, "end": self.end}
        )
