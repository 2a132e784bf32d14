"""Digests of full answers, `cases/answers.tsv`, for changes that should alter no answer.

A line is a call of the package, its arguments as JSON, and the beginning of the SHA-256 of the
whole answer as JSON (``to_dict``; numbers rounded to six places). Where an answer was meant to
change, write the file anew and see in the diff which ones did::

    python tests/support/answers.py

The questions are those of the other cases, and names from all over the gazetteer. They stay the
same when the file is written anew; with ``--ask`` they are chosen anew too.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final, NamedTuple

import toponyms
from paths import CASES

FILE: Final = CASES / "answers.tsv"
HEADER: Final = ("call", "arguments", "digest")
_DIGITS: Final = 12
_PLACES: Final = 6
"""Decimals of a number that count; a sum of floats may differ in later ones."""
_EVERY: Final = 61
"""One place in so many is asked for; a prime, since the registers have regular runs."""


class Question(NamedTuple):
    """A call of the package."""

    call: str
    arguments: tuple[Any, ...]

    def answer(self) -> Any:
        """What the package answers, in JSON's types."""
        return CALLS[self.call](*self.arguments)


def _plain(answers: Sequence[Any]) -> list[Any]:
    return [answer.to_dict() for answer in answers]


CALLS: Final[dict[str, Callable[..., Any]]] = {
    "resolve": lambda text, options: _resolved(toponyms.resolve(text, **options)),
    "annotate": lambda text, options: _plain(toponyms.annotate(text, **options)),
    "search": lambda prefix: _plain(toponyms.search(prefix)),
    "history": lambda id: _plain(toponyms.history(id)),
    "deromanize": lambda text: _plain(toponyms.deromanize(text)),
    "inflect": lambda name, case, language: _plain(toponyms.inflect(name, case, language)),
}


def _resolved(resolution: toponyms.Resolution) -> Any:
    """A resolution with its full scores, of which `to_dict` gives only four decimals."""
    scores = [candidate.score for candidate in resolution.candidates]
    return [resolution.to_dict(), scores]


def _rounded(value: Any) -> Any:
    """A value with its numbers rounded to `_PLACES`."""
    if isinstance(value, float):
        return round(value, _PLACES)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def digest(question: Question) -> str:
    """The digest of the answer to a question."""
    text = json.dumps(_rounded(question.answer()), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def read() -> list[tuple[Question, str]]:
    """The questions of the file with the digests of their answers."""
    _, *lines = FILE.read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        call, arguments, expected = line.split("\t")
        found.append((Question(call, tuple(json.loads(arguments))), expected))
    return found


def write(questions: Sequence[Question]) -> None:
    """Writes the file."""
    lines = [HEADER]
    for question in questions:
        arguments = json.dumps(question.arguments, ensure_ascii=False)
        lines.append((question.call, arguments, digest(question)))
    FILE.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")


# Choosing the questions


def _rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of a file of cases, by column."""
    header, *lines = (CASES / file).read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            yield dict(zip_longest(header.split("\t"), line.split("\t"), fillvalue=""))


def _of_cases() -> Iterator[Question]:
    for file in ("resolve", "whole", "regions", "noise", "unknown"):
        for row in _rows(f"{file}.tsv"):
            within = row.get("within")
            yield Question("resolve", (row["query"], {"within": within} if within else {}))
    from notation import read_texts

    for file in ("texts.txt", "lists.txt", "contexts.txt", "languages.txt"):
        for text in read_texts(file):
            options = {"within": text.within} if text.within else {}
            yield Question("annotate", (text.text, options))
    for file in ("negatives", "persons_and_words"):
        for row in _rows(f"{file}.tsv"):
            yield Question("annotate", (row["text"], {}))


def _of_places() -> Iterator[Question]:
    """Questions about places from all over the gazetteer: one name bare, one within its parent."""
    for place in list(toponyms.Gazetteer.open())[::_EVERY]:
        first, last = place.toponyms[0], place.toponyms[-1]
        yield Question("history", (place.id,))
        yield Question("resolve", (first.text, {}))
        yield Question("resolve", (last.text, {"within": place.parent} if place.parent else {}))
        if place.kind == "village":
            options = {"kind": "settlement", "on": "2016", "language": last.language[:2]}
            yield Question("resolve", (first.text, options))
            # A letter left out: near misses.
            yield Question("resolve", (first.text[:2] + first.text[3:], {"within": place.parent}))
        if last.script == "Latn":
            yield Question("deromanize", (last.text,))
        if first.language in ("uk", "ru") and place.kind != "hromada":
            yield Question("inflect", (first.text, "locative", first.language))
            yield Question("inflect", (first.text, "genitive", first.language))
        if place.kind in ("city", "oblast", "raion", "hromada", "selyshche", "river"):
            yield Question("search", (first.text[:4],))
            yield Question("annotate", (f"Вчора у {first.text} було тихо.", {}))


def chosen() -> list[Question]:
    """The questions to ask, each once."""
    asked: dict[str, Question] = {}
    for question in (*_of_cases(), *_of_places()):
        asked.setdefault(json.dumps(question), question)
    order = list(CALLS)
    return sorted(asked.values(), key=lambda question: order.index(question.call))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Write tests/cases/answers.tsv anew.",
        epilog="example: python tests/support/answers.py",
    )
    parser.add_argument("--ask", action="store_true", help="choose the questions anew, too")
    options = parser.parse_args()
    questions = chosen() if options.ask else [question for question, _ in read()]
    write(questions)
    print(f"{len(questions):,} answers in {FILE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
