"""What handlers write in a case beside its moves: to the person, and for themselves."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.moves.engine import RefusedError, Turn, turn
from feedback.enums import ENDED, EntryKind, State
from feedback.models import Case, CaseEntry
from imroc_ei.people.models import User

BEFORE_PROGRESS = (State.RECEIVED, State.QUARANTINED, *ENDED)


@transaction.atomic
def write_to_person(
    *, case: Case, by: User, words: str, form_key: uuid.UUID, version: int | None = None
) -> CaseEntry:
    """Write a message to the person, in the one thread."""
    return _to_person(EntryKind.MESSAGE, case, by, words, form_key, version)


@transaction.atomic
def note_progress(
    *, case: Case, by: User, words: str, form_key: uuid.UUID, version: int | None = None
) -> CaseEntry:
    """Tell the person how far it is, though there is no answer yet."""
    if case.state in BEFORE_PROGRESS:
        raise RefusedError(gettext("There is no progress to note at this point of the case."))
    return _to_person(EntryKind.PROGRESS, case, by, words, form_key, version)


@transaction.atomic
def note(
    *,
    case: Case,
    by: User,
    kind: EntryKind,
    words: str,
    form_key: uuid.UUID,
    version: int | None = None,
) -> CaseEntry:
    """Note a fact or a thought, which are kept apart."""
    return _inside(kind, case, by, {"words": words}, form_key, version)


@transaction.atomic
def note_heard(
    *,
    case: Case,
    by: User,
    who: str,
    told: str,
    heard: str,
    supported: str,
    form_key: uuid.UUID,
    version: int | None = None,
) -> CaseEntry:
    """Record how the person complained about was told (when it was safe), heard, supported."""
    words = {"who": who, "told": told, "heard": heard, "supported": supported}
    return _inside(EntryKind.HEARD, case, by, words, form_key, version)


def _to_person(
    kind: EntryKind, case: Case, by: User, words: str, form_key: uuid.UUID, version: int | None
) -> CaseEntry:
    now = turn(case=case, by=by, version=version)
    entry, is_new = _once(now, kind, {"words": words}, form_key)
    if is_new:
        name = "second_progress_on" if now.stage == 2 else "progress_on"
        days: dict[str, Any] = {name: now.today} if kind == EntryKind.PROGRESS else {}
        now.finish(log=f"write-{kind}", **days)
        telling.tell_person(now.case)
    return entry


def _inside(
    kind: EntryKind, case: Case, by: User, words: Any, form_key: uuid.UUID, version: int | None
) -> CaseEntry:
    now = turn(case=case, by=by, version=version)
    entry, is_new = _once(now, kind, words, form_key)
    if is_new:
        now.finish()
    return entry


def _once(now: Turn, kind: EntryKind, words: Any, form_key: uuid.UUID) -> tuple[CaseEntry, bool]:
    before = now.case.entries.filter(form_key=form_key).first()
    if before is not None:
        return before, False
    sent = kind in (EntryKind.MESSAGE, EntryKind.PROGRESS)
    return now.entry(kind, words, sent=sent, form_key=form_key), True
