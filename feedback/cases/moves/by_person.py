"""What the person who told us does with the code. Handlers do it for those who rang or wrote."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.access import keep_out, leave_somebody
from feedback.cases.moves.by_hand import settle
from feedback.cases.moves.engine import RefusedError, turn
from feedback.enums import ConflictReason, EntryKind, State
from feedback.models import Case, CaseEntry
from feedback.states import carries_out
from feedback.vault import files
from imroc_ei.people.models import User
from imroc_ei.uploads.files import CheckedFile


@transaction.atomic
def add_message(
    *,
    case: Case,
    words: str,
    form_key: uuid.UUID,
    attached: Iterable[CheckedFile] = (),
    by: User | None = None,
    version: int | None = None,
) -> CaseEntry:
    """Keep what the person adds, the same form twice is one message.

    Raises KeyGoneError where the case's words have been destroyed. `by` is a handler who writes
    down what came by phone or letter: who wrote it stands in the log.
    """
    now = turn(case=case, by=by, version=version)
    before = CaseEntry.objects.filter(form_key=form_key, case=now.case).first()
    if before is not None:
        return before
    if now.case.state == State.ANONYMISED:
        raise RefusedError(gettext("This case has ended for good."))
    # The words are the person's, whoever wrote them down.
    entry = now.entry(EntryKind.ADDED, {"words": words}, form_key=form_key, by=None)
    for file in attached:
        files.keep(case=now.case, entry=entry, file=file, key=now.key)
    now.finish(log="write-down" if by else "add", person_wrote_on=now.today)
    telling.tell_all(now.case, telling.FROM_PERSON, but=by)
    return entry


@carries_out("ask-second-look")
@transaction.atomic
def ask_second_look(
    *, case: Case, by: User | None = None, why: str = "", version: int | None = None
) -> Case:
    """Somebody else looks at it afresh; a reason is not needed.

    Who handled it until now may know nothing of it any more. Where nobody else is left, the
    outside contact is let in.
    """
    now = turn(case=case, by=by, move="ask-second-look", version=version)
    refusal = why_no_second_look(now.case, by_person=by is None)
    if refusal:
        raise RefusedError(refusal)
    if why:
        now.entry(EntryKind.ADDED, {"words": why}, by=None)
    earlier = handled_first_stage(now.case)
    settle(now, told=True)
    now.finish(second_asked_on=now.today, person_wrote_on=now.today, reader=None, stands_in=None)
    keep_out(case=now.case, people=earlier, reason=ConflictReason.EARLIER_STAGE)
    leave_somebody(case=now.case)
    telling.tell_all(now.case, telling.SECOND_ASKED)
    return now.case


def why_no_second_look(case: Case, *, by_person: bool) -> str:
    """Return why no second look can be asked for now, or "". Handlers may be generous in time."""
    if case.second_answered_on is not None:
        return gettext("There has been a second look at this already.")
    if case.key_wrapped is None:
        return gettext("What was said is no longer kept, so it cannot be looked at again.")
    # Their time does not run out while the answer waits for somebody here to tell them.
    if by_person and case.answered_on is not None and case.tell_by is None:
        days = case.procedure.second_ask_calendar_days
        last = case.answered_on + timedelta(days=days)
        if timezone.localdate() > last:
            return gettext(
                "The time to ask for a second look ended on %(day)s. Write to us if you still "
                "want one: a person decides."
            ) % {"day": date_format(last)}
    return ""


def handled_first_stage(case: Case) -> list[User]:
    """Who handled it, and who wrote an answer that went out."""
    answers = case.entries.filter(kind=EntryKind.ANSWER, stage=1).exclude(sent_on=None)
    people = User.objects.filter(pk__in=answers.values("by")) | User.objects.filter(
        pk=case.handler_id
    )
    return list(people.order_by("pk"))


@carries_out("withdraw")
@transaction.atomic
def withdraw(
    *, case: Case, by: User | None = None, why: str = "", version: int | None = None
) -> Case:
    """The person takes it back. A handler who does it for them writes how they were asked to."""
    now = turn(case=case, by=by, move="withdraw", version=version)
    settle(now, told=False)
    now.finish(why=why, person_wrote_on=now.today)
    telling.tell_all(now.case, telling.FROM_PERSON, but=by)
    return now.case
