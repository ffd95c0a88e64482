"""The scheduled jobs. Each may run twice, or on two machines at once: it changes nothing."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext

from imroc_ei.notices import actions, sending
from imroc_ei.notices.enums import Job
from imroc_ei.notices.jobs import recorded
from imroc_ei.notices.models import JobRun
from imroc_ei.organisation.models import Organisation


@shared_task
def work_out_due() -> None:
    """Work out the day's reminders once, as soon after the local send time as anybody looks."""
    now = timezone.localtime()
    done = JobRun.objects.worked_on(now.date(), Job.WORK_OUT).exists()
    if done or now.time() < Organisation.current().send_at:
        return
    with recorded(Job.WORK_OUT):
        actions.work_out(now.date())


@shared_task
def send_due() -> None:
    with recorded(Job.SEND) as run:
        try:
            actions.work_out(timezone.localdate(), urgent=True)
        finally:
            sending.drop_what_has_no_reader()
            # Not counted: the minute in which one leaves may be that in which somebody wrote.
            sending.send_alone()
            sent = sending.send_mails_of_the_day()
            run.message = gettext("Mails sent: %(count)d") % {"count": sent} if sent else ""


@shared_task
def sweep() -> None:
    with recorded(Job.SWEEP) as run:
        freed = sending.sweep()
        run.message = gettext("Taken up again: %(count)d") % {"count": freed} if freed else ""


@shared_task
def prune() -> None:
    """Clear away once a day; the schedule asks every hour, so a machine may be off at night."""
    if JobRun.objects.worked_on(timezone.localdate(), Job.PRUNE).exists():
        return
    with recorded(Job.PRUNE):
        actions.prune()
