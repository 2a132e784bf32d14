"""What the component for spaCy does, see `toponyms.integrations.spacy`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from toponyms.annotation.annotate import annotate
from toponyms.arguments import read_date, read_kinds, read_language, read_recall
from toponyms.batch.options import kept_options
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._needed import needed
from toponyms.integrations._spacy_records import NIL, extend, keep
from toponyms.matching.within import check_within
from toponyms.model import KINDS, Mention, shown
from toponyms.store.store import Store
from toponyms.typed import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    _Pairs = list[tuple[Mention, Span]]

_LINKED: Final = frozenset({"GPE", "LOC"})
"""Labels of entities that get a link; an organization may bear a place's name."""


class Settings(NamedTuple):
    """The settings, checked; `toponyms.integrations.spacy.make` describes them."""

    annotate: dict[str, Any]
    """The options of `toponyms.annotate`."""
    extra: str | None
    spans_key: str
    attribute: str
    label: str | None
    ents: str | None
    ent_label: dict[str, str]
    """By kind; kinds that are not in it are no entities."""
    persons: frozenset[str]


def read_settings(
    *,
    annotate: dict[str, Any],
    extra: object,
    spans_key: object,
    attribute: object,
    label: object,
    ents: object,
    ent_label: object,
    persons: object,
) -> Settings:
    """The settings as they are given, checked.

    Raises:
        TypeError, ValueError: one is wrong; the message says what is allowed.
    """
    check_within(annotate["within"])
    read_kinds(annotate["kind"])
    read_language(annotate["language"])
    read_date(annotate["on"])
    read_recall(annotate["recall"])
    if ents not in (None, "keep", "replace"):
        raise ValueError(f"ents must be None, 'keep' or 'replace', not {shown(ents)}")
    if not _string("attribute", attribute).isidentifier():
        raise ValueError(f"attribute must be a name as Python has it, not {shown(attribute)}")
    if isinstance(persons, str) or not isinstance(persons, list | tuple):
        raise TypeError(f"persons must be a list of labels, not {shown(persons)}")
    return Settings(
        annotate=kept_options(annotate),
        extra=None if extra is None else _existing(extra),
        spans_key=_string("spans_key", spans_key),
        attribute=_string("attribute", attribute),
        label=None if label is None else _string("label", label),
        ents=None if ents is None else str(ents),
        ent_label=_labels(ent_label),
        persons=frozenset(_string("persons", one) for one in persons),
    )


def _string(name: str, value: object) -> str:
    """A setting that has to be a string."""
    if not isinstance(value, str) or not value:
        raise TypeError(f"{name} must be a string that is not empty, not {shown(value)}")
    return value


def _existing(extra: object) -> str:
    """The path of a user's tables; that they are right is seen when they are read."""
    if not isinstance(extra, str | Path):
        raise TypeError(f"extra must be the path of a table, not {shown(extra)}")
    if not Path(extra).exists():
        raise ValueError(f"extra: there is no file or folder {shown(str(extra))}")
    return str(extra)


def _labels(given: object) -> dict[str, str]:
    """The labels of entities by kind."""
    if isinstance(given, str):
        return dict.fromkeys(KINDS, _string("ent_label", given))
    if not isinstance(given, Mapping):
        raise TypeError(
            f"ent_label must be a label or a mapping from kinds to labels, not {shown(given)}"
        )
    labels: dict[str, str] = {}
    for kind, label in given.items():
        try:
            kinds = read_kinds(kind) or ()
        except (TypeError, ValueError) as error:
            raise type(error)(f"ent_label: {error}") from None
        labels.update(dict.fromkeys(kinds, _string("ent_label", label)))
    return labels


