"""Text that came through the wrong encoding or keyboard: what it was before.

Both slips are told by their results. UTF-8 that was read in another encoding is a row of letters
that hardly any language has (``Ð¥Ð°Ñ€ÐºÑ–Ð²``), and that decodes; text that was typed on the wrong
keyboard (``{fhrsd``) means nothing as it stands, and a name where it should have been typed. So
neither is tried on a name that is known as it stands. The keyboards are in `rules/keyboards.tsv`.
"""

from collections.abc import Iterator
from functools import cache

from toponyms.rules import table
from toponyms.typed import Final, NamedTuple

SHORTEST: Final = 4
"""Characters, without spaces, from which a name is tried; three are too often some other word."""

# The encoding that text was read in, and the one it was written in.
_CONFUSED: Final = (
    ("cp1252", "utf-8"),
    ("cp1251", "utf-8"),
    ("koi8-r", "utf-8"),
    ("cp866", "utf-8"),
    ("cp1252", "cp1251"),
    ("cp1252", "koi8-u"),
    ("cp1251", "koi8-u"),
    ("koi8-u", "cp1251"),
    ("cp866", "cp1251"),
)


class Reading(NamedTuple):
    """What a text may have been."""

    text: str
    rule: str
    """``encoding`` or ``keyboard``."""
    how: str
    """What went wrong, in words."""


def _bytes(text: str, encoding: str) -> bytes | None:
    """The bytes that were read as this text; a byte that the encoding lacks stands for itself."""
    found = bytearray()
    for character in text:
        try:
            found += character.encode(encoding)
        except UnicodeEncodeError:
            if not 0x80 <= ord(character) <= 0x9F:
                return None
            found.append(ord(character))
    return bytes(found)


def encodings(text: str) -> Iterator[Reading]:
    """What a text was, if it was read in a wrong encoding; only readings that are printable."""
    if text.isascii():
        return
    for taken_for, was in _CONFUSED:
        found = _bytes(text, taken_for)
        if found is None:
            continue
        try:
            decoded = found.decode(was)
        except UnicodeDecodeError:
            continue
        if decoded != text and decoded.isprintable() and any(map(str.isalpha, decoded)):
            yield Reading(decoded, "encoding", f"{was} read as {taken_for}")


@cache
def _keyboards() -> tuple[tuple[str, dict[int, str]], ...]:
    """For each keyboard, in both directions: what went wrong, and what each character should be."""
    found: list[tuple[str, tuple[str, str]]] = []
    for language, latin, letters in table("keyboards"):
        found.append((f"typed on a keyboard for Latin instead of {language}", (latin, letters)))
        found.append((f"typed on a keyboard for {language} instead of Latin", (letters, latin)))
    return tuple(
        (how, dict(zip(map(ord, keys), typed, strict=True))) for how, (keys, typed) in found
    )


def keyboards(text: str) -> Iterator[Reading]:
    """What a text is if it was typed on another keyboard."""
    if sum(not character.isspace() for character in text) < SHORTEST:
        return
    for how, keys in _keyboards():
        typed = text.translate(keys)
        if typed != text:
            yield Reading(typed, "keyboard", how)
