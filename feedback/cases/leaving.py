"""Somebody who reads cases leaves, or reads them no longer: nothing they had in hand stays put.

What they wrote stays as it was, by somebody without a name. Their looks at cases stay in the log.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from feedback import telling
from feedback.cases.access import leave_somebody
from feedback.models import Case, CaseAccess, CaseMove
from feedback.models.case import READERS
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName


def role_ended(person: User, role: RoleName) -> None:
    """Who reads cases no longer hands them back; holding the role again opens none of them."""
    if role in READERS and not person.groups.filter(name__in=READERS).exists():
        hand_back_cases(by=person)


@transaction.atomic
def hand_back_cases(*, by: User) -> None:
    """Their duties fall to the others, who hear of it; where nobody is left, to the outside."""
    in_hand = Q(handler=by) | Q(second_handler=by) | Q(stands_in=by) | Q(reader=by)
    let_in = Q(access__person=by)
    ids = set(Case.objects.filter(in_hand | let_in).order_by().values_list("pk", flat=True))
    CaseAccess.objects.filter(person=by).delete()
    for case in Case.objects.select_for_update().filter(pk__in=ids).order_by("pk"):
        _hand_back(case, by)
    Case.objects.filter(name_for=by).update(name_for=None)


def _hand_back(case: Case, by: User) -> None:
    held = [name for name in _duties(case) if getattr(case, f"{name}_id") == by.pk]
    if held:
        for name in held:
            setattr(case, name, None)
        case.version += 1
        case.save(update_fields=[*held, "version"])
        CaseMove.objects.create(
            case=case, move="left", from_state=case.state, to_state=case.state, by=by
        )
    alone = leave_somebody(case=case)
    if (held or alone) and not case.is_over:
        telling.tell_all(case, telling.PASSED_ON)


def _duties(case: Case) -> tuple[str, ...]:
    """Who handled a first look stays in the row while the second goes on."""
    if case.in_second_look:
        return "stands_in", "second_handler", "reader"
    return "handler", "stands_in", "reader"
