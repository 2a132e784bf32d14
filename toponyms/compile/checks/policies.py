"""What a naming policy may hold, `toponyms/rules/policies/*.toml`.

What the keys mean, and what a value may be, stands in `toponyms.naming.policies`, which reads a
user's own file by the same rules. Here the line is added, and what holds for the files of the
package alone: an id is the name of the file, languages are those of the gazetteer, and there is one
policy that is meant where none is named.
"""

from typing import Final

from toponyms.compile.checks.cells import LANGUAGES, OneOf
from toponyms.compile.checks.files import documents
from toponyms.model import TableError
from toponyms.naming import DEFAULT_POLICY
from toponyms.naming.policies import Fault, parsed

_LANGUAGE: Final = OneOf(LANGUAGES)


def check_policies(folder: str) -> None:
    """Checks the policies, each by itself.

    Raises:
        TableError: the first rule that a file breaks.
    """
    found = set()
    for document in documents(folder, "policies"):
        try:
            policy = parsed(document.data)
        except Fault as fault:
            document.fail(fault.path, fault.value, fault.rule)
        if document.file != f"rules/policies/{policy.id}.toml":
            document.fail(("id",), policy.id, "not the name of the file")
        if not policy.samples:
            document.fail(("samples",), {}, "empty: nothing shows what the policy does")
        if wrong := _LANGUAGE.fault(policy.language.partition("-")[0]):
            document.fail(("language",), policy.language, wrong)
        for kind, choices in policy.names.items():
            for choice in choices:
                if wrong := _LANGUAGE.fault(choice.language):
                    document.fail(("names", kind), str(choice), f"{choice.language!r}: {wrong}")
        found.add(policy.id)
    if DEFAULT_POLICY not in found:
        raise TableError(f"rules/policies/{DEFAULT_POLICY}.toml: the default policy is missing")
