"""A component for spaCy: the places of a text as spans with ids, as linked entities, as records.

spaCy finds it by the entry point of the package, so that nothing has to be imported::

    nlp.add_pipe("toponyms", config={"within": "Kharkiv oblast", "ents": "keep"})

The component gives a doc

* ``doc.spans["toponyms"]``: a span for each mention, in the order of the text. Its label is the
  kind of the place, its ``kb_id_`` the id, which is ``NIL`` if the name is not resolved, as spaCy's
  own linker has it. Where a mention begins or ends within a token (``d’Odessa``, ``Lviv'e``; one
  in a hundred in the test cases) the span has all of the token, since a span cannot have less and
  no mention may be lost (``alignment_mode="expand"``);
* ``doc.user_data``: the record of each mention under its exact offsets, where spaCy keeps
  attributes of spans: ``("._.", "toponym", start, end)``. It goes where the doc goes: to disk, into
  ``DocBin(store_user_data=True)``, to another process, into ``Doc.from_docs``;
* ``doc._.toponyms`` and ``span._.toponym``, which read it; where there are only docs and no
  component, `extend` brings them about;
* ``doc.ents`` and ``token.ent_kb_id``, if asked.

`make` describes the settings. What is wrong with them is said when the component is made; the
gazetteer is opened for the first doc, and is no part of what ``nlp.to_disk`` writes.

The language of the pipeline is not taken for that of the text: the annotator tells it by the words,
and a wrong one (as for a Russian post in a Ukrainian pipeline) costs it places.

spaCy imports this module whenever a pipeline is made, with this component or without: so it imports
next to nothing itself.
"""

from __future__ import annotations

from toponyms.integrations._needed import needed
from toponyms.integrations._spacy_records import extend as extend
from toponyms.integrations._spacy_records import record_of as record_of
from toponyms.integrations._spacy_records import records_of as records_of
from toponyms.typed import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from toponyms.integrations._spacy_component import Toponyms

_ASSIGNS: Final = (
    *("doc.spans", "doc.user_data", "doc.ents", "doc._.toponyms", "span._.toponym"),
    *("token.ent_iob", "token.ent_type", "token.ent_kb_id"),
)

COLORS: Final = {
    **dict.fromkeys(("country", "oblast", "raion", "hromada", "region"), "#c5bdf4"),
    **dict.fromkeys(("city", "selyshche", "village"), "#feca74"),
    **dict.fromkeys(("city_district", "neighbourhood", "plant"), "#ffdfb0"),
    **dict.fromkeys(("river", "lake", "reservoir", "bay", "sea"), "#9cc9f0"),
    **dict.fromkeys(("mountain", "island", "spit", "cape"), "#bfe1d9"),
}
"""The colours of the kinds in displaCy, which shows other labels of spans in grey. It finds them by
an entry point too."""


def make(
    nlp: object,
    name: str,
    within: object = None,
    kind: object = None,
    language: object = None,
    on: object = None,
    recall: object = "balanced",
    extra: object = None,
    spans_key: object = "toponyms",
    attribute: object = "toponym",
    label: object = None,
    ents: object = None,
    ent_label: object = "LOC",
    persons: object = ("PER", "PERSON"),
) -> Toponyms:
    """The component with its settings; spaCy calls this, by ``nlp.add_pipe("toponyms", config=…)``.

    Args:
        nlp: the pipeline.
        name: of the component in it.
        within, kind, language, on, recall: as for `toponyms.annotate`, for all texts.
        extra: the path of names of your own, as for `toponyms.Gazetteer.open`.
        spans_key: where in ``doc.spans`` the mentions are.
        attribute: what the attribute of spans is called; that of docs has an s more. Components of
            a pipeline with spans of their own have to have attributes of their own.
        label: a label for all mentions, instead of the kind of the place.
        ents: None leaves ``doc.ents`` alone. With ``keep`` the entities there win: those that are
            labelled GPE or LOC get the id of the place that they name, if they have no link, and
            places are added where no entity is. With ``replace`` the places win: what overlaps
            them is no entity any more.
        ent_label: a label for all places that become entities, or a mapping from kinds to
            labels (``{"settlement": "GPE", "river": "LOC"}``); places of other kinds then do not.
        persons: labels of entities that are people. A mention whose tokens all belong to one of
            them is no place and is left out everywhere. With an empty list the annotator, which
            knows people itself, is not contradicted.

    Raises:
        TypeError, ValueError: a setting is wrong; the message says what is allowed.
    """
    from toponyms.integrations._spacy_component import Toponyms, check_apart, read_settings

    settings = read_settings(
        annotate={
            "within": within,
            "kind": kind,
            "language": language,
            "on": on,
            "recall": recall,
        },
        extra=extra,
        spans_key=spans_key,
        attribute=attribute,
        label=label,
        ents=ents,
        ent_label=ent_label,
        persons=persons,
    )
    check_apart(settings, nlp)
    return Toponyms(name, settings)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """``factory``, which spaCy asks for by the entry point: `make`, then known to spaCy."""
        if name != "factory":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        language = needed("spacy.language", "spacy").Language
        globals()["factory"] = language.factory("toponyms", assigns=_ASSIGNS, func=make)
        return make