class Toponyms:
    """The component: a doc in, the doc with its places out."""

    def __init__(self, name: str, settings: Settings) -> None:
        """
        Args:
            name: of the component in its pipeline.
            settings: checked.

        Raises:
            ValueError: somebody else has set an attribute of that name.
        """
        self.name = name
        self.settings = settings
        self._store: Store | None = None
        extend(settings.attribute)

    def __getstate__(self) -> dict[str, Any]:
        """Without the gazetteer, which each process opens for itself."""
        return {**self.__dict__, "_store": None}

    @property
    def store(self) -> Store:
        """Where names are looked up; opened when first asked for.

        Raises:
            GazetteerError, TableError: it cannot be opened.
        """
        if self._store is None:
            extra = self.settings.extra
            self._store = store_of(None if extra is None else Gazetteer.open(extra=extra))
        return self._store

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its places."""
        settings = self.settings
        people = _tokens_of(doc, settings.persons)
        found = annotate(self.store, doc.text, **settings.annotate)
        pairs = [(mention, _span(doc, mention, settings.label)) for mention in found]
        pairs = [(mention, span) for mention, span in pairs if not _inside_one(span, people)]
        doc.spans[settings.spans_key] = [span for _, span in pairs]
        keep(doc, settings.attribute, [mention.to_record() for mention, _ in pairs])
        if settings.ents is not None:
            places = _entities(doc, pairs, settings.ent_label)
            others = _linked(doc, pairs) if settings.ents == "keep" else list(doc.ents)
            first, then = (others, places) if settings.ents == "keep" else (places, others)
            doc.ents = sorted([*first, *_apart(then, first)])
        return doc


def check_apart(settings: Settings, nlp: Any) -> None:
    """Refuses a component that would put its records in the place of those of another one.

    Args:
        settings: of the component.
        nlp: the pipeline that it is made for.

    Raises:
        ValueError: a component there has the same attribute, and spans of its own.
    """
    for name, other in nlp.components:
        if not isinstance(other, Toponyms) or other.settings.spans_key == settings.spans_key:
            continue
        if other.settings.attribute == settings.attribute:
            raise ValueError(
                f"component {shown(name)} has attribute {shown(settings.attribute)} too, for "
                "other spans; give this one another attribute"
            )


def _kind(mention: Mention) -> str:
    return mention.resolution.candidates[0].place.kind


def _span(doc: Doc, mention: Mention, label: str | None) -> Span:
    """The tokens that a mention touches."""
    place = mention.resolution.place
    id = NIL if place is None else place.id
    return _touched(doc, mention.start, mention.end, label=label or _kind(mention), kb_id=id)


def _touched(doc: Any, start: int, end: int, **options: str) -> Span:
    """The tokens that share a character with a part of the text."""
    span: Span = doc.char_span(start, end, alignment_mode="expand", **options)
    return span


def _tokens_of(doc: Doc, labels: frozenset[str]) -> dict[int, int]:
    """For each token of the entities with one of the labels, where its entity begins."""
    return {
        token: entity.start
        for entity in (doc.ents if labels else ())
        if entity.label_ in labels
        for token in range(entity.start, entity.end)
    }


def _inside_one(span: Span, entities: Mapping[int, int]) -> bool:
    """Whether all tokens of a span belong to one entity."""
    first = entities.get(span.start)
    return first is not None and first == entities.get(span.end - 1)


def _apart(spans: list[Span], others: list[Span]) -> list[Span]:
    """The spans that share no token with the others."""
    taken = {token for other in others for token in range(other.start, other.end)}
    return [span for span in spans if taken.isdisjoint(range(span.start, span.end))]


def _entities(doc: Doc, pairs: _Pairs, labels: Mapping[str, str]) -> list[Span]:
    """The mentions as entities. Where two share a token, the longer is one, or the first."""
    made = needed("spacy.tokens", "spacy").Span
    spans = [
        made(doc, span.start, span.end, label=labels[_kind(mention)], kb_id=span.kb_id_)
        for mention, span in pairs
        if _kind(mention) in labels
    ]
    entities: list[Span] = needed("spacy.util", "spacy").filter_spans(spans)
    return entities


def _linked(doc: Doc, pairs: _Pairs) -> list[Span]:
    """The entities of a doc, those that name one place and have no link yet with its id."""
    made = needed("spacy.tokens", "spacy").Span
    at = _tokens_of(doc, _LINKED)
    links: dict[int, list[str]] = {}
    for mention, span in pairs:
        name = _touched(doc, mention.name_start, mention.name_end)
        if _inside_one(name, at):
            links.setdefault(at[name.start], []).append(span.kb_id_)
    entities = list(doc.ents)
    for index, one in enumerate(entities):
        ids = links.get(one.start, ())
        if len(ids) == 1 and not one.kb_id_:
            entities[index] = made(
                doc, one.start, one.end, label=one.label, kb_id=ids[0], span_id=one.id
            )
    return entities
