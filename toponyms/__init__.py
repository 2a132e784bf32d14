"""Ukrainian place names in every spelling, resolved to canonical IDs, offline.

>>> import toponyms
>>> toponyms.resolve("Kirovograd/Kropyvnytskyi").place
<Place UA35040210010019355 city Кропивницький>

What there is to call; ``help()`` of each lists its arguments::

    resolve(text)           which place a name means: a Resolution with ranked candidates
    annotate(text)          the places that a text names: a list of Mentions
    annotate_many(texts)    the Mentions of each of many texts, by several processes if you like
    why_not(text, word)     why a word of a text is not taken for a place
    normalize(text)         the name by a naming policy of the place that a name means
    render(place)           the name that a naming policy shows for a place
    search(prefix)          the places whose names begin with a prefix
    history(place)          what is known of a place's past
    romanize(text)          Cyrillic in Latin script by a standard; standards() lists them
    deromanize(text)        the attested Cyrillic names behind a Latin one
    inflect(name, case)     the case forms of a name
    Gazetteer.open()        the places by id and code, and what lies above and below them

The rest are the errors and the types of the answers; these are immutable and have a one-line
``repr``, and ``to_dict()`` for JSON. ``to_record()`` of a resolution or a mention is a row of a
table, with the columns of ``RECORD``.
"""

from collections.abc import Iterable, Iterator

from toponyms.annotation import annotate as _annotate
from toponyms.annotation.annotate import Refused
from toponyms.arguments import read_date as _read_date
from toponyms.batch import texts as _texts
from toponyms.gazetteer import Gazetteer
from toponyms.gazetteer import complete as _complete
from toponyms.gazetteer import store_of as _store_of
from toponyms.language import inflect as _inflect
from toponyms.language.inflect import Form
from toponyms.language.romanize import Standard, romanize, standards
from toponyms.matching import resolve as _resolve
from toponyms.matching.search import Completion
from toponyms.matching.within import Within as _Within
from toponyms.model import (
    Candidate,
    Derivation,
    GazetteerError,
    Mention,
    Original,
    Place,
    Resolution,
    Spelling,
    Step,
    TableError,
    Toponym,
    ToponymsError,
    Unit,
    UnknownPlaceError,
)
from toponyms.model import Kind as _Kind
from toponyms.model import KindFilter as _KindFilter
from toponyms.model import shown as _shown
from toponyms.naming import deromanize as _deromanize
from toponyms.naming import render as _render
from toponyms.records import RECORD, Column
from toponyms.store import history as _history
from toponyms.store.history import Period

__version__ = "0.1.0"

_Kinds = _KindFilter | Iterable[_KindFilter] | None

__all__ = [
    "RECORD",
    "Candidate",
    "Column",
    "Completion",
    "Derivation",
    "Form",
    "Gazetteer",
    "GazetteerError",
    "Mention",
    "Original",
    "Period",
    "Place",
    "Refused",
    "Resolution",
    "Spelling",
    "Standard",
    "Step",
    "TableError",
    "Toponym",
    "ToponymsError",
    "Unit",
    "UnknownPlaceError",
    "annotate",
    "annotate_many",
    "deromanize",
    "history",
    "inflect",
    "normalize",
    "render",
    "resolve",
    "romanize",
    "search",
    "standards",
    "why_not",
]


def __dir__() -> list[str]:
    """What is for users: the functions, the types and the columns of a record."""
    return list(__all__)


def _place(place: Place | str, gazetteer: Gazetteer | None) -> Place:
    """A place, given as such or by an id or code."""
    if isinstance(place, Place):
        return place
    if not isinstance(place, str):
        raise TypeError(f"place must be a place or its id, not {_shown(place)}")
    return _store_of(gazetteer).place(place)


