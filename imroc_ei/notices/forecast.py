"""Who would get what on a day, and why: worked out without writing or sending anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from imroc_ei.notices import rules
from imroc_ei.notices.letters import due_of
from imroc_ei.notices.models import Notice, recipient_key
from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.models import User

Found = tuple[Rule, Due]
Key = tuple[str, str, str, date, int]


@dataclass
class Forecast:
    """What one person would be told, line by line with its reason, and what holds it back."""

    person: User
    lines: dict[Line, str] = field(default_factory=dict)
    held_back: str = ""


def forecast(on: date) -> list[Forecast]:
    """Return who would get a mail on this day if nothing changed until then."""
    by_person: dict[int, list[Found]] = defaultdict(list)
    for rule, due in [*_waiting(), *_new(on)]:
        if due.person.is_active and rule.is_on(due.person):
            by_person[due.person.pk].append((rule, due))
    forecasts = [_of_person(found, on) for found in by_person.values()]
    return [told for told in forecasts if told.lines]


def _waiting() -> Iterator[Found]:
    waiting = Notice.objects.waiting().filter(person__isnull=False).select_related("person")
    for notice in waiting.order_by("recipient", "pk"):
        rule = rules.find(notice.rule)
        if rule and notice.person:
            yield rule, due_of(notice, notice.person)


def _new(on: date) -> Iterator[Found]:
    """Yield what the rules say is due and the outbox does not hold yet."""
    known = {
        (notice.recipient, notice.rule, notice.subject, notice.due_on, notice.rung)
        for notice in Notice.objects.order_by("pk")
    }
    for rule in rules.every():
        for due in rule.due(on):
            if _key(rule, due) not in known:
                yield rule, due


def _key(rule: Rule, due: Due) -> Key:
    return recipient_key(due.person), rule.slug, due.subject, due.due_on, due.rung


def _of_person(found: list[Found], on: date) -> Forecast:
    person = found[0][1].person
    told = Forecast(person=person)
    for rule, due in {(rule.slug, due.subject): (rule, due) for rule, due in found}.values():
        line = rule.render(due, today=on)
        if line:
            told.lines[line] = gettext("%(rule)s, due on %(day)s") % {
                "rule": rule.slug,
                "day": date_format(due.due_on),
            }
    until = person.pause_ends(on)
    if until:
        told.held_back = gettext("paused until %(day)s") % {"day": date_format(until)}
    return told
