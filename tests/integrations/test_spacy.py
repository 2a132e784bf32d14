"""Places in pipelines of spaCy: spans, entities with links, records that go where the doc goes."""

import multiprocessing
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import toponyms
from notation import read_texts
from toponyms.integrations.spacy import COLORS
from toponyms.model import KINDS

TEXTS = [case.text for case in read_texts("texts.txt")]
TEXT = "Обстріляно Київ, Липці у Харківській області та Зарічне."
LINKS = [
    ("Київ", "city", "UA80000000000093317"),
    ("Липці", "village", "UA63120090010039403"),
    ("Харківській області", "oblast", "UA63000000000041885"),
]


def pipeline(lang: str = "uk", /, *, ruled: Any = (), **settings: Any) -> Language:
    """A blank pipeline with the component, and before it rules for entities if there are any."""
    nlp: Language = spacy.blank(lang)
    if ruled:
        ruler: Any = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": label, "pattern": pattern} for label, pattern in ruled])
    nlp.add_pipe("toponyms", config=settings)
    return nlp


def links(spans: Iterable[Any]) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in spans]


def records(text: str, **options: Any) -> list[dict[str, Any]]:
    return [mention.to_record() for mention in toponyms.annotate(text, **options)]


@pytest.fixture(autouse=True)
def _attributes() -> Iterator[None]:
    """Each test begins without attributes that another one has set."""
    yield
    for kind in (Doc, Span):
        for name in ("toponym", "toponyms", "place", "places"):
            if kind.has_extension(name):
                kind.remove_extension(name)


def test_mentions_are_spans_with_the_kind_as_label_and_the_id_as_link() -> None:
    doc = pipeline()(TEXT)
    assert links(doc.spans["toponyms"])[:3] == LINKS
    assert doc.ents == ()


def test_what_is_not_resolved_has_the_link_that_spacy_has_for_that() -> None:
    doc = pipeline("en")("The village of Ivanivka was shelled.")
    (span,) = doc.spans["toponyms"]
    assert (span.label_, span.kb_id_) == ("village", "NIL")
    assert span._.toponym["outcome"] == "ambiguous"


@pytest.mark.parametrize("language", ["uk", "ru", "en", "xx"])
def test_records_are_those_of_annotate_in_pipelines_of_any_language(language: str) -> None:
    nlp = pipeline(language)
    for text, doc in zip(TEXTS, nlp.pipe(TEXTS), strict=True):
        found = records(text)
        assert doc._.toponyms == found
        data: dict[Any, Any] = doc.user_data
        kept = {key[2:]: value for key, value in data.items() if key[1] == "toponym"}
        assert kept == {(one["start"], one["end"]): one for one in found}
        spans = doc.spans["toponyms"]
        assert [span._.toponym for span in spans] == found
        assert [span.kb_id_ for span in spans] == [one["id"] or "NIL" for one in found]
        assert all(
            span.start_char <= one["start"] and one["end"] <= span.end_char
            for span, one in zip(spans, found, strict=True)
        )


def test_a_text_without_places_has_no_spans() -> None:
    for text in ("Нічого не сталося.", "", " "):
        doc = pipeline(ents="keep")(text)
        assert len(doc.spans["toponyms"]) == 0
        assert (doc.ents, doc._.toponyms, doc.user_data) == ((), [], {})


def test_a_span_has_all_tokens_that_a_mention_touches() -> None:
    nlp = pipeline("en")
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)  # cuts at spaces alone
    doc = nlp("Shelling of (Kharkiv/Lyptsi), Kharkiv oblast.")
    spans = doc.spans["toponyms"]
    assert [span.text for span in spans] == ["(Kharkiv/Lyptsi),"] * 2 + ["Kharkiv oblast."]
    assert [span._.toponym["text"] for span in spans] == ["Kharkiv", "Lyptsi", "Kharkiv oblast"]
    assert doc._.toponyms == records(doc.text)