def resolve(
    text: str,
    *,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    on: object = None,
    limit: int = 5,
    gazetteer: Gazetteer | None = None,
) -> Resolution:
    """Which place a name means.

    Args:
        text: a name, with type words and joined names as people write them.
        within: context: a string, a place, a list of them, all of which hold, or a mapping from
            kinds to them, which says what each is (``{"oblast": "Poltava", "raion": "Lubny"}``).
            A unit means inside it; a settlement means near it. A place elsewhere gets a lower
            score, and never stands before one inside that bears the name as well. A word for a
            level alone (``міська громада``) says of which kind the name is; None and NaN say
            nothing.
        kind: a kind, several, or ``settlement``: places of other kinds are left out.
        language: BCP 47; forms of other languages count less.
        on: a date, an ISO 8601 string or a year: names and units of that time come first.
        limit: how many candidates to return at most.
        gazetteer: where to look; the one of the package if None.

    Returns:
        The ranked candidates with an outcome, ``unknown`` if the text means nothing.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> resolve("Cherkasy oblast").best.place.id
    'UA71000000000010357'
    """
    return _resolve.resolve(
        _store_of(gazetteer),
        text,
        within=within,
        kind=kind,
        language=language,
        on=on,
        limit=limit,
    )


def annotate(
    text: str,
    *,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    on: object = None,
    gazetteer: Gazetteer | None = None,
) -> list[Mention]:
    """The places that a text names.

    Args:
        text: running text of any language.
        within: context of the whole text, as for `resolve`.
        kind: a kind or several: mentions of places of other kinds are left out.
        language: BCP 47, of the text.
        on: when the text is from: a date, an ISO 8601 string or a year.
        gazetteer: where to look; the one of the package if None.

    Returns:
        Mentions in the order of the text; they do not overlap. Offsets count code points.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> [m.surface for m in annotate("Alerts in Poltava and Sumy regions and the city of Kyiv.")]
    ['Poltava', 'Sumy regions', 'Kyiv']
    """
    return _annotate.annotate(
        _store_of(gazetteer), text, within=within, kind=kind, language=language, on=on
    )


def history(place: Place | str, *, gazetteer: Gazetteer | None = None) -> list[Period]:
    """What is known of a place's past, the earliest first: names, raions, successors.

    Args:
        place: a place, or what `Gazetteer.place` takes.
        gazetteer: where it is from; the one of the package if None.

    Raises:
        TypeError: neither a place nor a string.
        UnknownPlaceError: the gazetteer has no such place.

    >>> periods = history("koatuu:7124900000")
    >>> [(period.valid_from, period.detail) for period in periods if period.valid_from]
    [('2020-07-19', 'Черкаський raion UA71080000000036344 100.0%')]
    """
    store = _store_of(gazetteer)
    return _history.history(store, _place(place, gazetteer))


def why_not(
    text: str,
    word: str,
    *,
    within: _Within = None,
    language: str | None = None,
    on: object = None,
    gazetteer: Gazetteer | None = None,
) -> list[Refused]:
    """Why a word of a text is not taken for the name of a place, for each time it stands there.

    Args:
        text: as for `annotate`.
        word: a word of the text, or several in a row.
        within, language, on, gazetteer: as for `annotate`.

    Returns:
        A reason with its span, in code points, for each time; empty if the word is not in the text
        or is in a mention each time.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> [refused.reason for refused in why_not("Вулиця Київська", "Київська")]
    ['a street, a firm or a club stands before it']
    """
    return _annotate.why_not(
        _store_of(gazetteer), text, word, within=within, language=language, on=on
    )


def annotate_many(
    texts: Iterable[str],
    *,
    workers: int = 1,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    on: object = None,
    gazetteer: Gazetteer | None = None,
) -> Iterator[list[Mention]]:
    """The mentions of each of many texts, in their order; a few texts are held at a time.

    Args:
        texts: any number of them.
        workers: how many processes share the work.
        within, kind, language, on, gazetteer: as for `annotate`, for all texts.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> [[m.surface for m in found] for found in annotate_many(["Near Lviv.", "In Kharkiv."])]
    [['Lviv'], ['Kharkiv']]
    """
    return _texts.annotate_many(
        _store_of(gazetteer),
        texts,
        workers=workers,
        within=within,
        kind=kind,
        language=language,
        on=on,
    )


