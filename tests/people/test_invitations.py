import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from imroc_ei.people.actions import accept_invitation, end_role, invite, withdraw_invitation
from imroc_ei.people.enums import InvitationState
from imroc_ei.people.models import Invitation, RoleGrant, User
from imroc_ei.people.roles import RoleName
from tests.factories import InvitationFactory, UserFactory
from tests.html import faults, problems
from tests.people.sign_in import html_of

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]
AT_ONCE = 8


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"/people/invitation/\S+/", str(message.body))
    assert found
    return found[0]


def accept(client: Client, address: str, **more: str) -> int:
    return client.post(address, {"name": "Nia Newcomer", **more}).status_code


def test_form_sent_empty_is_told_what_is_missing(owner: User, client_of: Browser) -> None:
    answer = client_of(owner).post("/people/invite/", {})
    assert problems(answer.content) == [
        "Enter the address of the person you invite.",
        "Choose at least one role.",
    ]


def test_invited_person_comes_in_by_the_link(owner: User, client_of: Browser) -> None:
    sent = {"email": "Nia@Example.com", "roles": ["consultant", "lead"]}
    answer = client_of(owner).post("/people/invite/", sent)
    assert answer.headers["Location"] == "/people/invitations/"
    [message] = mail.outbox
    newcomer = Client()
    page = newcomer.get(link_in(message))
    assert faults(page.content) == []
    assert accept(newcomer, link_in(message), pronouns="she/her") == 302
    person = User.objects.get(email="nia@example.com")
    assert (person.name, person.pronouns) == ("Nia Newcomer", "she/her")
    assert person.role_names == {RoleName.CONSULTANT, RoleName.LEAD}
    assert not person.has_usable_password()
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == ("nia@example.com", True, True)
    assert newcomer.session["_auth_user_id"] == str(person.pk)
    assert Invitation.objects.get().state == InvitationState.ACCEPTED


def test_invitation_is_mailed_as_text_and_as_html(owner: User, client_of: Browser) -> None:
    client_of(owner).post("/people/invite/", {"email": "nia@example.com", "roles": ["lead"]})
    [message] = mail.outbox
    html, _kind = html_of(message)
    assert message.to == ["nia@example.com"]
    assert f'href="http://localhost:8000{link_in(message)}"' in html
    assert owner.email not in html + str(message.body)


def test_secret_of_an_invitation_is_kept_nowhere() -> None:
    invitation, token = invite(by=None, email="nia@example.com", roles=[RoleName.CONSULTANT])
    row = Invitation.objects.values().get(pk=invitation.pk)
    assert token not in "".join(map(str, row.values()))
    assert Invitation.objects.with_token(token).get() == invitation


def test_password_is_optional_and_checked(client: Client) -> None:
    _invitation, token = invite(by=None, email="nia@example.com", roles=[RoleName.CONSULTANT])
    address = f"/people/invitation/{token}/"
    weak = client.post(address, {"name": "Nia", "password": "nia@example.com"})
    assert (weak.status_code, faults(weak.content)) == (200, [])
    assert not User.objects.exists()
    assert accept(client, address, password="seven quiet otters") == 302
    assert User.objects.get().check_password("seven quiet otters")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"accepted_at": timezone.now()}, "has been accepted"),
        ({"withdrawn_at": timezone.now()}, "was withdrawn"),
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, "has run out"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_link_that_no_longer_works_says_why(
    client: Client, fields: dict[str, object], words: str, method: str
) -> None:
    InvitationFactory(token="once", **fields)
    answer = getattr(client, method)("/people/invitation/once/", {"name": "Nia"})
    assert answer.status_code == 410
    assert words in answer.content.decode()
    assert faults(answer.content) == []
    assert not User.objects.exists()


def test_unknown_link_is_answered_in_plain_words(client: Client) -> None:
    answer = client.get("/people/invitation/nothing-like-it/")
    assert (answer.status_code, faults(answer.content)) == (410, [])
    assert "We know no such invitation" in answer.content.decode()


def test_second_press_makes_nobody_twice(client: Client) -> None:
    invitation, token = invite(by=None, email="nia@example.com", roles=[RoleName.CONSULTANT])
    address = f"/people/invitation/{token}/"
    assert [accept(client, address), accept(client, address)] == [302, 410]
    with pytest.raises(ValidationError, match="accepted already"):
        accept_invitation(invitation=invitation, name="Nia")
    assert User.objects.count() == 1


