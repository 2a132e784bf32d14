"""The command rewrite: bytes in, bytes out, and nothing lost."""

import json
import stat
from pathlib import Path

import pytest

from toponyms.cli import main

Capture = pytest.CaptureFixture[str]
TEXT = "\ufeffБої в Артемівську.\r\nМій рідний Дніпродзержинськ далеко.\n"
AFTER = "\ufeffБої в Бахмуті.\r\nМій рідний Дніпродзержинськ далеко.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_bytes(TEXT.encode())
    return path


def run(*arguments: object) -> int:
    return main(["rewrite", *map(str, arguments), "--policy", "uk-official"])


def test_a_text_is_written_in_place_and_the_rest_is_the_same(news: Path, capsys: Capture) -> None:
    news.chmod(0o640)
    assert run(news, "--in-place", "--report", "-") == 0
    assert news.read_bytes() == AFTER.encode()
    assert stat.S_IMODE(news.stat().st_mode) == 0o640
    told = capsys.readouterr().err
    assert "1 changed, 1 left" in told
    assert "2\tДніпродзержинськ\tUA12040150010056523\tof another gender" in told


def test_what_needs_no_change_is_not_written(news: Path) -> None:
    news.write_bytes(AFTER.encode())
    before = news.stat()
    assert run(news, "--in-place") == 0
    assert news.stat().st_mtime_ns == before.st_mtime_ns


def test_a_check_writes_nothing_and_says_so(news: Path) -> None:
    assert run(news, "--check") == 3
    assert news.read_bytes() == TEXT.encode()


def test_a_diff_and_the_changes_as_json(news: Path, capsys: Capture) -> None:
    assert run(news, "--diff") == 0
    assert "+\ufeffБої в Бахмуті." in capsys.readouterr().out
    assert run(news, "--json") == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["old"], change["new"], change["case"]) == ("Артемівську", "Бахмуті", "locative")


def test_a_report_never_takes_the_place_of_the_text(news: Path, capsys: Capture) -> None:
    assert run(news, "--in-place", "--report", news) == 2
    assert run(news, "-o", news.with_name("o.txt"), "--report", news.with_name("o.txt")) == 2
    assert run(news, "--in-place", "--report", news.parent / "missing" / "left.tsv") == 2
    assert news.read_bytes() == TEXT.encode()
    assert "that is the text" in capsys.readouterr().err


def test_another_encoding(news: Path, capsys: Capture) -> None:
    news.write_bytes("Бої в Артемівську.\n".encode("cp1251"))
    assert run(news) == 2
    assert "line 1 is not utf-8; give --encoding, such as cp1251" in capsys.readouterr().err
    assert run(news, "--encoding", "cp1251", "--in-place") == 0
    assert news.read_bytes().decode("cp1251") == "Бої в Бахмуті.\n"
    news.write_bytes("Тихо, Дніпродзержинськ.\n".encode("iso-8859-5"))
    assert run(news, "--encoding", "iso-8859-5", "--in-place") == 2
    assert "iso-8859-5 lacks the letter '’'" in capsys.readouterr().err
    assert run(news, "--encoding", "utf-77") == 2
    assert "there is no encoding 'utf-77'" in capsys.readouterr().err


def test_wrong_arguments(news: Path, capsys: Capture) -> None:
    assert main(["rewrite", "-", "--policy", "uk-official", "--in-place"]) == 2
    assert main(["rewrite", str(news), "--policy", "uk-oficial"]) == 2
    assert "did you mean 'uk-official'?" in capsys.readouterr().err
    assert run(news, "--first", "{old}") == 2
    assert "has to have {new} once" in capsys.readouterr().err
