"""A text as words: where each stands, and its folded key.

A word is a run of letters and digits with the apostrophes inside it; a hyphen ends a word.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence, Set
from itertools import accumulate

from toponyms.late import later
from toponyms.text.fold import fold
from toponyms.text.memo import Memo
from toponyms.text.script import APOSTROPHES, INVISIBLE
from toponyms.typed import Final, NamedTuple, overload

_JOINERS: Final = APOSTROPHES.replace("\N{SINGLE LOW-9 QUOTATION MARK}", "")
_MARKS: Final = "\u0300-\u036f" + INVISIBLE
# Runs of letters; a pattern of single letters reads at two thirds of the speed.
_TOKEN: Final = later(
    f"([^\\W_]+(?:(?:[{_MARKS}]++[{_JOINERS}]?|[{_JOINERS}])[^\\W_]+)*[{_MARKS}]*)"
)
_KEYS: Final = Memo(fold)


class Token(NamedTuple):
    """A word of a text; offsets count code points."""

    start: int
    end: int
    key: str
    """The word, folded."""
    dotted: bool
    """True if a full stop follows at once."""


def _pieces(text: str) -> list[str]:
    """What is between words, and words, in turn: one word, as most names are, needs no pattern."""
    return ["", text, ""] if text.isalnum() else _TOKEN.split(text)


class Words(Sequence[Token]):
    """The words of a text; each becomes a `Token` when it is first looked at.

    Few are looked at, since most words of a text are near no name. With that, and with each word
    folded once however often it occurs, a text takes a quarter of the time of making all tokens.
    """

    __slots__ = ("_bounds", "_key_of", "_made", "_pieces", "_text", "surfaces")

    def __init__(self, text: str, pieces: list[str] | None = None) -> None:
        """Takes the pieces too if they are known: what is between words, and words, in turn."""
        self._text = text
        self._pieces = _pieces(text) if pieces is None else pieces
        self.surfaces: list[str] = self._pieces[1::2]
        """The words as they stand."""
        self._bounds = list(accumulate(map(len, self._pieces)))
        self._made: list[Token | None] = [None] * len(self.surfaces)
        self._key_of: dict[str, str] | None = None

    def __len__(self) -> int:
        return len(self.surfaces)

    def index_at(self, position: int) -> int:
        """Index of the first word that starts at an offset or after it."""
        return (bisect_left(self._bounds, position) + 1) // 2

    @overload
    def __getitem__(self, index: int) -> Token: ...

    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...

    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        made = self._made
        if isinstance(index, slice):
            return [made[i] or self._make(i) for i in range(*index.indices(len(made)))]
        return made[index] or self._make(index % len(made))

    def _make(self, index: int) -> Token:
        start, end = self._bounds[2 * index : 2 * index + 2]
        dotted = self._text[end : end + 1] == "."
        # As Token(...), in two thirds of the time: a text has many of them.
        token = tuple.__new__(Token, (start, end, _KEYS[self.surfaces[index]], dotted))
        self._made[index] = token
        return token

    def key(self, index: int) -> str:
        """A word, folded, for which no `Token` is made."""
        return _KEYS[self.surfaces[index]]

    def phrase(self, first: int, last: int) -> str:
        """The folded words from an index to before another, with spaces between."""
        return " ".join(map(_KEYS.__getitem__, self.surfaces[first:last]))

    def gap(self, index: int) -> str:
        """The text between a word and the one before it."""
        return self._pieces[2 * index]

    def _keys(self) -> dict[str, str]:
        """The folded words by surface, each once: two words in three stand there before."""
        if self._key_of is None:
            self._key_of = {surface: _KEYS[surface] for surface in {*self.surfaces}}
        return self._key_of

    def keys(self) -> set[str]:
        """The folded words, each once."""
        return {*self._keys().values()}

    def among(self, keys: Set[str]) -> list[int]:
        """The indexes of the words that have one of some keys."""
        found = {surface for surface, key in self._keys().items() if key in keys}
        return [i for i, one in enumerate(self.surfaces) if one in found] if found else []

    def parted(self, cuts: set[int], whole: Callable[[str], bool]) -> "Words":
        """The words of the text again, those with a cut inside them as two words: at the first.

        Args:
            cuts: offsets into the text, in code points.
            whole: whether a word with this key stays as it is.
        """
        pieces: list[str] = []
        ordered = sorted(cuts)
        start = 0
        for index, piece in enumerate(self._pieces):
            end = start + len(piece)
            after = bisect_right(ordered, start) if index % 2 else len(ordered)
            cut = ordered[after] if after < len(ordered) else end
            if cut < end and not whole(_KEYS[piece]):
                pieces += [piece[: cut - start], "", piece[cut - start :]]
            else:
                pieces.append(piece)
            start = end
        return Words(self._text, pieces)


def tokens(text: str) -> Words:
    """The words of a text, apostrophes inside them included; a hyphen ends a word."""
    return Words(text)
