from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from tests.factories import UserFactory
from tests.html import faults, page_of, words_of
from tests.people.sign_in import (
    ask_for_code,
    code_in_last_mail,
    code_of_app,
    html_of,
    person_of,
    set_up_app,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_code_from_the_mail_signs_in(client: Client, consultant: User) -> None:
    answer = ask_for_code(client, consultant.email)
    assert answer.headers["Location"] == "/accounts/login/code/confirm/"
    page = client.get("/accounts/login/code/confirm/")
    assert faults(page.content) == []
    came = client.post("/accounts/login/code/confirm/", {"code": code_in_last_mail()})
    assert (came.status_code, came.headers["Location"]) == (302, "/me/")
    assert person_of(client) == str(consultant.pk)


def test_code_is_mailed_as_text_and_as_html(client: Client, consultant: User) -> None:
    ask_for_code(client, consultant.email)
    [message] = mail.outbox
    code = code_in_last_mail()
    html, kind = html_of(message)
    assert (message.to, message.subject, kind) == (
        [consultant.email],
        "Your code to sign in",
        "text/html",
    )
    assert code in html


def test_wrong_code_is_said_and_three_end_it(client: Client, consultant: User) -> None:
    ask_for_code(client, consultant.email)
    address = "/accounts/login/code/confirm/"
    answers = [client.post(address, {"code": "wrong"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert "That code does not fit" in answers[0].content.decode()
    assert faults(answers[0].content) == []
    assert client.post(address, {"code": code_in_last_mail()}).status_code == 302
    assert person_of(client) is None


def test_new_code_is_sent_on_request_and_the_old_one_is_void(
    client: Client, consultant: User
) -> None:
    ask_for_code(client, consultant.email)
    old = code_in_last_mail()
    client.post("/accounts/login/code/confirm/", {"action": "resend"})
    assert code_in_last_mail() != old
    client.post("/accounts/login/code/confirm/", {"code": old})
    assert person_of(client) is None


def test_unknown_address_is_answered_like_a_known_one(client: Client, consultant: User) -> None:
    known = ask_for_code(client, consultant.email)
    known_page = client.get(known.headers["Location"]).content.decode()
    other = Client()
    unknown = ask_for_code(other, "stranger@example.com")
    unknown_page = other.get(unknown.headers["Location"]).content.decode()
    assert known.headers["Location"] == unknown.headers["Location"]
    words = words_of(page_of(known_page.encode())).replace(consultant.email, "")
    assert words == words_of(page_of(unknown_page.encode())).replace("stranger@example.com", "")
    assert mail.outbox[1].subject == "Somebody tried to sign in with this address"
    assert "sign up" not in str(mail.outbox[1].body)


def test_password_signs_in(client: Client, consultant: User) -> None:
    answer = sign_in(client, consultant)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")


def test_wrong_password_is_said_in_plain_words(client: Client, consultant: User) -> None:
    answer = sign_in(client, consultant, password="not this one")
    assert answer.status_code == 200
    assert "do not fit together" in answer.content.decode()
    assert faults(answer.content) == []


def test_next_page_is_kept_but_no_other_host(client: Client, consultant: User) -> None:
    sent = {"login": consultant.email, "password": "a-password-for-tests"}
    inside = client.post("/accounts/login/", sent | {"next": "/people/"})
    assert inside.headers["Location"] == "/people/"
    outside = Client().post("/accounts/login/", sent | {"next": "https://elsewhere.example/"})
    assert outside.headers["Location"] == "/me/"


@pytest.mark.parametrize(
    ("roles", "hours"),
    [(["consultant"], 720), (["consultant", "lead"], 720), (["lead", "owner"], 12)],
)
@pytest.mark.parametrize("way", ["password", "code"])
def test_session_lasts_as_long_as_the_roles_allow(
    client: Client, roles: list[str], hours: int, way: str
) -> None:
    person = UserFactory(roles=roles, second_factor=False)
    if way == "password":
        sign_in(client, person)
    else:
        ask_for_code(client, person.email)
        client.post("/accounts/login/code/confirm/", {"code": code_in_last_mail()})
    left = client.session.get_expiry_date() - datetime.now(UTC)
    assert timedelta(hours=hours) - timedelta(minutes=1) < left <= timedelta(hours=hours)


def test_session_of_an_owner_ends_after_the_second_factor_too(client: Client, owner: User) -> None:
    set_up_app(owner)
    answer = sign_in(client, owner)
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert person_of(client) is None
    assert faults(client.get("/accounts/2fa/authenticate/").content) == []
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert faults(wrong.content) == []
    client.post("/accounts/2fa/authenticate/", {"code": code_of_app()})
    assert person_of(client) == str(owner.pk)
    left = client.session.get_expiry_date() - datetime.now(UTC)
    assert left <= timedelta(hours=12)


def test_recovery_code_lets_in_once(client: Client, owner: User) -> None:
    set_up_app(owner)
    [codes] = [
        row.wrap().get_unused_codes()
        for row in Authenticator.objects.filter(user=owner, type="recovery_codes")
    ]
    for expected in (str(owner.pk), None):
        browser = Client()
        sign_in(browser, owner)
        browser.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert person_of(browser) == expected


def test_session_ends_when_roles_change(client: Client, consultant: User, owner: User) -> None:
    client.force_login(consultant)
    assert client.get("/people/me/").status_code == 200
    consultant.groups.set(owner.groups.all())
    assert client.get("/people/me/").status_code == 302


def test_session_ends_when_the_password_changes(client: Client, consultant: User) -> None:
    client.force_login(consultant)
    consultant.set_password("another password")
    consultant.save()
    assert client.get("/people/me/").status_code == 302


def test_sign_up_is_closed(client: Client) -> None:
    for method in (client.get, client.post):
        page = method("/accounts/signup/", {"email": "new@example.com", "password1": "x" * 20})
        assert "This site is by invitation" in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("way", ["password", "code"])
def test_made_up_people_come_in_only_with_made_up_data(
    client: Client, settings: Settings, way: str
) -> None:
    person = UserFactory(is_demo=True)

    def come_in() -> str | None:
        browser = Client()
        if way == "password":
            sign_in(browser, person)
        else:
            ask_for_code(browser, person.email)
            if mail.outbox[-1].subject == "Your code to sign in":
                browser.post("/accounts/login/code/confirm/", {"code": code_in_last_mail()})
        return person_of(browser)

    assert come_in() is None
    settings.DEMO = True
    assert come_in() == str(person.pk)


def test_sign_in_page_lists_made_up_people_only_with_made_up_data(
    client: Client, settings: Settings
) -> None:
    UserFactory(is_demo=True, email="lead@example.org", roles=["lead"])
    assert "lead@example.org" not in client.get("/accounts/login/").content.decode()
    settings.DEMO = True
    page = client.get("/accounts/login/").content
    assert "lead@example.org" in page.decode()
    assert "imroc-demo" in page.decode()
    assert faults(page) == []


@pytest.mark.parametrize("people", [1, 3])
def test_sign_in_page_asks_as_much_for_many_made_up_people(
    client: Client,
    settings: Settings,
    people: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.DEMO = True
    for _ in range(people):
        UserFactory(is_demo=True)
    with django_assert_num_queries(2):
        client.get("/accounts/login/")


def test_page_without_our_cookie_never_looks_at_the_session(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/accounts/inactive/")
    assert not client.cookies


def test_change_of_address_takes_a_code_sent_to_the_new_one(
    client: Client, consultant: User
) -> None:
    consultant.set_unusable_password()
    consultant.save()
    client.force_login(consultant)
    answer = client.post("/accounts/email/", {"action_add": "1", "email": "New@Example.com"})
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert mail.outbox[-1].to == ["new@example.com"]
    assert faults(client.get("/accounts/confirm-email/").content) == []
    client.post("/accounts/confirm-email/", {"code": code_in_last_mail_to("new@example.com")})
    consultant.refresh_from_db()
    assert consultant.email == "new@example.com"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("new@example.com", True, True)
    ]


def code_in_last_mail_to(address: str) -> str:
    mail.outbox = [message for message in mail.outbox if message.to == [address]]
    return code_in_last_mail()


def test_address_of_somebody_else_is_neither_given_away_nor_taken(
    client: Client, consultant: User, second: User
) -> None:
    consultant.set_unusable_password()
    consultant.save()
    client.force_login(consultant)
    answer = client.post("/accounts/email/", {"action_add": "1", "email": second.email})
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    client.post("/accounts/confirm-email/", {"code": code_in_last_mail_to(second.email)})
    assert dict(EmailAddress.objects.values_list("email", "user__email")) == {
        consultant.email: consultant.email,
        second.email: second.email,
    }


def test_change_of_address_asks_for_the_password_first(client: Client, consultant: User) -> None:
    client.force_login(consultant)
    answer = client.post("/accounts/email/", {"action_add": "1", "email": "new@example.com"})
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert mail.outbox == []


def test_forgotten_password_is_replaced_with_a_code(client: Client, consultant: User) -> None:
    client.post("/accounts/password/reset/", {"email": consultant.email})
    assert faults(client.get("/accounts/password/reset/confirm/").content) == []
    client.post("/accounts/password/reset/confirm/", {"code": code_in_last_mail()})
    page = client.get("/accounts/password/reset/complete/")
    assert faults(page.content) == []
    new = {"password1": "seven quiet otters", "password2": "seven quiet otters"}
    client.post("/accounts/password/reset/complete/", new)
    assert mail.outbox[-1].subject == "Your password was changed"
    assert sign_in(Client(), consultant, "seven quiet otters").status_code == 302


def test_password_can_be_set_changed_and_must_be_good(client: Client, consultant: User) -> None:
    consultant.set_unusable_password()
    consultant.save()
    client.force_login(consultant)
    assert client.get("/accounts/password/change/").headers["Location"] == "/accounts/password/set/"
    assert faults(client.get("/accounts/password/set/").content) == []
    weak = client.post("/accounts/password/set/", {"password1": "1234", "password2": "1234"})
    assert (weak.status_code, faults(weak.content)) == (200, [])
    good = {"password1": "seven quiet otters", "password2": "seven quiet otters"}
    assert client.post("/accounts/password/set/", good).status_code == 302
    changed = {
        "oldpassword": "seven quiet otters",
        "password1": "eight loud badgers",
        "password2": "eight loud badgers",
    }
    assert client.post("/accounts/password/change/", changed).status_code == 302
    assert client.get("/people/me/").status_code == 200
    assert [message.subject for message in mail.outbox] == [
        "Your account has a password now",
        "Your password was changed",
    ]


def test_role_names_stay_those_that_the_groups_carry() -> None:
    assert [name.value for name in RoleName] == [
        *("consultant", "lead", "handler", "owner", "outside")
    ]
