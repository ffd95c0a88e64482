import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from feedback import models

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.feedback.door.urls")]

PAGE = "/feedback/try/what/"
TYPED = "What I typed, a whole sentence."


def token_in(answer: Any) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def send(client: Client, *, token: str | None = None, **headers: str) -> Any:
    token = token_in(client.get(PAGE)) if token is None else token
    return client.post(PAGE, {"words": TYPED, "csrfmiddlewaretoken": token}, headers=headers)


def stored() -> int:
    return models.Draft.objects.count()


@pytest.mark.parametrize(
    "headers",
    [
        # A browser of today, from a page without referrer.
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        # A form that the person sends again by reloading, or by restoring a tab.
        {"Sec-Fetch-Site": "none", "Origin": "null"},
        # A browser that does not say where a form came from, and one that is older still.
        {"Origin": "null"},
        {"Origin": "http://testserver"},
        {},
    ],
)
def test_form_of_ours_is_taken(headers: dict[str, str]) -> None:
    assert send(Client(), **headers).status_code == 302
    assert stored() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://example.org"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.testserver"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://example.org"},
        {"Origin": "http://testserver.example.org"},
    ],
)
def test_form_from_elsewhere_is_refused_even_with_the_token(headers: dict[str, str]) -> None:
    assert send(Client(), **headers).status_code == 403
    assert stored() == 0


@pytest.mark.parametrize("token", ["", "x", "A" * 64, "ü" * 10, "=" * 64])
def test_form_without_the_token_is_refused(token: str) -> None:
    client = Client()
    client.get(PAGE)
    assert send(client, token=token, Origin="null").status_code == 403
    assert stored() == 0


def test_form_with_the_token_of_another_browser_is_refused() -> None:
    client = Client()
    client.get(PAGE)
    answer = send(client, token=token_in(Client().get(PAGE)))
    assert answer.status_code == 403


def test_form_from_a_browser_without_our_cookie_is_refused() -> None:
    answer = send(Client(), token=token_in(Client().get(PAGE)))
    assert answer.status_code == 403
    assert stored() == 0


def test_token_is_another_one_on_every_page_and_each_of_them_holds() -> None:
    client = Client()
    tokens = [token_in(client.get(PAGE)) for _ in range(3)]
    assert len(set(tokens)) == 3
    assert [send(client, token=token).status_code for token in tokens] == [302, 302, 302]


def test_refused_form_of_ours_gives_back_what_was_typed() -> None:
    client = Client()
    answer: HttpResponse = send(client, token="", **{"Sec-Fetch-Site": "same-origin"})
    assert TYPED in answer.content.decode()
    assert "This page has gone stale" in answer.content.decode()


def test_refused_form_from_elsewhere_gives_nothing_back() -> None:
    answer = send(Client(), **{"Sec-Fetch-Site": "cross-site"})
    assert TYPED not in answer.content.decode()


def test_own_check_of_the_site_is_not_asked(settings: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    assert send(client).status_code == 302
    assert sorted(client.cookies) == ["feedback"]
