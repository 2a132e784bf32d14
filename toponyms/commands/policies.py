"""The command policies: the naming policies there are, and the check of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from toponyms.commands.common import OK, WRONG, Commands, fail, json_line, table
from toponyms.naming.policies import Policy, policies, policy
from toponyms.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import Namespace

_EXAMPLES: Final = 2
"""How many samples of a policy its line shows."""


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "policies",
        help="the naming policies there are",
        description="The naming policies there are, with examples. With an id or a file: all of "
        "that policy, and whether its samples are so. Exits with 2 if they are not, or the file "
        "breaks a rule.",
        epilog="examples: toponyms policies\n          toponyms policies en-press house.toml",
    )
    parser.add_argument(
        "policies", nargs="*", metavar="P", help="ids, or files of your own that end in .toml"
    )
    parser.add_argument("--json", action="store_true", help="a JSON line for each")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    chosen = [*map(policy, options.policies)] or [*policies().values()]
    wrong = [*chain.from_iterable(map(_faults, chosen))] if options.policies else []
    if options.json:
        for one in chosen:
            print(json_line(one.to_dict()))
    elif options.policies:
        print("\n\n".join("\n".join(_card(one)) for one in chosen))
    else:
        rows = [(one.id, one.language, _examples(one), one.title) for one in chosen]
        print("\n".join(table([("id", "language", "examples", "what it writes"), *rows])))
    for fault in wrong:
        fail(fault)
    return WRONG if wrong else OK


def _faults(one: Policy) -> Iterator[str]:
    """What a policy says that is not so, by the gazetteer of the package."""
    from toponyms.gazetteer import store_of  # slow to import, and not for the list
    from toponyms.naming.render import faults

    return (f"{one.id}: {fault}" for fault in faults(store_of(None), one))


def _examples(one: Policy) -> str:
    names = (f"{name} ({key.split()[1]})" if " " in key else name for key, name in one.samples)
    return ", ".join([*dict.fromkeys(names)][:_EXAMPLES])


def _card(one: Policy) -> list[str]:
    """A policy for a person to read."""
    facts = [
        ("language", f"{one.language} ({one.script})"),
        ("authority", f"{one.authority}, {one.year}".removesuffix(", ")),
        ("page", one.url),
        *(
            (f"names of {kind}", ", ".join(map(str, of)) or "none")
            for kind, of in one.names.items()
        ),
        *((f"its word for {kind}", ", ".join(titles)) for kind, titles in one.titles.items()),
        *((f"its name for {id}", name) for id, name in one.words.items()),
        *((f"example {id}", name) for id, name in one.samples),
    ]
    notes = " ".join(one.notes.split())
    lines = table([fact for fact in facts if fact[1]])
    return [f"{one.id}: {one.title}", *(f"  {line}" for line in lines), f"  {notes}"]