def test_a_second_run_replaces_what_the_first_found() -> None:
    nlp, high = pipeline(), pipeline(kind="oblast")
    doc = high(nlp(TEXT))
    assert links(doc.spans["toponyms"]) == LINKS[2:]
    assert doc._.toponyms == records(TEXT, kind="oblast")


def test_components_with_spans_of_their_own_have_attributes_of_their_own() -> None:
    nlp = pipeline()
    oblasts = {"kind": "oblast", "spans_key": "oblasts"}
    with pytest.raises(ValueError, match=r"^component 'toponyms' has attribute 'toponym' too, for"):
        nlp.add_pipe("toponyms", name="oblasts", config=oblasts)
    nlp.add_pipe("toponyms", name="oblasts", config={**oblasts, "attribute": "place"})
    doc = nlp(TEXT)
    assert doc._.toponyms == records(TEXT)
    assert doc._.places == records(TEXT, kind="oblast")
    assert [len(doc.spans[key]) for key in ("toponyms", "oblasts")] == [len(records(TEXT)), 1]


def test_a_doc_cut_out_of_another_has_the_mentions_inside_it() -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    start, end = doc.spans["toponyms"][1].start, doc.spans["toponyms"][2].end
    for last, wanted in ((end, 2), (end - 1, 1)):
        part = doc[start:last].as_doc(copy_user_data=True)
        assert [one["text"] for one in part._.toponyms] == [text for text, _, _ in LINKS[1:]][
            :wanted
        ]
        assert all(part.text[one["start"] : one["end"]] == one["text"] for one in part._.toponyms)
        assert nlp.get_pipe("toponyms")(part)._.toponyms == records(part.text)
        assert len(part.user_data) == len(part._.toponyms)


# Entities


def test_places_are_entities_if_asked_and_their_tokens_have_the_link() -> None:
    doc = pipeline(ents="keep")(TEXT)
    assert links(doc.ents)[:3] == [(text, "LOC", id) for text, _, id in LINKS]
    assert [token.ent_kb_id_ for token in doc if token.ent_type_][:3] == [
        LINKS[0][2],
        LINKS[1][2],
        LINKS[2][2],
    ]
    assert [ent._.toponym["id"] for ent in doc.ents][:3] == [id for _, _, id in LINKS]


def test_labels_of_entities_can_differ_by_kind_and_kinds_be_left_out() -> None:
    doc = pipeline(ents="keep", ent_label={"settlement": "GPE", "river": "LOC"})(TEXT)
    assert {(ent.text, ent.label_) for ent in doc.ents} >= {("Київ", "GPE"), ("Липці", "GPE")}
    assert "області" not in " ".join(ent.text for ent in doc.ents)
    assert links(doc.spans["toponyms"])[:3] == LINKS


def test_entities_that_are_there_win_with_keep_and_get_the_link_if_they_are_places() -> None:
    ruled = [("ORG", "Полтава"), ("GPE", "Харків"), ("DATE", "учора")]
    doc = pipeline(ents="keep", ruled=ruled)("Учора Полтава, Харків і Сумська область, учора.")
    assert links(doc.ents) == [
        ("Полтава", "ORG", ""),
        ("Харків", "GPE", "UA63120270010096107"),
        ("Сумська область", "LOC", "UA59000000000057109"),
        ("учора", "DATE", ""),
    ]


def test_an_entity_with_the_name_alone_gets_the_link_of_the_mention_with_its_type_word() -> None:
    doc = pipeline("en", ents="keep", ruled=[("GPE", "Kharkiv")])("Power is out in Kharkiv oblast.")
    assert links(doc.ents) == [("Kharkiv", "GPE", "UA63000000000041885")]
    assert doc.ents[0]._.toponym["text"] == "Kharkiv oblast"


def test_an_entity_with_two_places_gets_no_link() -> None:
    ruled = [("GPE", "Kharkiv and Sumy")]
    doc = pipeline("en", ents="keep", ruled=ruled)("Shelling of Kharkiv and Sumy.")
    assert links(doc.ents) == [("Kharkiv and Sumy", "GPE", "")]
    assert len(doc.spans["toponyms"]) == 2


