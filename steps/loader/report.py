"""What loading a plan did, or would do, said in a line each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Change(StrEnum):
    ADDED = "Added"
    CHANGED = "Changed"
    BROUGHT_BACK = "Brought back"
    RETIRED = "Retired"
    REMOVED = "Removed"
    KEPT = "Kept"


@dataclass(frozen=True)
class Line:
    change: Change
    what: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.change}: {self.what}" + (f" ({self.detail})" if self.detail else "")


@dataclass
class Report:
    """The changes in the order in which they were made; what was kept is no change."""

    entries: list[Line] = field(default_factory=list)

    def note(self, change: Change, what: str, detail: str = "") -> None:
        self.entries.append(Line(change, what, detail))

    def count(self, change: Change) -> int:
        return sum(entry.change == change for entry in self.entries)

    @property
    def changes_nothing(self) -> bool:
        return all(entry.change == Change.KEPT for entry in self.entries)

    def lines(self) -> Iterator[str]:
        yield from map(str, self.entries)
        if self.changes_nothing:
            yield "Nothing to change: the plan is as the file says."
        else:
            counts = [
                f"{self.count(change)} {change.lower()}" for change in Change if self.count(change)
            ]
            yield "In all: " + ", ".join(counts) + "."
