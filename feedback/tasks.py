"""Scheduled jobs of this room. Each may run twice, or on two machines at once."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext

from feedback.clocks.nobody_left import let_somebody_in
from feedback.door import schedule
from feedback.figures.actions import freeze_years as freeze
from imroc_ei.notices.enums import Job
from imroc_ei.notices.jobs import recorded
from imroc_ei.notices.models import JobRun


@shared_task
def look_after_door() -> None:
    """Clear drafts away every hour, and bring back what was set aside and not looked at.

    The run says no number, here as below: whoever reads the list of jobs may know of no case.
    """
    with recorded(Job.DOOR):
        schedule.clear_away()
        schedule.bring_back_due(timezone.localdate())


@shared_task
def freeze_years() -> None:
    """Count the years that are due, once a day; what was missed is caught up."""
    today = timezone.localdate()
    if JobRun.objects.worked_on(today, Job.YEARS).exists():
        return
    with recorded(Job.YEARS) as run:
        counted = freeze(today=today)
        run.message = gettext("Years counted: %(count)d") % {"count": counted} if counted else ""


@shared_task
def leave_no_case_alone() -> None:
    with recorded(Job.LEFT_ALONE):
        let_somebody_in()