def test_a_link_and_an_id_that_an_entity_has_stay() -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Kharkiv", "id": "mine"}])
    nlp.add_pipe("toponyms", config={"ents": "keep"})
    (ent,) = nlp("Shelling of Kharkiv.").ents
    assert (ent.ent_id_, ent.kb_id_) == ("mine", "UA63120270010096107")
    doc = spacy.blank("en")("Shelling of Kharkiv.")
    doc.ents = [Span(doc, 2, 3, label="GPE", kb_id="Q42308")]
    (ent,) = nlp.get_pipe("toponyms")(doc).ents
    assert ent.kb_id_ == "Q42308"


def test_places_win_with_replace_over_what_they_overlap() -> None:
    ruled = [("ORG", "Полтава"), ("GPE", "Сумська"), ("ORG", "Харків і"), ("DATE", "учора")]
    doc = pipeline(ents="replace", ruled=ruled)("Полтава, Харків і Сумська область, учора.")
    assert links(doc.ents) == [
        ("Полтава", "LOC", "UA53080370010073240"),
        ("Харків", "LOC", "UA63120270010096107"),
        ("Сумська область", "LOC", "UA59000000000057109"),
        ("учора", "DATE", ""),
    ]


def test_a_mention_inside_a_persons_name_is_no_place() -> None:
    text = "In Kharkiv and Lviv we met Sumy."
    ruled = [("PERSON", "met Sumy"), ("ORG", "Kharkiv")]
    for ents in (None, "keep", "replace"):
        doc = pipeline("en", ents=ents, ruled=ruled)(text)
        assert [span.text for span in doc.spans["toponyms"]] == ["Kharkiv", "Lviv"]
        assert [record["text"] for record in doc._.toponyms] == ["Kharkiv", "Lviv"]
        assert ("met Sumy", "PERSON", "") in links(doc.ents)
    doc = pipeline("en", ruled=ruled, persons=["ORG"])(text)
    assert [span.text for span in doc.spans["toponyms"]] == ["Lviv", "Sumy"]
    doc = pipeline("en", ruled=ruled, persons=[])(text)
    assert [span.text for span in doc.spans["toponyms"]] == ["Kharkiv", "Lviv", "Sumy"]


def test_a_mention_that_is_longer_than_a_persons_name_stays() -> None:
    nlp = pipeline("en", ents="replace", ruled=[("PER", "Kharkiv")])
    doc = nlp("Power is out in Kharkiv oblast.")
    assert links(doc.ents) == [("Kharkiv oblast", "LOC", "UA63000000000041885")]


@Language.component("tests_person")
def person(doc: Doc) -> Doc:
    """What a trained component does: sets entities."""
    doc.ents = [Span(doc, 0, 2, label="PER")]
    return doc


def test_entities_of_any_earlier_component_count() -> None:
    nlp = spacy.blank("uk")
    nlp.add_pipe("tests_person")
    nlp.add_pipe("toponyms", config={"recall": "high", "ents": "keep"})
    doc = nlp("Ольга Полтава приїхала до Львова.")
    assert links(doc.ents) == [
        ("Ольга Полтава", "PER", ""),
        ("Львова", "LOC", "UA46060250010015970"),
    ]


# Settings


def test_settings_are_those_of_annotate() -> None:
    text = "Shelling of Pervomaisk and the village of Ivanivka."
    given = {"within": {"oblast": "Luhansk"}, "kind": ["city"], "language": "en", "on": 2015}
    doc = pipeline("en", recall="high", **given)(text)
    assert doc._.toponyms == records(text, recall="high", **given)
    assert len(doc._.toponyms) == 1


def test_names_of_ones_own_are_found_too(tmp_path: Path) -> None:
    table = tmp_path / "nicknames.tsv"
    table.write_text("place\ttext\tlanguage\nUA51100270010076757\tПівденна Перлина\tuk\n", "utf-8")
    doc = pipeline(extra=str(table))("Зустріч у Південній Перлині.")
    assert links(doc.spans["toponyms"]) == [("Південній Перлині", "city", "UA51100270010076757")]


