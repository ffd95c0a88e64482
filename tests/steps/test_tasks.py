from datetime import date

import pytest

from imroc_ei.celery import app
from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun
from steps import tasks
from steps.models import Quarter
from tests.clock import on
from tests.factories import ActivityFactory

pytestmark = pytest.mark.django_db


def test_schedule_knows_every_job_it_asks_for() -> None:
    app.loader.import_default_modules()
    asked = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert asked - set(app.tasks) == set()
    assert "steps.tasks.freeze_quarters" in asked


def test_freeze_quarters_counts_what_is_due_once() -> None:
    with on("2026-02-03"):
        ActivityFactory(minutes=60)
    for day in ("2026-05-11", "2026-05-12", "2026-05-12", "2026-05-13", "2026-08-11"):
        with on(day):
            tasks.freeze_quarters()
    assert list(Quarter.objects.values_list("first_day", "frozen_on")) == [
        (date(2026, 4, 1), date(2026, 8, 11)),
        (date(2026, 1, 1), date(2026, 5, 12)),
    ]
    runs = JobRun.objects.filter(job=Job.QUARTERS, ok=True).order_by("pk")
    assert [run.message for run in runs] == ["", "Quarters counted: 1", "", "Quarters counted: 1"]
