"""Every address answers every role as the table says, and no address is missing from it."""

import pytest
from django.test import Client

from tests.clients import signed_in
from tests.pages import PAGES
from tests.pages.page import ROLES
from tests.world import World, make_world


@pytest.fixture(params=["full", "empty"])
def world(request: pytest.FixtureRequest, db: None) -> World:
    return make_world(request.param)


def browser_of(world: World, role: str) -> Client:
    person = world.person(role)
    return signed_in(person) if person else Client()


@pytest.mark.parametrize("role", ROLES)
def test_page_answers_each_role_as_the_table_says(world: World, role: str) -> None:
    client = browser_of(world, role)
    state = "full" if world.activities else "empty"
    pages = [page for page in PAGES if state in page.in_states]
    answers = {page.name: client.get(page.address(world)).status_code for page in pages}
    assert answers == {page.name: page.roles[role] for page in pages}
