"""Answers: more time where it is needed, a second reader, and then the answer goes.

Who reads an answer is never who wrote it. Only where nobody else may know of the case can it go
unread, and the log then says why.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.moves.engine import RefusedError, Turn, turn
from feedback.cases.words import Answer
from feedback.clocks.duties import calendar_here, longest_extension
from feedback.enums import EntryKind, State
from feedback.models import Case, CaseEntry
from feedback.states import BY_NAME, carries_out
from feedback.vault.sealed import put
from imroc_ei.people.models import User

ANSWERABLE = (*BY_NAME["answer"].sources, *BY_NAME["answer-again"].sources)


@carries_out("extend")
@transaction.atomic
def extend(
    *,
    case: Case,
    by: User,
    until: date,
    why: str,
    form_key: uuid.UUID | None = None,
    version: int | None = None,
) -> CaseEntry:
    """Take more time, once in each stage, for a reason that the person is told."""
    now = turn(case=case, by=by, move="extend", version=version)
    latest = longest_extension(now.case, calendar_here())
    if latest is None:
        raise RefusedError(
            gettext("More time can be taken once, after the acknowledgement and before the answer.")
        )
    if not now.today < until <= latest:
        raise RefusedError(
            gettext("The new day is after today, and %(day)s at the latest.")
            % {"day": date_format(latest)}
        )
    words = {"until": until.isoformat(), "words": why}
    entry = now.entry(EntryKind.EXTENSION, words, form_key=form_key)
    name = "second_extended_until" if now.stage == 2 else "extended_until"
    days: dict[str, Any] = {name: until}
    now.finish(why=why, **days)
    telling.tell_person(now.case)
    return entry


def unsent_answer(case: Case) -> CaseEntry | None:
    """The answer that is being written in this stage, if there is one."""
    stage = 2 if case.in_second_look else 1
    return case.entries.unsent().filter(kind=EntryKind.ANSWER, stage=stage).last()


@transaction.atomic
def write_answer(*, case: Case, by: User, words: Answer, version: int | None = None) -> CaseEntry:
    """Keep an answer that has not gone out. Changed words have to be read again."""
    now = _answering(case, by, version)
    entry = unsent_answer(now.case) or CaseEntry(
        case=now.case, kind=EntryKind.ANSWER, stage=now.stage, written_on=now.today
    )
    entry.by, entry.read_by, entry.read_on = by, None, None
    put(entry, "words_sealed", words.as_dict(), key=now.key)
    entry.save()
    now.wrote = True
    now.finish()
    return entry


@transaction.atomic
def ask_to_read(*, case: Case, by: User, reader: User, version: int | None = None) -> Case:
    """Ask somebody else who may know of the case to read the answer before it goes."""
    now = _answering(case, by, version)
    entry = _answer_written(now)
    if reader.pk == entry.by_id:
        raise RefusedError(gettext("Whoever wrote the answer cannot be its second reader."))
    if reader not in telling.readers_of(now.case):
        raise RefusedError(gettext("The second reader has to be somebody who may see this case."))
    now.finish(log="ask-to-read", reader=reader)
    telling.tell(now.case, telling.TO_READ, to=[reader])
    return now.case


@transaction.atomic
def agree_to_answer(*, case: Case, by: User, version: int | None = None) -> CaseEntry:
    """The second reader has read it, and it can go."""
    now = _answering(case, by, version)
    entry = _answer_to_read(now)
    entry.read_by, entry.read_on = by, now.today
    entry.save(update_fields=["read_by", "read_on"])
    now.finish(log="agree-to-answer", reader=by)
    telling.tell(now.case, telling.READ, to=[entry.by, now.case.current_handler], but=by)
    return entry


@transaction.atomic
def send_answer_back(*, case: Case, by: User, why: str, version: int | None = None) -> Case:
    """The second reader would change something first, and says what."""
    now = _answering(case, by, version)
    entry = _answer_to_read(now)
    now.entry(EntryKind.THOUGHT, {"words": why})
    now.finish(log="send-answer-back", reader=by)
    telling.tell(now.case, telling.READ, to=[entry.by, now.case.current_handler], but=by)
    return now.case


@carries_out("answer")
@transaction.atomic
def answer(
    *, case: Case, by: User, unread_because: str = "", version: int | None = None
) -> CaseEntry:
    now = turn(case=case, by=by, move="answer", version=version)
    return _send(now, unread_because, answered_on=now.today)


@carries_out("answer-again")
@transaction.atomic
def answer_again(
    *, case: Case, by: User, unread_because: str = "", version: int | None = None
) -> CaseEntry:
    now = turn(case=case, by=by, move="answer-again", version=version)
    return _send(now, unread_because, second_answered_on=now.today)


def may_read_it(case: Case, entry: CaseEntry) -> list[User]:
    """Everybody who could be the second reader of an answer."""
    return [person for person in telling.readers_of(case) if person.pk != entry.by_id]


def _send(now: Turn, unread_because: str, **days: Any) -> CaseEntry:
    entry = _answer_written(now)
    if entry.read_by_id is None:
        _check_that_nobody_can_read_it(now, entry, unread_because)
    now.goes(entry)
    entry.save(update_fields=["sent_on", "tell_by"])
    now.finish(why=unread_because, reader=None, **days)
    telling.tell_person(now.case)
    return entry


def _check_that_nobody_can_read_it(now: Turn, entry: CaseEntry, why: str) -> None:
    if may_read_it(now.case, entry):
        raise RefusedError(gettext("Somebody else reads an answer before it goes. Ask them first."))
    if not why:
        raise RefusedError(
            gettext(
                "Nobody else may see this case. Pass it on to somebody who can read the answer, "
                "or say why it has to go unread."
            )
        )


def _answering(case: Case, by: User, version: int | None) -> Turn:
    now = turn(case=case, by=by, version=version)
    if now.case.state not in ANSWERABLE:
        raise RefusedError(gettext("At this point of the case there is no answer to write."))
    if now.case.state == State.SECOND_LOOK and by.pk == now.case.handler_id:
        raise RefusedError(gettext("Somebody else takes the second look."))
    return now


def _answer_written(now: Turn) -> CaseEntry:
    entry = unsent_answer(now.case)
    if entry is None:
        raise RefusedError(gettext("No answer has been written yet."))
    return entry


def _answer_to_read(now: Turn) -> CaseEntry:
    entry = _answer_written(now)
    if now.by is not None and now.by.pk == entry.by_id:
        raise RefusedError(gettext("Whoever wrote the answer cannot be its second reader."))
    return entry