def test_two_components_keep_apart_what_they_find() -> None:
    nlp = pipeline(kind="oblast")
    config = {"spans_key": "cities", "attribute": "place", "kind": "city", "label": "TOWN"}
    nlp.add_pipe("toponyms", name="cities", config=config)
    doc = nlp(TEXT)
    assert links(doc.spans["toponyms"]) == LINKS[2:]
    assert links(doc.spans["cities"]) == [(LINKS[0][0], "TOWN", LINKS[0][2])]
    assert [one["kind"] for one in doc._.toponyms] == ["oblast"]
    assert [one["kind"] for one in doc._.places] == ["city"]
    assert doc.spans["cities"][0]._.place["name_en"] == "Kyiv"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"recall": "low"}, "recall must be 'balanced' or 'high', not 'low'"),
        ({"kind": "vilage"}, "kind: unknown kind 'vilage'.*did you mean 'village'"),
        ({"within": 7}, "within must be a string"),
        ({"within": {"oblst": "Kyiv"}}, "unknown kind 'oblst'.*did you mean 'oblast'"),
        ({"on": "2020-13"}, "on '2020-13' is not a date"),
        ({"language": "ua"}, "language 'ua' is no BCP 47 tag; write uk"),
        ({"extra": "nowhere.tsv"}, "extra: there is no file or folder 'nowhere.tsv'"),
        ({"extra": 5}, "extra must be the path of a table, not 5"),
        ({"ents": "yes"}, "ents must be None, 'keep' or 'replace', not 'yes'"),
        ({"ent_label": {"vilage": "GPE"}}, "ent_label: kind: unknown kind 'vilage'"),
        ({"ent_label": {"village": ""}}, "ent_label must be a string that is not empty, not ''"),
        ({"ent_label": 5}, "ent_label must be a label or a mapping from kinds to labels, not 5"),
        ({"persons": "PER"}, "persons must be a list of labels, not 'PER'"),
        ({"label": 3}, "label must be a string that is not empty, not 3"),
        ({"spans_key": ""}, "spans_key must be a string that is not empty, not ''"),
        ({"attribute": "a b"}, "attribute must be a name as Python has it, not 'a b'"),
    ],
)
def test_wrong_settings_are_said_in_a_line_when_the_component_is_made(
    settings: dict[str, Any], message: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=message) as caught:
        pipeline(**settings)
    assert "\n" not in str(caught.value)


def test_an_attribute_of_somebody_else_is_not_taken() -> None:
    Span.set_extension("toponym", default=None)
    with pytest.raises(ValueError, match=r"somebody else has set Span\._\.toponym; give another"):
        pipeline()
    doc = pipeline(attribute="place")(TEXT)
    assert doc._.places[0]["id"] == LINKS[0][2]


def test_the_gazetteer_is_opened_for_the_first_doc() -> None:
    nlp = pipeline()
    component: Any = nlp.get_pipe("toponyms")
    assert component._store is None
    nlp(TEXT)
    assert component._store is not None
    assert pickle.loads(pickle.dumps(component))._store is None


def test_what_the_component_assigns_is_declared() -> None:
    nlp = pipeline(ents="keep")
    nlp.add_pipe("entity_linker")
    analysis: Any = nlp.analyze_pipes()
    assert "toponyms" in analysis["attrs"]["doc.ents"]["assigns"]
    assert "doc.ents" not in analysis["problems"]["entity_linker"]


# Where docs and pipelines go


def test_docs_keep_their_records_in_a_bin_in_bytes_and_on_disk(tmp_path: Path) -> None:
    nlp = pipeline(ents="keep")
    docs = list(nlp.pipe(TEXTS))
    DocBin(docs=docs, store_user_data=True).to_disk(tmp_path / "docs.spacy")
    binned = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab)
    docs[0].to_disk(tmp_path / "doc")
    for text, doc, again in zip(TEXTS, docs, binned, strict=True):
        other = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        for read in (again, other, pickle.loads(pickle.dumps(doc)), doc.copy()):
            assert read._.toponyms == records(text)
            assert links(read.ents) == links(doc.ents)
            assert links(read.spans["toponyms"]) == links(doc.spans["toponyms"])
    assert Doc(nlp.vocab).from_disk(tmp_path / "doc")._.toponyms == records(TEXTS[0])


