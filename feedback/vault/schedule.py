"""When a case is forgotten: by the numbers of the procedure under which it came, unless held.

The defaults, 12 months, 5 and 10 years, are those of the Ombudsman's own schedule.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.enums import ENDED, State
from feedback.models import Case
from steps.models import Action
from steps.reviews.dates import months_after

MONTHS_OF_A_YEAR = 12
A_MESSAGE_IS_YOUNG = timedelta(days=30)


class Step(models.TextChoices):
    """What is done to a case, in this order. Each takes in those before it."""

    CONTENT = "content", _("What was said is destroyed")
    ANONYMOUS = "anonymous", _("Made anonymous")
    DELETED = "deleted", _("Deleted")


class Hold(models.TextChoices):
    """Why a case is kept beyond its time."""

    GOING_ON = "going-on", _("it has not ended")
    SECOND_LOOK = "second-look", _("a second look is running")
    ACTION = "action", _("an action out of it is open")
    LEGAL = "legal", _("legal hold")
    MESSAGE = "message", _("the person wrote within the last 30 days")


def steps_due(case: Case, *, on: date) -> list[Step]:
    """Return what its days ask for by `on` and has not been done, without asking what holds it."""
    last, procedure = case.last_act_on, case.procedure
    months = {
        Step.CONTENT: procedure.content_months,
        Step.ANONYMOUS: procedure.anonymise_years * MONTHS_OF_A_YEAR,
        Step.DELETED: procedure.delete_years * MONTHS_OF_A_YEAR,
    }
    due = [step for step in Step if months_after(last, months[step]) <= on]
    latest = max((list(Step).index(step) for step in due), default=-1)
    done = {
        Step.CONTENT: case.content_gone_on is not None,
        Step.ANONYMOUS: case.anonymised_on is not None,
        Step.DELETED: False,
    }
    return [step for step in list(Step)[: latest + 1] if not done[step]]


def holds(case: Case, *, on: date) -> list[Hold]:
    """Return everything that keeps the case for now."""
    found = {
        Hold.GOING_ON: case.state not in ENDED,
        Hold.SECOND_LOOK: case.state in (State.SECOND_ASKED, State.SECOND_LOOK),
        Hold.ACTION: case.actions.filter(action__in=Action.objects.open()).exists(),
        Hold.LEGAL: case.held,
        Hold.MESSAGE: case.person_wrote_on is not None
        and on < case.person_wrote_on + A_MESSAGE_IS_YOUNG,
    }
    return [hold for hold, holding in found.items() if holding]
