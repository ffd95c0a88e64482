"""Whatever is sent to a form gets an answer, and nothing is stored twice."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from imroc_ei.people.models import Invitation, RoleGrant, TeamTerm, User
from tests.clients import signed_in
from tests.factories import InvitationFactory, TeamTermFactory, UserFactory
from tests.people.sign_in import code_of_app, set_up_app

pytestmark = pytest.mark.django_db

# Text as it comes: empty, long, with signs that mean something elsewhere, or nothing at all.
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", " ", "a" * 400, "\0", "<script>", "' OR 1=1 --", "nia@example.com"]),
    st.integers(-(10**12), 10**12).map(str),
)
quickly = examples(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False


def sent(*names: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, TEXTS))


@pytest.fixture
def owner_browser(owner: User) -> Client:
    return signed_in(owner)


@given(data=sent("email", "roles"), roles=st.lists(TEXTS | st.just("lead"), max_size=3))
@quickly
def test_invite_takes_anything(
    owner_browser: Client, data: dict[str, str], roles: list[str]
) -> None:
    before = Invitation.objects.count()
    answers = [owner_browser.post("/people/invite/", data | {"roles": roles}) for _ in range(2)]
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert Invitation.objects.count() - before <= 1


@given(data=sent("name", "pronouns", "password"))
@quickly
def test_accept_takes_anything(data: dict[str, str]) -> None:
    invitation = InvitationFactory()
    address = f"/people/invitation/{token_of(invitation)}/"
    before = User.objects.count()
    answers = [Client().post(address, data) for _ in range(2)]
    assert {answer.status_code for answer in answers} <= {200, 302, 410}
    assert User.objects.count() - before <= 1


def token_of(invitation: Invitation) -> str:
    number = invitation.email.removeprefix("invited").partition("@")[0]
    found = Invitation.objects.with_token(f"token-of-invitation-{number}").get()
    assert found == invitation
    return f"token-of-invitation-{number}"


@given(data=sent("person", "role"))
@quickly
def test_give_role_takes_anything(owner_browser: Client, data: dict[str, str]) -> None:
    before = RoleGrant.objects.count()
    answers = [owner_browser.post("/people/roles/give/", data) for _ in range(2)]
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert RoleGrant.objects.count() - before <= 1


DATES = [f"{name}_{part}" for name in ("starts_on", "ends_on") for part in ("day", "month", "year")]


@given(data=sent("role", "days_a_month", "paid", *DATES), known=st.booleans())
@quickly
def test_team_takes_anything(owner_browser: Client, data: dict[str, str], known: bool) -> None:
    person = User.objects.present().first()
    assert person
    before = TeamTerm.objects.count()
    data["person"] = str(person.pk) if known else data.get("role", "")
    answers = [owner_browser.post("/people/team/add/", data) for _ in range(2)]
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert TeamTerm.objects.count() - before <= 1
    term = TeamTermFactory()
    assert owner_browser.post(f"/people/team/{term.pk}/edit/", data).status_code in (200, 302)


@given(data=sent("name", "pronouns", "show_name"))
@quickly
def test_preferences_take_anything(owner_browser: Client, data: dict[str, str]) -> None:
    assert owner_browser.post("/people/me/", data).status_code in (200, 302)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/accounts/login/", ("login", "password", "next")),
        ("/accounts/login/code/", ("email", "next")),
        ("/accounts/password/reset/", ("email", "next")),
        ("/accounts/signup/", ("email", "password1")),
        ("/accounts/2fa/webauthn/login/", ("credential",)),
    ],
)
@given(values=st.lists(TEXTS, min_size=3, max_size=3))
@quickly
def test_sign_in_takes_anything(address: str, fields: tuple[str, ...], values: list[str]) -> None:
    people, groups = User.objects.count(), Group.objects.count()
    answer = Client().post(address, dict(zip(fields, values, strict=False)))
    assert answer.status_code in (200, 302)
    assert (User.objects.count(), Group.objects.count()) == (people, groups)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "rawId",
                    "type",
                    "response",
                    "clientDataJSON",
                    "attestationObject",
                    "authenticatorData",
                    "signature",
                    "userHandle",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(credential=JSON)
@quickly
def test_answers_of_a_device_may_be_anything(credential: object) -> None:
    person = UserFactory(roles=["lead"])
    set_up_app(person)
    client = signed_in(person)
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of_app()})
    client.get("/accounts/2fa/webauthn/add/")
    data = {"name": "My key", "credential": json.dumps(credential)}
    before = Authenticator.objects.count()
    answers = [
        client.post("/accounts/2fa/webauthn/add/", data),
        client.post("/accounts/2fa/webauthn/reauthenticate/", data),
        Client().post("/accounts/2fa/webauthn/login/", data),
    ]
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert Authenticator.objects.count() == before
