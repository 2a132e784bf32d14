"""Texts with their mentions underlined, as in `cases/texts.txt`.

A line of text stands after "| ". Each line of marks under it underlines one mention: ``^`` the
name, ``=`` the type words that belong to the mention; then kind, official Ukrainian name and id.

Facts stand before the text: ``# id:``, ``# lang:``, ``# note:``; ``# within:`` is the context that
the caller gives, ``# xfail:`` the reason why the annotator is known to fail.
"""

import re
from typing import NamedTuple

from paths import CASES

_MARK = re.compile(r"^ *(=*\^+=*) (\w+) (.+) (\S+)$")


class Marked(NamedTuple):
    """A mention that a careful reader marks."""

    start: int
    end: int
    name_start: int
    name_end: int
    kind: str
    name: str
    id: str


class Text(NamedTuple):
    """A text with its mentions."""

    id: str
    language: str
    text: str
    mentions: tuple[Marked, ...]
    within: str | None
    xfail: str | None


def _parse(block: str) -> Text:
    facts = {"lang": "und"}
    lines: list[str] = []
    mentions = []
    offset = 0
    for line in block.splitlines():
        if line.startswith("# "):
            key, _, value = line[2:].partition(": ")
            facts[key] = value
        elif line.startswith("|"):
            offset = sum(len(earlier) + 1 for earlier in lines)
            lines.append(line[2:])
        else:
            mark = _MARK.match(line)
            if mark is None:
                raise ValueError(f"{facts['id']}: no line of text or marks: {line!r}")
            shift = offset - 2
            name = re.search(r"\^+", line)
            assert name
            mentions.append(
                Marked(
                    mark.start(1) + shift,
                    mark.end(1) + shift,
                    name.start() + shift,
                    name.end() + shift,
                    *mark.groups()[1:],
                )
            )
    text, marked = "\n".join(lines), tuple(mentions)
    within, xfail = facts.get("within"), facts.get("xfail")
    return Text(facts["id"], facts["lang"], text, marked, within, xfail)


def read_texts(file: str) -> list[Text]:
    """The texts of a file of `cases/`."""
    blocks = (CASES / file).read_text(encoding="utf-8").split("\n\n")
    return [_parse(block.strip("\n")) for block in blocks if block.strip()]
