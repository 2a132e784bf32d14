"""Reader of the two files that say how large settlements are, each a number by KATOTTG code.

Both are tab separated, as they were joined to the register in public: ``place``, then the column of
numbers, then where these are from.
"""

from pathlib import Path

from importers.tables import fail
from importers.upstream.registers import KATOTTG_CODE


def read_sizes(path: Path, column: str) -> dict[str, int]:
    """KATOTTG code of a settlement to its number.

    Args:
        column: what the second column is called.
    """
    header, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
    if header.split("\t")[:2] != ["place", column]:
        fail(
            f"{path}: header {header!r}",
            f"place, {column} and perhaps more columns, separated by tabs",
            "check the file",
        )
    sizes: dict[str, int] = {}
    for line in lines:
        code, number, *_ = [*line.split("\t"), ""]
        right = number.isascii() and number.isdecimal() and int(number) > 0
        if not KATOTTG_CODE.fullmatch(code) or code in sizes or not right:
            fail(
                f"{path}: {line!r}",
                f"a KATOTTG code that stands once, and a whole number of {column} above zero",
                "check the file",
            )
        sizes[code] = int(number)
    return sizes
