"""Scheduled jobs of this room. Each may run twice, or on two machines at once."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext

from imroc_ei.notices.enums import Job
from imroc_ei.notices.jobs import recorded
from imroc_ei.notices.models import JobRun
from steps.quarters.actions import freeze_quarters as freeze


@shared_task
def freeze_quarters() -> None:
    """Count the quarters that are due, once a day; what was missed is caught up."""
    today = timezone.localdate()
    if JobRun.objects.worked_on(today, Job.QUARTERS).exists():
        return
    with recorded(Job.QUARTERS) as run:
        counted = freeze(today=today)
        run.message = gettext("Quarters counted: %(count)d") % {"count": counted} if counted else ""
