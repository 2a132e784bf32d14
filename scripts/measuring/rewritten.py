"""How well texts are rewritten: sentences with what an editor makes of them, and real texts, whose
places have to be found again in what comes out.
"""

from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

import toponyms
from measuring.development import Row, read_rows

SENTENCES: Final = Path(__file__).resolve().parents[2] / "tests/cases/rewrite.tsv"
POLICIES: Final = {"uk": "uk-official", "ru": "ru-official", "en": "en-official"}
"""The official names in the language of a text."""


class Sentence(NamedTuple):
    """A sentence, and what it should become."""

    id: str
    language: str
    policy: str
    kind: str
    """``change`` or ``stay``."""
    feature: str
    before: str
    after: str


def sentences() -> list[Sentence]:
    """The sentences of the tests."""
    _, *lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    cells = (line.replace("\\t", "\v").split("\t") for line in lines if line[:1] not in ("", "#"))
    return [Sentence(*(cell.replace("\v", "\t") for cell in row)) for row in cells]


def right_sentences() -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], list[str]]:
    """By language and kind: how many sentences become what they should, of how many; and the wrong
    ones.
    """
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    wrong = []
    for one in sentences():
        found = toponyms.rewrite(one.before, policy=one.policy).text
        every[one.language, one.kind] += 1
        right[one.language, one.kind] += found == one.after
        if found != one.after:
            wrong.append(f"{one.id}: {found}\n    not {one.after}")
    return right, every, wrong


class Again(NamedTuple):
    """What comes of rewriting texts."""

    texts: int
    changed: int
    """Names that were put into another form."""
    found: int
    """Of these, names that mean the same place in the new text, by themselves."""
    twice: int
    """Texts that change once more when they are rewritten again."""
    left: Counter[str]
    """Names that stay, by reason."""
    lost: list[str]


def found_again(path: Path, policies: dict[str, str]) -> Again:
    """Rewrites the texts of a file by the policies of their languages, and annotates what results.

    Args:
        path: of a file of JSON lines with ``text`` and ``language``.
        policies: by language; other texts are left out.
    """
    texts = changed = found = twice = 0
    left: Counter[str] = Counter()
    lost = []
    for row in read_rows(path):
        policy = policies.get(_language(row))
        if policy is None:
            continue
        texts += 1
        result = toponyms.rewrite(row["text"], policy=policy)
        left.update(one.reason.partition(":")[0] for one in result.left)
        twice += bool(toponyms.rewrite(result.text, policy=policy).changes)
        mentions = toponyms.annotate(result.text)
        moved = 0
        for change in result.changes:
            start = change.start + moved
            end = start + len(change.new)
            moved += len(change.new) - len(change.old)
            changed += 1
            if any(
                mention.start < end
                and mention.end > start
                and mention.resolution.place is not None
                and mention.resolution.place.id == change.place
                for mention in mentions
            ):
                found += 1
            else:
                lost.append(f"{change.old} to {change.new}")
    return Again(texts, changed, found, twice, left, lost)


def _language(row: Row) -> str:
    return str(row.get("language") or row.get("lang") or "")
