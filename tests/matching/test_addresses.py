"""An address taken apart by its letters: places, streets, houses."""

import pytest

from toponyms.matching.addresses import address, parse
from tsv import rows


@pytest.mark.parametrize(("text", "parts", "unused"), rows("address_parts.tsv"))
def test_the_parts_of_an_address(text: str, parts: str, unused: str) -> None:
    found = parse(text)
    shown = [f"{part.name} № {part.house}" if part.house else part.name for part in found.parts]
    assert " | ".join(shown) == parts
    assert " | ".join(found.unused) == unused


def test_the_parts_that_may_be_names_keep_their_numbers() -> None:
    assert address("1 Травня, Khreshchatyk 22, Kyiv") == ["1 Травня", "Khreshchatyk 22", "Kyiv"]


def test_a_text_without_commas_keeps_its_numbers() -> None:
    assert address("Kyiv-1") == ["Kyiv-1"]
    assert address("") == []
