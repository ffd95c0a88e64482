"""What an owner sees of the scheduled jobs and of mails that could not be sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun, Notice
from imroc_ei.people.models import User


@dataclass(frozen=True, kw_only=True)
class Failed:
    """Reminders for one recipient that could not be sent after all tries. What they were about
    is left out: that somebody has a draft, say, is for themself to know."""

    recipient: str
    person: User | None
    count: int
    last_tried_at: datetime


def last_runs() -> list[tuple[Job, JobRun | None]]:
    """Return every job with its latest run; None where it has not run yet, or long ago."""
    latest = JobRun.objects.order_by().values("job").annotate(latest=Max("pk")).values("latest")
    runs = {run.job: run for run in JobRun.objects.filter(pk__in=latest).order_by("pk")}
    return [(job, runs.get(job)) for job in Job]


def failed_runs() -> QuerySet[JobRun]:
    return JobRun.objects.filter(ok=False)[:20]


def failed_notices() -> Iterable[Failed]:
    rows = list(
        Notice.objects.failed()
        .order_by("recipient")
        .values("recipient", "person")
        .annotate(count=Count("pk"), last_tried_at=Max("claimed_at"))
    )
    people = User.objects.in_bulk([row["person"] for row in rows if row["person"]])
    return [
        Failed(
            recipient=row["recipient"],
            person=people.get(row["person"]),
            count=row["count"],
            last_tried_at=row["last_tried_at"],
        )
        for row in rows
    ]


def waiting_count() -> int:
    return Notice.objects.waiting().count()
