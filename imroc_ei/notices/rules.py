"""Why somebody may hear from the site: each reason is one small class.

A room writes its rules in a module `rules.py` of its own and registers them when it is ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.functional import Promise

from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName

EVERYBODY = tuple(RoleName)


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something that `person` should hear of. `due_on` and `rung` tell one time from the next.

    What goes alone would go in the night, too; `in_the_morning` lets it wait until then.
    """

    person: User
    subject: str
    due_on: date
    rung: int = 0
    in_the_morning: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a mail says about one thing: what it is about, and a path of this site. Nothing
    private is in it. Two lines that are equal are said once."""

    text: str
    label: str
    path: str


class Rule:
    """A reason for a notice.

    `name` and `sentence` stand on the page where people switch it on and off; `roles` are those
    whom it can concern. An `urgent` rule is sent at once and alone, in a pause too; one that may
    not be stopped is no reminder but something the person has to know. What has been sent is
    kept for a year, so that it is not said again; a `private` rule's only for as long as `due`
    yields it, and it stands in nobody's export. Where a rule is `known_by_day`, what happened
    leaves no time behind: it waits for the next mail at the organisation's time.
    """

    slug: ClassVar[str]
    name: ClassVar[str | Promise]
    sentence: ClassVar[str | Promise]
    roles: ClassVar[tuple[RoleName, ...]] = EVERYBODY
    urgent: ClassVar[bool] = False
    may_stop: ClassVar[bool] = True
    private: ClassVar[bool] = False
    known_by_day: ClassVar[bool] = False
    # What becomes of it while somebody pauses, where it does not simply wait for them.
    in_pause: ClassVar[str | Promise] = ""

    def due(self, on: date) -> Iterable[Due]:
        """Yield what has become due by `on`, missed days included, with the latest rung only.

        Yielding the same again is harmless: it is stored once. A rule that answers to an event
        has nothing to yield; the action in which the event happens calls `notify`.
        """
        return ()

    def render(self, due: Due, *, today: date) -> Line | None:
        """Return what to say now, or None where the thing has been done meanwhile."""
        raise NotImplementedError

    def is_on(self, person: User) -> bool:
        return not self.may_stop or self.slug not in person.stopped_rules

    def switch(self, person: User, *, on: bool) -> None:
        """Set on the person (unsaved) whether this rule reaches them."""
        others = [slug for slug in person.stopped_rules if slug != self.slug]
        person.stopped_rules = others if on else [*others, self.slug]


_rules: dict[str, Rule] = {}


def register(*rules: type[Rule]) -> None:
    for rule in rules:
        _rules[rule.slug] = rule()


def find(slug: str) -> Rule | None:
    return _rules.get(slug)


def every() -> Iterator[Rule]:
    yield from _rules.values()


def urgent_slugs() -> list[str]:
    return [rule.slug for rule in every() if rule.urgent]


def private_slugs() -> list[str]:
    return [rule.slug for rule in every() if rule.private]


def for_person(person: User) -> list[Rule]:
    """The rules that can concern somebody with this person's roles."""
    return [rule for rule in every() if person.role_names.intersection(rule.roles)]
