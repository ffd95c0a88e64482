"""A reason to write to a sealed address, made for the tests."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from imroc_ei.notices import sealed
from imroc_ei.notices.sealed import Matter, SealedRule, Words

ADDRESS = "sealed-away@example.net"


class Told(SealedRule):
    """Writes about its subject to ADDRESS, until the subject is among `done`."""

    slug = "told"

    def __init__(self) -> None:
        self.done: set[str] = set()
        self.yields: list[Matter] = []
        self.opened: list[str] = []
        self.gone: list[str] = []
        self.to = ADDRESS

    def due(self, on: date) -> Iterable[Matter]:
        return [matter for matter in self.yields if matter.due_on <= on]

    def words(self, matter: Matter, *, today: date) -> Words | None:
        if matter.subject in self.done:
            return None
        return Words(heading="News", text="There is news.", label="Read it", path="/read/")

    def address(self, matter: Matter) -> str:
        self.opened.append(matter.subject)
        return self.to

    def has_gone(self, matter: Matter) -> None:
        self.gone.append(matter.subject)


@contextmanager
def only_told() -> Iterator[Told]:
    """While it lasts, this is the only rule for sealed addresses."""
    known: dict[str, SealedRule] = {}
    with patch.object(sealed, "_rules", known):
        sealed.register(Told)
        rule = known["told"]
        assert isinstance(rule, Told)
        yield rule
