"""How a case ends: closed with what was learned, passed to another place, or opened again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.actions_of import note_actions
from feedback.cases.moves.engine import RefusedError, turn
from feedback.cases.reach import why_not_told, why_out_of_reach
from feedback.enums import EntryKind
from feedback.models import Case
from feedback.states import carries_out
from imroc_ei.people.models import User
from steps.reviews.agreed import NewAction


@carries_out("close")
@transaction.atomic
def close(
    *,
    case: Case,
    by: User,
    learned: str = "",
    nothing_new_because: str = "",
    actions: Iterable[NewAction] = (),
    form_key: uuid.UUID | None = None,
    version: int | None = None,
) -> Case:
    """Close with what was learned; "nothing new", and why, is an answer."""
    now = turn(case=case, by=by, move="close", version=version)
    if now.case.tell_by:
        raise RefusedError(why_not_told(now.case))
    if bool(learned) == bool(nothing_new_because):
        raise RefusedError(gettext("Say what was learned, or that it is nothing new, and why."))
    words = {"words": learned, "nothing_new_because": nothing_new_because}
    now.entry(EntryKind.LEARNED, words, form_key=form_key)
    note_actions(by=by, case=now.case, actions=actions, form_key=form_key)
    return now.finish(closed_on=now.today, reader=None)


@carries_out("close-short")
@transaction.atomic
def close_short(
    *,
    case: Case,
    by: User,
    reply: str = "",
    learned: str = "",
    actions: Iterable[NewAction] = (),
    form_key: uuid.UUID | None = None,
    version: int | None = None,
) -> Case:
    """Close thanks, an idea or a suggestion: with a reply where one is wanted."""
    now = turn(case=case, by=by, move="close-short", version=version)
    if reply:
        _check_reach(now.case)
        now.entry(EntryKind.MESSAGE, {"words": reply}, form_key=form_key)
    if learned:
        now.entry(EntryKind.LEARNED, {"words": learned, "nothing_new_because": ""})
    note_actions(by=by, case=now.case, actions=actions, form_key=form_key)
    now.finish(closed_on=now.today)
    if reply:
        telling.tell_person(now.case)
    return now.case


@carries_out("redirect")
@transaction.atomic
def redirect(
    *,
    case: Case,
    by: User,
    why: str,
    words: str = "",
    form_key: uuid.UUID | None = None,
    version: int | None = None,
) -> Case:
    """It belongs to another place: the person is told which, and how to reach it, if anything
    reaches them."""
    now = turn(case=case, by=by, move="redirect", version=version)
    if words:
        _check_reach(now.case)
        now.entry(EntryKind.MESSAGE, {"words": words}, form_key=form_key)
    elif not now.case.is_out_of_reach:
        raise RefusedError(gettext("Say where it belongs, and how to reach that place."))
    now.finish(why=why, closed_on=now.today)
    telling.tell_person(now.case)
    return now.case


@carries_out("reopen")
@transaction.atomic
def reopen(*, case: Case, by: User, why: str, version: int | None = None) -> Case:
    """Open it again, as if it had just come: its clocks begin anew, the log keeps what was."""
    now = turn(case=case, by=by, move="reopen", version=version)
    if now.case.key_wrapped is None:
        raise RefusedError(gettext("What was said is no longer kept, so there is nothing to open."))
    # Who handled it before a second look may know nothing of it.
    may_know = now.case.handler in telling.readers_of(now.case)
    return now.finish(
        why=why,
        reopened_on=now.today,
        handler=now.case.handler if may_know else None,
        stands_in=None,
        reader=None,
        progress_on=None,
        extended_until=None,
        answered_on=None,
        second_handler=None,
        second_asked_on=None,
        second_acknowledged_on=None,
        second_progress_on=None,
        second_extended_until=None,
        second_answered_on=None,
    )


def _check_reach(case: Case) -> None:
    refusal = why_out_of_reach(case)
    if refusal:
        raise RefusedError(refusal)
