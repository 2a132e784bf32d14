"""Ukrainian place names in every spelling, resolved to canonical IDs, offline.

>>> import toponyms
>>> toponyms.resolve("Kirovograd/Kropyvnytskyi").place
<Place UA35040210010019355 city Кропивницький>

What there is to call; ``help()`` of each lists its arguments::

    resolve(text)           which place a name means: a Resolution with ranked candidates
    resolve_many(texts)     the same of each of many names; ids(texts) has their ids alone
    annotate(text)          the places that a text names: a list of Mentions
    annotate_many(texts)    the Mentions of each of many texts, by several processes if you like
    why_not(text, word)     why a word of a text is not taken for a place
    normalize(text)         the name by a naming policy of the place that a name means
    rewrite(text, policy)   the text with its names by a naming policy
    render(place)           the name that a naming policy writes for a place; policies() lists them
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

from __future__ import annotations

from toponyms.naming import DEFAULT_POLICY as _DEFAULT_POLICY
from toponyms.typed import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from toponyms.annotation.annotate import Refused
    from toponyms.gazetteer import Gazetteer
    from toponyms.language.inflect import Form
    from toponyms.language.romanize import Standard, romanize, standards
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
        Usage,
    )
    from toponyms.model import Kind as _Kind
    from toponyms.model import KindFilter as _KindFilter
    from toponyms.naming.policies import Policy
    from toponyms.records import RECORD, Column
    from toponyms.rewriting.changes import Change, Left, Rewriting
    from toponyms.store.history import Period

    _Kinds = _KindFilter | Iterable[_KindFilter] | None

__version__ = "0.1.0"

__all__ = [
    "RECORD",
    "Candidate",
    "Change",
    "Column",
    "Completion",
    "Derivation",
    "Form",
    "Gazetteer",
    "GazetteerError",
    "Left",
    "Mention",
    "Original",
    "Period",
    "Place",
    "Policy",
    "Refused",
    "Resolution",
    "Rewriting",
    "Spelling",
    "Standard",
    "Step",
    "TableError",
    "Toponym",
    "ToponymsError",
    "Unit",
    "UnknownPlaceError",
    "Usage",
    "annotate",
    "annotate_many",
    "deromanize",
    "history",
    "ids",
    "inflect",
    "normalize",
    "policies",
    "render",
    "resolve",
    "resolve_many",
    "rewrite",
    "romanize",
    "search",
    "standards",
    "why_not",
]


_MODULE_OF: Final = {
    "Change": "rewriting.changes",
    "Column": "records",
    "Completion": "matching.search",
    "Form": "language.inflect",
    "Gazetteer": "gazetteer",
    "Left": "rewriting.changes",
    "Period": "store.history",
    "Policy": "naming.policies",
    "RECORD": "records",
    "Refused": "annotation.annotate",
    "Rewriting": "rewriting.changes",
    "Standard": "language.romanize",
    "romanize": "language.romanize",
    "standards": "language.romanize",
}
"""Where what is shown here comes from; all else is of `toponyms.model`."""


def __dir__() -> list[str]:
    """What is for users: the functions, the types and the columns of a record."""
    return list(__all__)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """What is shown here, imported when somebody first asks for it: to import all of the
        package takes longer than most of what a command does.
        """
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module = import_module(f"{__name__}.{_MODULE_OF.get(name, 'model')}")
        value = globals()[name] = getattr(module, name)
        return value


def _place(place: Place | str, gazetteer: Gazetteer | None) -> Place:
    """A place, given as such or by an id or code."""
    from toponyms.gazetteer import store_of
    from toponyms.model import Place, shown

    if isinstance(place, Place):
        return place
    if not isinstance(place, str):
        raise TypeError(f"place must be a place or its id, not {shown(place)}")
    return store_of(gazetteer).place(place)


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
        within: context: a string, a place, a mapping from kinds to them, which says what each is
            (``{"oblast": "Poltava", "raion": "Lubny"}``), or a list of these, all of which hold.
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
    from toponyms.gazetteer import store_of
    from toponyms.matching.resolve import resolve as resolved

    return resolved(
        store_of(gazetteer),
        text,
        within=within,
        kind=kind,
        language=language,
        on=on,
        limit=limit,
    )


def resolve_many(
    texts: Iterable[str],
    *,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    on: object = None,
    limit: int = 5,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Resolution]:
    """Which places many names mean, in their order; a name at a time is looked up.

    Args:
        texts: any number of names.
        within, kind, language, on, limit, gazetteer: as for `resolve`, for all names.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> [found.outcome for found in resolve_many(["Lwów", "Ivanivka", "Atlantis"])]
    ['resolved', 'ambiguous', 'unknown']
    """
    from toponyms.batch.names import resolve_many as answers
    from toponyms.gazetteer import store_of

    return answers(
        store_of(gazetteer),
        texts,
        within=within,
        kind=kind,
        language=language,
        on=on,
        limit=limit,
    )


def ids(
    texts: Iterable[str],
    *,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    on: object = None,
    gazetteer: Gazetteer | None = None,
) -> Iterator[str | None]:
    """The ids of the places that many names mean, in their order; None where one is not resolved.

    Names that repeat are looked up once, so a long column takes little more than a dict would.

    Args:
        texts: any number of names.
        within, kind, language, on, gazetteer: as for `resolve`, for all names.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> list(ids(["Lwów", "Ivanivka", "Lemberg"]))
    ['UA46060250010015970', None, 'UA46060250010015970']
    """
    from toponyms.batch.names import ids as found
    from toponyms.gazetteer import store_of

    return found(store_of(gazetteer), texts, within=within, kind=kind, language=language, on=on)


def annotate(
    text: str,
    *,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    on: object = None,
    recall: str = "balanced",
    gazetteer: Gazetteer | None = None,
) -> list[Mention]:
    """The places that a text names.

    Args:
        text: running text of any language.
        within: context of the whole text, as for `resolve`.
        kind: a kind or several: mentions of places of other kinds are left out.
        language: BCP 47, of the text.
        on: when the text is from: a date, an ISO 8601 string or a year.
        recall: ``high`` for every name that may be a place's, those too that would be refused, with
            the ``chance`` of each to be one.
        gazetteer: where to look; the one of the package if None.

    Returns:
        Mentions in the order of the text; they do not overlap. Offsets count code points.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> [m.surface for m in annotate("Alerts in Poltava and Sumy regions and the city of Kyiv.")]
    ['Poltava', 'Sumy regions', 'Kyiv']
    """
    from toponyms.annotation.annotate import annotate as annotated
    from toponyms.gazetteer import store_of

    return annotated(
        store_of(gazetteer),
        text,
        within=within,
        kind=kind,
        language=language,
        on=on,
        recall=recall,
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
    from toponyms.gazetteer import store_of
    from toponyms.store.history import history as told

    return told(store_of(gazetteer), _place(place, gazetteer))


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
    from toponyms.annotation.annotate import why_not as reasons
    from toponyms.gazetteer import store_of

    return reasons(store_of(gazetteer), text, word, within=within, language=language, on=on)


def annotate_many(
    texts: Iterable[str],
    *,
    workers: int = 1,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    on: object = None,
    recall: str = "balanced",
    gazetteer: Gazetteer | None = None,
) -> Iterator[list[Mention]]:
    """The mentions of each of many texts, in their order; a few texts are held at a time.

    Args:
        texts: any number of them.
        workers: how many processes share the work.
        within, kind, language, on, recall, gazetteer: as for `annotate`, for all texts.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.

    >>> [[m.surface for m in found] for found in annotate_many(["Near Lviv.", "In Kharkiv."])]
    [['Lviv'], ['Kharkiv']]
    """
    from toponyms.batch.texts import annotate_many as annotated
    from toponyms.gazetteer import store_of

    return annotated(
        store_of(gazetteer),
        texts,
        workers=workers,
        within=within,
        kind=kind,
        language=language,
        on=on,
        recall=recall,
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
        within: as for `resolve`: places outside are left out. One that means no place is an error,
            since it would leave out nothing.
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
    from toponyms.gazetteer import complete, store_of

    return complete(
        store_of(gazetteer), prefix, within=within, kind=kind, language=language, limit=limit
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
    from toponyms.language.inflect import inflect as inflected

    return inflected(name, case, language, kind=kind)


def policies() -> tuple[Policy, ...]:
    """The naming policies of the package, in the order of their ids.

    A policy says which names it takes, of which language and status and in which order, how it
    romanizes where it has none, and how it writes the word for a kind. ``to_dict()`` of each tells
    all of it; docs/neutrality.md how to choose one, and how to write your own.

    >>> [policy.id for policy in policies() if policy.language == "en"]
    ['en-official', 'en-press']
    """
    from toponyms.naming.policies import policies as known

    return tuple(known().values())


def render(
    place: Place | str,
    *,
    policy: str | os.PathLike[str] | Policy = _DEFAULT_POLICY,
    on: object = None,
    gazetteer: Gazetteer | None = None,
) -> str:
    """The bare name that a naming policy writes for a place; its id if the policy has none for it.

    Args:
        place: a place, or what `Gazetteer.place` takes.
        policy: one of `policies` or its id, or the path of a file of your own, ``house.toml``.
        on: a date, an ISO 8601 string or a year: the name of that time, where its dates are known.
        gazetteer: where an id is from; the one of the package if None.

    Raises:
        TypeError: an argument is of a wrong type.
        UnknownPlaceError: the gazetteer has no such place.
        ValueError: ``on`` is not a date, or there is none and the policy needs one, or there is no
            such policy; the message says what is allowed.
        OSError, TableError: the file cannot be read, or breaks a rule.

    >>> render("UA35040210010019355", on=2015)
    'Кіровоград'
    >>> render("UA12100070010038698", policy="ru-official")  # renamed since, so the id
    'UA12100070010038698'
    """
    from toponyms.arguments import read_date
    from toponyms.gazetteer import store_of
    from toponyms.naming.policies import policy as found
    from toponyms.naming.render import rendered

    named = _place(place, gazetteer)
    name = rendered(store_of(gazetteer), named, found(policy), read_date(on))
    return named.id if name is None else name.text


def normalize(
    text: str,
    *,
    policy: str | os.PathLike[str] | Policy = _DEFAULT_POLICY,
    within: _Within = None,
    kind: _Kinds = None,
    language: str | None = None,
    on: object = None,
    gazetteer: Gazetteer | None = None,
) -> str | None:
    """The policy's name for the place that a name means, with its type word where that has one.

    Args:
        text, within, kind, language, gazetteer: as for `resolve`.
        policy: as for `render`.
        on: as for `resolve`; the name returned is of that time too.

    Returns:
        The name; None if the text is not resolved, `resolve` says why, or if the policy has no name
        for the place. An id is never returned.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        OSError, TableError: as for `render`.

    >>> normalize("Kharkov", policy="en-official"), normalize("Kirovograd oblast")
    ('Kharkiv', 'Кіровоградська область')
    """
    from toponyms.arguments import read_date
    from toponyms.gazetteer import store_of
    from toponyms.naming.policies import policy as found
    from toponyms.naming.render import normalized

    chosen = found(policy)
    resolution = resolve(
        text, within=within, kind=kind, language=language, on=on, limit=1, gazetteer=gazetteer
    )
    name = normalized(store_of(gazetteer), resolution, chosen, read_date(on))
    return None if name is None else name.text


def rewrite(
    text: str,
    *,
    policy: str | os.PathLike[str],
    within: _Within = None,
    on: object = None,
    keep_quotes: bool = False,
    first: str | None = None,
    format: str = "text",
    gazetteer: Gazetteer | None = None,
) -> Rewriting:
    """A text with its names in the form that a naming policy gives them, each in its case.

    A name changes if its place is sure and the text is in the policy's language; the preposition or
    article beside it changes with it if the new name makes it wrong. All else stays, character by
    character: names in other scripts, what a text says of a name (``нині Кропивницький``), titles,
    set phrases, addresses and code; what differs and stays is told in ``left``.

    Args:
        text: the text.
        policy: as for `render`; it has to write Ukrainian, Russian or Latin script. Names in Latin
            script do not change by case: *w Kijowie* stays.
        within: where it plays, as for `annotate`.
        on: the names of that time: a date, an ISO 8601 string or a year.
        keep_quotes: whether what stands in quotation marks stays.
        first: how a new name is written for the first time, such as ``"{new} ({old})"``.
        format: what the text is: text, markdown, html, latex, srt or vtt; markup and code stay.
        gazetteer: where to look; the one of the package if None.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        OSError, TableError: as for `render`.

    >>> rewrite("Бої в Артемівську й біля Червонограда.", policy="uk-official").text
    'Бої в Бахмуті й біля Шептицького.'
    """
    from toponyms.gazetteer import store_of
    from toponyms.rewriting.rewrite import rewrite as rewritten

    return rewritten(
        store_of(gazetteer),
        text,
        policy=policy,
        within=within,
        on=on,
        keep_quotes=keep_quotes,
        first=first,
        format=format,
    )


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
    from toponyms.gazetteer import store_of
    from toponyms.naming.deromanize import deromanize as originals

    return originals(store_of(gazetteer), text, language=language, standard=standard)
