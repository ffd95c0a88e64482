"""What is to be done about a case, by when, and by whom.

All of it follows from the days of the case and from the numbers of the procedure's version under
which it came, never from those of today's version. Nothing here asks the database, as long as
cases come with their procedure: `Case.objects.select_related("procedure")`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from feedback.clocks.kinds import DutyKind, Whose
from feedback.enums import ENDED, ReplyBy, State
from feedback.models import Case
from imroc_ei.organisation.models import Organisation
from imroc_ei.working_days import WorkingDays, working_days
from steps.reviews.dates import months_after

FIRST_ANSWER = (State.ACKNOWLEDGED, State.EARLY, State.INVESTIGATING)
BEFORE_ACKNOWLEDGING = (State.RECEIVED, State.TRIAGE, State.REOPENED)
TELLING: dict[str, DutyKind] = {
    ReplyBy.PHONE: DutyKind.RING,
    ReplyBy.POST: DutyKind.POST,
    ReplyBy.EMAIL: DutyKind.MAIL,
}
ORDER = {kind: number for number, kind in enumerate(DutyKind)}
MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something to be done about a case until the end of the day `due_on`.

    `person` is the id of the handler whom it falls to, where there is one.
    """

    kind: DutyKind
    begun_on: date
    due_on: date
    whose: Whose
    person: int | None = None

    def is_overdue(self, today: date) -> bool:
        return today > self.due_on


def calendar_here() -> WorkingDays:
    """Return the working days of the organisation's nation: fetch it once for a list of cases."""
    return working_days(Organisation.current().nation)


def duties_of(case: Case, calendar: WorkingDays | None = None) -> list[Duty]:
    """Return everything that is still to come of a case, what is due first at the head."""
    found = [*_of_handlers(case, calendar or calendar_here()), *_of_others(case)]
    return sorted(found, key=lambda duty: (duty.due_on, ORDER[duty.kind]))


def next_duty(case: Case, calendar: WorkingDays | None = None) -> Duty | None:
    """Return what somebody here has to do next about the case, or None where nothing is left.

    What is urgent comes before everything.
    """
    ours = _of_handlers(case, calendar or calendar_here())
    return min(ours, key=_place_among_ours, default=None)


def with_next_duty(
    cases: Iterable[Case], calendar: WorkingDays | None = None
) -> list[tuple[Case, Duty | None]]:
    """Return the cases with their next duty: urgent ones first, then by the day it is due."""
    calendar = calendar or calendar_here()
    found = [(case, next_duty(case, calendar)) for case in cases]
    return sorted(found, key=_place_in_queue)


def _place_among_ours(duty: Duty) -> tuple[bool, date, int]:
    return duty.kind != DutyKind.URGENT, duty.due_on, ORDER[duty.kind]


def _place_in_queue(row: tuple[Case, Duty | None]) -> tuple[bool, bool, date, int]:
    case, duty = row
    if duty is None:
        return True, True, case.received_on, case.pk
    return False, duty.kind != DutyKind.URGENT, duty.due_on, case.pk


def longest_extension(case: Case, calendar: WorkingDays) -> date | None:
    """Return the last day to which the answer that is due may be put off, once, for a reason.

    None where no answer is due, or where it has been put off already (Ombudsman's code 6.4).
    """
    procedure = case.procedure
    if case.state == State.SECOND_LOOK and case.second_acknowledged_on:
        begun, days = case.second_acknowledged_on, procedure.second_answer_days
        more, used = procedure.second_extension_days, case.second_extended_until
    elif case.state in FIRST_ANSWER and case.acknowledged_on:
        begun, days = case.acknowledged_on, procedure.answer_days
        more, used = procedure.extension_days, case.extended_until
    else:
        return None
    return None if used else calendar.after(calendar.after(begun, days), more)


def _of_handlers(case: Case, calendar: WorkingDays) -> Iterator[Duty]:
    if case.tell_from and case.tell_by:
        yield _of_telling(case, case.tell_from, case.tell_by)
    if case.state in ENDED:
        return
    if case.urgent and case.urgent_on:
        yield _duty(case, DutyKind.URGENT, case.urgent_on, case.urgent_on, everybodys=True)
    if case.state == State.QUARANTINED and case.quarantined_on:
        due = calendar.after(case.quarantined_on, case.procedure.quarantine_days)
        yield _duty(case, DutyKind.QUARANTINE, case.quarantined_on, due, everybodys=True)
    if not case.is_short:
        yield from _of_first_look(case, calendar)
        yield from _of_second_look(case, calendar)
        yield from _of_closing(case)


def _of_telling(case: Case, begun: date, due: date) -> Duty:
    """It outlives the end of a case, and falls to the only one who may know name and number."""
    duty = _duty(case, TELLING[case.reply_by], begun, due)
    if case.name_for_id is None:
        return duty
    return replace(duty, whose=Whose.HANDLER, person=case.name_for_id)


