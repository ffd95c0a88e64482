"""What becomes of an action: noted in a review or agreed without one, done, or let go.

An action without a review says nothing of where it came from, as that may be what somebody told
us in confidence. So all of them are written by `agree_actions`, alike in every column.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from steps.enums import ReviewState, StepState
from steps.models import Action, Review, Step
from steps.reviews.actions import locked, touch
from steps.reviews.errors import MovedError, OtherWordsError, RefusedError
from steps.reviews.telling import tell_holder

if TYPE_CHECKING:
    from imroc_ei.people.models import User


@dataclass(frozen=True, kw_only=True)
class NewAction:
    """Something to be done, for which statement of the plan, by whom and by when."""

    what: str
    step: Step
    held_by: User
    due: date


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An action, and whether it was agreed now or stood there already."""

    action: Action
    is_new: bool


@transaction.atomic
def agree_actions(*, by: User, actions: Iterable[NewAction], form_key: uuid.UUID) -> list[Agreed]:
    """Write actions that stand without a review, each once for a form that is sent twice.

    Nothing keeps who wrote them, and their own days are the first of the month.
    """
    month = timezone.localdate().replace(day=1)
    noted_at = timezone.make_aware(datetime.combine(month, time()))
    agreed = []
    for place, wanted in enumerate(actions):
        action, is_new = Action.objects.get_or_create(
            form_key=key_of(form_key, place),
            defaults={
                "what": wanted.what.strip(),
                "step": wanted.step,
                "held_by": wanted.held_by,
                "due": wanted.due,
                "noted_at": noted_at,
                "agreed_on": month,
            },
        )
        if is_new:
            tell_holder(action, given_by=by)
        agreed.append(Agreed(action=action, is_new=is_new))
    return agreed


def key_of(form_key: uuid.UUID, place: int) -> uuid.UUID:
    """Return the key of one of the actions that a form brings."""
    return uuid.uuid5(form_key, str(place))


@transaction.atomic
def add_action(*, by: User, form_key: uuid.UUID, wanted: NewAction) -> Action:
    """Add an action by hand to a statement that is part of the plan.

    Raises MovedError where the statement was taken out of the plan meanwhile, and OtherWordsError
    where the form has already added another action.
    """
    # The lock lets nobody take the statement out of the plan meanwhile.
    step = Step.objects.select_for_update().get(pk=wanted.step.pk)
    if step.state == StepState.RETIRED:
        raise MovedError(
            _("This statement was taken out of the plan, so no action can be added to it.")
        )
    [agreed] = agree_actions(by=by, actions=[wanted], form_key=form_key)
    _refuse_other_words(agreed, wanted.what)
    return agreed.action


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
    """Note an action in an open review; it is agreed once the review is confirmed.

    Raises OtherWordsError where the form has already noted another action.
    """
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
    _refuse_other_words(Agreed(action=action, is_new=made), what)
    if made:
        touch(held)
    return action


def _refuse_other_words(agreed: Agreed, what: str) -> None:
    """Say so, rather than store nothing and call it done, where the form was sent before."""
    if not agreed.is_new and agreed.action.what != what.strip():
        raise OtherWordsError(
            _("This page has already added “%(what)s”. If this is another action, add it too.")
            % {"what": agreed.action}
        )


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
    is_given = held.held_by_id != held_by.pk
    held.held_by, held.due = held_by, due
    held.save(update_fields=["held_by", "due"])
    if is_given:
        tell_holder(held, given_by=by)
    return held


def _open(action: Action) -> Action:
    held = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if held.done_on:
        raise MovedError(_("This action was marked as done already."))
    if held.let_go_on:
        raise MovedError(_("This action was let go already."))
    return held
