"""Giving and ending roles. The rows say who gave what to whom; the groups follow them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imroc_ei.people.actions.checks import check_owner, holds, refuse_to_lose_last_owner
from imroc_ei.people.models import RoleGrant, User
from imroc_ei.people.roles import CONFIRMED_BY_A_HANDLER, RoleName

# Below this many, whoever runs the server may name one: somebody has to be the first, and
# somebody has to confirm the third.
FIRST_ONES = {RoleName.HANDLER: 2, RoleName.OUTSIDE: 1}

# What a room above does when somebody holds a role no longer. It adds itself when it is ready.
when_ended: list[Callable[[User, RoleName], None]] = []


@transaction.atomic
def grant_role(*, by: User | None, person: User, role: RoleName) -> RoleGrant:
    """Give a role. Whoever is to read cases waits until a handler confirms it. Twice is once.

    `by` is an owner, or None for whoever runs commands on the server.
    """
    check_owner(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise ValidationError(_("This person has left."))
    if role in CONFIRMED_BY_A_HANDLER and by == person:
        raise ValidationError(
            _("Nobody can give themselves this role. Another owner has to name you.")
        )
    current = RoleGrant.objects.filter(person=person, role=role, ended_at=None).first()
    if current:
        return current
    grant = RoleGrant.objects.create(
        person=person, role=role, granted_by=by, opened_at=opening_time(by=by, role=role)
    )
    keep_group(grant)
    return grant


def opening_time(*, by: User | None, role: RoleName) -> datetime | None:
    """Return when a role given now opens; None where it waits to be confirmed."""
    if role not in CONFIRMED_BY_A_HANDLER:
        return timezone.now()
    first = by is None and User.objects.holding(role).count() < FIRST_ONES[role]
    return timezone.now() if first else None


@transaction.atomic
def confirm_handler(*, by: User, grant: RoleGrant) -> RoleGrant:
    """Open the role of who is to read cases, by a handler: neither the person nor who named them.

    It opens from now, so that no earlier case is theirs to read.
    """
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if not holds(by, RoleName.HANDLER) or by.pk == grant.person_id:
        raise PermissionDenied
    if by.pk == grant.granted_by_id:
        raise ValidationError(_("You named this handler yourself. Another handler confirms it."))
    if grant.ended_at or grant.role not in CONFIRMED_BY_A_HANDLER:
        raise ValidationError(_("This is no longer waiting to be confirmed."))
    if grant.opened_at is None:
        grant.confirmed_by, grant.opened_at = by, timezone.now()
        grant.save(update_fields=["confirmed_by", "opened_at"])
        keep_group(grant)
    return grant


@transaction.atomic
def end_role(*, by: User | None, grant: RoleGrant) -> RoleGrant:
    """End a role: by an owner, by the person, or by a handler before they have confirmed it."""
    grant = (
        RoleGrant.objects.select_for_update(of=("self",)).select_related("person").get(pk=grant.pk)
    )
    own = by is not None and by.pk == grant.person_id
    declined = by is not None and grant.is_waiting and holds(by, RoleName.HANDLER)
    if not own and not declined:
        check_owner(by)
    if grant.ended_at:
        return grant
    if grant.role == RoleName.OWNER:
        refuse_to_lose_last_owner(grant.person)
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    keep_group(grant)
    if grant.opened_at:
        for tell in when_ended:
            tell(grant.person, RoleName(grant.role))
    return grant


def keep_group(grant: RoleGrant) -> None:
    """Put the person into the role's group, or take them out, as the grant says."""
    group, _made = Group.objects.get_or_create(name=grant.role)
    if grant.opened_at and not grant.ended_at:
        grant.person.groups.add(group)
    else:
        grant.person.groups.remove(group)
