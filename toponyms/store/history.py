"""The history of a place, in order: what it was called, where it belonged, what became of it.

It is made from what the gazetteer has dates of: the validity of the place and of its names, the
raion that it was in until the reform of 2020, the units that succeeded it.
"""

from itertools import groupby

from toponyms.dates import bounds
from toponyms.model import Place, Toponym, shown
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.typed import Any, Final, NamedTuple

_DAWN: Final = "0000"
_LANGUAGES: Final = ("uk", "ru", "en")


class Period(NamedTuple):
    """Something that held of a place for a while."""

    valid_from: str | None
    """EDTF; None if unknown."""
    valid_to: str | None
    """EDTF, exclusive; None if it holds now, or the end is unknown."""
    what: str
    """``existed``, ``called``, ``was`` (of urban type, a centre), ``in`` or ``succeeded by``."""
    detail: str
    """For ``called``, names with their languages; else words, with the id of a unit if they name
    one; empty for ``existed``."""

    def __repr__(self) -> str:
        span = f"{self.valid_from or ''}/{self.valid_to or ''}"
        return f"<Period {span} {self.what} {shown(self.detail)}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


def _first_day(date: str | None) -> str:
    return bounds(date)[0] if date else _DAWN


def _last_day(date: str | None) -> str:
    return bounds(date)[1] if date else "9999"


def _names(names: list[Toponym]) -> str:
    """Names with their languages: ``Артемівськ, Артёмовск (ru), Artemivsk (en)``.

    Only those in the languages of the registers; all if there are none.
    """
    first = [name for language in _LANGUAGES for name in names if name.language == language]
    return ", ".join(
        name.text if name.language == "uk" else f"{name.text} ({name.language})"
        for name in first or names
    )


def _called(place: Place) -> list[Period]:
    """A period for each span of time that names have; official Ukrainian names even without one."""

    def span(name: Toponym) -> tuple[str, str]:
        return name.valid_from or "", name.valid_to or ""

    # A name that has no end of its own ends with its place.
    names = [name._replace(valid_to=name.valid_to or place.valid_to) for name in place.toponyms]
    dated = [
        name
        for name in names
        if any(span(name)) or (name.language == "uk" and name.status == "official")
    ]
    return [
        Period(start or None, end or None, "called", _names(list(own)))
        for (start, end), own in groupby(sorted(dated, key=span), key=span)
    ]


def _belonged(store: Store, position: int) -> list[Period]:
    """The raion before the reform of 2020 and the raion of today."""

    def unit(other: int) -> Period:
        raion = store.place_at(other)
        name = raion.name() or raion.id
        return Period(raion.valid_from, raion.valid_to, "in", f"{name} {raion.kind} {raion.id}")

    former = store.formerly_above[position]
    above = [store.place_at(other) for other in store.lineage(position)[1:]]
    raions = [store.place_index(raion.id) for raion in above if raion.kind == "raion"]
    return [unit(other) for other in (former, *raions) if other != NOTHING]


def history(store: Store, place: Place) -> list[Period]:
    """What is known of a place's past, sorted by beginning; by end where that is unknown.

    >>> from toponyms.store.store import DEFAULT_PATH
    >>> store = Store(DEFAULT_PATH)
    >>> place = store.place("UA35040210010019355")
    >>> [(p.valid_to, p.detail) for p in history(store, place) if p.what == "in"]
    [(None, 'Кропивницький raion UA35040000000034705')]
    """
    position = store.place_index(place.id)
    periods = _called(place) + _belonged(store, position)
    governed = store.governed_from(position)
    if governed is not None:
        raion = store.place_at(governed)
        centre = f"the centre of {raion.name() or raion.id} raion {raion.id}"
        periods.append(Period(None, raion.valid_to, "was", centre))
    until = store.urban_until(position)
    if until:
        periods.append(Period(None, until, "was", "a settlement of urban type"))
    if place.valid_from or place.valid_to:
        periods.append(Period(place.valid_from, place.valid_to, "existed", ""))
    for successor, share in store.successors_at(position):
        new = store.place_at(successor)
        detail = f"{new.name()} {new.kind} {new.id} {share:.1%}"
        periods.append(Period(place.valid_to, None, "succeeded by", detail))
    return sorted(
        periods,
        key=lambda period: (
            _first_day(period.valid_from or period.valid_to),
            _last_day(period.valid_to),
            period.what,
            period.detail,
        ),
    )
