"""The command inflect: the case forms of a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import toponyms
from toponyms.commands.common import (
    OK,
    UNKNOWN,
    Commands,
    json_line,
    remark,
    table,
)
from toponyms.language.inflect import CASES, Form, declension
from toponyms.language.inflect import LANGUAGES as INFLECTED
from toponyms.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "inflect",
        help="the case forms of a name",
        description="The case forms of a name, by rule. Exits with 1 if no rule knows the name.",
        epilog="examples: toponyms inflect 'Кривий Ріг'\n"
        "          toponyms inflect --case genitive --language pl Lwów\n"
        "          toponyms inflect --kind raion Черкаський --json",
    )
    parser.add_argument("name", metavar="NAME", help="a name in the nominative, no type word")
    parser.add_argument("--case", metavar="C", help=f"one of {', '.join(CASES)}; all if not given")
    parser.add_argument(
        "--language", default="uk", metavar="L", help=f"one of {', '.join(INFLECTED)} (uk)"
    )
    parser.add_argument("--kind", metavar="K", help="kind of the place: oblast, raion, river ...")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    if options.case:
        forms = toponyms.inflect(options.name, options.case, options.language, kind=options.kind)
    else:
        forms = declension(options.name, options.language, kind=options.kind)
    known = any(form.rule for form in forms)
    if options.json:
        told = [form.to_dict() for form in forms]
        print(json_line({"name": options.name, "language": options.language, "forms": told}))
    elif known:
        header = ("case", "forms", "number", "gender")
        print("\n".join(table([header, *_form_rows(forms)])))
    if not known:
        remark(f"unknown: no rule inflects {options.name!r}")
        return UNKNOWN
    return OK


def _form_rows(forms: Sequence[Form]) -> Iterator[tuple[str, ...]]:
    """A row for each case of each number and gender, with its forms, the likeliest first."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for form in forms:
        rows.setdefault((form.number, form.gender, form.case), []).append(form.text)
    for (number, gender, case), texts in rows.items():
        yield case, ", ".join(texts), number, gender
