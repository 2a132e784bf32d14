"""Names made from the register by a rule, each with the place that it means.

What people write differs from the register in ways that a rule can imitate, and then the right
answer is known for as many names as one likes, and none is known from a source. What the rules do
not imitate they do not measure. Each module here imitates one way of writing: `typewords`,
`abridged` names and addresses, `older` spelling; a seed draws the same names each time.
"""

from collections.abc import Iterator

import toponyms
from measuring.generated import abridged, older, typewords
from measuring.generated.asked import Asked


def tables(gazetteer: toponyms.Gazetteer) -> Iterator[tuple[str, dict[str, list[Asked]]]]:
    """The title of each table of names, and its names by group."""
    yield from typewords.tables(gazetteer)
    yield "Abridged names and addresses", abridged.groups(gazetteer)
    yield "Older Polish spelling", older.groups(gazetteer)
