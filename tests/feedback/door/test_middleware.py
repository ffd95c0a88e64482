from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback.door.middleware import POLICY
from imroc_ei.people.models import User
from tests.clients import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.feedback.door.urls")]

TELLING = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_X_FORWARDED_FOR": "203.0.113.78",
    "HTTP_X_REAL_IP": "203.0.113.79",
    "HTTP_USER_AGENT": "Telling/1.0",
    "HTTP_REFERER": "https://example.org/from-here",
    "HTTP_AUTHORIZATION": "Basic dGVsbGluZw==",
    "HTTP_ACCEPT_LANGUAGE": "cy-GB",
}


@pytest.fixture
def signed(consultant: User) -> Client:
    client = signed_in(consultant)
    client.cookies["reading"] = "large.wide.plain.dark"
    client.cookies["csrftoken"] = "t" * 32
    client.cookies["other"] = "told"
    return client


def told(client: Client, path: str, **headers: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(path, **headers).json()
    return answer


def test_nothing_behind_the_door_can_read_who_signed_in(signed: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = told(signed, "/feedback/known/")
    assert answer["user"] == "AnonymousUser"
    assert answer["session"] == {}
    assert answer["cookies"] == {"reading": "large.wide.plain.dark"}
    assert signed.cookies["sessionid"].value not in answer["values"] + answer["headers"]
    assert [query["sql"] for query in queries if "django_session" in query["sql"]] == []


def test_signed_in_pages_of_feedback_know_who_signed_in(signed: Client, consultant: User) -> None:
    answer = told(signed, "/feedback/cases/known/")
    assert answer["user"] == str(consultant)
    assert sorted(answer["cookies"]) == ["csrftoken", "other", "reading", "sessionid"]


def test_address_browser_and_referrer_are_hidden() -> None:
    answer = told(Client(), "/feedback/known/", **TELLING)
    everything = answer["values"] + answer["headers"]
    assert {name: value for name, value in TELLING.items() if value in everything} == {}
    assert set(TELLING) & set(answer["names"]) == set()


def test_answer_is_kept_nowhere_and_sends_no_referrer(signed: Client) -> None:
    answer = signed.get("/feedback/start/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert list(answer.cookies) == []


@pytest.mark.parametrize("path", ["/feedback/", "/feedback/start/", "/feedback/nowhere/"])
def test_page_without_a_form_sets_no_cookie(path: str, signed: Client) -> None:
    assert list(signed.get(path).cookies) == []
    assert list(Client().get(path).cookies) == []


def test_page_with_a_form_sets_one_cookie_for_feedback_alone() -> None:
    answer = Client().get("/feedback/try/what/")
    assert list(answer.cookies) == ["feedback"]
    cookie = answer.cookies["feedback"]
    kept = {name: value for name, value in cookie.items() if value}
    assert kept == {"path": "/feedback/", "samesite": "Lax", "httponly": True}


def test_cookie_is_secure_where_the_site_is(settings: Any) -> None:
    settings.SERVED_OVER_TLS = True
    answer = Client().get("/feedback/try/what/")
    assert answer.cookies["feedback"]["secure"] is True


def test_cookie_that_was_set_is_not_set_again() -> None:
    client = Client()
    client.get("/feedback/try/what/")
    assert list(client.get("/feedback/try/what/").cookies) == []


@pytest.mark.parametrize("value", ["", "short", "ü", "=" * 43, "A" * 400])
def test_cookie_that_is_not_ours_is_replaced(value: str) -> None:
    client = Client(HTTP_COOKIE=f"feedback={value}")
    answer = client.get("/feedback/try/what/")
    assert answer.status_code == 200
    assert len(answer.cookies["feedback"].value) == 43


def test_page_of_who_signed_in_is_the_page_of_anybody(signed: Client) -> None:
    del signed.cookies["reading"]
    assert signed.get("/feedback/start/").content == Client().get("/feedback/start/").content


def test_reading_settings_of_the_cookie_hold(signed: Client) -> None:
    assert b'data-scheme="dark"' in signed.get("/feedback/start/").content


def test_door_stands_before_sessions() -> None:
    names = settings.MIDDLEWARE
    door = names.index("feedback.door.middleware.Door")
    assert door < names.index("django.contrib.sessions.middleware.SessionMiddleware")
