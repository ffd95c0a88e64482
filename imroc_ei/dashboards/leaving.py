"""Leaving, across the rooms: what was private goes, what was shared stays without a name."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from aims.models import Aim
from feedback.cases.leaving import hand_back_cases
from imroc_ei.forms.editing import Edit
from imroc_ei.people.actions import leave
from imroc_ei.people.models import User
from library.actions.lists import forget_what_is_private
from steps.activity.actions import forget_private_entries
from steps.models import Action, Step
from steps.reviews.calendar import end_feed
from steps.statements.actions import hand_over


@transaction.atomic
def leave_for_good(*, by: User) -> None:
    """Do all of it, or nothing of it where one part is refused (the last owner)."""
    let_go_of_what_is_held(by=by)
    forget_private_entries(by=by)
    forget_what_is_private(by=by)
    hand_back_cases(by=by)
    leave(by=by)


def let_go_of_what_is_held(*, by: User) -> None:
    """Nobody holds their statements and aims any more, and every page says so."""
    for step in Step.objects.filter(held_by=by).order_by("pk"):
        hand_over(by=by, step=step, to=None)
    Action.objects.open().held_by(by).update(held_by=None)
    end_feed(by=by)
    for aim in Aim.objects.filter(held_by=by).order_by("pk"):
        Edit(aim, {"held_by": None}, seen=None).save(by=by, why=gettext("Handed over"))
