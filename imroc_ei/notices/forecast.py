"""Who would get what on a day, and why: worked out without writing or sending anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from imroc_ei.notices import rules, sealed
from imroc_ei.notices.letters import due_of
from imroc_ei.notices.models import Notice, recipient_key
from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.notices.sealed import Matter, SealedRule, Words

Found = tuple[Rule, Due]
Key = tuple[str, str, str, date, int]


@dataclass
class Forecast:
    """What one mail would say, line by line with its reason, and what holds it back."""

    reader: str
    lines: dict[Line | Words, str] = field(default_factory=dict)
    held_back: str = ""


def forecast(on: date) -> list[Forecast]:
    """Return who would get a mail on this day if nothing changed until then."""
    by_mail: dict[tuple[int, str], list[Found]] = defaultdict(list)
    for rule, due in [*_waiting(), *_new(on)]:
        if due.person.is_active and rule.is_on(due.person):
            # What is urgent goes alone.
            alone = f"{rule.slug} {due.subject}" if rule.urgent else ""
            by_mail[due.person.pk, alone].append((rule, due))
    forecasts = [_of_mail(found, on) for found in by_mail.values()]
    return [told for told in forecasts if told.lines] + _sealed(on)


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


def _sealed(on: date) -> list[Forecast]:
    """Say what goes to sealed addresses. None is opened for it."""
    waiting = Notice.objects.waiting().filter(rule__in=sealed.slugs()).order_by("pk")
    found: dict[tuple[str, Matter], SealedRule] = {}
    for notice in waiting:
        rule = sealed.find(notice.rule)
        if rule:
            found[rule.slug, sealed.matter_of(notice)] = rule
    for rule in sealed.every():
        found |= {(rule.slug, matter): rule for matter in rule.due(on)}
    told = []
    for (_slug, matter), rule in found.items():
        words = rule.words(matter, today=on)
        if words:
            why = _reason(rule.slug, matter.due_on)
            reader = gettext("An address that is kept sealed")
            told.append(Forecast(reader=reader, lines={words: why}))
    return told


def _reason(slug: str, due_on: date) -> str:
    return gettext("%(rule)s, due on %(day)s") % {"rule": slug, "day": date_format(due_on)}


def _of_mail(found: list[Found], on: date) -> Forecast:
    person = found[0][1].person
    told = Forecast(reader=person.email)
    for rule, due in {(rule.slug, due.subject): (rule, due) for rule, due in found}.values():
        line = rule.render(due, today=on)
        if line:
            told.lines[line] = _reason(rule.slug, due.due_on)
    until = person.pause_ends(on)
    if until and not any(rule.urgent for rule, _due in found):
        told.held_back = gettext("paused until %(day)s") % {"day": date_format(until)}
    return told
