"""What is written into the outbox, who wants which of it, and what is cleared away."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from imroc_ei.notices import rules
from imroc_ei.notices.enums import NoticeState
from imroc_ei.notices.models import Digest, JobRun, Notice, recipient_key
from imroc_ei.notices.rules import Due, Rule
from imroc_ei.people.models import User

logger = logging.getLogger(__name__)

MOST_WEEKS = 12
# What is done is kept for over a year, so that what was said once is not said again.
DONE_KEPT = timedelta(days=400)
DIGESTS_KEPT = timedelta(days=60)
FAILED_RUNS_KEPT = timedelta(days=30)
RUNS_KEPT = timedelta(days=2)


class RuleBrokeError(RuntimeError):
    """Some rules could not say what is due; all others have been worked out."""


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


def work_out(on: date, *, urgent: bool = False) -> None:
    """Put into the outbox what every rule says is due by `on`; doing it again changes nothing.

    Raises RuleBrokeError, after all rules have had their turn, if one of them broke.
    """
    broken = []
    for rule in rules.every():
        if rule.urgent == urgent:
            try:
                with transaction.atomic():
                    store(rule, rule.due(on))
            except Exception as problem:
                logger.error("Rule %s broke: %s", rule.slug, type(problem).__name__)
                broken.append(rule.slug)
    if broken:
        raise RuleBrokeError(", ".join(broken))


@transaction.atomic
def pause(*, by: User, weeks: int) -> None:
    """Keep reminders back for 1 to 12 weeks; what comes up meanwhile goes in one mail after."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValueError(weeks)
    until = timezone.localdate() + timedelta(weeks=weeks)
    User.objects.filter(pk=by.pk).update(reminders_paused_until=until)


@transaction.atomic
def resume(*, by: User) -> None:
    User.objects.filter(pk=by.pk).update(reminders_paused_until=None)


@transaction.atomic
def switch(*, by: User, on: Iterable[Rule] = (), off: Iterable[Rule] = ()) -> None:
    """Switch rules on and off for the person; one that may not be stopped stays on."""
    person = User.objects.select_for_update().get(pk=by.pk)
    for rule in on:
        rule.switch(person, on=True)
    for rule in off:
        if rule.may_stop:
            rule.switch(person, on=False)
    person.save(update_fields=["stopped_rules", "monthly_nudge"])


@transaction.atomic
def try_again(*, by: User, recipient: str) -> int:
    """Let what could not be sent to a recipient be tried anew; return how many notices."""
    failed = Notice.objects.failed().filter(recipient=recipient)
    return failed.update(state=NoticeState.WAITING, attempts=0, next_try_at=timezone.now())


@transaction.atomic
def prune() -> int:
    """Clear away what has been done for long, and return how many notices that were."""
    now = timezone.now()
    gone, _by_model = Notice.objects.done_before(now - DONE_KEPT).delete()
    Digest.objects.filter(day__lt=timezone.localdate() - DIGESTS_KEPT).delete()
    JobRun.objects.filter(started_at__lt=now - FAILED_RUNS_KEPT).delete()
    JobRun.objects.filter(ok=True, started_at__lt=now - RUNS_KEPT).delete()
    return gone
