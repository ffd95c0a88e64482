import pytest

from tests.clients import signed_in
from tests.factories import UserFactory
from tests.html import faults, main_words


@pytest.mark.django_db
def test_page_after_signing_in_leads_back_to_the_tab_that_waits() -> None:
    answer = signed_in(UserFactory()).get("/signed-in/")
    assert main_words(answer.content).startswith(
        "You are signed in Go back to the tab with what you typed, and press “Send it again”."
    )
    assert faults(answer.content) == []
