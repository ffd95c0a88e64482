"""Scheduled jobs. The web never calls them: it writes rows, and the schedule looks for them."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imroc_ei.settings")

app = Celery("imroc_ei")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["imroc_ei.notices", "steps", "library"])

_LOOK = float(settings.SCHEDULE_SECONDS)
app.conf.beat_schedule = {
    name: {
        "task": task,
        "schedule": every,
        # What was not picked up before the next look is left to the next look.
        "options": {"expires": every},
    }
    for name, task, every in (
        ("work out what is due", "imroc_ei.notices.tasks.work_out_due", _LOOK),
        ("send what is due", "imroc_ei.notices.tasks.send_due", _LOOK),
        ("take up what was left", "imroc_ei.notices.tasks.sweep", _LOOK * 5),
        ("clear away", "imroc_ei.notices.tasks.prune", _LOOK * 60),
        ("count a closed quarter", "steps.tasks.freeze_quarters", _LOOK * 60),
        ("check the links that are due", "library.tasks.check_due_links", _LOOK * 60),
    )
}
