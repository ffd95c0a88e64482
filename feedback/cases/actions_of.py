"""Actions that come out of a case, and say nothing of it.

An action is read by every consultant. So it has no origin, and its own days are the first of the
month: they lead to no case. That it came out of one, only this room knows.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from feedback.models import Case, CaseAction
from imroc_ei.people.models import User
from steps.models import Action, Step


@dataclass(frozen=True, kw_only=True)
class NewAction:
    """Something to be done, for which statement of the plan, by whom and by when."""

    what: str
    step: Step
    held_by: User
    due: date


def note_actions(*, case: Case, actions: Iterable[NewAction], form_key: uuid.UUID | None) -> None:
    """Write each, once for a form that is sent twice."""
    month = timezone.localdate().replace(day=1)
    for place, wanted in enumerate(actions):
        key = uuid.uuid5(form_key, str(place)) if form_key else uuid.uuid4()
        action, made = Action.objects.get_or_create(
            form_key=key,
            defaults={
                "what": wanted.what,
                "step": wanted.step,
                "held_by": wanted.held_by,
                "due": wanted.due,
                "noted_at": timezone.make_aware(datetime.combine(month, time())),
                "agreed_on": month,
            },
        )
        if made:
            CaseAction.objects.create(case=case, action=action)
