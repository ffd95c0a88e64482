"""The scheduled job forgets once a day, and goes on while something is still there."""

from datetime import date

import pytest

from feedback.vault import tasks
from feedback.vault.retention import NotGoneError, Report
from imroc_ei.notices.enums import Job
from imroc_ei.notices.models import JobRun
from tests.clock import on
from tests.feedback.vault.making import A_YEAR_ON, full_case, still_sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_disk_apart")]


def test_job_forgets_once_a_day() -> None:
    full_case()
    with on(A_YEAR_ON):
        tasks.forget()
        tasks.forget()
    assert still_sealed() == {}
    (done,) = JobRun.objects.all()
    assert (done.job, done.ok, done.message) == (Job.RETENTION, True, "Steps of forgetting done: 1")


def test_job_fails_until_everything_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def broken(on: date, *, thoroughly: bool) -> Report:
        asked.append(thoroughly)
        report = Report(on=on)
        report.proof.found("files of such cases", 1)
        return report

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "retention", broken)
        for _hour in range(2):
            with pytest.raises(NotGoneError):
                tasks.forget()
    assert asked == [False, True]
    tasks.forget()
    assert list(JobRun.objects.order_by("pk").values_list("ok", flat=True)) == [False, False, True]
