"""The conflict guard: who is let in to a case, who is kept from it, and who is left."""

from __future__ import annotations

from collections.abc import Iterable

from feedback.enums import AccessReason, ConflictReason
from feedback.models import Case, CaseAccess, Conflict
from feedback.telling import readers_of
from feedback.told import Told
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName


def let_in_first_readers(*, case: Case, told: Told) -> None:
    """Let in every handler whom the page named and the person did not tick.

    Where they ticked all of them, the outside contact is let in.
    """
    ticked = User.objects.filter(public_id__in=told.not_these).order_by("pk")
    Conflict.objects.bulk_create(
        Conflict(case=case, person=person, reason=ConflictReason.TICKED) for person in ticked
    )
    handlers = User.objects.holding(RoleName.HANDLER).order_by("pk")
    if told.readers:
        handlers = handlers.filter(public_id__in=told.readers)
    let_in(case=case, people=handlers, reason=AccessReason.ARRIVAL)
    leave_somebody(case=case)


def let_in(
    *, case: Case, people: Iterable[User], reason: AccessReason, by: User | None = None
) -> None:
    """Add who is not in yet. Who has a conflict is never let in."""
    kept_out = set(case.conflicts.values_list("person_id", flat=True))
    CaseAccess.objects.bulk_create(
        (
            CaseAccess(case=case, person=person, reason=reason, let_in_by=by)
            for person in people
            if person.pk not in kept_out
        ),
        ignore_conflicts=True,
    )


def leave_somebody(*, case: Case) -> bool:
    """Let in the outside contact where nobody else may open the case. Return whether so."""
    if readers_of(case):
        return False
    outside = User.objects.holding(RoleName.OUTSIDE).order_by("pk")
    let_in(case=case, people=outside, reason=AccessReason.OUTSIDE)
    return True


def keep_out(
    *, case: Case, people: Iterable[User], reason: ConflictReason, by: User | None = None
) -> None:
    """From now on these may not know of the case. A reason that stands already stays."""
    Conflict.objects.bulk_create(
        (Conflict(case=case, person=person, reason=reason, named_by=by) for person in people),
        ignore_conflicts=True,
    )
