"""Scheduled jobs of this room. Each may run twice, or on two machines at once."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext

from imroc_ei.notices.enums import Job
from imroc_ei.notices.jobs import recorded
from library.links.actions import check_links, due_links, forget_old_checks

# Less than a task may take, so that what is in hand then is still brought to its end.
SECONDS_A_ROUND = 200


@shared_task
def check_due_links() -> None:
    """Check the links that nobody has checked for a week; the next round takes up what is left."""
    now = timezone.now()
    if not due_links(now):
        return
    with recorded(Job.LINKS) as run:
        checked = sum(1 for _link in check_links(now=now, seconds=SECONDS_A_ROUND))
        forget_old_checks(now)
        left = len(due_links(now))
        run.message = gettext("Links checked: %(checked)d, still to check: %(left)d") % {
            "checked": checked,
            "left": left,
        }
