"""Actions that come out of a case, and say nothing of it.

An action is read by every consultant. So it is written as one that a lead adds by hand, with no
origin and no day that leads to a case. That it came out of one, only this room knows.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from feedback.models import Case, CaseAction
from imroc_ei.people.models import User
from steps.reviews.agreed import NewAction, agree_actions


def note_actions(
    *, by: User, case: Case, actions: Iterable[NewAction], form_key: uuid.UUID | None
) -> None:
    """Write each, once for a form that is sent twice."""
    for agreed in agree_actions(by=by, actions=actions, form_key=form_key or uuid.uuid4()):
        if agreed.is_new:
            CaseAction.objects.create(case=case, action=agreed.action)