def test_address_already_here_is_said_and_not_invited(owner: User, client_of: Browser) -> None:
    for email in (owner.email, owner.email.upper()):
        answer = client_of(owner).post("/people/invite/", {"email": email, "roles": ["lead"]})
        assert "is here already" in answer.content.decode()
        assert faults(answer.content) == []
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_form_sent_twice_invites_once(owner: User, client_of: Browser) -> None:
    sent = {"email": "nia@example.com", "roles": ["lead"]}
    answers = [client_of(owner).post("/people/invite/", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]
    assert "has an open invitation" in answers[1].content.decode()
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


def test_two_open_invitations_for_an_address_cannot_be_stored() -> None:
    InvitationFactory(email="nia@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(email="Nia@example.com")


def test_invitation_that_ran_out_is_written_anew(owner: User) -> None:
    old = InvitationFactory(
        token="old", email="nia@example.com", expires_at=timezone.now() - timedelta(days=1)
    )
    new, _token = invite(by=owner, email="nia@example.com", roles=[RoleName.LEAD])
    assert (new.pk, new.state, new.roles) == (old.pk, InvitationState.OPEN, ["lead"])
    assert not Invitation.objects.with_token("old").exists()


def test_sending_again_makes_a_new_link_and_kills_the_old(
    owner: User, client_of: Browser, client: Client
) -> None:
    invitation = InvitationFactory(token="old", email="nia@example.com")
    page = client_of(owner).get(f"/people/invitations/{invitation.pk}/again/")
    assert faults(page.content) == []
    client_of(owner).post(f"/people/invitations/{invitation.pk}/again/")
    assert client.get("/people/invitation/old/").status_code == 410
    assert client.get(link_in(mail.outbox[0])).status_code == 200


def test_withdrawn_invitation_is_dead_and_stays_so(
    owner: User, client_of: Browser, client: Client
) -> None:
    invitation = InvitationFactory(token="old")
    address = f"/people/invitations/{invitation.pk}/withdraw/"
    assert [client_of(owner).post(address).status_code for _ in range(2)] == [302, 302]
    assert client.get("/people/invitation/old/").status_code == 410
    again = client_of(owner).post(f"/people/invitations/{invitation.pk}/again/")
    assert (again.status_code, len(mail.outbox)) == (200, 0)
    assert "was withdrawn" in again.content.decode()


def test_accepted_invitation_cannot_be_withdrawn(owner: User) -> None:
    invitation = InvitationFactory(accepted_at=timezone.now())
    with pytest.raises(ValidationError):
        withdraw_invitation(by=owner, invitation=invitation)


def test_only_owners_invite(lead: User) -> None:
    with pytest.raises(PermissionDenied):
        invite(by=lead, email="nia@example.com", roles=[RoleName.CONSULTANT])


def test_invitation_of_an_owner_who_stepped_back_is_refused(owner: User, client: Client) -> None:
    UserFactory(roles=["owner"])
    _invitation, token = invite(by=owner, email="nia@example.com", roles=[RoleName.OWNER])
    end_role(by=owner, grant=RoleGrant.objects.get(person=owner, role="owner"))
    answer = client.post(f"/people/invitation/{token}/", {"name": "Nia"})
    assert (answer.status_code, faults(answer.content)) == (200, [])
    assert "has stepped back since" in answer.content.decode()
    assert not User.objects.filter(email="nia@example.com").exists()
    assert Invitation.objects.get().accepted_at is None


def test_mail_server_that_is_away_is_said_and_the_invitation_stays(
    owner: User, client_of: Browser
) -> None:
    with patch("imroc_ei.people.mails.mail.send", side_effect=SMTPServerDisconnected):
        sent = {"email": "nia@example.com", "roles": ["lead"]}
        answer = client_of(owner).post("/people/invite/", sent, follow=True)
    assert "the mail could not be sent" in answer.content.decode()
    assert Invitation.objects.get().state == InvitationState.OPEN


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_much_for_many_invitations(
    owner: User, count: int, client_of: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        InvitationFactory(invited_by=owner)
    client = client_of(owner)
    with django_assert_num_queries(4):
        client.get("/people/invitations/")


def test_command_prints_the_link_and_mails_it() -> None:
    out, err = StringIO(), StringIO()
    call_command("invite", "first@example.com", "--role", "owner", stdout=out, stderr=err)
    [message] = mail.outbox
    assert out.getvalue().strip() == f"http://localhost:8000{link_in(message)}"
    assert err.getvalue().strip() == "Mailed to first@example.com."
    assert Client().post(link_in(message), {"name": "First"}).status_code == 302
    assert User.objects.get().role_names == {RoleName.OWNER}


def test_command_lets_in_the_first_two_handlers_and_no_third() -> None:
    for number in range(3):
        call_command(
            "invite",
            f"h{number}@example.com",
            "--role",
            "handler",
            stdout=StringIO(),
            stderr=StringIO(),
        )
        Client().post(link_in(mail.outbox[-1]), {"name": f"Handler {number}"})
    opened = [grant.opened_at is not None for grant in RoleGrant.objects.order_by("pk")]
    assert opened == [True, True, False]
    assert User.objects.holding(RoleName.HANDLER).count() == 2


@pytest.mark.parametrize("email", ["nobody", "", "user0@"])
def test_command_refuses_what_is_no_address(email: str) -> None:
    with pytest.raises(CommandError):
        call_command("invite", email, "--role", "owner")


def test_command_refuses_an_address_already_here(owner: User) -> None:
    with pytest.raises(CommandError, match="is here already"):
        call_command("invite", owner.email, "--role", "lead")


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_make_one_person() -> None:
    """SQLite in memory knows one writer, so there the presses come one after the other."""
    invitation, _token = invite(by=None, email="nia@example.com", roles=[RoleName.CONSULTANT])
    workers = AT_ONCE if connection.vendor == "postgresql" else 1

    def press(number: int) -> bool:
        try:
            accept_invitation(invitation=invitation, name=f"Nia {number}")
        except ValidationError:
            return False
        finally:
            if workers > 1:
                connection.close()
        return True

    if workers > 1:
        with ThreadPoolExecutor(workers) as pool:
            made = list(pool.map(press, range(AT_ONCE)))
    else:
        made = [press(number) for number in range(AT_ONCE)]
    assert (made.count(True), User.objects.count()) == (1, 1)
    assert RoleGrant.objects.count() == 1
