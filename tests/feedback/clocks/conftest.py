import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    settings.SITE_URL = "https://ei.example.org"
