from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from tests.standing import Standing, standing_of


def load() -> None:
    with override_settings(DEMO=True):
        call_command("load_plan", stdout=StringIO())
        call_command("load_demo", stdout=StringIO())


@pytest.fixture(scope="module")
def standing_year(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Standing[None]]:
    """The made-up year in the database, for all tests of a module that ask for it alone."""
    with standing_of(load, tmp_path_factory.mktemp("files"), django_db_blocker) as year:
        yield year


@pytest.fixture
def made_up_year(standing_year: Standing[None], db: None, settings: Settings) -> None:
    """The made-up year as no other test has touched it, while made-up data is switched on."""
    settings.DEMO = True
    standing_year.untouched(Path(settings.MEDIA_ROOT))
