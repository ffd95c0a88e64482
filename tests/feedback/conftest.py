import pytest
from pytest_django import Settings


@pytest.fixture
def addresses(settings: Settings) -> None:
    """Addresses that mails name, for as long as their pages are not there."""
    settings.ROOT_URLCONF = "tests.feedback.clocks.addresses"
