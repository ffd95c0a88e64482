"""Who is to be reminded of what is due about cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from feedback.clocks.duties import Duty, calendar_here, duties_of
from feedback.clocks.kinds import OURS, DutyKind
from feedback.clocks.ladder import rung_of_others_on, rung_on
from feedback.clocks.readers import others_for, readers_by_case, whose_turn
from feedback.models import Case
from feedback.models.case import CaseQuerySet
from imroc_ei.people.models import User
from imroc_ei.working_days import WorkingDays


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """That somebody is to be reminded now of a duty.

    `nobody_awake` says that all who may know of the case pause: there is nobody to hand it to.
    """

    case: Case
    duty: Duty
    person: User
    rung: int
    nobody_awake: bool


def reminders(cases: CaseQuerySet, today: date) -> Iterator[Reminder]:
    """Yield the reminders that have become due, each with its latest rung only.

    What is urgent is left out: it has a rule of its own.
    """
    not_over = cases.not_over()
    readers, calendar = readers_by_case(not_over), calendar_here()
    for case in not_over.select_related("procedure").order_by("pk"):
        for duty in duties_of(case, calendar):
            if duty.whose in OURS and duty.kind != DutyKind.URGENT:
                yield from _of(case, duty, readers.get(case.pk, []), today, calendar)


def _of(
    case: Case, duty: Duty, readers: list[User], today: date, calendar: WorkingDays
) -> Iterator[Reminder]:
    nobody_awake = all(reader.pause_ends(today) for reader in readers)
    told = [
        (rung_on(duty, today, calendar), whose_turn(case, duty, readers, today)),
        (rung_of_others_on(duty, today, calendar), others_for(case, duty, readers, today)),
    ]
    for rung, people in told:
        if rung is None:
            continue
        for person in people:
            yield Reminder(
                case=case, duty=duty, person=person, rung=rung, nobody_awake=nobody_awake
            )
