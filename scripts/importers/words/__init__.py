"""Writers of word tables of the package, `toponyms/rules/*.tsv`, from packages that are pinned
and from tables that people write.

A module is called after the table that it writes, and has `run()`, which writes it and prints its
length. All read the compiled gazetteer, so they come after the tables are compiled, and what they
write counts from the next compilation on.
"""

from typing import Final

TABLES: Final = (
    *("abroad", "cities_abroad", "regions_abroad", "words", "feminine", "given_names"),
    *("surnames", "generics_latin", "joiners_latin"),
)
EXTRAS: Final = "import,words"
