from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from imroc_ei.people.models import User
from tests.html import faults
from tests.people.sign_in import ask_for_code, set_up_app, sign_in

pytestmark = pytest.mark.django_db


def is_plain_429(answer: Any) -> bool:
    return (
        answer.status_code == 429
        and "That was too many tries" in answer.content.decode()
        and faults(answer.content) == []
    )


def test_wrong_passwords_for_one_address_are_limited(client: Client, consultant: User) -> None:
    answers = [sign_in(client, consultant, password="not this one") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert is_plain_429(answers[-1])


def test_right_password_after_too_many_wrong_ones_waits_too(
    client: Client, consultant: User
) -> None:
    for _ in range(5):
        sign_in(client, consultant, password="not this one")
    assert sign_in(client, consultant).status_code == 429


def test_codes_for_one_address_are_limited(client: Client, consultant: User) -> None:
    answers = [ask_for_code(Client(), consultant.email) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert is_plain_429(answers[-1])


def test_codes_from_one_place_are_limited() -> None:
    answers = [ask_for_code(Client(), f"person{n}@example.com") for n in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]


def test_codes_of_the_second_factor_are_limited(client: Client, owner: User) -> None:
    set_up_app(owner)
    sign_in(client, owner)
    answers = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert is_plain_429(answers[-1])


def test_new_passwords_by_code_are_limited(client: Client) -> None:
    answers = [
        client.post("/accounts/password/reset/", {"email": "one@example.com"}) for _ in range(6)
    ]
    assert answers[-1].status_code == 429


def test_forms_of_somebody_signed_in_are_limited(
    client: Client, consultant: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"form": "3/m/user"}
    client.force_login(consultant)
    answers = [client.post("/people/me/", {"name": "Cass"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert is_plain_429(answers[-1])
    assert client.get("/people/me/").status_code == 200


def test_invitation_forms_from_one_place_are_limited(client: Client) -> None:
    address = "/people/invitation/a-secret-that-nobody-was-sent/"
    answers = [client.post(address) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [410] * 20 + [429]
    assert client.get(address).status_code == 410
