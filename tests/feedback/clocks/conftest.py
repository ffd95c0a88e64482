import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.feedback.clocks.addresses"
    settings.SITE_URL = "https://ei.example.org"
