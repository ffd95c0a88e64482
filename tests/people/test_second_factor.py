from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from imroc_ei.people.models import User
from tests.factories import UserFactory
from tests.factories.people import PASSWORD
from tests.html import faults, page_of
from tests.people.sign_in import SECRET, code_of_app, set_up_app

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]
NEEDED = ["lead", "handler", "owner"]


@pytest.fixture
def bare(request: pytest.FixtureRequest) -> User:
    """Somebody whose role asks for a second factor, and who has none."""
    return UserFactory(roles=["consultant", "lead"], second_factor=False)


@pytest.mark.parametrize("role", NEEDED)
@pytest.mark.parametrize("path", ["/", "/people/", "/people/me/", "/activity/", "/admin/"])
def test_person_without_the_second_factor_is_sent_to_set_it_up(
    role: str, path: str, client_of: Browser
) -> None:
    person = UserFactory(roles=[role], second_factor=False)
    answer = client_of(person).get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/people/second-factor/")


@pytest.mark.parametrize(
    "path", ["/people/second-factor/", "/reading/", "/accounts/logout/", "/accounts/2fa/"]
)
def test_setting_up_signing_out_and_reading_settings_stay_open(
    bare: User, path: str, client_of: Browser
) -> None:
    answer = client_of(bare).get(path)
    assert (answer.status_code, faults(answer.content)) == (200, [])


def test_consultant_needs_none(consultant: User, client_of: Browser) -> None:
    assert client_of(consultant).get("/people/me/").status_code == 200


def test_person_with_one_goes_on(lead: User, client_of: Browser) -> None:
    assert client_of(lead).get("/people/me/").status_code == 200


def test_recovery_codes_alone_are_none(bare: User, client_of: Browser) -> None:
    Authenticator.objects.create(user=bare, type="recovery_codes", data={})
    assert client_of(bare).get("/people/me/").status_code == 302


def test_made_up_people_need_none_while_made_up_data_is_on(
    settings: Settings, client_of: Browser
) -> None:
    settings.DEMO = True
    person = UserFactory(roles=["owner"], second_factor=False, is_demo=True)
    real = UserFactory(roles=["owner"], second_factor=False)
    assert client_of(person).get("/people/me/").status_code == 200
    assert client_of(real).get("/people/me/").status_code == 302


def test_asking_for_the_second_factor_costs_no_query(
    bare: User, client_of: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(bare)
    # The session and the person.
    with django_assert_num_queries(2):
        client.get("/people/me/")


def test_app_is_set_up_and_gives_recovery_codes(
    bare: User,
    client_of: Browser,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client = client_of(bare)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    assert faults(page.content) == []
    assert b'<svg role="img" aria-label="Square code for your app"' in page.content
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert (wrong.status_code, faults(wrong.content)) == (200, [])
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of_app()})
    assert answer.headers["Location"] == "/accounts/2fa/recovery-codes/"
    codes = client.get("/accounts/2fa/recovery-codes/")
    assert len(page_of(codes.content).xpath("//main//li/code")) == 10
    assert faults(codes.content) == []
    assert client.get("/people/me/").status_code == 200
    assert [message.subject for message in mail.outbox] == ["An app now guards your account"]


def test_pages_of_the_second_factor_keep_the_rules_of_every_page(
    lead: User, client_of: Browser
) -> None:
    set_up_app(lead)
    client = client_of(lead)
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of_app()})
    paths = [
        "/accounts/2fa/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/reauthenticate/",
        "/people/second-factor/",
    ]
    answers = {path: client.get(path) for path in paths}
    assert {
        path: (answer.status_code, faults(answer.content)) for path, answer in answers.items()
    } == {path: (200, []) for path in paths}


def test_recovery_codes_are_kept_as_a_file(lead: User, client_of: Browser) -> None:
    set_up_app(lead)
    client = client_of(lead)
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of_app()})
    answer = client.get("/accounts/2fa/recovery-codes/download/")
    assert answer.headers["Content-Type"] == "text/plain"
    assert len(answer.content.split()) == 10


def test_taking_the_last_factor_off_asks_for_another(lead: User, client_of: Browser) -> None:
    set_up_app(lead)
    client = client_of(lead)
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of_app()})
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(user=lead).exists()
    assert client.get("/people/me/").headers["Location"] == "/people/second-factor/"


def test_passkey_without_an_answer_of_the_device_is_said(lead: User, client_of: Browser) -> None:
    set_up_app(lead)
    client = client_of(lead)
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of_app()})
    for credential in ("", "{}", "[1]", '{"id": "a"}', "not json"):
        answer = client.post(
            "/accounts/2fa/webauthn/add/", {"name": "My telephone", "credential": credential}
        )
        assert (answer.status_code, faults(answer.content)) == (200, [])


@pytest.mark.parametrize(
    "credential",
    ["", "{}", "[1]", "1", '{"id": "a"}', "not json", '{"response": {"userHandle": 1}}'],
)
def test_passkey_sign_in_with_nonsense_leads_back(client: Client, credential: str) -> None:
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/")


def test_passkey_sign_in_gives_its_question_to_the_script(client: Client) -> None:
    answer = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    asked = answer.json()["request_options"]["publicKey"]
    assert (asked["rpId"], asked["userVerification"]) == ("testserver", "required")
