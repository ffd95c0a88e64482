"""Inviting people, and what becomes of an invitation."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imroc_ei.people.actions.checks import check_owner, holds
from imroc_ei.people.actions.roles import grant_role
from imroc_ei.people.enums import InvitationState
from imroc_ei.people.models import Invitation, User
from imroc_ei.people.models.invitation import digest_of, new_token, two_weeks_from_now
from imroc_ei.people.roles import RoleName

ACCEPTED = gettext_lazy("This invitation has been accepted already. You can sign in.")
GONE = {
    InvitationState.ACCEPTED: ACCEPTED,
    InvitationState.WITHDRAWN: gettext_lazy("This invitation was withdrawn."),
    InvitationState.RAN_OUT: gettext_lazy("This invitation has run out. Ask for a new one."),
}


@transaction.atomic
def invite(*, by: User | None, email: str, roles: Iterable[RoleName]) -> tuple[Invitation, str]:
    """Write an invitation; return it with its secret, which is kept nowhere.

    `by` is an owner, or None for whoever runs commands on the server. An invitation that ran
    out is written anew; one that is still open, and an address already here, are refused.
    """
    check_owner(by)
    email = email.strip().lower()
    if is_here(email):
        raise ValidationError({"email": _("Somebody with this address is here already.")})
    waiting = Invitation.objects.waiting().filter(email__iexact=email).select_for_update().first()
    if waiting and waiting.state == InvitationState.OPEN:
        raise ValidationError(
            {"email": _("This address has an open invitation. You can send it again.")}
        )
    invitation = waiting or Invitation(email=email)
    invitation.roles = [role.value for role in RoleName if role in set(roles)]
    return renew(invitation, by=by)


def is_here(email: str) -> bool:
    return bool(
        User.objects.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(email__iexact=email).exists()
    )


def renew(invitation: Invitation, *, by: User | None) -> tuple[Invitation, str]:
    """Save an invitation with a new secret and two more weeks; the link before it is dead."""
    token = new_token()
    invitation.token_digest = digest_of(token)
    invitation.invited_by = by
    invitation.invited_at = timezone.now()
    invitation.expires_at = two_weeks_from_now()
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as twice:
        raise ValidationError(
            {"email": _("This address has an open invitation. You can send it again.")}
        ) from twice
    return invitation, token


@transaction.atomic
def send_invitation_again(*, by: User, invitation: Invitation) -> tuple[Invitation, str]:
    check_owner(by)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_waiting:
        raise ValidationError(GONE[invitation.state])
    return renew(invitation, by=by)


@transaction.atomic
def withdraw_invitation(*, by: User, invitation: Invitation) -> Invitation:
    check_owner(by)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.state == InvitationState.ACCEPTED:
        raise ValidationError(ACCEPTED)
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
    return invitation


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, name: str, pronouns: str = "", password: str = ""
) -> User:
    """Make the person who was invited, with their address confirmed and their roles given.

    The mail with the link reached them, so the address needs no other proof. Two presses at
    once make one person: the row is locked, and an accepted one is refused.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.state != InvitationState.OPEN:
        raise ValidationError(GONE[invitation.state])
    if is_here(invitation.email):
        raise ValidationError(_("Somebody with this address is here already. You can sign in."))
    giver = invitation.invited_by
    if giver is not None and not holds(giver, RoleName.OWNER):
        raise ValidationError(
            _("Whoever invited you has stepped back since. Ask an owner for a new invitation.")
        )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    person = User.objects.create_user(
        invitation.email, password or None, name=name, pronouns=pronouns
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    for role in invitation.for_roles:
        grant_role(by=giver, person=person, role=role.name)
    return person
