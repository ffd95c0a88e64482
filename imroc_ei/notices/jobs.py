"""Writes down how each run of a scheduled job went, in words without names."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun


@contextmanager
def recorded(job: Job) -> Iterator[JobRun]:
    """Record the run of `job`. The body may set `message`; of an error its kind is kept alone,
    because its words may hold an address."""
    run = JobRun.objects.create(job=job)
    try:
        yield run
    except Exception as problem:
        _end(run, ok=False, message=type(problem).__name__)
        raise
    _end(run, ok=True, message=run.message)


def _end(run: JobRun, *, ok: bool, message: str) -> None:
    run.ok, run.message, run.ended_at = ok, message, timezone.now()
    run.save(update_fields=["ok", "message", "ended_at"])
