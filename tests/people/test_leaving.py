import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from imroc_ei.people.actions import leave
from imroc_ei.people.exports import own_rows
from imroc_ei.people.models import Invitation, RoleGrant, TeamTerm, User
from tests.factories import InvitationFactory, TeamTermFactory, UserFactory
from tests.people.sign_in import set_up_app, sign_in

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


@pytest.fixture
def gone() -> User:
    """Somebody with everything this room can hold, who has left."""
    UserFactory(roles=["owner"])
    person = UserFactory(
        roles=["consultant", "lead", "owner"],
        name="Gwen Goodbye",
        pronouns="she/her",
        email="gwen@example.com",
        monthly_nudge=True,
        stopped_rules=["quiet"],
        scheme="dark",
    )
    set_up_app(person)
    TeamTermFactory(person=person, show_name=True, paid=True)
    TeamTermFactory(person=person, starts_on=timezone.localdate() + timedelta(days=9))
    InvitationFactory(email="gwen@example.com", accepted_at=timezone.now())
    return leave(by=person)


def test_who_left_is_anonymous_in_place(gone: User) -> None:
    gone.refresh_from_db()
    assert gone.email == f"left-{gone.public_id.lower()}@left.invalid"
    assert (gone.name, gone.pronouns, gone.is_active) == ("", "", False)
    assert not gone.has_usable_password()
    assert gone.display_name == "A former consultant"
    assert (gone.monthly_nudge, gone.stopped_rules, gone.scheme) == (False, [], "device")


def test_ways_in_roles_and_invitations_are_gone(gone: User) -> None:
    assert not EmailAddress.objects.filter(user=gone).exists()
    assert not Authenticator.objects.filter(user=gone).exists()
    assert not RoleGrant.objects.filter(person=gone, ended_at=None).exists()
    assert not gone.groups.exists()
    assert not Invitation.objects.exists()


def test_terms_end_today_and_show_no_name(gone: User, client: Client) -> None:
    [term] = TeamTerm.objects.filter(person=gone)
    assert (term.ends_on, term.show_name, term.paid) == (timezone.localdate(), False, None)
    assert "Gwen" not in client.get("/people/").content.decode()


def test_nothing_in_the_room_names_who_left(gone: User) -> None:
    held = json.dumps(own_rows(User.objects.get(pk=gone.pk)))
    assert [word for word in ("Gwen", "gwen", "she/her") if word in held] == []


def test_every_device_is_signed_out(client_of: Browser, consultant: User, second: User) -> None:
    devices = [client_of(consultant), client_of(consultant)]
    other = client_of(second)
    leave(by=consultant)
    assert [device.get("/people/me/").status_code for device in devices] == [302, 302]
    assert [bool(device.session.keys()) for device in devices] == [False, False]
    assert other.get("/people/me/").status_code == 200


def test_who_left_cannot_sign_in(consultant: User, client: Client) -> None:
    email = consultant.email
    leave(by=consultant)
    consultant.email = email
    assert sign_in(client, consultant).status_code == 200


def test_leaving_twice_is_once(consultant: User) -> None:
    first = leave(by=consultant).left_at
    assert leave(by=consultant).left_at == first


def test_last_owner_cannot_leave(owner: User) -> None:
    with pytest.raises(ValidationError, match="There has to be an owner"):
        leave(by=owner)
    owner.refresh_from_db()
    assert (owner.left_at, owner.is_active) == (None, True)
    UserFactory(roles=["owner"])
    assert leave(by=owner).left_at is not None


def test_address_of_who_left_can_be_invited_again(consultant: User) -> None:
    email = consultant.email
    leave(by=consultant)
    assert not User.objects.filter(email=email).exists()
    InvitationFactory(email=email)


def test_export_holds_everything_of_the_person_and_no_secret(consultant: User) -> None:
    set_up_app(consultant)
    TeamTermFactory(person=consultant, role="Member", days_a_month="1.5", paid=True)
    InvitationFactory(email=consultant.email.upper(), roles=["consultant"])
    rows = own_rows(consultant)
    assert set(rows) == {
        "account",
        "email_addresses",
        "sign_in_methods",
        "roles",
        "team_terms",
        "invitations",
    }
    assert rows["account"]["email"] == consultant.email
    assert [method["kind"] for method in rows["sign_in_methods"]] == ["totp", "recovery_codes"]
    assert [term["days_a_month"] for term in rows["team_terms"]] == ["1.5"]
    assert [len(rows[name]) for name in ("email_addresses", "roles", "invitations")] == [1, 1, 1]
    text = json.dumps(rows)
    assert consultant.password not in text
    assert "digest" not in text
