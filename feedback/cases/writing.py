"""What handlers write in a case beside its moves: to the person, and for themselves."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.moves.engine import RefusedError, Turn, turn
from feedback.cases.reach import why_out_of_reach
from feedback.enums import ENDED, TO_PERSON, EntryKind, State
from feedback.models import Case, CaseEntry
from feedback.vault import files
from imroc_ei.people.models import User
from imroc_ei.uploads.files import CheckedFile

BEFORE_PROGRESS = (State.RECEIVED, State.QUARANTINED, *ENDED)


@transaction.atomic
def write_to_person(
    *,
    case: Case,
    by: User,
    words: str,
    form_key: uuid.UUID,
    attached: Iterable[CheckedFile] = (),
    version: int | None = None,
) -> CaseEntry:
    """Write a message to the person, in the one thread, if that reaches them."""
    now = turn(case=case, by=by, version=version)
    return _to_person(now, EntryKind.MESSAGE, words, form_key, attached)


@transaction.atomic
def note_progress(
    *, case: Case, by: User, words: str, form_key: uuid.UUID, version: int | None = None
) -> CaseEntry:
    """Tell the person how far it is, though there is no answer yet."""
    now = turn(case=case, by=by, version=version)
    if now.case.state in BEFORE_PROGRESS:
        raise RefusedError(gettext("There is no progress to note at this point of the case."))
    name = "second_progress_on" if now.stage == 2 else "progress_on"
    days: dict[str, Any] = {name: now.today}
    return _to_person(now, EntryKind.PROGRESS, words, form_key, **days)


@transaction.atomic
def note_fact(
    *,
    case: Case,
    by: User,
    words: str,
    form_key: uuid.UUID,
    attached: Iterable[CheckedFile] = (),
    version: int | None = None,
) -> CaseEntry:
    """Note what somebody saw, heard or has in writing."""
    now = turn(case=case, by=by, version=version)
    return _inside(now, EntryKind.FACT, {"words": words}, form_key, attached)


@transaction.atomic
def note_thought(
    *,
    case: Case,
    by: User,
    words: str,
    form_key: uuid.UUID,
    attached: Iterable[CheckedFile] = (),
    version: int | None = None,
) -> CaseEntry:
    """Note what one makes of it: never among the facts."""
    now = turn(case=case, by=by, version=version)
    return _inside(now, EntryKind.THOUGHT, {"words": words}, form_key, attached)


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
    return _inside(turn(case=case, by=by, version=version), EntryKind.HEARD, words, form_key)


def _to_person(
    now: Turn,
    kind: EntryKind,
    words: str,
    form_key: uuid.UUID,
    attached: Iterable[CheckedFile] = (),
    **days: Any,
) -> CaseEntry:
    refusal = why_out_of_reach(now.case)
    if refusal:
        raise RefusedError(refusal)
    entry, is_new = _once(now, kind, {"words": words}, form_key, attached)
    if is_new:
        now.finish(log=f"write-{kind}", **days)
        telling.tell_person(now.case)
    return entry


def _inside(
    now: Turn,
    kind: EntryKind,
    words: Any,
    form_key: uuid.UUID,
    attached: Iterable[CheckedFile] = (),
) -> CaseEntry:
    entry, is_new = _once(now, kind, words, form_key, attached)
    if is_new:
        now.finish()
    return entry


def _once(
    now: Turn,
    kind: EntryKind,
    words: Any,
    form_key: uuid.UUID,
    attached: Iterable[CheckedFile],
) -> tuple[CaseEntry, bool]:
    """Write the entry with its files, unless this form was sent before."""
    before = now.case.entries.filter(form_key=form_key).first()
    if before is not None:
        return before, False
    entry = now.entry(kind, words, sent=kind in TO_PERSON, form_key=form_key)
    for file in attached:
        files.keep(case=now.case, entry=entry, file=file, key=now.key)
    return entry, True
