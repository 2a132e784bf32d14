"""Whose a spelling is: Ukrainian-derived, Russian-derived, shared, or another language's."""

import pickle

import pytest

import toponyms
from toponyms.model import Usage
from tsv import rows


def usage(text: str) -> Usage:
    best = toponyms.resolve(text).best
    assert best is not None
    return best.spelling.usage


@pytest.mark.parametrize(("text", "origin", "status"), rows("usage.tsv"))
def test_whose_a_spelling_is(text: str, origin: str, status: str) -> None:
    assert usage(text)[:2] == (origin, status)


def test_each_question_has_its_answer() -> None:
    kirovograd, poltava = usage("Kirovograd"), usage("Poltava")
    assert (kirovograd.russian, kirovograd.ukrainian, kirovograd.former) == (True, False, True)
    assert (poltava.neutral, poltava.official, poltava.former) == (True, True, False)
    assert usage("Lwów").languages == ("en", "pl")


def test_a_label_of_an_occupation_administration_is_told() -> None:
    assert usage("ДНР") == ("neutral", "variant", ("ru", "uk"), True)
    assert not usage("Донецька область").occupation_label


def test_a_mention_has_it_too() -> None:
    text = "From Kiev to Kharkiv."
    found = [mention.resolution.best for mention in toponyms.annotate(text)]
    assert [best and best.spelling.usage.origin for best in found] == ["ru", "uk"]
    many = toponyms.annotate_many([text] * 200, workers=2)
    assert {one[0].resolution.candidates[0].spelling.usage.origin for one in many} == {"ru"}


def test_it_is_in_the_json_form_and_travels() -> None:
    best = toponyms.resolve("Lemberg").best
    assert best is not None
    told: dict[str, object] = {
        "origin": "other",
        "status": "variant",
        "languages": ["de", "en", "ro"],
    }
    told["occupation_label"] = False
    assert best.spelling.to_dict()["usage"] == told
    assert pickle.loads(pickle.dumps(best.spelling)).usage == best.spelling.usage
