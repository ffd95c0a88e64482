"""What a mail of notices says, worked out at the moment of sending."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from imroc_ei import mail
from imroc_ei.notices import links, rules
from imroc_ei.notices.models import Notice
from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.models import User

logger = logging.getLogger(__name__)


@dataclass
class Letter:
    """What is to be said to a person: its lines by rule, and what became of each notice."""

    person: User
    lines: dict[Line, Rule] = field(default_factory=dict)
    said: list[Notice] = field(default_factory=list)
    dropped: list[Notice] = field(default_factory=list)
    # Notices whose rule broke while it wrote its line: they are tried again.
    stuck: list[Notice] = field(default_factory=list)

    @property
    def rules(self) -> list[Rule]:
        return list(dict.fromkeys(self.lines.values()))

    @property
    def subject(self) -> str:
        count = len(self.lines)
        if count == 1:
            return str(self.rules[0].name)
        return ngettext("%(count)d reminder", "%(count)d reminders", count) % {"count": count}


def compose(person: User, notices: Sequence[Notice], *, today: date) -> Letter:
    """Sort out what there is still to say. Of several about one thing, the latest is said."""
    letter = Letter(person=person)
    latest = {(notice.rule, notice.subject): notice for notice in notices}
    for notice in notices:
        if latest[notice.rule, notice.subject] is notice:
            _put(notice, into=letter, today=today)
        else:
            letter.dropped.append(notice)
    return letter


def _put(notice: Notice, *, into: Letter, today: date) -> None:
    try:
        rule, line = _line(notice, into.person, today=today)
    except Exception as problem:
        # One rule that breaks must not keep the others' words from their reader.
        logger.error("Rule %s could not be written: %s", notice.rule, type(problem).__name__)
        into.stuck.append(notice)
        return
    if rule is None or line is None:
        into.dropped.append(notice)
    else:
        into.lines[line] = rule
        into.said.append(notice)


def _line(notice: Notice, person: User, *, today: date) -> tuple[Rule | None, Line | None]:
    rule = rules.find(notice.rule)
    if rule is None or not rule.is_on(person):
        return None, None
    return rule, rule.render(due_of(notice, person), today=today)


def due_of(notice: Notice, person: User) -> Due:
    return Due(person=person, subject=notice.subject, due_on=notice.due_on, rung=notice.rung)


def send(letter: Letter) -> None:
    """Send the mail. It can be stopped by one click where any of its rules may be stopped."""
    stoppable = [rule for rule in letter.rules if rule.may_stop]
    headers = {}
    if stoppable:
        headers = {
            "List-Unsubscribe": f"<{links.stop_link(letter.person, stoppable)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    mail.send(
        to=letter.person.email,
        subject=letter.subject,
        template="notices",
        context=_context(letter, stoppable),
        headers=headers,
    )


def _context(letter: Letter, stoppable: Iterable[Rule]) -> dict[str, Any]:
    site = settings.SITE_URL
    return {
        "lines": [
            {"text": line.text, "label": line.label, "url": site + line.path}
            for line in letter.lines
        ],
        "stops": [
            {"name": rule.name, "url": links.stop_link(letter.person, [rule])} for rule in stoppable
        ],
        "pause_url": links.pause_link(letter.person) if stoppable else "",
        "reminders_url": site + reverse("reminders"),
    }
