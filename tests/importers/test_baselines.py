"""The tools that the evaluation compares with: they answer as they would to their users."""

from pathlib import Path
from typing import Any

import pytest

from measuring import baselines
from toponyms.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def units(gazetteer: Gazetteer) -> baselines.Units:
    return baselines.Units(gazetteer)


def row(text: str, level: str = "settlement", **context: str) -> dict[str, Any]:
    return {"text": text, "level": level, "context": context}


def test_an_exact_look_up_knows_the_official_name_only(units: baselines.Units) -> None:
    tool = baselines.katottg(units)
    assert tool(row("Харків")).place is not None
    assert tool(row("ХАРКІВ")).only
    assert tool(row("Kharkov")).place is None
    assert not tool(row("Іванівка")).only


def test_a_context_that_is_an_official_name_narrows(units: baselines.Units) -> None:
    tool = baselines.katottg(units)
    kherson = units.gazetteer.place("pcode:UA65").id
    inside = tool(row("Іванівка", oblast="Херсонська область")).place
    anywhere = tool(row("Іванівка", oblast="somewhere in Kherson")).place
    assert inside is not None
    assert anywhere is not None
    assert kherson in units.ancestors[inside.id]
    assert kherson not in units.ancestors[anywhere.id]


def test_the_most_alike_name_is_always_an_answer(units: baselines.Units) -> None:
    place = baselines.extract_one(units)(row("Kharkivv")).place
    assert place is not None
    assert place.name() == "Харків"


def test_admin_levels_know_their_level(units: baselines.Units) -> None:
    pytest.importorskip("hdx.location.adminlevel", reason="needs pip install -e '.[baselines]'")
    tool = baselines.admin_level(units)
    place = tool(row("Cherkaska", level="oblast")).place
    assert place is not None
    assert place.kind == "oblast"
    assert tool(row("Cherkasy")).place is None


def test_what_is_missing_is_said(units: baselines.Units, tmp_path: Path) -> None:
    with pytest.raises(baselines.Missing, match=r"ua_populated_places\.csv"):
        baselines.geonames(units, tmp_path)
