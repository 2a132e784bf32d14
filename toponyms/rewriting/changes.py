"""What rewriting a text comes to: the changes, and what was left as it is."""

from toponyms.model import shown
from toponyms.typed import Any, NamedTuple


class Change(NamedTuple):
    """A name that was put into the form of the policy."""

    start: int
    """``text[start:end] == old``, in code points of the text as it was; with the preposition or the
    article before the name, if that changed too."""
    end: int
    old: str
    new: str
    place: str
    """Id of the place."""
    case: str | None
    """The case of the name, as in `toponyms.Form`; None in languages without."""
    reason: str
    """How it was told: by its form alone, or by what stands beside it."""

    def __repr__(self) -> str:
        return f"<Change {self.start}-{self.end} {shown(self.old)} {shown(self.new)}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


class Left(NamedTuple):
    """A name that differs from that of the policy, or may differ, and stays as it is."""

    start: int
    end: int
    text: str
    place: str | None
    """Id of the place; None if the name is ambiguous."""
    reason: str
    """Why it stays, in a few words."""

    def __repr__(self) -> str:
        return f"<Left {self.start}-{self.end} {shown(self.text)}: {self.reason}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


class Rewriting(NamedTuple):
    """A text after rewriting."""

    text: str
    changes: tuple[Change, ...]
    left: tuple[Left, ...]

    def __repr__(self) -> str:
        return f"<Rewriting {len(self.changes)} changes, {len(self.left)} left>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "text": self.text,
            "changes": [change.to_dict() for change in self.changes],
            "left": [left.to_dict() for left in self.left],
        }
