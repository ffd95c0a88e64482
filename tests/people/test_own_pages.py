from collections.abc import Callable

from django.test import Client

from imroc_ei.people.models import User

Browser = Callable[[User], Client]


def test_page_of_somebody_signed_in_is_kept_by_their_browser_alone(
    consultant: User, client_of: Browser
) -> None:
    answer = client_of(consultant).get("/people/me/")
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_signing_out_clears_what_the_browser_kept(consultant: User, client_of: Browser) -> None:
    answer = client_of(consultant).post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_page_for_anyone_says_nothing_about_keeping_it(client: Client, db: None) -> None:
    answer = client.get("/")
    assert {"Cache-Control", "Clear-Site-Data"}.isdisjoint(answer.headers)
