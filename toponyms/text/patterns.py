"""Regular expressions that are compiled when they are first used.

To compile one takes a tenth of a millisecond to one and a half; a command that looks one name up
uses few of those of the package.
"""

import re
from typing import Any, cast


class _Later:
    """Stands for a pattern: whatever is asked of it is asked of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._given), name)  # `re` keeps what it has compiled
        setattr(self, name, value)
        return value


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, with the methods and attributes of a compiled one."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
