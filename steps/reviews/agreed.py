"""What becomes of an action: noted in a review, done, or let go with the reason."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from steps.enums import ReviewState
from steps.models import Action, Review, Step
from steps.reviews.actions import locked, touch
from steps.reviews.errors import MovedError, RefusedError

if TYPE_CHECKING:
    from imroc_ei.people.models import User


@transaction.atomic
def note_action(
    *,
    by: User,
    review: Review,
    form_key: uuid.UUID,
    what: str,
    step: Step,
    held_by: User,
    due: date,
) -> Action:
    """Note an action in an open review; it is agreed once the review is confirmed."""
    held = locked(review, ReviewState.OPEN)
    action, made = Action.objects.get_or_create(
        form_key=form_key,
        defaults={
            "what": what.strip(),
            "step": step,
            "held_by": held_by,
            "due": due,
            "review": held,
        },
    )
    if made:
        touch(held)
    return action


@transaction.atomic
def drop_action(*, by: User, review: Review, action: Action) -> None:
    """Take an action out of a review that is still open."""
    held = locked(review, ReviewState.OPEN)
    gone, _rows = held.actions.filter(pk=action.pk, agreed_on=None).delete()
    if gone:
        touch(held)


@transaction.atomic
def finish_action(*, by: User, action: Action, done_on: date) -> Action:
    held = _open(action)
    if done_on > timezone.localdate():
        raise RefusedError({"done_on": [_("The day cannot be in the future.")]})
    held.done_on = done_on
    held.save(update_fields=["done_on"])
    return held


@transaction.atomic
def let_action_go(*, by: User, action: Action, reason: str) -> Action:
    """Let an action go. It is no failure, but it has a reason."""
    held = _open(action)
    if not reason.strip():
        raise RefusedError({"reason": [_("Say in a sentence why it is let go.")]})
    held.let_go_on, held.let_go_reason = timezone.localdate(), reason.strip()
    held.save(update_fields=["let_go_on", "let_go_reason"])
    return held


@transaction.atomic
def hand_action_over(*, by: User, action: Action, held_by: User, due: date) -> Action:
    """Give an open action to somebody, with a day that fits."""
    held = _open(action)
    held.held_by, held.due = held_by, due
    held.save(update_fields=["held_by", "due"])
    return held


def _open(action: Action) -> Action:
    held = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if held.done_on:
        raise MovedError(_("This action was marked as done already."))
    if held.let_go_on:
        raise MovedError(_("This action was let go already."))
    return held
