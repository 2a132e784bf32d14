"""The command line: the answers of the Python API, exit codes, errors that say what to do."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import toponyms
from toponyms.cli import build_parser, main


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_lookup_prints_candidates_and_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lookup", "Chernigov/Chernihiv", "Черкаська обл."]) == 0
    out = capsys.readouterr().out
    assert "Chernigov/Chernihiv: resolved" in out
    assert "UA74100390010054825  city" in out
    assert "name one place" in out
    assert "UA71000000000010357" in out


def test_lookup_of_an_unknown_name_exits_with_1_and_suggests(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["lookup", "Zhytxomyrr"]) == 1
    captured = capsys.readouterr()
    assert "unknown: 'Zhytxomyrr'; close names: " in captured.err
    assert "Житомир" in captured.err


def test_an_unknown_context_is_remarked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["lookup", "--within", "Atlantis", "--within", "UA63", "Мирне"])
    assert (
        capsys.readouterr().err
        == "remark: the context 'Atlantis' means no place and lowers the score\n"
    )


def test_lookup_json_is_what_a_python_user_gets(capsys: pytest.CaptureFixture[str]) -> None:
    within = ["--within", "Luhansk oblast", "Pervomaisk", "--format", "jsonl"]
    expected = toponyms.resolve("Pervomaisk", within="Luhansk oblast")
    assert main(["lookup", *within]) == 0
    assert json.loads(capsys.readouterr().out) == expected.to_record()
    assert main(["lookup", *within, "--full"]) == 0
    assert json.loads(capsys.readouterr().out) == expected.to_dict()


def test_lookup_reads_names_from_stdin_and_survives_bad_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "\ufeffКиїв\r\n".encode() + b"\xff\xfe\n" + b"Odesa\n\nXkcdq\n"
    monkeypatch.setattr(sys, "stdin", _Stdin(lines))
    assert main(["lookup", "-"]) == 2
    captured = capsys.readouterr()
    answers = [json.loads(line) for line in captured.out.splitlines()]
    assert [answer["outcome"] for answer in answers] == [
        "resolved",
        "error",
        "resolved",
        None,
        "unknown",
    ]
    assert answers[1]["line"] == 2
    assert "line 2: not UTF-8" in captured.err


def test_stdin_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lookup", "Kyiv", "-"]) == 2
    assert "stands alone" in capsys.readouterr().err


def test_lookup_explains_every_candidate(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lookup", "--explain", "Черкаський"]) == 3
    out = capsys.readouterr().out
    resolution = toponyms.resolve("Черкаський")
    assert out.rstrip("\n") == resolution.explain()
    assert out.count("    form: ") == len(resolution.candidates) > 1


def test_lookup_explained_names_the_standards_of_the_apostrophes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["lookup", "--explain", "L'viv"])
    written = capsys.readouterr().out.splitlines()[-1]
    assert "from Львів (uk) by" in written
    assert "bgn-pcgn-1965" in written
    assert "kmu-2010" not in written


def test_normalize_prints_names_alone(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["Kirovograd", "Kirovograd oblast"]
    assert main(["normalize", *names]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == ["Кропивницький", "Кіровоградська область"]
    assert captured.err == ""
    assert main(["normalize", "--policy", "en-press", *names]) == 0
    assert capsys.readouterr().out.splitlines() == ["Kropyvnytskyi", "Kirovohrad Oblast"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Черкаський"], 3, "ambiguous: 'Черкаський' (namesakes), among UA71"),
        (["Xqzzv"], 1, "unknown: 'Xqzzv'"),
        (["Samar", "--policy", "ru-official"], 1, "no name: 'Samar' is UA12100070010038698 city, "),
    ],
)
def test_normalize_says_why_there_is_no_name(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["normalize", *arguments]) == code
    captured = capsys.readouterr()
    assert captured.out == "\n"
    assert captured.err.startswith(said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--policy", "en-oficial"], "error: unknown policy 'en-oficial'; allowed are crh, de, "),
        (["--policy", "historical"], "error: policy historical names places as at a date; say "),
        (["--policy", "none.toml"], "error: none.toml: No such file or directory\n"),
        (["-"], "error: - reads the names from standard input and stands alone\n"),
        (["--full"], "error: --full goes with --format jsonl; "),
    ],
)
def test_normalize_refuses(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["normalize", "Kiev", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(said)


def test_normalize_stays_in_step_with_its_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "Kiev\n\nЧеркаський\nZaporizhzhia region\n".encode()
    monkeypatch.setattr(sys, "stdin", _Stdin(lines))
    assert main(["normalize", "-", "--policy", "en-press"]) == 3
    assert capsys.readouterr().out == "Kyiv\n\n\nZaporizhzhia region\n"
    monkeypatch.setattr(sys, "stdin", _Stdin(lines))
    assert main(["normalize", "-", "--policy", "en-press", "--format", "jsonl"]) == 3
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["normalized"] for one in records] == ["Kyiv", None, None, "Zaporizhzhia region"]
    assert [one["standard"] for one in records] == [None, None, None, "kmu-2010"]
    assert records[0]["id"] == "UA80000000000093317"


def test_normalize_has_the_record_with_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["normalize", "Kiev", "--format", "tsv"]) == 0
    header, row = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert header[:3] == ["text", "normalized", "standard"]
    assert row[:3] == ["Kiev", "Київ", ""]
    assert {*header[3:]} < {column.name for column in toponyms.RECORD}
    assert main(["normalize", "Kiev", "--format", "table"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split()[:5] == [
        *("text", "normalized", "standard", "outcome", "name")
    ]


def test_policies_are_listed_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policies"]) == 0
    listed = capsys.readouterr().out
    assert "uk-official" in listed
    assert "Kirovohrad Oblast" in listed
    assert main(["policies", "--json"]) == 0
    read = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert read == [one.to_dict() for one in toponyms.policies()]
    own = tmp_path / "house.toml"
    own.write_text('id = "house"\nbased_on = "en-press"\n[words]\n"iso:RU" = "RF"\n', "utf-8")
    assert main(["policies", str(own)]) == 0
    assert "its name for iso:RU" in capsys.readouterr().out
    own.write_text(
        'id = "house"\nbased_on = "en-press"\n[words]\n"pcode:UA80" = "Kyjiv"\n'
        '[samples]\nUA63120270010096107 = "Kharkov"\n"UA63120270010096107 x" = "Kharkiv"\n',
        "utf-8",
    )
    assert main(["policies", str(own)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "error: house: words.pcode:UA80: write the id of the place, UA80000000000093317",
        "error: house: samples.UA63120270010096107 'Kharkov': the policy writes 'Kharkiv'",
        "error: house: samples.UA63120270010096107 x: on 'x' is not a date like 2016, 2016-05 or "
        "2016-05-19",
    ]
    own.write_text('id = "house"\nbased_on = "en-pres"\n', "utf-8")
    assert main(["policies", str(own)]) == 2
    assert "based_on 'en-pres': unknown policy; allowed are crh, " in capsys.readouterr().err


def test_search_completes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "kharki", "--kind", "settlement", "--limit", "2"]) == 0
    assert capsys.readouterr().out.split()[:3] == ["Kharkiv", "city", "UA63120270010096107"]
    assert main(["search", "Кроп", "--json"]) == 0
    offered = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert offered == [found.to_dict() for found in toponyms.search("Кроп")]
    assert main(["search", "xyzzy"]) == 1
    assert capsys.readouterr().out == ""


def test_show_tells_how_latin_names_are_derived(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "UA46060250010015970"]) == 0
    names = {
        line.split()[1]: line for line in capsys.readouterr().out.splitlines() if "en " in line
    }
    assert "Ukrainian-derived (kmu-2010 and" in names["Lviv"]
    assert "Russian-derived (bgn-pcgn-1947 and" in names["Lvov"]


def test_lookup_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lookup", "--kind", "oblast", "Poltava"]) == 0
    assert "city" not in capsys.readouterr().out
    assert main(["lookup", "--kind", "province", "Poltava"]) == 2
    assert "unknown kind 'province'; allowed are" in capsys.readouterr().err


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("Удар по Сумській області.\nShelling of Kharkiv.\n", encoding="utf-8")
    return path


def test_annotate_formats(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(report)]) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0].split()[:7] == ["line", "start", "end", "text", "outcome", "name", "kind"]
    assert "Сумській області" in table[1]
    assert "Сумська область" in table[1]
    assert main(["annotate", str(report), "--format", "tsv"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0][:5] == ["file", "line", "start", "end", "text"]
    assert rows[2][:6] == [str(report), "2", "38", "45", "Kharkiv", "resolved"]
    assert rows[2][8] == "UA63120270010096107"
    assert main(["annotate", str(report), "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["text"] for line in lines] == ["Сумській області", "Kharkiv"]
    assert main(["annotate", str(report), "--format", "jsonl", "--full"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["surface"] for line in lines] == ["Сумській області", "Kharkiv"]
    assert main(["annotate", str(report), "--format", "geojson"]) == 0
    features = json.loads(capsys.readouterr().out)["features"]
    assert features[1]["properties"]["id"] == "UA63120270010096107"


def test_annotate_reads_stdin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin("Київ".encode()))
    assert main(["annotate", "-", "--format", "tsv"]) == 0
    assert "UA80000000000093317" in capsys.readouterr().out


def test_annotate_errors_name_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(tmp_path / "nothing.txt")]) == 2
    assert "nothing.txt" in capsys.readouterr().err
    path = tmp_path / "cp1251.txt"
    path.write_bytes("Київ\nЛьвів".encode() + b"\n\xca\xe8\xbf\xe2")
    assert main(["annotate", str(path)]) == 2
    assert "cp1251.txt:3: not UTF-8" in capsys.readouterr().err


def test_romanize(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["romanize", "Кропивницький", "Щ. ЩАСТЯ"]) == 0
    assert capsys.readouterr().out == "Kropyvnytskyi\nSHCH. SHCHASTIA\n"
    assert main(["romanize", "--standard", "bgn-pcgn-1947", "--json", "Юлия"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert line == {"text": "Юлия", "standard": "bgn-pcgn-1947", "latin": "Yuliya"}


def test_romanize_reads_stdin_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin("\ufeffКиїв\r\n\nLviv\n".encode() + b"\xff\n"))
    assert main(["romanize", "-"]) == 2
    captured = capsys.readouterr()
    assert captured.out == "Kyiv\n\nLviv\n\n"
    assert "line 4: not UTF-8" in captured.err


def test_romanize_lists_the_standards(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["romanize", "--list"]) == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert header.split() == ["id", "language", "year", "evidence", "title"]
    assert [line.split()[0] for line in lines] == [one.id for one in toponyms.standards()]
    assert main(["romanize", "--list", "--language", "uk", "--json"]) == 0
    plain = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert plain == [one.to_dict() for one in toponyms.standards() if one.language == "uk"]


def test_romanize_in_reverse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["romanize", "--reverse", "Charkiw"]) == 0
    assert capsys.readouterr().out == "Charkiw\n  Харків  uk  german-uk, polish-uk\n"
    assert main(["romanize", "--reverse", "--json", "--language", "ru", "Kiev"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert line["originals"] == [one.to_dict() for one in toponyms.deromanize("Kiev")]
    assert main(["romanize", "--reverse", "Kyiv", "Xyzzyk"]) == 1
    assert "Xyzzyk: no attested name" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--standard", "kmu-2011", "Київ"], "'kmu-2011'; close to it: kmu-2010"),
        (["--standard", "kmu-2011", "--list"], "'kmu-2011'; close to it: kmu-2010"),
        ([], "no text; give one, - for standard input, or --list"),
        (["-", "Київ"], "stands alone"),
        (["--language", "uk", "Київ"], "--language goes with --list or --reverse"),
        (["--reverse", "--language", "de", "Kyiv"], "no romanization of language 'de'"),
    ],
)
def test_romanize_with_wrong_arguments(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["romanize", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err


def test_search_refuses_a_context_that_means_no_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "Полт", "--within", "Xyzzyq"]) == 2
    assert "error: within: 'Xyzzyq' means no place" in capsys.readouterr().err


def test_show_tells_where_a_population_is_from(capsys: pytest.CaptureFixture[str]) -> None:
    for id, source in (("UA14020010010059145", "derzhstat"), ("UA53060070010056575", "geonames")):
        assert main(["show", id]) == 0
        [line] = [one for one in capsys.readouterr().out.splitlines() if "population" in one]
        assert f"({source}" in line


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "koatuu:7124900000"]) == 0
    out = capsys.readouterr().out
    assert "until" in out
    assert "UA71080000000036344" in out
    assert main(["show", "pcode:UA63", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "oblast"
    assert main(["show", "UA63"]) == 0
    assert "UA63000000000041885" in capsys.readouterr().out
    assert main(["show", "UA99"]) == 1
    assert "no place has the id or code 'UA99'" in capsys.readouterr().err


def test_info(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", "--verify"]) == 0
    assert "places.village" in capsys.readouterr().out
    assert main(["info", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["counts"]["places.village"] == 27261


@pytest.mark.parametrize(
    "command", ["lookup", "match", "search", "annotate", "romanize", "inflect", "show", "info"]
)
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert "example" in capsys.readouterr().out


def test_a_wrong_command_exits_with_2() -> None:
    with pytest.raises(SystemExit) as end:
        build_parser().parse_args(["find"])
    assert end.value.code == 2


def test_a_closed_pipe_is_no_error() -> None:
    lookup = f"{sys.executable} -m toponyms lookup Іванівка --limit 100 --format jsonl --full"
    command = f"{lookup} | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=True)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("lookup Kyiv > /dev/full", 2, "error: reading or writing: No space left on device\n"),
        ("--help > /dev/full", 2, "error: reading or writing: No space left on device\n"),
        ("lookup --help > /dev/full", 2, "error: reading or writing: No space left on device\n"),
        ("lookup Kyiv >&-", 2, "error: standard output is closed\n"),
        ("lookup - <&-", 2, "error: standard input is closed\n"),
        ("annotate <&-", 2, "error: standard input is closed\n"),
        ("lookup Xqzzv 2>&-", 1, ""),
        ("lookup Xqzzv 2>/dev/full", 1, ""),
        ("lookup 2>/dev/full", 2, ""),
        ("lookup Kyiv <&- >&- 2>&-", 2, ""),
    ],
)
def test_a_stream_that_is_closed_or_full_takes_a_line_at_most(
    command: str, code: int, said: str
) -> None:
    if "/dev/full" in command and not os.path.exists("/dev/full"):
        pytest.skip("has no /dev/full")
    line = f"{sys.executable} -m toponyms {command}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, said)
    assert done.stdout in ("", "Xqzzv: unknown (no name)\n")


UNUSED = {
    "lookup": "annotation batch compile language.inflect language.romanize matching.search",
    "show": "annotation batch compile language.inflect language.romanize matching.resolve",
    "info": "annotation batch compile language matching naming.render",
    "romanize": "annotation batch compile language.inflect matching",
}
"""What commands have no use for, and would take longer to import than to run."""


@pytest.mark.parametrize(
    ("command", "argument"),
    [("lookup", "Kyiv"), ("show", "UA63"), ("info", "--json"), ("romanize", "Київ")],
)
def test_a_command_imports_what_it_uses(command: str, argument: str) -> None:
    code = (
        "import sys\n"
        "from toponyms.cli import main\n"
        f"main([{command!r}, {argument!r}])\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    environment = os.environ | {"TOPONYMS_CACHE": ""}  # to write there takes more modules
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment
    )
    loaded = done.stderr.decode().split()
    assert f"toponyms.commands.{command}" in loaded
    for module in UNUSED[command].split():
        assert f"toponyms.{module}" not in loaded, module
    assert not {"shutil", "multiprocessing", "rapidfuzz", "unidecode"} & {*loaded}


def test_annotate_says_of_a_context_that_it_means_no_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin("Бої біля Липців".encode()))
    assert main(["annotate", "-", "--within", "Xyzz"]) == 0
    assert "the context 'Xyzz' means no place" in capsys.readouterr().err


def test_long_lines_of_names_are_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("toponyms.commands.common.LONGEST", 20)
    monkeypatch.setattr(sys, "stdin", _Stdin(b"Kyiv\n" + b"K" * 50 + b"\nOdesa\n" + b"L" * 21))
    assert main(["lookup", "-"]) == 2
    captured = capsys.readouterr()
    answers = [json.loads(line) for line in captured.out.splitlines()]
    assert [answer["text"] for answer in answers] == ["Kyiv", None, "Odesa", None]
    assert captured.err == "".join(f"line {n}: longer than 20 bytes, skipped\n" for n in (2, 4))


def test_names_survive_a_terminal_that_is_not_utf8() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "toponyms", "lookup", "Kyiv"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert "Київ" in done.stdout.decode()


def test_annotate_explains(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(report), "--explain"]) == 0
    out = capsys.readouterr().out
    assert "Kharkiv: well known by the bare name" in out
    assert "form: 'Kharkiv' folds to" in out
    assert main(["annotate", str(report), "--why-not", "Shelling"]) == 0
    assert "Shelling: no form of a name in the gazetteer" in capsys.readouterr().out
    assert main(["annotate", str(report), "--why-not", "Kharkiv"]) == 0
    assert "is a mention there" in capsys.readouterr().out


def test_inflect_prints_a_table_of_all_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inflect", "Черкаси"]) == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert header.split() == ["case", "forms", "number", "gender"]
    assert [line.split() for line in lines][1] == ["genitive", "Черкас", "plural"]
    assert len(lines) == 7


def test_inflect_json_is_what_a_python_user_gets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inflect", "--json", "--language", "pl", "--case", "locative", "Lwów"]) == 0
    told = json.loads(capsys.readouterr().out)
    found = toponyms.inflect("Lwów", "locative", "pl")
    assert told["forms"] == [form.to_dict() for form in found]


def test_inflect_of_what_no_rule_knows_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inflect", "R2D2"]) == 1
    assert "no rule inflects 'R2D2'" in capsys.readouterr().err


def test_inflect_in_a_case_that_there_is_not_exits_with_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["inflect", "--case", "ablative", "Київ"]) == 2
    assert "allowed: nominative, genitive" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Kyiv", "Odesa"], 0),
        (["Kyiv", "Zarichne"], 3),
        (["Zarichne", "Xyzzyq", "Kyiv"], 1),
    ],
)
def test_the_exit_code_of_lookup_is_that_of_the_worst_answer(names: list[str], code: int) -> None:
    assert main(["lookup", *names]) == code


def test_a_table_has_units_with_their_words_in_a_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments, words in (
        ([], ["Липці", "Харківський район", "Харківська область", "UA6312009001"]),
        (["--language", "en"], ["Lyptsi", "Kharkiv raion", "Kharkiv oblast", "50.2092"]),
    ):
        assert main(["lookup", "Lyptsi", "--format", "table", *arguments]) == 0
        out = capsys.readouterr().out
        assert all(word in out for word in words)


def test_records_in_every_format_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    record = toponyms.resolve("Lyptsi").to_record()
    plain = ["" if cell is None else str(cell) for cell in record.values()]
    for format, delimiter in (("tsv", "\t"), ("csv", ",")):
        assert main(["lookup", "Lyptsi", "--format", format]) == 0
        header, row = capsys.readouterr().out.splitlines()
        assert header.split(delimiter) == list(record)
        assert row.split(delimiter) == plain
    assert main(["lookup", "Lyptsi", "Zarichne", "--format", "geojson"]) == 3
    lyptsi, zarichne = json.loads(capsys.readouterr().out)["features"]
    assert lyptsi["properties"] == record
    assert lyptsi["geometry"]["coordinates"] == [record["longitude"], record["latitude"]]
    assert zarichne["geometry"] is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lookup", "Kyiv", "--full"], "--full goes with --format jsonl"),
        (["lookup", "Kyiv", "--format", "csv", "--explain"], "--explain has no place in"),
        (["lookup", "Kyiv", "--format", "csv", "--limit", "3"], "--limit has no place in"),
        (["annotate", "-", "--into", "x"], "--into goes with --field, without --format"),
        (["annotate", "-", "--lines", "--field", "x"], "--lines and --field: each says"),
        (["annotate", "-", "--explain", "--format", "csv"], "--explain has no place in"),
        (["annotate", "-", "x.txt"], "- reads standard input and stands alone"),
        (["lokup", "Kyiv"], "no command 'lokup'; there are lookup, match"),
        (["lokup", "Kyiv"], "did you mean 'lookup'?"),
        (["lookup", "Kyiv", "--kind", "oblst"], "did you mean 'oblast'?"),
    ],
)
def test_options_that_say_nothing_are_refused(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_file_given_as_a_name_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "aid.csv"
    path.write_text("city\nКиїв\n", encoding="utf-8")
    assert main(["lookup", str(path)]) == 1
    assert f"is a file; for a table: toponyms match {path}" in capsys.readouterr().err


@pytest.mark.parametrize("id", ["ua63", "UA 63", " pcode:ua63", "ISO:UA-63", "iso:ua-63"])
def test_show_reads_ids_without_regard_to_case_and_blanks(
    id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", id]) == 0
    assert "UA63000000000041885" in capsys.readouterr().out


def test_show_of_a_name_tells_the_command_for_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "Київ"]) == 1
    assert "'Київ' is no id; for a name: toponyms lookup 'Київ'" in capsys.readouterr().err


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    """A folder of texts, one of them in another encoding, and of other files."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_bytes("Тихо.\r\nУ Липцях\nі в Одесі".encode())
    (tmp_path / "a.txt").write_text("Shelling of Kharkiv.\n", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes("Київ".encode("cp1251"))
    (tmp_path / "d.jpg").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_text("Lviv", encoding="utf-8")
    return tmp_path


def test_annotate_reads_folders(messages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(messages), "--format", "tsv"]) == 2
    captured = capsys.readouterr()
    _, *rows = (line.split("\t") for line in captured.out.splitlines())
    assert [(os.path.basename(row[0]), row[1], row[4]) for row in rows] == [
        ("a.txt", "1", "Kharkiv"),
        ("b.txt", "2", "Липцях"),
        ("b.txt", "3", "Одесі"),
    ]
    text = (messages / "in" / "b.txt").read_bytes().decode()
    assert [text[int(row[2]) : int(row[3])] for row in rows[1:]] == ["Липцях", "Одесі"]
    assert "c.txt:1: not UTF-8" in captured.err
    assert "1 other files are not read" in captured.err


def test_annotate_reads_a_column_and_a_field_into_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "posts.csv"
    sheet.write_text('id,text\n1,"Удар\nпо Харкову"\n2,\n3,у Львові\n', encoding="utf-8")
    assert main(["annotate", str(sheet), "--column", "text", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["line"], row["start"], row["text"]) for row in rows] == [
        (3, 8, "Харкову"),
        (5, 2, "Львові"),
    ]
    posts = tmp_path / "posts.jsonl"
    posts.write_text('{"t": "у Львові"}\nno JSON\n{"t": "у Києві"}\n', encoding="utf-8")
    assert main(["annotate", str(posts), "--field", "t", "--format", "csv"]) == 2
    captured = capsys.readouterr()
    assert [line.split(",")[1] for line in captured.out.splitlines()] == ["line", "1", "3"]
    assert "posts.jsonl:2: Expecting value" in captured.err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_lines_are_texts_of_their_own(
    workers: str, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(report), "--lines", "--format", "csv", "--workers", workers]) == 0
    rows = [line.split(",")[1:5] for line in capsys.readouterr().out.splitlines()]
    assert rows[1:] == [["1", "8", "24", "Сумській області"], ["2", "38", "45", "Kharkiv"]]
