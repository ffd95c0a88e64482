"""Rules made for the tests: what they yield and say is set by the test."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch

from imroc_ei.notices import rules
from imroc_ei.notices.rules import Due, Line, Rule


class Plain(Rule):
    """Says its subject, until the subject is among `done`."""

    slug = "plain"
    name = "Plain things"
    sentence = "When something plain is due."

    def __init__(self) -> None:
        self.done: set[str] = set()
        self.yields: list[Due] = []

    def due(self, on: date) -> Iterable[Due]:
        return [due for due in self.yields if due.due_on <= on]

    def render(self, due: Due, *, today: date) -> Line | None:
        if due.subject in self.done:
            return None
        text = f"About {due.subject} in {due.rung} days"
        return Line(text=text, label="See it", path=f"/see/{due.subject}/")


class Other(Plain):
    slug = "other"
    name = "Other things"


class Urgent(Plain):
    slug = "urgent"
    name = "Urgent things"
    urgent = True


class Needed(Plain):
    slug = "needed"
    name = "Needed things"
    may_stop = False


class Private(Plain):
    slug = "private"
    name = "Private things"
    private = True


class ByDay(Private):
    slug = "by-day"
    name = "Things known by their day"
    known_by_day = True
    in_pause = "It goes to others meanwhile."


class Broken(Plain):
    slug = "broken"
    name = "Broken things"

    def due(self, on: date) -> Iterable[Due]:
        raise RuntimeError("private words")

    def render(self, due: Due, *, today: date) -> Line | None:
        raise RuntimeError("private words")


@contextmanager
def registered(*some: type[Rule]) -> Iterator[dict[str, Any]]:
    """While it lasts, these are the only rules."""
    known: dict[str, Rule] = {}
    with patch.object(rules, "_rules", known):
        rules.register(*some)
        yield known
