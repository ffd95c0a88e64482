"""Sends what waits in the outbox: whoever claims a row sends it, so that nothing goes twice.

A person's mail of the day is claimed through its `Digest`, an urgent notice through its own
row, and so is what goes to a sealed address: by an UPDATE that only one of several workers can
win. A claim that was left (the worker was killed) is freed by `sweep` after ten minutes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from imroc_ei.notices import letters, rules, sealed
from imroc_ei.notices.enums import NoticeState
from imroc_ei.notices.letters import Letter, compose
from imroc_ei.notices.models import Digest, DigestQuerySet, Notice, NoticeQuerySet, start_of_day
from imroc_ei.organisation.models import Organisation

logger = logging.getLogger(__name__)

TRIES = 5
WAITS = [timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8)]
CLAIM_LASTS = timedelta(minutes=10)
# One run stops well before the task's time limit; what is left over goes in the next minute.
RUN_LASTS_SECONDS = 120


def send_due() -> int:
    """Send what is due now and return how many mails left."""
    drop_what_has_no_reader()
    return send_alone() + send_mails_of_the_day()


def send_alone() -> int:
    """Send what is urgent, and what goes to sealed addresses, each in a mail of its own."""
    ends_at = monotonic() + RUN_LASTS_SECONDS
    sent = sum(_send_urgent(pk) for pk in _ready_of(rules.urgent_slugs()))
    for pk in _ready_of(sealed.slugs()):
        if monotonic() > ends_at:
            break
        sent += _send_sealed(pk)
    return sent


def send_mails_of_the_day() -> int:
    ends_at = monotonic() + RUN_LASTS_SECONDS
    day, sent = timezone.localdate(), 0
    for recipient in _recipients_ready(day) if _may_send_digests() else []:
        if monotonic() > ends_at:
            break
        sent += _send_digest(recipient, day)
    return sent


def sweep() -> int:
    """Free what was claimed more than ten minutes ago and never marked; return how much."""
    now = timezone.now()
    with transaction.atomic():
        Digest.objects.claimed_before(now - CLAIM_LASTS).update(claimed_at=None)
        left = Notice.objects.claimed_before(now - CLAIM_LASTS)
        failed = left.filter(attempts__gte=TRIES).update(state=NoticeState.FAILED)
        return failed + left.update(state=NoticeState.WAITING, next_try_at=now)


def _may_send_digests() -> bool:
    return timezone.localtime().time() >= Organisation.current().send_at


def drop_what_has_no_reader() -> None:
    """Drop what is for people who left, or for made-up people where they are switched off, and
    what no rule can find the reader of."""
    unread = Q(person__is_active=False)
    if not settings.DEMO:
        unread |= Q(person__is_demo=True)
    Notice.objects.waiting().filter(unread).update(state=NoticeState.DROPPED)
    Notice.objects.waiting().filter(person=None).exclude(rule__in=sealed.slugs()).delete()


def _ready_of(slugs: list[str]) -> list[int]:
    ready = Notice.objects.ready(timezone.now()).filter(rule__in=slugs)
    return list(ready.order_by("pk").values_list("pk", flat=True))


def _recipients_ready(day: date) -> list[str]:
    """Return who has something waiting, is not pausing and has had no mail on this day."""
    return list(
        Notice.objects.ready(timezone.now())
        .filter(person__is_active=True)
        .exclude(rule__in=rules.urgent_slugs())
        .exclude(person__reminders_paused_until__gt=day)
        .exclude(recipient__in=Digest.objects.taken(day).values("recipient"))
        .order_by("recipient")
        .values_list("recipient", flat=True)
        .distinct()
    )


def _last_tried(notice: Notice, now: datetime) -> datetime:
    """Return when it was tried last; the day alone, where the time could say when somebody wrote
    to us."""
    return start_of_day() if notice.person_id is None else now


def _send_urgent(pk: int) -> int:
    now = timezone.now()
    notices = _claim(Notice.objects.filter(pk=pk), now)
    return _deliver(notices, claimed_at=now, digest=Digest.objects.none())


def _send_sealed(pk: int) -> int:
    now = timezone.now()
    return sum(
        _deliver_sealed(notice, claimed_at=now)
        for notice in _claim(Notice.objects.filter(pk=pk), now)
    )


def _deliver_sealed(notice: Notice, *, claimed_at: datetime) -> int:
    """Send it, and delete the notice with it: nothing is left of whom we wrote to, or why."""
    rule, matter = sealed.find(notice.rule), sealed.matter_of(notice)
    try:
        sent = rule is not None and sealed.send(rule, matter, today=timezone.localdate())
    except Exception as problem:
        logger.warning("A mail could not be sent: %s", type(problem).__name__)
        _try_again([notice], claimed_at=claimed_at, now=timezone.now())
        return 0
    try:
        with transaction.atomic():
            if rule and sent:
                rule.has_gone(matter)
            Notice.objects.filter(pk=notice.pk).delete()
    except Exception as problem:
        # The claim stays, and is taken up again like that of a worker that was killed.
        logger.error("Rule %s could not be marked: %s", notice.rule, type(problem).__name__)
    return int(sent)


def _send_digest(recipient: str, day: date) -> int:
    now = timezone.now()
    digest = Digest.objects.filter(recipient=recipient, day=day)
    with transaction.atomic():
        Digest.objects.bulk_create([Digest(recipient=recipient, day=day)], ignore_conflicts=True)
        if not digest.filter(claimed_at=None, sent_at=None).update(claimed_at=now):
            return 0
        theirs = Notice.objects.filter(recipient=recipient)
        notices = _claim(theirs.exclude(rule__in=rules.urgent_slugs()), now)
    return _deliver(notices, claimed_at=now, digest=digest)


def _claim(notices: NoticeQuerySet, now: datetime) -> list[Notice]:
    """Take those that still wait; a try is counted here, so that a crash counts as one too."""
    notices.waiting().update(state=NoticeState.CLAIMED, claimed_at=now, attempts=F("attempts") + 1)
    claimed = notices.filter(state=NoticeState.CLAIMED, claimed_at=now)
    return list(claimed.select_related("person").order_by("pk"))


def _deliver(notices: list[Notice], *, claimed_at: datetime, digest: DigestQuerySet) -> int:
    person = notices[0].person if notices else None
    letter = compose(person, notices, today=timezone.localdate()) if person else None
    sent = letter is not None and _has_left(letter)
    now = timezone.now()
    with transaction.atomic():
        if letter:
            _mark(letter, sent=sent, claimed_at=claimed_at, now=now)
        if sent:
            digest.update(sent_at=now)
        else:
            digest.filter(claimed_at=claimed_at).update(claimed_at=None)
    return int(sent)


def _has_left(letter: Letter) -> bool:
    """Send the letter, if it has anything to say, and tell whether it went."""
    if not letter.lines:
        return False
    try:
        letters.send(letter)
    except Exception as problem:
        # Whatever went wrong is tried again. What the server said may name the recipient.
        logger.warning("A mail could not be sent: %s", type(problem).__name__)
        return False
    return True


def _mark(letter: Letter, *, sent: bool, claimed_at: datetime, now: datetime) -> None:
    """Write down what became of each notice; a claim that was freed meanwhile is left alone."""
    ours = Notice.objects.filter(claimed_at=claimed_at, state=NoticeState.CLAIMED)
    ours.filter(pk__in=[notice.pk for notice in letter.dropped]).update(state=NoticeState.DROPPED)
    again = letter.stuck
    if sent:
        gone = Notice.objects.filter(pk__in=[notice.pk for notice in letter.said])
        gone.update(state=NoticeState.SENT, sent_at=now)
    else:
        again = [*letter.stuck, *letter.said]
    _try_again(again, claimed_at=claimed_at, now=now)


def _try_again(notices: Iterable[Notice], *, claimed_at: datetime, now: datetime) -> None:
    """Let each wait for its next try, or give it up after the last."""
    ours = Notice.objects.filter(claimed_at=claimed_at, state=NoticeState.CLAIMED)
    for notice in notices:
        row = ours.filter(pk=notice.pk)
        if notice.attempts >= TRIES:
            row.update(state=NoticeState.FAILED, claimed_at=_last_tried(notice, now))
        else:
            wait = WAITS[notice.attempts - 1]
            row.update(state=NoticeState.WAITING, next_try_at=now + wait)