def search(
    prefix: str,
    *,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    limit: int = 10,
    gazetteer: Gazetteer | None = None,
) -> list[Completion]:
    """The likeliest places whose names begin with a prefix, for completion while somebody types.

    A later word of a name may begin so too (``Церк``, Біла Церква), and type words say of which
    kind the place is (``село Іван``). Names that are the prefix come first; exonyms come after
    names in Ukrainian, Russian and English, and what lies abroad comes last. If little begins so,
    forms of a name and near misses follow; ``match`` of a completion tells them, and ``label``
    tells homonyms apart.

    Args:
        prefix: the beginning of a name; case, apostrophes and marks do not count.
        within: as for `resolve`: places outside are left out, unless it means nothing known.
        kind: a kind or several: places of other kinds are left out.
        language: BCP 47: names in other languages are left out; labels are in it if they can.
        limit: how many places to return at most.
        gazetteer: where to look; the one of the package if None.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        UnknownPlaceError: a place in ``within`` is not in the gazetteer.

    >>> [completion.text for completion in search("Kharki", kind=["city", "oblast"])]
    ['Kharkiv', 'Kharkivska']
    >>> search("Khrakiv", kind="city")[0].label
    'Kharkiv, city, Kharkiv raion, Kharkiv oblast'
    """
    return _complete(
        _store_of(gazetteer), prefix, within=within, kind=kind, language=language, limit=limit
    )


def inflect(
    name: str, case: str, language: str = "uk", *, kind: _Kind | None = None
) -> tuple[Form, ...]:
    """The forms of a place name in one case, the likeliest first; by rule, without the gazetteer.

    Args:
        name: the name in the nominative, without its type word.
        case: ``nominative``, ``genitive``, ``dative``, ``accusative``, ``instrumental``,
            ``locative`` or ``vocative``.
        language: BCP 47, of the name: ``uk``, ``ru``, ``pl``, ``cs``, ``sk``, ``sl``, ``hr``,
            ``sr``, ``hu``, ``de`` or ``en``.
        kind: of the place, since the name of a unit or a feature may be an adjective.

    Returns:
        One form or several, each with its number and gender; if no rule knows the name, none but
        the nominative.

    Raises:
        TypeError: the name or the language is not a string.
        ValueError: an unknown case, language or kind; the message lists those there are.

    >>> [form.text for form in inflect("Черкаси", "locative")]
    ['Черкасах']
    """
    return _inflect.inflect(name, case, language, kind=kind)


def render(
    place: Place | str,
    *,
    policy: str = _render.DEFAULT_POLICY,
    on: object = None,
    gazetteer: Gazetteer | None = None,
) -> str:
    """The name that a naming policy shows for a place; its id if the policy knows no name.

    Args:
        place: a place, or what `Gazetteer.place` takes.
        policy: ``uk-official``, ``ru-official``, ``en-official`` or ``kmu-2010``.
        on: a date, an ISO 8601 string or a year: the name of that time, where its dates are known.
        gazetteer: where an id is from; the one of the package if None.

    Raises:
        TypeError: an argument is of a wrong type.
        UnknownPlaceError: the gazetteer has no such place.
        ValueError: ``on`` is not a date, or there is no such policy; the message says what is
            allowed.

    >>> render("UA35040210010019355", on=2015)
    'Кіровоград'
    """
    return _render.render(_place(place, gazetteer), policy=policy, on=_read_date(on))


def normalize(
    text: str,
    *,
    policy: str = _render.DEFAULT_POLICY,
    within: _Within = None,
    kind: _Kinds = None,
    on: object = None,
    gazetteer: Gazetteer | None = None,
) -> str | None:
    """The policy's name for the place that a name means; None unless the name is resolved.

    Args:
        text, within, kind, gazetteer: as for `resolve`.
        policy: as for `render`.
        on: as for `resolve`; the name returned is of that time too.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> normalize("Kharkov", policy="en-official")
    'Kharkiv'
    """
    place = resolve(text, within=within, kind=kind, on=on, limit=1, gazetteer=gazetteer).place
    return None if place is None else render(place, policy=policy, on=on)


def deromanize(
    text: str,
    *,
    language: str | None = None,
    standard: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[Original]:
    """The attested Cyrillic names that a text is the romanization of; never made by rule.

    Args:
        text: a name in Latin script. Case and the kind of apostrophe do not matter.
        language: BCP 47, of the names to return: ``uk`` or ``ru``; both if None.
        standard: id of one of `standards`, to take only romanizations by it; all if None.
        gazetteer: where to look; the one of the package if None.

    Returns:
        The names with the standards that give the text, those of most standards first; empty if
        no attested name gives it.

    Raises:
        TypeError: the text is not a string.
        ValueError: there is no such standard, or none for the language.

    >>> [(name.text, name.language) for name in deromanize("Charkiw")]
    [('Харків', 'uk')]
    """
    return _deromanize.deromanize(_store_of(gazetteer), text, language=language, standard=standard)
