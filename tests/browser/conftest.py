"""Debian's Chromium in front of the site, driven by playwright."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.visits import CHROMIUM_OPTIONS, in_context
from tests.clients import browser_of
from tests.rig.tools import chromium
from tests.world import World

# Playwright runs a loop of its own in the thread of the tests, which Django takes for
# asynchronous code. Nothing here is.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
ContextOf = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        yield running
        running.close()


@pytest.fixture
def context_of(browser: Browser, live_server: LiveServer) -> Iterator[ContextOf]:
    """Return what opens a browser as a role: `context_of(world, "lead", width=320)`."""
    opened: list[BrowserContext] = []

    def open_context(
        world: World, role: str, *, width: int = 1180, **options: bool
    ) -> BrowserContext:
        cookies = browser_of(world, role).cookies
        context = in_context(browser, live_server.url, width=width, **options)
        context.add_cookies(
            [
                {"name": name, "value": cookie.value, "url": live_server.url}
                for name, cookie in cookies.items()
            ]
        )
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
