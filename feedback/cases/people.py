"""Who may know of a case, who works on it, and whose name it has: every change is logged."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.access import leave_somebody, let_in
from feedback.cases.moves.engine import RefusedError, Turn, turn
from feedback.enums import AccessReason, ConflictReason, EntryKind, State
from feedback.models import Case, CaseView, Conflict
from feedback.models.case import READERS
from feedback.vault.sealed import put, read
from imroc_ei.people.models import User

TO_BE_TAKEN_IN = (State.RECEIVED, State.QUARANTINED, State.REOPENED, State.SECOND_ASKED)
DUTIES = ("handler", "stands_in", "second_handler", "reader")


@transaction.atomic
def pass_on(*, case: Case, by: User, to: User, why: str, version: int | None = None) -> Case:
    """Let somebody else who reads cases in to this one. Never who has a conflict."""
    now = turn(case=case, by=by, version=version)
    if not to.is_active or not to.role_names.intersection(READERS):
        raise RefusedError(gettext("A case is passed on to a handler or an outside contact only."))
    if now.case.conflicts.filter(person=to).exists():
        raise RefusedError(gettext("This person must not know of the case."))
    let_in(case=now.case, people=[to], reason=AccessReason.PASSED, by=by)
    now.finish(log="pass-on", why=gettext("To %(person)s: %(why)s") % {"person": to, "why": why})
    telling.tell(now.case, telling.PASSED_ON, to=[to])
    return now.case


@transaction.atomic
def hand_over(*, case: Case, by: User, to: User, version: int | None = None) -> Case:
    """Give the duty to another who may know of the case, or to oneself where nobody has it."""
    now = turn(case=case, by=by, version=version)
    if to not in telling.readers_of(now.case):
        raise RefusedError(gettext("Pass the case on to this person first."))
    if now.case.state in TO_BE_TAKEN_IN:
        raise RefusedError(gettext("Nobody has taken this case in yet."))
    if now.stage == 2 and to.pk == now.case.handler_id:
        raise RefusedError(gettext("Somebody else takes the second look."))
    name = "second_handler" if now.stage == 2 else "handler"
    why = gettext("To %(person)s") % {"person": to}
    now.finish(log="hand-over", why=why, **{name: to})
    telling.tell(now.case, telling.PASSED_ON, to=[to], but=by)
    return now.case


@transaction.atomic
def ask_to_stand_in(
    *, case: Case, by: User, person: User | None, version: int | None = None
) -> Case:
    now = turn(case=case, by=by, version=version)
    if person is not None and person not in telling.readers_of(now.case):
        raise RefusedError(gettext("Who stands in has to be somebody who may see this case."))
    if person is not None and person == now.case.current_handler:
        raise RefusedError(gettext("Nobody stands in for themself."))
    return now.finish(log="stand-in", stands_in=person)


@transaction.atomic
def name_conflict(
    *, case: Case, by: User, person: User, why: str, version: int | None = None
) -> Case:
    """Say that somebody must not know of the case, or that one should not oneself.

    What they had to do falls back to the others; the outside contact is let in where nobody is
    left. It stands for good: who was kept out is not let in again.
    """
    now = turn(case=case, by=by, version=version)
    if now.case.conflicts.filter(person=person).exists():
        return now.case
    reason = ConflictReason.DECLARED if person == by else ConflictReason.NAMED
    conflict = Conflict(case=now.case, person=person, reason=reason, named_by=by)
    put(conflict, "why_sealed", why, key=now.key)
    conflict.save()
    log = "declare-conflict" if person == by else "name-conflict"
    fell_back = _without(now.case, person)
    now.finish(log=log, why=why, **fell_back)
    if leave_somebody(case=now.case) or fell_back:
        telling.tell_all(now.case, telling.PASSED_ON, but=by)
    return now.case


def _without(case: Case, person: User) -> dict[str, None]:
    """Return what falls back to the others where this person no longer knows of the case."""
    held = {name: None for name in DUTIES if getattr(case, f"{name}_id") == person.pk}
    if case.in_second_look:
        # Who handled the first look stays in the row: the second is by another.
        held.pop("handler", None)
    return held


@transaction.atomic
def open_name(*, case: Case, by: User, why: str = "", version: int | None = None) -> str:
    """Return the name and how to reach them. Given to one person only, both are opened by others
    with a reason, logged."""
    now = turn(case=case, by=by)
    again = _was_just_opened(now, version)
    if not again:
        now.insist_on(version)
    kept = read(now.case, "name_sealed", key=now.key)
    if kept is None:
        raise RefusedError(gettext("No name was given."))
    if kept["one"] and now.case.name_for_id != by.pk:
        if not why:
            raise RefusedError(
                gettext("The name was given to one person only. Say why you have to open it.")
            )
        if not again:
            _log_opening(now, why)
    CaseView.objects.create(case=now.case, person=by, what="name")
    reach = read(now.case, "reach_sealed", key=now.key) or {}
    said = (kept["name"], reach.get("reach", ""), reach.get("safely", ""))
    return " · ".join(words for words in said if words)


def _was_just_opened(now: Turn, version: int | None) -> bool:
    """Whether this is the second press of one form: it is logged once, and shown again."""
    if version is None or now.case.version != version + 1:
        return False
    last = now.case.moves.last()
    return last is not None and (last.move, last.by) == ("open-name", now.by)


def _log_opening(now: Turn, why: str) -> None:
    now.entry(EntryKind.REVEALED, {"words": why})
    now.finish(log="open-name", why=why)
