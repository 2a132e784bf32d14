"""Cases in files: `cases/*.tsv`, tab separated, with a header line."""

from paths import CASES


def rows(file: str) -> list[tuple[str, ...]]:
    """The lines of a file of cases, without the header and comment lines."""
    _, *lines = (CASES / file).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
