"""A case that is not over is never without somebody who may open it."""

from __future__ import annotations

from django.db import transaction

from feedback import telling
from feedback.cases.access import leave_somebody
from feedback.cases.moves.engine import turn
from feedback.clocks.readers import readers_by_case
from feedback.models import Case


def let_somebody_in() -> int:
    """Let the outside contact in where everybody left or lost the role, and return how often.

    The schedule asks every hour, because a role ends in a room that does not know of cases.
    """
    not_over = Case.objects.not_over()
    readers = readers_by_case(not_over)
    return sum(_let_in(case) for case in not_over if not readers.get(case.pk))


@transaction.atomic
def _let_in(case: Case) -> bool:
    now = turn(case=case, by=None)
    if not leave_somebody(case=now.case) or not telling.readers_of(now.case):
        return False
    now.finish(log="nobody-left")
    telling.tell_all(now.case, telling.URGENT if now.case.urgent else telling.PASSED_ON)
    return True
