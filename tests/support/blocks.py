"""The Python blocks of the README and of the pages of docs/, and how they are run.

A block may stand behind ``<!-- needs pyspark -->``: it runs where those modules are installed. The
blocks of a page share their names, in their order.
"""

import doctest
import re
from importlib.util import find_spec
from typing import NamedTuple

from paths import ROOT

_BLOCK = re.compile(r"(?:<!-- needs ([\w ]+) -->\n+)?```python\n(.*?)```", re.DOTALL)


class Block(NamedTuple):
    """Lines as typed at a prompt, with what they print."""

    code: str
    needs: tuple[str, ...]
    """Modules that the extra `test` does not bring."""

    def missing(self) -> list[str]:
        """The modules that it needs and that are not installed."""
        return [module for module in self.needs if find_spec(module) is None]


def blocks(page: str) -> list[Block]:
    """The blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [Block(code, tuple(needs.split())) for needs, code in _BLOCK.findall(text)]


def run(given: list[Block], page: str) -> None:
    """Runs blocks one after the other; fails if one prints something else than it says."""
    parser, scope = doctest.DocTestParser(), dict[str, object]()
    for block in given:
        test = parser.get_doctest(block.code, scope, page, page, 0)
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        runner.run(test, clear_globs=False)
        assert runner.summarize(verbose=False).failed == 0
        scope = test.globs
