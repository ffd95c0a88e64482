"""Scheduled jobs. The web never calls them: it writes rows, and the schedule looks for them."""

import os
import sys
from typing import NoReturn

import django
from celery import Celery
from celery.signals import beat_init, worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from imroc_ei.serving.start import refuse_to_start_wrongly

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imroc_ei.settings")


def end(problem: ImproperlyConfigured) -> NoReturn:
    # Past the standard error that Celery has put its own logging in front of.
    (sys.__stderr__ or sys.stderr).write(f"The site does not start.\n{problem}\n")
    sys.exit(1)


try:
    _LOOK = float(settings.SCHEDULE_SECONDS)
except ImproperlyConfigured as problem:
    end(problem)

app = Celery("imroc_ei")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["imroc_ei.notices", "steps", "library", "feedback", "feedback.vault"])

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
        ("count a closed year of feedback", "feedback.tasks.freeze_years", _LOOK * 60),
        ("look after the door of feedback", "feedback.tasks.look_after_door", _LOOK * 60),
        ("leave no case alone", "feedback.tasks.leave_no_case_alone", _LOOK * 60),
        ("forget what is due", "feedback.vault.tasks.forget", _LOOK * 60),
        ("check the links that are due", "library.tasks.check_due_links", _LOOK * 60),
    )
}


def look_before_starting(**_from_celery: object) -> None:
    """End the process with a sentence about what is wrong, before it takes up any work."""
    django.setup()
    try:
        refuse_to_start_wrongly()
    except ImproperlyConfigured as problem:
        end(problem)
    # Processes that the worker starts from here must not share a connection.
    connections.close_all()


worker_init.connect(look_before_starting)
beat_init.connect(look_before_starting)
