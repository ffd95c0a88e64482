import pytest
from django.test import Client

from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.factories import UserFactory
from tests.factories.people import PASSWORD
from tests.html import faults, main_words, page_of
from tests.people.sign_in import code_in_last_mail, code_of_app, set_up_app

NEXT = {"next": "/signed-in/"}


@pytest.mark.django_db
def test_page_after_signing_in_leads_back_to_the_tab_that_waits() -> None:
    answer = signed_in(UserFactory()).get("/signed-in/")
    assert main_words(answer.content).startswith(
        "You are signed in Go back to the tab with what you typed, and press “Send it again”."
    )
    assert faults(answer.content) == []


def test_password_and_app_lead_there(client: Client, handler: User) -> None:
    set_up_app(handler)
    client.post("/accounts/login/", {"login": handler.email, "password": PASSWORD, **NEXT})
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of_app()})
    assert answer["Location"] == "/signed-in/"


def test_code_from_the_mail_leads_there(client: Client, consultant: User) -> None:
    sent = {"email": consultant.email, **NEXT}
    asked = client.post("/accounts/login/code/", sent, follow=True)
    hidden = page_of(asked.content).xpath("//main//input[@name='next']/@value")
    sent = {"code": code_in_last_mail(), "next": hidden[0]}
    answer = client.post("/accounts/login/code/confirm/", sent)
    assert answer["Location"] == "/signed-in/"
