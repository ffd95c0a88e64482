"""What machines ask the site."""

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from feedback.models import KeyMark
from imroc_ei.dashboards.views import health


@pytest.fixture(autouse=True)
def _no_broker(settings: Settings) -> None:
    settings.REDIS_URL = ""


def test_alive_asks_the_database_nothing(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"alive\n")


def test_ready_when_the_database_answers(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.content == b"database: answers\nkeys: fit\nbroker: kept in files\n"


def test_not_ready_when_the_database_does_not_answer(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def cursor(self) -> None:
            raise OperationalError("could not connect to server")

    monkeypatch.setattr(health, "connection", Gone())
    response = client.get("/readyz")
    assert response.status_code == 503
    assert (
        response.content == b"database: does not answer\nkeys: not asked\nbroker: kept in files\n"
    )


def test_a_broker_that_is_gone_is_reported_and_fails_nothing(
    client: Client, db: None, settings: Settings
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.content == b"database: answers\nkeys: fit\nbroker: does not answer\n"


def test_not_ready_while_the_keys_do_not_fit(client: Client, db: None) -> None:
    KeyMark.objects.create(what="key", version=1, mark=b"of another key")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"database: answers\nkeys: do not fit\nbroker: kept in files\n"
