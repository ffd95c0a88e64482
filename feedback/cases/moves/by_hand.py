"""What somebody here takes to the person, by ringing them or by post: that it was done, or that
it cannot be done."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext

from feedback.cases.moves.engine import RefusedError, Turn, turn
from feedback.enums import EntryKind, TellHow
from feedback.models import Case, CaseEntry
from imroc_ei.people.models import User

# An answer is given on the day on which the person hears it: the days in which they can ask for a
# second look begin then. What we promised by a day in an acknowledgement keeps that day.
ANSWERED_ON = {1: "answered_on", 2: "second_answered_on"}


@transaction.atomic
def note_told(
    *, case: Case, by: User, how: str, on: date, note: str = "", version: int | None = None
) -> Case:
    """The person has been told, or it has been posted. What was written after that day waits."""
    now = turn(case=case, by=by, version=version)
    since = _since(now)
    if not since <= on <= now.today:
        raise RefusedError(
            gettext("The day is between %(first)s, when it was written, and today.")
            % {"first": date_format(since)}
        )
    _told(now, [entry for entry in _waiting(now) if entry.sent_on and entry.sent_on <= on], on)
    why = f"{TellHow(how).label}, {date_format(on)}"
    now.wrote = True
    return now.finish(log="told", why=f"{why}. {note}" if note else why)


@transaction.atomic
def note_not_reached(*, case: Case, by: User, why: str, version: int | None = None) -> Case:
    """They cannot be reached in the way that they gave; `why` says what was tried."""
    now = turn(case=case, by=by, version=version)
    _since(now)
    settle(now, told=False)
    now.wrote = True
    return now.finish(log="not-reached", why=why)


def settle(now: Turn, *, told: bool) -> None:
    """Let nothing wait any more, before `finish`: the person came to it by themself (`told`), or
    it is no longer for them."""
    waiting = _waiting(now)
    if told:
        _told(now, waiting, now.today)
        return
    for entry in waiting:
        entry.tell_by = None
        entry.save(update_fields=["tell_by"])
    now.case.tell_from = now.case.tell_by = None


def _since(now: Turn) -> date:
    since = now.case.tell_from
    if since is None:
        raise RefusedError(gettext("Nothing waits to be told to the person."))
    return since


def _waiting(now: Turn) -> list[CaseEntry]:
    return list(now.case.entries.to_tell())


def _told(now: Turn, entries: list[CaseEntry], on: date) -> None:
    for entry in entries:
        name = ANSWERED_ON[entry.stage]
        if entry.kind == EntryKind.ANSWER and getattr(now.case, name) == entry.sent_on:
            setattr(now.case, name, on)
        entry.told_on = on
        entry.save(update_fields=["told_on"])
    left = _waiting(now)
    now.case.tell_from = min((entry.sent_on for entry in left if entry.sent_on), default=None)
    now.case.tell_by = min((entry.tell_by for entry in left if entry.tell_by), default=None)
