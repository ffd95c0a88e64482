"""What happens after sending, and by which day: from the clocks of the version in force."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date

from feedback.clocks.duties import calendar_here, duties_of
from feedback.clocks.kinds import DutyKind
from feedback.door.drafts import Draft
from feedback.enums import ReplyBy, State
from feedback.journey.sending import hiding_details
from feedback.models import Case
from feedback.vault.codes import grouped


@dataclass(frozen=True, kw_only=True)
class Next:
    """The days of what comes next. None where nothing of the kind is promised."""

    acknowledged_by: date | None
    answered_by: date | None
    urgent: bool


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """What somebody takes away: empty strings and None where there is no such thing."""

    reference: str
    code: str
    next: Next | None
    is_short: bool
    answer_wanted: bool
    files_hiding_details: list[str]


def confirmation(draft: Draft) -> Confirmation:
    """Say what was kept. A case that is gone meanwhile still has its reference."""
    case = Case.objects.select_related("procedure").filter(reference=draft.reference).first()
    if case is None:
        return Confirmation(
            reference=draft.reference,
            code=grouped(draft.code),
            next=None,
            is_short=False,
            answer_wanted=False,
            files_hiding_details=[],
        )
    return Confirmation(
        reference=case.reference,
        code=grouped(draft.code) if case.code_look_up else "",
        next=what_comes_next(case),
        is_short=case.is_short,
        answer_wanted=case.reply_by != ReplyBy.NONE,
        files_hiding_details=hiding_details(case),
    )


def came_the_long_way(draft: Draft) -> bool:
    """Whether a concern or a complaint was sent: then every page offers to leave quickly."""
    case = Case.objects.filter(reference=draft.reference).first()
    return case is not None and not case.is_short


def what_comes_next(case: Case) -> Next:
    """Return the latest days on which somebody acknowledges and then answers the case.

    The answer is counted from the acknowledgement, so its day here is the latest there can be.
    """
    calendar = calendar_here()
    # What was promised when it came, whatever somebody has done about it since.
    arrived = copy(case)
    arrived.state = State.RECEIVED
    due = {duty.kind: duty.due_on for duty in duties_of(arrived, calendar)}
    acknowledged = due.get(DutyKind.ACKNOWLEDGE)
    answered = None
    if acknowledged is not None:
        answered = calendar.after(acknowledged, case.procedure.answer_days)
    return Next(acknowledged_by=acknowledged, answered_by=answered, urgent=case.urgent)
