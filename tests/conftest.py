import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import settings
from pytest_django import DjangoDbBlocker, Settings

from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.factories import TeamTermFactory, UserFactory
from tests.network import stay_on_this_machine
from tests.rig.tools import everything
from tests.sites import Sites
from tests.standing import Standing, standing_of
from tests.world import Plan, World, make_plan, make_world


def pytest_configure(config: pytest.Config) -> None:
    stay_on_this_machine()
    # A change is held to the same made-up input every time; at one's desk, to new ones.
    settings.register_profile("same", derandomize=True)
    if everything():
        settings.load_profile("same")


@pytest.fixture(autouse=True)
def _nothing_kept(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[None]:
    """Every test starts with an empty cache and with a folder of its own for files, which is
    there from its first file on: few tests have any."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "files-of-tests" / uuid4().hex
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """What sites of their own are copied from. Each process has its folder within the run's."""
    own = tmp_path_factory.getbasetemp()
    return Sites(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture
def consultant(db: None) -> User:
    return UserFactory()


@pytest.fixture
def second(db: None) -> User:
    """Another consultant."""
    return UserFactory()


@pytest.fixture
def lead(db: None) -> User:
    return UserFactory(roles=["consultant", "lead"])


@pytest.fixture
def handler(db: None) -> User:
    return UserFactory(roles=["consultant", "handler"])


@pytest.fixture
def owner(db: None) -> User:
    return UserFactory(roles=["consultant", "owner"])


@pytest.fixture
def team_member(db: None) -> User:
    return TeamTermFactory().person


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Return a browser in which this person has signed in, second factor and all."""
    return signed_in


@pytest.fixture
def plan(db: None) -> Plan:
    """The five aims and their statements, as published."""
    return make_plan()


@pytest.fixture(scope="class", params=["full", "empty"])
def standing(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Standing[World]]:
    """A world in the database, for all tests of a class that ask for it."""
    folder = tmp_path_factory.mktemp("files")
    with standing_of(partial(make_world, request.param), folder, django_db_blocker) as world:
        yield world


@pytest.fixture
def world(standing: Standing[World], db: None, settings: Settings) -> World:
    """The standing world, with rows, files and objects that no other test has touched."""
    return standing.untouched(Path(settings.MEDIA_ROOT))
