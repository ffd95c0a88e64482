from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from imroc_ei.people.models import User
from tests.factories import TeamTermFactory
from tests.html import faults

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


def test_person_says_their_name_and_pronouns(consultant: User, client_of: Browser) -> None:
    client_of(consultant).post("/people/me/", {"name": "Robin Renamed", "pronouns": "they/them"})
    consultant.refresh_from_db()
    assert (consultant.name, consultant.pronouns) == ("Robin Renamed", "they/them")


def test_person_in_the_team_says_whether_anyone_sees_their_name(
    team_member: User, client_of: Browser, client: Client
) -> None:
    browser = client_of(team_member)
    browser.post("/people/me/", {"name": "Toni Team", "show_name": "on"})
    assert "Toni Team" in client.get("/people/").content.decode()
    browser.post("/people/me/", {"name": "Toni Team"})
    assert "Toni Team" not in client.get("/people/").content.decode()


def test_person_outside_the_team_is_not_asked(consultant: User, client_of: Browser) -> None:
    TeamTermFactory(show_name=False)
    page = client_of(consultant).get("/people/me/")
    assert 'name="show_name"' not in page.content.decode()
    assert faults(page.content) == []


def test_preferences_take_few_queries(
    consultant: User, client_of: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(consultant)
    with django_assert_num_queries(4):
        client.get("/people/me/")
