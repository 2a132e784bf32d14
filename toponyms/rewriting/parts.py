"""Which parts of a file are text: what its format marks up is read as if it were blank.

A *view* of a text has its length, so that what stands at an offset of the one stands at that of the
other; tags, commands, code, addresses and times are spaces in it.
"""

import os
import re

from toponyms.arguments import hint
from toponyms.model import shown
from toponyms.typed import Final

_HTML: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|code|pre|kbd|samp|var|textarea|title-url)\b[^>]*>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|</?[a-zA-Z][^<>]*>|<[!?][^<>]*>"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});",
    re.DOTALL | re.IGNORECASE,
)
"""Comments, elements whose content is no text, tags and entities."""
_MARKDOWN: Final = re.compile(
    r"\A ?---\r?\n.*?\r?\n---(?=\r?\n|\Z)"
    r"|^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*\r?$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).{1,5000}?(?<!`)(?P=ticks)(?!`)"
    r"|(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|(?<=\])\[[^\]\n]*\]"
    r"|^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[^\n]*"
    r"|<(?:https?|mailto)[^<>\s]*>",
    re.DOTALL | re.MULTILINE,
)
"""Front matter, code, the targets of links."""
_LATEX: Final = re.compile(
    r"(?<!\\)%[^\n]*"
    r"|\\begin\{(?P<raw>verbatim\*?|lstlisting|minted|comment)\}.*?(?:\\end\{(?P=raw)\}|\Z)"
    r"|\\verb\*?(?P<bar>[^\w\s])[^\n]{0,500}?(?P=bar)"
    r"|\\(?:label|ref|eqref|pageref|autoref|cref|Cref|cite\w*|nocite|url|path|input|include\w*|bibliography\w*"
    r"|usepackage|documentclass|begin|end|hypersetup|graphicspath|pgfkeys)\*?(?:\[[^\]]*\])*(?:\{[^{}]*\})?"
    r"|\\href\{[^{}]*\}"
    r"|(?<!\\)\$\$.{0,5000}?\$\$|(?<!\\)\$[^$\n]*\$|\\\[.{0,5000}?\\\]|\\\(.{0,500}?\\\)"
    r"|\\[a-zA-Z@]+\*?|\\[^a-zA-Z\s]|~",
    re.DOTALL,
)
"""Comments, verbatim text, the arguments that are no text, formulas and commands."""
_TIMED: Final = re.compile(
    r"^[^\n]*-->[^\n]*$|^\d+[ \t]*\r?$|\AWEBVTT[^\n]*|^(?:NOTE|STYLE|REGION)\b.*?(?=\n\r?\n|\Z)"
    r"|<[^<>\n]*>|\{\\[^{}\n]*\}",
    re.DOTALL | re.MULTILINE,
)
"""Numbers and times of subtitles, notes and tags."""

_FORMATS: Final = {
    "text": (),
    "markdown": (_MARKDOWN, _HTML),
    "html": (_HTML,),
    "latex": (_LATEX,),
    "srt": (_TIMED,),
    "vtt": (_TIMED,),
}
FORMATS: Final = tuple(_FORMATS)
"""What a file may be."""
_ENDINGS: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".latex": "latex",
    ".srt": "srt",
    ".vtt": "vtt",
}


def format_of(path: str) -> str:
    """What a file is by its name; text if the name does not say.

    >>> format_of("notes/Readme.MD"), format_of("-")
    ('markdown', 'text')
    """
    return _ENDINGS.get(os.path.splitext(path)[1].lower(), "text")


def view(text: str, format: str = "text") -> str:
    """A text as it is read: of its length, with spaces where its format has no text.

    Args:
        text: the text.
        format: one of `FORMATS`.

    Raises:
        ValueError: there is no such format; the message lists those there are.

    >>> view('<a href="/Kiev">Kiev</a>', "html")
    '                Kiev    '
    """
    if format not in _FORMATS:
        allowed, close = ", ".join(FORMATS), hint(str(format), FORMATS)
        raise ValueError(f"unknown format {shown(format)}; allowed are {allowed}{close}")
    seen = text.replace("\ufeff", " ")
    if format == "markdown":
        seen = _without_indented_code(seen)  # first: what is blank later is no indent
    for pattern in _FORMATS[format]:
        seen = pattern.sub(_blank, seen)
    return seen


def _without_indented_code(text: str) -> str:
    """A text of Markdown without the code that is told by its indent: what follows a blank line and
    is no part of a list.
    """
    lines = text.splitlines(keepends=True)
    listed, blank_before = False, True
    for index, line in enumerate(lines):
        if not line.strip():
            blank_before = True
            continue
        if _ITEM.match(line):
            listed = True
        elif not _INDENT.match(line):
            listed = False
        elif blank_before and not listed:
            lines[index] = re.sub(r"[^\r\n]", " ", line)
            continue  # the next line of the code is code, too
        blank_before = False
    return "".join(lines)


_INDENT: Final = re.compile(r" {4}|\t")
_ITEM: Final = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s")


def _blank(found: re.Match[str]) -> str:
    """Spaces in place of what was found, with the ends of its lines."""
    return re.sub(r"[^\n]", " ", found[0])
