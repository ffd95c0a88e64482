"""Cases that stand at some place, made in memory: the clocks ask no database."""

from datetime import date
from typing import Any

from feedback.clocks.duties import Duty, duties_of
from feedback.clocks.kinds import OURS, DutyKind
from feedback.enums import Kind, State
from feedback.models import Case, ProcedureVersion
from imroc_ei.organisation.enums import Nation
from imroc_ei.working_days import WorkingDays, working_days

ENGLAND = working_days(Nation.ENGLAND_AND_WALES)
SCOTLAND = working_days(Nation.SCOTLAND)


def day(written: str) -> date:
    return date.fromisoformat(written)


def case_of(
    state: State = State.RECEIVED, *, numbers: dict[str, int] | None = None, **days: Any
) -> Case:
    """Return a complaint in `state`; days are written as 2026-03-02."""
    values: dict[str, Any] = {
        name: day(value) if isinstance(value, str) and name.endswith(("_on", "_until")) else value
        for name, value in days.items()
    }
    received = values.pop("received_on", day("2026-03-02"))
    return Case(
        state=state,
        kind=values.pop("kind", Kind.COMPLAINT),
        received_on=received,
        last_act_on=values.pop("last_act_on", received),
        procedure=ProcedureVersion(number=1, **(numbers or {})),
        **values,
    )


def due(case: Case, calendar: WorkingDays = ENGLAND) -> dict[DutyKind, str]:
    """Return what somebody here has to do, with the day, as it is due."""
    return {
        duty.kind: duty.due_on.isoformat()
        for duty in duties_of(case, calendar)
        if duty.whose in OURS
    }


def others(case: Case, calendar: WorkingDays = ENGLAND) -> dict[DutyKind, str]:
    """Return what the person may do still and what the site does by itself."""
    return {
        duty.kind: duty.due_on.isoformat()
        for duty in duties_of(case, calendar)
        if duty.whose not in OURS
    }


def one(case: Case, kind: DutyKind, calendar: WorkingDays = ENGLAND) -> Duty:
    (found,) = [duty for duty in duties_of(case, calendar) if duty.kind == kind]
    return found
