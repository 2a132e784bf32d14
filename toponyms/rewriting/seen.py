"""A text as it is read to be rewritten, with the policy that it is to follow."""

import re
from bisect import bisect_right
from itertools import accumulate

from toponyms.language.cues import languages_of
from toponyms.naming.policies import Policy
from toponyms.rewriting import keeping
from toponyms.rewriting.grammar import LANGUAGES
from toponyms.store.store import Store
from toponyms.text.script import APOSTROPHES
from toponyms.text.words import tokens
from toponyms.typed import Final

ANY_APOSTROPHE: Final = re.compile(f"[{''.join(APOSTROPHES)}]")
_APOSTROPHE: Final = re.compile(rf"(?<=[^\W\d_])([{''.join(APOSTROPHES)}])(?=[^\W\d_])")


class Seen:
    """A text, the policy that it is to follow, and what is known of all of it."""

    def __init__(
        self, store: Store, text: str, chosen: Policy, on: str | None, keep_quotes: bool
    ) -> None:
        self.store = store
        self.text = text
        """As it is read, see `toponyms.rewriting.parts.view`."""
        self.policy = chosen
        self.on = on
        self.language = chosen.language.split("-")[0]
        self.cyrillic = chosen.script == "Cyrl"
        quotes = sorted(keeping.quoted(text)) if keep_quotes else []
        self._quotes = [start for start, _ in quotes]
        self._ends = [*accumulate((end for _, end in quotes), max)]
        """For each quotation where it and those that begin before it end at last."""
        self.languages = _languages(text)
        found = _APOSTROPHE.search(text)
        self.apostrophe = found[1] if found else None
        self._masked = keeping.masked(text)
        self._starts = [start for start, _ in self._masked]

    @property
    def grammar(self) -> str:
        """The language whose rules hold for what stands beside a name."""
        return self.language if self.cyrillic else "en"

    @property
    def read(self) -> str:
        """The language of the texts that are rewritten: of a romanization English."""
        romanizes = not self.cyrillic and self.language in LANGUAGES
        return "en" if romanizes else self.language

    def is_masked(self, start: int, end: int) -> bool:
        """True for a name in what is no text."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or self._masked[index][1] <= start:
            return False
        return not keeping.is_tag(self.text, start, end)

    def is_quoted(self, start: int, end: int) -> bool:
        """True for a name in quotation marks that are to be kept."""
        index = bisect_right(self._quotes, start) - 1
        return index >= 0 and self._ends[index] > end

    def is_foreign(self, start: int, end: int, own: str | None) -> bool:
        """Whether the sentence of a name, or else the text, is in other languages.

        Args:
            start, end: of the name.
            own: the language that the name is a form of, if its form tells.
        """
        around = keeping.sentence(self.text, start, end)
        if self.cyrillic:
            said = keeping.by_letters(around) or keeping.by_letters(self.text) or own
            return said != self.language
        languages = _languages(around) or self.languages
        if self.read != "en":
            return self.read not in languages
        return bool(languages) and "en" not in languages and not keeping.is_own(around, "en")


def _languages(text: str) -> frozenset[str]:
    return languages_of([word.key for word in tokens(text)], text)
