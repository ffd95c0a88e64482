"""Leaving: the person goes, what they recorded stays, and nothing names them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from imroc_ei.people.actions.checks import holds, refuse_to_lose_last_owner
from imroc_ei.people.enums import Face, Scheme, Spacing, TextSize
from imroc_ei.people.models import Invitation, RoleGrant, TeamTerm, User
from imroc_ei.people.roles import RoleName
from imroc_ei.people.sessions import end_sessions


@transaction.atomic
def leave(*, by: User) -> User:
    """Make this person anonymous in place. The last owner is refused; leaving twice is once."""
    # First, because it locks all owners in their order; holding oneself already, two would wait
    # for each other.
    if holds(by, RoleName.OWNER):
        refuse_to_lose_last_owner(by)
    person: User = User.objects.select_for_update().get(pk=by.pk)
    if person.left_at:
        return person
    invited = [
        person.email,
        *EmailAddress.objects.filter(user=person).values_list("email", flat=True),
    ]
    Invitation.objects.filter(email__in=invited).delete()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    RoleGrant.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now())
    person.groups.clear()
    end_terms(person)
    make_anonymous(person)
    end_sessions(person)
    return person


def end_terms(person: User) -> None:
    """End their terms in the team today; drop those that have not begun; name nobody."""
    today = timezone.localdate()
    theirs = TeamTerm.objects.filter(person=person)
    theirs.filter(starts_on__gt=today).delete()
    theirs.on(today).update(ends_on=today)
    theirs.update(show_name=False, paid=None, days_a_month=None)


def make_anonymous(person: User) -> None:
    person.email = f"left-{person.public_id.lower()}@left.invalid"
    person.name = person.pronouns = ""
    person.is_active = False
    person.left_at = timezone.now()
    person.last_login = None
    person.text_size, person.spacing = TextSize.STANDARD, Spacing.STANDARD
    person.face, person.scheme = Face.STANDARD, Scheme.DEVICE
    person.monthly_nudge = False
    person.reminders_paused_until = None
    person.stopped_rules = []
    person.set_unusable_password()
    person.save()
