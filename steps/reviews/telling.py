"""Who hears that an action was given to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imroc_ei.notices.actions import notify

if TYPE_CHECKING:
    from imroc_ei.people.models import User
    from steps.models import Action

ACTION_GIVEN = "action-given"


def tell_holder(action: Action, *, given_by: User | None, but: User | None = None) -> None:
    """Tell whoever holds an agreed action, once for each action and person.

    Nobody is told of what they gave to themself, nor `but`, who wrote it down. The day of the
    notice is the action's own, which says nothing of where it came from.
    """
    holder = action.held_by
    if holder is None or holder in (given_by, but) or action.agreed_on is None:
        return
    notify(person=holder, rule=ACTION_GIVEN, subject=action.public_id, due_on=action.agreed_on)
