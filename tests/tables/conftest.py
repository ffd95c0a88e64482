"""The tables hold every page against one world. It is made once for a module, not for each test:
each works in a savepoint of its own within the transaction that holds the world."""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from tests.tables.standing import Standing
from tests.world import World, make_world


@pytest.fixture(scope="module", params=["full", "empty"])
def standing(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Standing]:
    """A world in the database, for as long as the tests of a module that ask for it run."""
    folder = tmp_path_factory.mktemp("files")
    whole = transaction.atomic()
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder):
        whole.__enter__()
        world = make_world(request.param)
    yield Standing(world, folder)
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def world(standing: Standing, db: None, settings: Settings) -> World:
    """The standing world, with rows, files and objects that no other test has touched."""
    shutil.copytree(standing.folder, Path(settings.MEDIA_ROOT), dirs_exist_ok=True)
    return deepcopy(standing.world)
