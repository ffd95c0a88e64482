"""When somebody is reminded of a duty: half-way, the day before, and when it is late."""

from __future__ import annotations

from datetime import date

from feedback.clocks.duties import Duty
from imroc_ei.working_days import WorkingDays

HALF_WAY, DAY_BEFORE, LATE = -2, -1, 1
# Working days of being late after which another handler hears of it too, and then how often.
OTHERS_AFTER = 2
AGAIN_EVERY = 5


def rung_on(duty: Duty, today: date, calendar: WorkingDays) -> int | None:
    """Return the latest rung that whoever has the duty has reached; None before the first."""
    late = calendar.between(duty.due_on, today)
    if late >= OTHERS_AFTER + AGAIN_EVERY:
        return _again(late)
    if late:
        return LATE
    if today >= calendar.before(duty.due_on):
        return DAY_BEFORE
    days = calendar.between(duty.begun_on, duty.due_on)
    half_way = calendar.after(duty.begun_on, max(days // 2, 1))
    return HALF_WAY if today >= half_way else None


def rung_of_others_on(duty: Duty, today: date, calendar: WorkingDays) -> int | None:
    """Return the rung on which those hear of it who stand in for a handler that is late."""
    late = calendar.between(duty.due_on, today)
    return _again(late) if late >= OTHERS_AFTER else None


def _again(late: int) -> int:
    return late - (late - OTHERS_AFTER) % AGAIN_EVERY
