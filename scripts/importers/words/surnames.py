"""Lists the names of settlements that are surnames too: `toponyms/rules/surnames.tsv`.

Many a village is called like a person (Бондар, Кравець, Ковальчук), and a text that has the bare
name hardly ever means the village. The surnames are those of names-translator (MIT), Ukrainian ones
from documents with their Russian forms; listed are the Cyrillic ones that a settlement bears as its
name in the nominative, now or once. A surname in a case, Глухова, looks like a case of a name; such
are left out unless a settlement is called just that.
"""

from collections.abc import Iterator
from typing import Final

from names_translator.dicts import default_dicts

from importers.tables import check_package, write_rules
from importers.words.given_names import TRANSLATOR
from toponyms.model import KINDS, SETTLEMENT_KINDS
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.fold import fold

SHORTEST: Final = 3
"""Letters of a name; shorter ones are abbreviations."""


def surnames() -> Iterator[str]:
    """The surnames, and their Russian forms."""
    for ukrainian, russian in default_dicts().as_dict("last").items():
        yield ukrainian
        yield from russian


def of_a_settlement(store: Store, key: str) -> bool:
    """Whether a settlement bears a folded name as it stands."""
    return any(
        KINDS[store.kind[posting.place]] in SETTLEMENT_KINDS
        and store.derivations_at(posting.derivations)[0].form == "nominative"
        for posting in store.find(key)
    )


def run() -> None:
    """Writes the table and prints its length."""
    check_package("names-translator", TRANSLATOR)
    store = Store(DEFAULT_PATH)
    keys = {fold(name) for name in surnames() if name.isalpha() and len(name) >= SHORTEST}
    found = sorted(key for key in keys if of_a_settlement(store, key))
    write_rules("surnames", ("name", *found))
    print(f"{len(found):,} surnames")
