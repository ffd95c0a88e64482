from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.notices.enums import Job, NoticeState

if TYPE_CHECKING:
    from imroc_ei.people.models import User


def recipient_key(person: User) -> str:
    """Return the key that stands for a person in the outbox; it names nobody."""
    return f"person:{person.public_id}"


def start_of_day() -> datetime:
    """Return today's midnight, for what is to be known by its day alone."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> NoticeQuerySet:
        return self.filter(state=NoticeState.WAITING)

    def ready(self, now: datetime) -> NoticeQuerySet:
        return self.waiting().filter(next_try_at__lte=now)

    def claimed_before(self, moment: datetime) -> NoticeQuerySet:
        return self.filter(state=NoticeState.CLAIMED, claimed_at__lt=moment)

    def failed(self) -> NoticeQuerySet:
        return self.filter(state=NoticeState.FAILED)

    def not_on_their_way(self) -> NoticeQuerySet:
        """Those that nobody sends any more, whatever became of them."""
        return self.exclude(state__in=[NoticeState.WAITING, NoticeState.CLAIMED])

    def done_before(self, moment: datetime) -> NoticeQuerySet:
        return self.filter(state__in=[NoticeState.SENT, NoticeState.DROPPED], created_at__lt=moment)


class Notice(models.Model):
    """Something that has to reach somebody, once: a row of the outbox.

    `due_on` is the day that the thing itself is due and `rung` how far before (or after) it
    this notice stands. What a mail says is written when it is sent, from the subject.
    """

    recipient = models.CharField(max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
    )
    rule = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    due_on = models.DateField()
    rung = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=NoticeState, default=NoticeState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="notice_to_send")]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "rule", "subject", "due_on", "rung"], name="notice_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(recipient=""), name="notice_has_a_recipient"
            ),
            models.CheckConstraint(
                condition=models.Q(state=NoticeState.SENT, sent_at__isnull=False)
                | (~models.Q(state=NoticeState.SENT) & models.Q(sent_at=None)),
                name="notice_sent_is_dated",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=NoticeState.CLAIMED) | models.Q(claimed_at__isnull=False),
                name="notice_claimed_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.subject}"


class DigestQuerySet(models.QuerySet["Digest"]):
    def taken(self, day: date) -> DigestQuerySet:
        """Those whose mail of the day has gone, or is in somebody's hands."""
        return self.filter(day=day).exclude(claimed_at=None, sent_at=None)

    def claimed_before(self, moment: datetime) -> DigestQuerySet:
        return self.filter(sent_at=None, claimed_at__lt=moment)


class Digest(models.Model):
    """The one mail that a recipient gets in a day. Whoever claims the row sends the mail."""

    recipient = models.CharField(max_length=80)
    day = models.DateField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail of the day")
        verbose_name_plural = _("mails of the day")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "day"], name="digest_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def worked_on(self, day: date, job: Job) -> JobRunQuerySet:
        return self.filter(job=job, ok=True, started_at__date=day)


class JobRun(models.Model):
    """One run of a scheduled job: when, how it went, and what it did, in words without names."""

    job = models.CharField(max_length=20, choices=Job)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ok = models.BooleanField(null=True, blank=True)
    message = models.CharField(max_length=200, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["job", "-started_at"], name="job_run_latest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ok=None)
                | models.Q(ended_at__isnull=False, ok__isnull=False),
                name="job_run_ended_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job}, {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def outcome(self) -> str:
        if self.ok is None:
            return gettext("Running, or cut off before it ended")
        if not self.ok:
            return gettext("It failed: %(why)s") % {"why": self.message}
        return self.message or gettext("All went well")
