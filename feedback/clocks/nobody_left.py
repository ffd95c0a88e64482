"""A case that is not over is never without somebody who may open it."""

from __future__ import annotations

from django.db import transaction

from feedback import telling
from feedback.cases.access import leave_somebody
from feedback.cases.moves.engine import turn
from feedback.clocks.readers import readers_by_case
from feedback.models import Case, Conflict
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName


def let_somebody_in() -> int:
    """Let the outside contact in where everybody left or lost the role, and return how often.

    The schedule asks every hour, because a role ends in a room that does not know of cases.
    """
    return sum(_let_in(case) for case in _left_alone())


def owners_to_tell() -> list[User]:
    """Return the owners who hear that one more outside contact is needed: something is left to
    nobody, because each outside contact has a conflict, too.

    They hear nothing else of it, and nothing at all where they must not know of it themselves.
    """
    outside = set(User.objects.holding(RoleName.OUTSIDE).order_by().values_list("pk", flat=True))
    lost = [out for out in _kept_out() if outside <= out]
    owners = User.objects.holding(RoleName.OWNER).order_by("pk") if lost else ()
    return [owner for owner in owners if any(owner.pk not in out for out in lost)]


def _kept_out() -> list[set[int]]:
    """Return for each case that is left alone who must not know of it."""
    found: dict[int, set[int]] = {case.pk: set() for case in _left_alone()}
    if found:
        rows = Conflict.objects.filter(case__in=found).order_by()
        for case, person in rows.values_list("case_id", "person_id"):
            found[case].add(person)
    return list(found.values())


def _left_alone() -> list[Case]:
    not_over = Case.objects.not_over()
    readers = readers_by_case(not_over)
    return [case for case in not_over if not readers.get(case.pk)]


@transaction.atomic
def _let_in(case: Case) -> bool:
    now = turn(case=case, by=None)
    if not leave_somebody(case=now.case) or not telling.readers_of(now.case):
        return False
    now.finish(log="nobody-left")
    telling.tell_all(now.case, telling.URGENT if now.case.urgent else telling.PASSED_ON)
    return True
