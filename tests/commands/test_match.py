"""The command match: exit codes, standard streams, outputs that are whole or as before."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sheets import matched, records
from toponyms.cli import main


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Київ", "", "-"], 0),
        (["Київ", "Zarichne"], 3),
        (["Xyzzyq", "Zarichne"], 1),
        (["", "-"], 0),
    ],
)
def test_exit_codes(tmp_path: Path, names: list[str], code: int) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(["n,name", *(f"1,{name}" for name in names)]), encoding="utf-8")
    assert matched(path, "--column", "name")[0] == code


def test_without_a_column_the_command_says_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name\nКиїв\n", encoding="utf-8")
    assert matched(path)[0] == 2
    assert "give --column NAME, or --columns auto" in capsys.readouterr().err
    assert matched(tmp_path / "nothing.csv", "--column", "name")[0] == 2
    assert "nothing.csv: No such file" in capsys.readouterr().err


def test_standard_streams(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "toponyms", "match", "-", "--column", "name"],
        input="\ufeffname\r\nКиїв\r\n".encode(),
        capture_output=True,
        check=True,
    )
    lines = done.stdout.decode().splitlines(True)
    assert lines[0].startswith("\ufeffname,toponym_outcome")
    assert lines[1].startswith("Київ,resolved")
    assert lines[1].endswith("\r\n")
    assert "1 rows: 1 resolved" in done.stderr.decode()


def test_the_sheet_may_be_written_over_itself(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name\nКиїв\n", encoding="utf-8")
    path.chmod(0o640)
    assert matched(path, "--column", "name", out="t.csv")[0] == 0
    assert records(path)[0]["toponym_kind"] == "city"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["t.csv"]


def test_most_frequent_unknown_names_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name\n" + "Xyzzyq\n" * 3 + "Qwxyzq\n", encoding="utf-8")
    matched(path, "--column", "name")
    told = capsys.readouterr().err
    assert "4 rows: 0 resolved, 0 ambiguous, 4 unknown (0.0% of those with a name)" in told
    assert "most frequent unknown: 'Xyzzyq' 3, 'Qwxyzq' 1" in told


def test_processes_write_the_same_sheet(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    names = [f"{name} {n}" for n in range(30) for name in ("Нове", "Мирне", "Київ", "Xyzzyq")]
    path.write_text("\n".join(["name", *names]), encoding="utf-8")
    _, one = matched(path, "--column", "name", out="one.csv")
    _, two = matched(path, "--column", "name", "--workers", "2", out="two.csv")
    assert one.read_bytes() == two.read_bytes()


def test_a_killed_run_leaves_the_old_output(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_text("name\n" + "".join(f"Мирне {n}\n" for n in range(200_000)), encoding="utf-8")
    out.write_text("before", encoding="utf-8")
    command = ["match", str(path), "-o", str(out), "--column", "name"]
    process = subprocess.Popen([sys.executable, "-m", "toponyms", *command], stderr=subprocess.PIPE)
    while len(os.listdir(tmp_path)) < 3 and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert out.read_text("utf-8") == "before"


def test_an_error_half_way_leaves_the_old_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"name\n" + "Київ\n".encode() * 20_000 + b"\xca\xe8\xbf\xe2\n")
    (tmp_path / "out.csv").write_text("before")
    assert matched(path, "--column", "name")[0] == 2
    assert "line 20002: not UTF-8; it looks like cp1251" in capsys.readouterr().err
    assert (tmp_path / "out.csv").read_text() == "before"
    assert sorted(os.listdir(tmp_path)) == ["out.csv", "t.csv"]


def test_strictness_and_codes(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("oblast,raion,name\nДонецька,Волноваський,Мирне\n", encoding="utf-8")
    arguments = ["--column", "name", "--oblast", "oblast", "--raion", "raion", "--codes", "katottg"]
    code, out = matched(path, *arguments)
    assert code == 0
    assert records(out)[0]["toponym_katottg"] == records(out)[0]["toponym_id"]
    code, out = matched(path, *arguments, "--strict")
    assert code == 1
    assert records(out)[0]["toponym_reason"] == "namesakes"


def test_binary_formats_do_not_go_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name\nКиїв\n", encoding="utf-8")
    _, out = matched(path, "--column", "name", out="t.parquet")
    capsys.readouterr()
    assert main(["match", str(out), "--column", "name", "--prefix", "x_"]) == 2
    assert "parquet is no text for standard output: give -o OUT" in capsys.readouterr().err


def test_standard_input_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"")

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert main(["match", "-", "--column", "name"]) == 2
