"""A passkey is added, signs in by itself, and is the second factor after a password."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from imroc_ei.people.models import User
from tests.browser.visits import in_context
from tests.factories import UserFactory
from tests.factories.people import PASSWORD

# A device that answers at once, as if its owner had put a finger on it.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def tab(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = in_context(browser, live_server.url, width=1180)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    context.close()


@pytest.fixture
def person(transactional_db: None) -> User:
    return UserFactory(roles=["consultant", "lead"], second_factor=False)


def sign_in(tab: Page, person: User) -> None:
    tab.goto("/accounts/login/")
    tab.get_by_text("With a password", exact=True).click()
    tab.fill("#password-sign-in_login", person.email)
    tab.fill("#password-sign-in_password", PASSWORD)
    with tab.expect_navigation():
        tab.get_by_role("button", name="Sign in with this password").click()


def sign_out(tab: Page) -> None:
    tab.goto("/accounts/logout/")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Sign out").click()


def press(tab: Page, name: str) -> None:
    with tab.expect_navigation():
        tab.get_by_role("button", name=name).click()


def add_passkey(tab: Page) -> None:
    with tab.expect_navigation():
        tab.get_by_role("link", name="Add a passkey").click()
    tab.fill("#id_password", PASSWORD)
    press(tab, "Continue")
    tab.fill("#id_name", "Work laptop")
    tab.get_by_text("Let me sign in with this alone").click()
    press(tab, "Add a passkey")


def here(tab: Page, live_server: LiveServer) -> str:
    return tab.url.removeprefix(live_server.url)


def test_passkey_is_set_up_and_lets_its_owner_in(
    tab: Page, person: User, live_server: LiveServer
) -> None:
    sign_in(tab, person)
    assert here(tab, live_server) == "/people/second-factor/"
    add_passkey(tab)
    assert here(tab, live_server) == "/accounts/2fa/recovery-codes/"
    sign_out(tab)
    tab.goto("/accounts/login/")
    tab.get_by_text("With a passkey", exact=True).click()
    press(tab, "Sign in with a passkey")
    assert here(tab, live_server) == "/me/"
    sign_out(tab)
    sign_in(tab, person)
    assert here(tab, live_server) == "/accounts/2fa/authenticate/"
    press(tab, "Use your passkey")
    assert here(tab, live_server) == "/me/"


def test_device_that_gives_no_answer_is_said_on_the_page(tab: Page, person: User) -> None:
    tab.goto("/accounts/login/")
    tab.get_by_text("With a passkey", exact=True).click()
    failed = tab.locator("[data-passkey-failed]")
    assert not failed.is_visible()
    tab.evaluate("() => { navigator.credentials.get = async () => { throw Error('away'); }; }")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    failed.wait_for()
    assert "did not answer" in failed.inner_text()
