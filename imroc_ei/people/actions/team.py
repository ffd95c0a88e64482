"""Terms in the equity and inclusion team. Leads and owners keep them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imroc_ei.people.models import TeamTerm, User


@transaction.atomic
def save_term(
    *,
    by: User,
    person: User,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    days_a_month: Decimal | None = None,
    paid: bool | None = None,
    term: TeamTerm | None = None,
) -> TeamTerm:
    """Write a new term, or change `term`. Whether a name is shown is the person's own to say."""
    check_may_change(by)
    same = TeamTerm.objects.filter(person=person, role=role, starts_on=starts_on)
    if any(other != term for other in same):
        raise ValidationError(_("This term is in the list already."))
    term = term or TeamTerm(person=person)
    term.role, term.starts_on, term.ends_on = role, starts_on, ends_on
    term.days_a_month, term.paid = days_a_month, paid
    term.save()
    return term


@transaction.atomic
def end_term(*, by: User, term: TeamTerm) -> TeamTerm:
    """End a term today. One that has not begun is taken out: it never was."""
    check_may_change(by)
    term = TeamTerm.objects.select_for_update().get(pk=term.pk)
    today = timezone.localdate()
    if term.starts_on > today:
        term.delete()
    elif term.ends_on is None or term.ends_on >= today:
        term.ends_on = today
        term.save(update_fields=["ends_on"])
    return term


def check_may_change(by: User) -> None:
    if not by.has_perm("people.change_teamterm"):
        raise PermissionDenied
