"""A damaged file is refused when it is opened, and a whole one is read through once."""

import os
import random
from pathlib import Path

import pytest

from measuring.damage import damaged
from small import WriteTables
from toponyms.compile.build import compile_tables
from toponyms.model import GazetteerError
from toponyms.store import intact
from toponyms.store.format import PREFIX
from toponyms.store.store import Store

DAMAGED = 400


@pytest.fixture
def compiled(write_tables: WriteTables, tmp_path: Path) -> Path:
    return Path(compile_tables(write_tables(), tmp_path / "out"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The files that were read through; nothing is remembered at first."""
    through: list[str] = []
    verify = Store.verify

    def noted(store: Store) -> None:
        through.append(os.path.basename(store.path))
        verify(store)

    monkeypatch.setattr(Store, "verify", noted)
    monkeypatch.setattr(intact, "_known", set())
    monkeypatch.setenv("TOPONYMS_CACHE", str(tmp_path / "cache"))
    return through


def old(path: Path) -> Path:
    """The file as if it had been written long ago."""
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


def used(path: Path) -> bytes:
    """The bytes of a file that mean something, with zeros for those that do not."""
    data = bytearray(path.read_bytes())
    meant = bytearray(len(data))
    store = Store(str(path))
    header = PREFIX.unpack_from(data)[4]
    runs = [(0, PREFIX.size - 4), (PREFIX.size, header)]
    runs += [(offset, extent) for offset, extent, _ in store._header.sections.values()]
    for offset, extent in runs:
        meant[offset : offset + extent] = data[offset : offset + extent]
    return bytes(meant)


def test_damage_is_noticed_wherever_it_means_something(compiled: Path) -> None:
    whole, chance = compiled.read_bytes(), random.Random(19)
    noticed = 0
    for number in range(DAMAGED):
        path = compiled.with_name(f"{number}.bin")
        path.write_bytes(damaged(whole, chance))
        try:
            Store(str(path))
        except GazetteerError:
            noticed += 1
        else:
            assert used(path) == used(compiled)
    assert noticed >= DAMAGED * 0.9


def test_a_file_is_read_through_once(compiled: Path, read: list[str]) -> None:
    old(compiled)
    for _ in range(3):
        Store(str(compiled))
    assert read == ["gazetteer.bin"]
    intact._known.clear()  # as in another process
    Store(str(compiled))
    assert read == ["gazetteer.bin"]


def test_a_file_that_was_written_again_is_read_again(compiled: Path, read: list[str]) -> None:
    Store(str(old(compiled)))
    data = bytearray(compiled.read_bytes())
    data[-9] ^= 0xFF
    compiled.write_bytes(data)
    with pytest.raises(GazetteerError, match=r"section string is damaged; reinstall toponyms"):
        Store(str(compiled))
    assert len(read) == 2


def test_a_file_of_this_moment_is_not_remembered(compiled: Path, read: list[str]) -> None:
    """It may be written again within the same tick of the clock of the file system."""
    for _ in range(2):
        Store(str(compiled))
    assert len(read) == 2


def test_without_a_cache_folder_each_process_reads_it(
    compiled: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOPONYMS_CACHE", "")
    old(compiled)
    for _ in range(2):
        Store(str(compiled))
    intact._known.clear()
    Store(str(compiled))
    assert len(read) == 2