def _of_first_look(case: Case, calendar: WorkingDays) -> Iterator[Duty]:
    procedure, begun = case.procedure, case.acknowledged_on
    if case.state in BEFORE_ACKNOWLEDGING:
        came = case.waits_from
        due = calendar.after(came, procedure.acknowledge_days)
        yield _duty(case, DutyKind.ACKNOWLEDGE, came, due)
        if case.law_on_data_holds:
            by_law = came + timedelta(days=procedure.personal_data_calendar_days)
            yield _duty(case, DutyKind.PERSONAL_DATA, came, by_law)
    if case.state not in FIRST_ANSWER or begun is None:
        return
    if case.state != State.INVESTIGATING:
        due = calendar.after(begun, procedure.early_days)
        yield _duty(case, DutyKind.EARLY, begun, due)
    due = calendar.after(begun, procedure.answer_days)
    yield _duty(case, DutyKind.ANSWER, begun, _later(due, case.extended_until))
    yield from _progress(case, _later(begun, case.progress_on), calendar)


def _of_second_look(case: Case, calendar: WorkingDays) -> Iterator[Duty]:
    if case.state not in (State.SECOND_ASKED, State.SECOND_LOOK):
        return
    procedure, asked, begun = case.procedure, case.second_asked_on, case.second_acknowledged_on
    if begun is not None:
        due = calendar.after(begun, procedure.second_answer_days)
        yield _duty(case, DutyKind.SECOND_ANSWER, begun, _later(due, case.second_extended_until))
        yield from _progress(case, _later(begun, case.second_progress_on), calendar)
    elif asked is not None:
        due = calendar.after(asked, procedure.second_acknowledge_days)
        yield _duty(case, DutyKind.SECOND_ACKNOWLEDGE, asked, due)


def _of_closing(case: Case) -> Iterator[Duty]:
    """An answered case waits as long as a second look can be asked for, and is closed by then."""
    if case.state == State.ANSWERED:
        answered = case.answered_on
    elif case.state == State.ANSWERED_AGAIN:
        answered = case.second_answered_on
    else:
        return
    if answered is not None:
        yield _duty(case, DutyKind.CLOSE, answered, _window_ends(case, answered))


def _of_others(case: Case) -> Iterator[Duty]:
    answered, procedure = case.answered_on, case.procedure
    if case.state in (State.ANSWERED, State.CLOSED) and answered and not case.in_second_look:
        ends = _window_ends(case, answered)
        yield _others(DutyKind.SECOND_WINDOW, answered, ends, Whose.PERSON)
    # The site can ask only whom its mails reach; others find the questions behind their code.
    asked = case.is_short or case.surveyed_on or case.survey_answered
    to_ask = case.reply_by == ReplyBy.EMAIL and not asked
    if case.state == State.CLOSED and case.closed_on and to_ask:
        due = case.closed_on + timedelta(weeks=procedure.survey_weeks)
        yield _others(DutyKind.SURVEY, case.closed_on, due, Whose.SCHEDULE)
    yield from _of_retention(case)


def _of_retention(case: Case) -> Iterator[Duty]:
    """When the site forgets, if nothing holds it back and nobody does anything more."""
    last, procedure = case.last_act_on, case.procedure
    months = {DutyKind.DELETE: procedure.delete_years * MONTHS_OF_A_YEAR}
    if case.content_gone_on is None:
        months[DutyKind.FORGET] = procedure.content_months
    if case.anonymised_on is None:
        months[DutyKind.ANONYMISE] = procedure.anonymise_years * MONTHS_OF_A_YEAR
    for kind, count in months.items():
        yield _others(kind, last, months_after(last, count), Whose.SCHEDULE)


def _window_ends(case: Case, answered: date) -> date:
    return answered + timedelta(days=case.procedure.second_ask_calendar_days)


def _progress(case: Case, last: date, calendar: WorkingDays) -> Iterator[Duty]:
    """Nobody is told how far it is where nothing would reach them."""
    if not case.is_out_of_reach:
        due = calendar.after(last, case.procedure.progress_days)
        yield _duty(case, DutyKind.PROGRESS, last, due)


def _later(day: date, other: date | None) -> date:
    return max(day, other or day)


def _duty(case: Case, kind: DutyKind, begun: date, due: date, *, everybodys: bool = False) -> Duty:
    """Return a duty of whoever has the case now."""
    person = case.second_handler_id if case.in_second_look else case.handler_id
    if person is None or everybodys:
        return Duty(kind=kind, begun_on=begun, due_on=due, whose=Whose.EVERYBODY)
    return Duty(kind=kind, begun_on=begun, due_on=due, whose=Whose.HANDLER, person=person)


def _others(kind: DutyKind, begun: date, due: date, whose: Whose) -> Duty:
    return Duty(kind=kind, begun_on=begun, due_on=due, whose=whose)
