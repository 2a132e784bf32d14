"""The command normalize: one name in, the name that a policy writes out."""

from __future__ import annotations

from toponyms.arguments import read_date
from toponyms.commands.answers import Answers, add_names, in_json, names_of, reads_lines
from toponyms.commands.common import (
    Commands,
    add_filters,
    contexts,
    open_gazetteer,
    remark,
    remark_contexts,
)
from toponyms.commands.formats import add_format, check_format, printed
from toponyms.gazetteer import store_of
from toponyms.model import Resolution
from toponyms.naming import DEFAULT_POLICY
from toponyms.naming.policies import policy
from toponyms.naming.render import check_date, normalized
from toponyms.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "normalize",
        help="the name that a policy writes for a name",
        description="The name that a policy writes for the place that a name means, with its type "
        "word where that has one. What is not resolved, or has no name in the policy, gives an "
        "empty line, and the reason on standard error. Exits as lookup does, with 1 for a place "
        "without a name too.",
        epilog="examples: toponyms normalize Kirovograd 'Kirovograd oblast'\n"
        "          toponyms normalize --policy en-press 'Запорізька область'\n"
        "          toponyms normalize --policy house.toml --format tsv - < names.txt",
    )
    add_names(parser)
    add_policy(parser)
    add_filters(parser)
    add_format(parser, "the name alone")
    parser.set_defaults(run=run)


def add_policy(parser: ArgumentParser) -> None:
    """Adds ``--policy``."""
    parser.add_argument(
        "--policy",
        default=DEFAULT_POLICY,
        metavar="P",
        help=f"one of toponyms policies, or a file of your own ({DEFAULT_POLICY})",
    )


def run(options: Namespace) -> int:
    """The command."""
    check_format(options)
    chosen = policy(options.policy)
    on = read_date(options.on)
    check_date(chosen, on)
    gazetteer = open_gazetteer(options)
    within = contexts(options)
    remark_contexts(gazetteer, within)
    answers = Answers(options, gazetteer, within)
    store = store_of(gazetteer)

    def record_of(one: Resolution | dict[str, Any]) -> dict[str, Any]:
        """An answer with the name of the policy and, if that is derived, its romanization."""
        if not isinstance(one, Resolution):
            return one | {"normalized": None, "standard": None}
        name = normalized(store, one, chosen, on)
        if name is None and one:
            answers.count("unknown")
        if name is None and not reads_lines(options):
            _say_why(one, chosen.id)
        text, standard = (None, None) if name is None else (name.text, name.standard)
        return in_json(one, options.full) | {"normalized": text, "standard": standard}

    records = map(record_of, answers.all(names_of(options)))
    if options.format is None:
        for record in records:
            print(record["normalized"] or "")
        return answers.status
    before = ("text", "normalized", "standard")
    for line in printed(store, records, options.format, language=options.language, before=before):
        print(line)
    return answers.status


def _say_why(resolution: Resolution, policy: str) -> None:
    """Says why there is no name; of an unknown name that is said already."""
    if resolution.outcome == "ambiguous":
        ids = " ".join(candidate.place.id for candidate in resolution.candidates)
        remark(f"ambiguous: {resolution.query!r} ({resolution.reason}), among {ids}")
    elif resolution.place is not None:
        place = resolution.place
        remark(f"no name: {resolution.query!r} is {place.id} {place.kind}, unnamed by {policy}")
