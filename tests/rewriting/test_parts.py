"""What of a file is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths import CASES
from toponyms.rewriting.parts import FORMATS, format_of, view
from toponyms.rewriting.rewrite import rewrite
from toponyms.store.store import Store
from tsv import rows


@pytest.mark.parametrize(
    ("format", "before", "after"),
    [
        (
            "html",
            '<p title="Kiev"><a href="/Kiev">Kiev</a>&nbsp;to <b>Kharkov</b>. <code>Kiev</code>',
            '<p title="Kiev"><a href="/Kiev">Kyiv</a>&nbsp;to <b>Kharkiv</b>. <code>Kiev</code>',
        ),
        (
            "markdown",
            "---\ncity: Kiev\n---\n# Kiev\n[Kiev](http://x/Kiev), `Kiev`.\n"
            "```\nKiev\n```\nIn **Kharkov**.\n",
            "---\ncity: Kiev\n---\n# Kyiv\n[Kyiv](http://x/Kiev), `Kiev`.\n"
            "```\nKiev\n```\nIn **Kharkiv**.\n",
        ),
        (
            "latex",
            "In \\textbf{Kiev}\\cite{Kiev} % Kiev\nand \\emph{Kharkov} \\label{Kiev}\n",
            "In \\textbf{Kyiv}\\cite{Kiev} % Kiev\nand \\emph{Kharkiv} \\label{Kiev}\n",
        ),
        (
            "srt",
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nI was in <i>Kiev</i>.\r\n",
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nI was in <i>Kyiv</i>.\r\n",
        ),
        (
            "vtt",
            "WEBVTT Kiev\n\nNOTE Kiev\n\n00:01.000 --> 00:02.000 line:0\n<v Anna>I was in Kiev.\n",
            "WEBVTT Kiev\n\nNOTE Kiev\n\n00:01.000 --> 00:02.000 line:0\n<v Anna>I was in Kyiv.\n",
        ),
    ],
)
def test_markup_stays(store: Store, format: str, before: str, after: str) -> None:
    assert rewrite(store, before, policy="en-press", format=format).text == after


@given(st.text(alphabet="<>a&;`~[](){}\\$%-\n #:0!"), st.sampled_from(FORMATS))
def test_a_view_has_the_length_and_the_lines_of_its_text(text: str, format: str) -> None:
    seen = view(text, format)
    assert len(seen) == len(text)
    assert [i for i, a in enumerate(seen) if a == "\n"] == [
        i for i, a in enumerate(text) if a == "\n"
    ]


@pytest.mark.parametrize(
    ("path", "format"),
    [("a.md", "markdown"), ("A.HTM", "html"), ("x.tex", "latex"), ("x", "text"), ("-", "text")],
)
def test_a_format_is_told_by_the_name(path: str, format: str) -> None:
    assert format_of(path) == format


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown format 'rtf'; allowed are text, markdown"):
        view("", "rtf")


@pytest.mark.parametrize(
    ("name", "ending", "policy"), [row[:3] for row in rows("rewrite_formats.tsv")]
)
def test_files_are_as_an_editor_makes_them(
    store: Store, name: str, ending: str, policy: str
) -> None:
    before, after = (
        (CASES / "rewrite_formats" / f"{name}.{when}.{ending}").read_bytes().decode()
        for when in ("before", "after")
    )
    format = format_of(f"{name}.{ending}")
    assert rewrite(store, before, policy=policy, format=format).text == after
