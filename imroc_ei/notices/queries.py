"""What an owner sees of the scheduled jobs and of mails that could not be sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from imroc_ei.notices import rules, sealed
from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun, Notice
from imroc_ei.notices.sealed import SEALED
from imroc_ei.people.models import User


@dataclass(frozen=True, kw_only=True)
class Failed:
    """Reminders for one recipient that could not be sent after all tries. What they were about
    is left out: that somebody has a draft, say, is for themself to know.

    Without a person it stands for every sealed address, and says neither how many nor when.
    """

    recipient: str
    person: User | None = None
    count: int = 0
    last_tried_at: datetime | None = None


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
    of_people = [
        Failed(
            recipient=row["recipient"],
            person=people[row["person"]],
            count=row["count"],
            last_tried_at=row["last_tried_at"],
        )
        for row in rows
        if row["person"]
    ]
    sealed_ones = [Failed(recipient=SEALED)] if len(of_people) < len(rows) else []
    return of_people + sealed_ones


def waiting_count() -> int:
    """Count what waits, but for what would tell that somebody wrote to us."""
    of_cases = [*rules.private_slugs(), *sealed.slugs()]
    return Notice.objects.waiting().exclude(rule__in=of_cases).count()


def pause_of(person: User, today: date) -> dict[str, Any]:
    """Return until when somebody pauses, and what a pause does not simply keep for them."""
    all_of_it = [str(rule.in_pause) for rule in rules.for_person(person) if rule.in_pause]
    return {"until": person.pause_ends(today), "in_pause": list(dict.fromkeys(all_of_it))}
