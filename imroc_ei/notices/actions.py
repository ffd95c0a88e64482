"""What is written into the outbox, who wants which of it, and what is cleared away."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from imroc_ei.notices import rules, sealed
from imroc_ei.notices.enums import NoticeState
from imroc_ei.notices.models import Digest, JobRun, Notice, recipient_key, start_of_day
from imroc_ei.notices.rules import Due, Rule
from imroc_ei.notices.sealed import SEALED, Matter, SealedRule
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User

logger = logging.getLogger(__name__)

MOST_WEEKS = 12
# What is done is kept for over a year, so that what was said once is not said again.
DONE_KEPT = timedelta(days=400)
# Long enough to see that a sealed address does not work.
SEALED_FAILURES_KEPT = timedelta(days=30)
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
    made_at = start_of_day() if rule.private or rule.known_by_day else timezone.now()
    Notice.objects.bulk_create(
        [
            Notice(
                created_at=made_at,
                next_try_at=_ready_at(rule, due) or made_at,
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


def tell(*, rule: str, subject: str, due_on: date, rung: int = 0) -> None:
    """Put a notice to a sealed address into the outbox, in the transaction that is running.

    The same notice again changes nothing while it waits. Raises KeyError for a rule that nobody
    registered.
    """
    known = sealed.find(rule)
    if known is None:
        raise KeyError(rule)
    store_sealed(known, [Matter(subject=subject, due_on=due_on, rung=rung)])


def store_sealed(rule: SealedRule, matters: Iterable[Matter]) -> None:
    """Insert the notices to sealed addresses that are not in the outbox yet, by their day."""
    made_at = start_of_day()
    Notice.objects.bulk_create(
        [
            Notice(
                created_at=made_at,
                next_try_at=made_at,
                recipient=sealed.recipient_key(matter.subject),
                rule=rule.slug,
                subject=matter.subject,
                due_on=matter.due_on,
                rung=matter.rung,
            )
            for matter in matters
        ],
        ignore_conflicts=True,
    )


def _ready_at(rule: Rule, due: Due) -> datetime | None:
    """Return the time for which it waits: the organisation's time to send of this day, or the
    next one where nobody is to see when it was made."""
    if not rule.known_by_day and not due.in_the_morning:
        return None
    now, at = timezone.localtime(), Organisation.current().send_at
    missed = rule.known_by_day and now.time() >= at
    day = now.date() + timedelta(days=1) if missed else now.date()
    return timezone.make_aware(datetime.combine(day, at))


@transaction.atomic
def forget_about(subject: str) -> None:
    """Delete every notice about something private that is no more, or is for nobody now."""
    about = [*rules.private_slugs(), *sealed.slugs()]
    Notice.objects.filter(subject=subject, rule__in=about).delete()


def work_out(on: date, *, urgent: bool = False) -> None:
    """Put into the outbox what every rule says is due by `on`; doing it again changes nothing.

    Raises RuleBrokeError, after all rules have had their turn, if one of them broke.
    """
    works: list[tuple[str, Callable[[], None]]] = [
        (rule.slug, partial(_work_out_rule, rule, on))
        for rule in rules.every()
        if rule.urgent == urgent
    ]
    if not urgent:
        works += [(rule.slug, partial(_work_out_sealed, rule, on)) for rule in sealed.every()]
    broken = []
    for slug, work in works:
        try:
            with transaction.atomic():
                work()
        except Exception as problem:
            logger.error("Rule %s broke: %s", slug, type(problem).__name__)
            broken.append(slug)
    if broken:
        raise RuleBrokeError(", ".join(broken))


def _work_out_rule(rule: Rule, on: date) -> None:
    dues = list(rule.due(on))
    store(rule, dues)
    if rule.private:
        _forget_all_but(rule, dues)


def _work_out_sealed(rule: SealedRule, on: date) -> None:
    store_sealed(rule, rule.due(on))


def _forget_all_but(rule: Rule, dues: Iterable[Due]) -> None:
    """Delete what has been said of private things that are due no more."""
    still = {(recipient_key(due.person), due.subject, due.due_on, due.rung) for due in dues}
    done = Notice.objects.filter(rule=rule.slug).not_on_their_way()
    gone = [
        pk
        for pk, *key in done.values_list("pk", "recipient", "subject", "due_on", "rung")
        if tuple(key) not in still
    ]
    if gone:
        Notice.objects.filter(pk__in=gone).delete()


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
    """Let what could not be sent to a recipient be tried anew; return how many notices.

    Sealed addresses are all one recipient, SEALED: nobody is told how many there are.
    """
    failed = Notice.objects.failed().filter(recipient=recipient)
    if recipient == SEALED:
        failed = Notice.objects.failed().filter(person=None)
    return failed.update(state=NoticeState.WAITING, attempts=0, next_try_at=timezone.now())


@transaction.atomic
def prune() -> int:
    """Clear away what has been done for long, and return how many notices that were."""
    now = timezone.now()
    gone, _by_model = Notice.objects.done_before(now - DONE_KEPT).delete()
    sealed_failures = Notice.objects.failed().filter(rule__in=sealed.slugs())
    sealed_failures.filter(created_at__lt=now - SEALED_FAILURES_KEPT).delete()
    Digest.objects.filter(day__lt=timezone.localdate() - DIGESTS_KEPT).delete()
    JobRun.objects.filter(started_at__lt=now - FAILED_RUNS_KEPT).delete()
    JobRun.objects.filter(ok=True, started_at__lt=now - RUNS_KEPT).delete()
    return gone