def test_records_move_with_the_text_where_docs_are_joined_or_cut() -> None:
    nlp = pipeline()
    docs = list(nlp.pipe([TEXT, "Пожежа у Львові."]))
    joined = Doc.from_docs(docs)
    assert joined is not None
    for record in joined._.toponyms:
        assert joined.text[record["start"] : record["end"]] == record["text"]
    assert len(joined._.toponyms) == sum(len(doc._.toponyms) for doc in docs)
    assert [span._.toponym["id"] for span in joined.spans["toponyms"]][:3] == [
        id for _, _, id in LINKS
    ]


def test_records_are_attributes_of_spans_for_spacy() -> None:
    written: Any = pipeline()(TEXT).to_json(underscore=["toponym"])
    found = written["underscore_span"]["toponym"]
    assert [one["value"] for one in found] == records(TEXT)
    assert (found[0]["start"], found[0]["end"]) == (11, 15)


def test_a_pipeline_is_written_and_read_with_its_settings(tmp_path: Path) -> None:
    nlp = pipeline(ents="keep", within={"oblast": "Luhansk"}, ent_label={"settlement": "GPE"})
    text = "Обстріляно Первомайськ."
    expected = links(nlp(text).ents)
    nlp.to_disk(tmp_path / "nlp")
    config = nlp.config
    for again in (
        spacy.load(tmp_path / "nlp"),
        spacy.util.load_model_from_config(config, auto_fill=False),
        spacy.blank("uk", config=config).from_bytes(nlp.to_bytes()),
    ):
        assert (
            links(again(text).ents) == expected == [("Первомайськ", "GPE", "UA44020050060040462")]
        )
    size = sum(path.stat().st_size for path in (tmp_path / "nlp").rglob("*") if path.is_file())
    assert size < 1_000_000


def test_nothing_has_to_be_imported(tmp_path: Path) -> None:
    pipeline().to_disk(tmp_path / "nlp")
    code = (
        "import sys, spacy; nlp = spacy.load(sys.argv[1]); "
        "doc = nlp('Пожежа у Львові.'); print([s.kb_id_ for s in doc.spans['toponyms']])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "nlp")], capture_output=True, text=True
    )
    assert (done.stdout.strip(), done.returncode) == ("['UA46060250010015970']", 0), done.stderr


def test_a_pipeline_without_the_component_does_not_import_the_annotator() -> None:
    code = (
        "import sys, spacy; spacy.blank('uk'); "
        "print([name for name in sys.modules if name.startswith('toponyms.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "toponyms.annotation" not in done.stdout
    assert "toponyms.store" not in done.stdout


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_share_the_work(method: str) -> None:
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method(method, force=True)
    try:
        nlp = pipeline(ents="keep")
        docs = list(nlp.pipe(TEXTS, n_process=2, batch_size=5))
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert [doc.text for doc in docs] == TEXTS
    for doc in docs:
        assert doc._.toponyms == records(doc.text)
        assert [span._.toponym for span in doc.spans["toponyms"]] == doc._.toponyms


def test_displacy_shows_kind_and_linked_id_in_the_colour_of_the_kind() -> None:
    doc = pipeline(ents="keep")(TEXT)
    template = "https://example.org/{}"
    ways: list[tuple[str, dict[str, Any], str, str]] = [
        ("span", {"spans_key": "toponyms"}, "city", COLORS["city"]),
        ("ent", {}, "LOC", "#ff9561"),
    ]
    for style, options, label, color in ways:
        options["kb_url_template"] = template
        html = displacy.render(doc, style=style, options=options, jupyter=False)
        assert f'href="{template.format(LINKS[0][2])}"' in html
        assert label in html
        assert color in html


def test_all_kinds_have_a_colour() -> None:
    assert COLORS.keys() == set(KINDS)
