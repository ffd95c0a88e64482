"""The scheduled job of the vault. It may run twice, or on two machines at once."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext

from feedback.vault.retention import NotGoneError, retention
from imroc_ei.notices.enums import Job
from imroc_ei.notices.jobs import recorded
from imroc_ei.notices.models import JobRun


@shared_task
def forget() -> None:
    """Destroy what is due, once a day. While something is still there, every hour again."""
    today = timezone.localdate()
    if JobRun.objects.worked_on(today, Job.RETENTION).exists():
        return
    last = JobRun.objects.filter(job=Job.RETENTION).first()
    with recorded(Job.RETENTION) as run:
        report = retention(today, thoroughly=last is not None and not last.ok)
        if report.proof.still_there:
            raise NotGoneError
        count = sum(len(references) for references in report.done.values())
        run.message = gettext("Steps of forgetting done: %(count)d") % {"count": count}
