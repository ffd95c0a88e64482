"""What is written into the outbox, and what an owner does when a mail could not be sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from imroc_ei.notices import rules
from imroc_ei.notices.models import Notice, recipient_key
from imroc_ei.notices.rules import Due, Rule
from imroc_ei.people.models import User


def notify(*, person: User, rule: str, subject: str, due_on: date, rung: int = 0) -> None:
    """Put a notice for `person` into the outbox, in the transaction that is running.

    The same notice again changes nothing. Nothing is stored for somebody who has left, or who
    has stopped this rule. Raises KeyError for a rule that nobody registered.
    """
    known = rules.find(rule)
    if known is None:
        raise KeyError(rule)
    store(known, [Due(person=person, subject=subject, due_on=due_on, rung=rung)])


def store(rule: Rule, dues: Iterable[Due]) -> None:
    """Insert the notices that are not in the outbox yet."""
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=recipient_key(due.person),
                person=due.person,
                rule=rule.slug,
                subject=due.subject,
                due_on=due.due_on,
                rung=due.rung,
            )
            for due in dues
            if due.person.is_active and rule.is_on(due.person)
        ],
        ignore_conflicts=True,
    )
