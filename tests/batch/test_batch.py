"""Many texts and long ones: order, spans, bad lines, processes."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import toponyms
from toponyms.batch.names import ids
from toponyms.batch.records import annotate_records
from toponyms.batch.texts import annotate_lines, annotate_many, blocks
from toponyms.batch.workers import map_ordered
from toponyms.cli import main
from toponyms.store.store import Store

TEXTS = ["Shelling of Kharkiv.", "", "Удар по Сумській області.", "Nothing here."] * 40


def same(mention: toponyms.Mention) -> toponyms.Mention:
    return mention


def surfaces(found: list[toponyms.Mention]) -> list[str]:
    return [mention.surface for mention in found]


@pytest.mark.parametrize("workers", [1, 2])
def test_texts_keep_their_order(workers: int) -> None:
    found = toponyms.annotate_many(TEXTS, workers=workers)
    assert list(map(surfaces, found)) == [["Kharkiv"], [], ["Сумській області"], []] * 40


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_items_across_chunks(workers: int) -> None:
    """All items differ: chunks of equal items would look alike in any order."""
    assert list(map_ordered(str, range(1000), workers)) == list(map(str, range(1000)))


def test_endless_texts_are_read_as_they_are_asked_for() -> None:
    found = toponyms.annotate_many(itertools.cycle(TEXTS))
    assert list(map(surfaces, itertools.islice(found, 5)))[-1] == ["Kharkiv"]


def test_wrong_options_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="unknown kind 'town'"):
        toponyms.annotate_many(TEXTS, kind="town")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="workers must be"):
        toponyms.annotate_many(TEXTS, workers=0)


def test_a_long_text_is_cut_after_lines() -> None:
    lines = [f"line {n}\n" for n in range(100)]
    cut = list(blocks(lines, whole=50))
    assert "".join(text for _, text in cut) == "".join(lines)
    assert [start for start, _ in cut] == [
        sum(len(text) for _, text in cut[:n]) for n in range(len(cut))
    ]
    assert all(text.endswith("\n") for _, text in cut)


def test_a_blank_line_ends_a_block_early() -> None:
    assert [text for _, text in blocks(["a" * 30 + "\n", "\n", "b\n"], whole=60)] == [
        "a" * 30 + "\n\n",
        "b\n",
    ]


def test_a_block_ends_where_it_is_full_or_after_a_blank_line_of_its_second_half() -> None:
    def sizes(*lines: str, whole: int = 10) -> list[tuple[int, int]]:
        return [(start, len(text)) for start, text in blocks(lines, whole)]

    assert sizes("12345678\n", "0\n", "x\n") == [(0, 11), (11, 2)]
    assert sizes("123456789\n", "x\n") == [(0, 10), (10, 2)]
    assert sizes("12345678\n", "x") == [(0, 10)]
    assert sizes("1234\n", "\n", "x\n") == [(0, 6), (6, 2)]
    assert sizes("123\n", "\n", "x\n") == [(0, 5), (5, 2)]
    assert sizes("12\n", "\n", "x\n") == [(0, 6)]
    assert sizes("1234\n", " \n", "5\n", "\n", "x\n") == [(0, 7), (7, 5)]
    assert sizes() == []
    assert sizes("x") == [(0, 1)]
    assert [start for start, _ in blocks(["x" * 400_000 + "\n"] * 5)] == [0, 1_200_003]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_lines_of_a_text_have_the_mentions_of_the_text(store: Store, workers: int) -> None:
    lines = [text + "\n" for text in TEXTS]
    found = list(annotate_lines(store, lines, same, workers=workers, kind="city"))
    assert found == toponyms.annotate("".join(lines), kind="city")
    assert len(found) == 40


def test_spans_are_those_of_the_whole_text(store: Store) -> None:
    lines = [text + "\n" for text in TEXTS]
    text = "".join(lines)
    found = list(annotate_lines(store, lines, same, whole=40))
    assert len(found) == 80
    for mention in found:
        assert text[mention.start : mention.end] == mention.surface
    assert {text[m.name_start : m.name_end] for m in found} == {"Kharkiv", "Сумській"}


def test_records_keep_their_other_fields(store: Store) -> None:
    lines = [json.dumps({"id": n, "text": text}).encode() for n, text in enumerate(TEXTS[:4])]
    found = [json.loads(line.text) for line in annotate_records(store, lines, field="text")]
    assert [record["id"] for record in found] == [0, 1, 2, 3]
    assert [m["surface"] for m in found[2]["mentions"]] == ["Сумській області"]
    assert found[2]["mentions"] == [m.to_dict() for m in toponyms.annotate(TEXTS[2])]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"{", "line 2: Expecting property name"),
        (b"[1]", "line 2: not an object"),
        (b"", "line 2: blank"),
        (b" \t", "line 2: blank"),
        (b'{"text": "Lviv", "n": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
        (b'{"text": "Lviv", "n": -1e400}', "the number '-1e400' is out of range"),
        (b'{"text": "Lviv", "n": ' + b"1" * 5000 + b"}", "is out of range"),
        (b'{"text": "Lviv", "n": NaN}', "line 2: NaN is no JSON"),
        (b'"Lviv"', "line 2: not an object"),
        (b'{"text": ["Lviv"]}', "no text in the field 'text', but ['Lviv']"),
        (b'{"id": 1}', "line 2: no text in the field 'text', but None"),
        (b'{"text": 5}', "but 5"),
        (b'{"text": "", "mentions": 1}', "has a field 'mentions' already"),
        (b'{"text": "\xca\xe8"}', "line 2: 'utf-8' codec can't decode"),
    ],
)
def test_a_bad_line_is_given_back_and_ends_nothing(store: Store, line: bytes, error: str) -> None:
    good = b'{"text": "Lviv"}'
    found = list(annotate_records(store, [good, line, good], field="text"))
    assert [one.error is None for one in found] == [True, False, True]
    assert error in str(found[1].error)
    lost = json.loads(found[1].text)
    assert lost["line"] == 2
    assert lost["raw"] == line.decode("utf-8", "backslashreplace")


def test_of_a_line_that_is_too_long_the_beginning_is_given_back(store: Store) -> None:
    line = b'{"text": "' + b"Lviv " * 4_000_000 + b'"}'
    lost = next(annotate_records(store, [line], field="text"))
    assert lost.error == "line 1: longer than 16,777,216 bytes"
    assert json.loads(lost.text)["raw"] == line[:1000].decode()


def test_a_lone_surrogate_stays_an_escape(store: Store) -> None:
    line = rb'{"text": "Lviv \ud800"}'
    found = next(annotate_records(store, [line], field="text"))
    assert found.text.encode().startswith(line[:-1])
    assert json.loads(found.text)["text"] == "Lviv \ud800"


def test_a_mark_of_the_byte_order_is_none_of_the_first_line(store: Store) -> None:
    line = b'\xef\xbb\xbf{"text": "Lviv"}\r\n'
    first, second = annotate_records(store, [line, line], field="text", into="places")
    assert first.error is None
    assert list(json.loads(first.text)) == ["text", "places"]
    assert second.error is not None
    assert second.error.startswith("line 2: Unexpected UTF-8 BOM")
    assert json.loads(second.text)["raw"] == '\ufeff{"text": "Lviv"}'
    assert "Львів" in next(annotate_records(store, ['{"x": "Львів"}'.encode()], field="x")).text


def test_records_are_annotated_as_the_caller_asks(store: Store) -> None:
    lines = [b'{"text": "Lviv, Ukraine"}'] * 70
    for workers in (1, 2):
        found = annotate_records(store, lines, field="text", workers=workers, kind="country")
        surfaces = [[m["surface"] for m in json.loads(line.text)["mentions"]] for line in found]
        assert surfaces == [["Ukraine"]] * 70


@pytest.mark.parametrize("workers", [0, -1, True, 1.0, "2", None])
def test_a_number_of_workers_is_a_whole_one_of_at_least_one(workers: object) -> None:
    with pytest.raises(ValueError, match="workers must be a whole number of at least 1, not "):
        map_ordered(str, [1], workers)  # type: ignore[arg-type]


def test_items_are_read_a_few_chunks_ahead() -> None:
    read = []

    def items() -> Iterator[int]:
        for number in itertools.count():
            read.append(number)
            yield number

    results = map_ordered(str, items(), 2)
    assert read == []
    assert [next(results) for _ in range(129)] == list(map(str, range(129)))
    assert 256 <= len(read) <= 1152
    results.close()  # type: ignore[attr-defined]


def test_the_command_annotates_json_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text('{"n": 1, "text": "у Львові"}\nno JSON\n', encoding="utf-8")
    assert main(["annotate", str(path), "--field", "text", "--into", "places"]) == 2
    captured = capsys.readouterr()
    first, second = map(json.loads, captured.out.splitlines())
    assert (first["n"], first["places"][0]["text"]) == (1, "Львові")
    assert second["raw"] == "no JSON"
    assert captured.err.startswith("line 2: ")


def test_options_are_those_of_the_call(store: Store) -> None:
    within = ["Полтавська область"]
    found = annotate_many(store, ["село Іванівка"] * 2, within=within)
    first = next(found)[0].resolution.candidates[0].place
    within[0] = "Харківська область"
    assert next(found)[0].resolution.candidates[0].place == first


def test_kinds_may_come_from_an_iterator(store: Store) -> None:
    assert list(ids(store, ["Київ", "Xyzzy"], kind=iter(["city"]))) == ["UA80000000000093317", None]


def test_a_name_that_is_no_string_is_told_by_its_type(store: Store) -> None:
    with pytest.raises(TypeError, match="text must be a string"):
        list(ids(store, ["Київ", ["x"]]))  # type: ignore[list-item]
