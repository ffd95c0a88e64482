"""The tables hold every page against one world, and against what it answers each role.

The world is made once for all of them, and the tests of a role follow one another, so that the
whole site is asked once for a role.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.standing import Standing, standing_of
from tests.tables.answers import Answers, Ask, ask_everything, pages_in
from tests.world import World, make_world

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tables come first, because they take longest; theirs by world and role.

    They go through much and look at little of it, so the branches they take are not counted.
    """
    items.sort(key=place)
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.no_cover)


def place(item: pytest.Item) -> tuple[bool, str, str]:
    if HERE not in item.path.parents:
        return True, "", ""
    chosen = (
        item.callspec.params
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        else {}
    )
    return False, str(chosen.get("standing", "")), str(chosen.get("role", ""))


def make_world_with_addresses(state: str) -> World:
    """Some addresses are those of rows that are made when they are asked for: they are made here,
    so that an address is the same in every test."""
    world = make_world(state)
    for page in pages_in(world):
        page.address(world)
    return world


@pytest.fixture(scope="package", params=["full", "empty"])
def standing(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Standing[World]]:
    """A world in the database, for as long as the tests that ask for it run."""
    folder = tmp_path_factory.mktemp("files")
    make = partial(make_world_with_addresses, request.param)
    with standing_of(make, folder, django_db_blocker) as world:
        yield world


@pytest.fixture(scope="package")
def known(standing: Standing[World]) -> dict[str, Answers]:
    """What was asked already in this world, by role."""
    return {}


@pytest.fixture
def ask(known: dict[str, Answers], world: World, role: str) -> Ask:
    """Return what says what every address answers a role while nobody has changed anything."""

    def ask_once() -> Answers:
        if role not in known:
            # The role before this one had its turn.
            known.clear()
            with transaction.atomic():
                known[role] = ask_everything(world, role)
                transaction.set_rollback(True)
            cache.clear()
        return known[role]

    return ask_once
