"""The expanded names of an overlay are kept, and never out of date."""

from pathlib import Path

import pytest

import toponyms
from toponyms.compile import own_names, spellings
from toponyms.gazetteer import Gazetteer
from toponyms.model import TableError

KYIV = "UA80000000000093317"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("TOPONYMS_CACHE", str(folder))
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(f"place\ttext\tlanguage\n{KYIV}\tМатір міст\tuk\n", encoding="utf-8")
    return path


def means_kyiv(mine: Path) -> bool:
    gazetteer = Gazetteer.open(extra=mine)
    place = toponyms.resolve("Матір міст", gazetteer=gazetteer).place
    return place is not None and place.id == KYIV


def refuse(*arguments: object) -> None:
    raise AssertionError("expanded again")


def test_names_are_expanded_once(cache: Path, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert means_kyiv(mine)
    assert len(list(cache.glob("*.names"))) == 1
    monkeypatch.setattr(own_names, "expanded", refuse)
    assert means_kyiv(mine)


def test_other_names_are_expanded_anew(cache: Path, mine: Path) -> None:
    assert means_kyiv(mine)
    mine.write_text(f"place\ttext\tlanguage\n{KYIV}\tМамо міст\tuk\n", encoding="utf-8")
    assert not means_kyiv(mine)
    assert len(list(cache.glob("*.names"))) == 2


@pytest.mark.parametrize("damage", ["cut", "changed", "empty"])
def test_a_damaged_file_is_written_anew(cache: Path, mine: Path, damage: str) -> None:
    assert means_kyiv(mine)
    (kept,) = cache.glob("*.names")
    whole = kept.read_bytes()
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    kept.write_bytes({"cut": whole[:middle], "changed": changed, "empty": b""}[damage])
    assert means_kyiv(mine)
    assert kept.read_bytes() == whole


def test_nothing_is_kept_where_there_is_no_folder(
    mine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOPONYMS_CACHE", "")
    assert means_kyiv(mine)
    monkeypatch.setenv("TOPONYMS_CACHE", str(mine / "not a folder"))
    assert means_kyiv(mine)
    assert [*tmp_path.iterdir()] == [mine]


def test_a_few_files_are_kept(cache: Path, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toponyms.store.cache._MOST", 2)
    for text in ("А", "Б", "В", "Г"):
        mine.write_text(f"place\ttext\n{KYIV}\t{text}\n", encoding="utf-8")
        Gazetteer.open(extra=mine)
    assert len(list(cache.glob("*.names"))) == 2


def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "mine" / "names.tsv").mkdir(parents=True)
    with pytest.raises(TableError, match=r"names\.tsv: cannot be read: Is a directory$"):
        Gazetteer.open(extra=tmp_path / "mine")


def test_names_romanized_ahead_are_spelled_as_one_by_one() -> None:
    names = [("Київ", "uk"), ("ЗАЕС", "uk"), ("Київ", "ru"), ("Нова Гута-2", "uk"), ("Kyiv", "pl")]
    single = [list(spellings.latin(*name)) for name in names]
    spellings.romanize_ahead(names)
    assert [list(spellings.latin(*name)) for name in names] == single
    spellings.romanize_ahead([])
    assert [list(spellings.latin(*name)) for name in names] == single
