"""What browsers really send from pages without a referrer, and what a foreign site can do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, Request
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer

from feedback import models
from tests.browser.conftest import ContextOf
from tests.world import World, make_world

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.feedback.door.urls"),
]

SECONDS_TO_ANSWER = 20
PAGE = "/feedback/try/what/"
FORM = (
    '<form id="f" method="post" action="{target}"><textarea name="words">forged</textarea></form>'
)
SENDING = "<script>document.getElementById('f').submit()</script>"


@pytest.fixture
def context(context_of: ContextOf, db: None) -> BrowserContext:
    world: World = make_world("empty")
    return context_of(world, "consultant")


@pytest.fixture
def foreign(live_server: LiveServer) -> Iterator[str]:
    """Another site: pages that send a form to ours by themselves, openly or from a sandbox."""
    form = FORM.format(target=live_server.url + PAGE)
    hidden = (form + SENDING).replace('"', "&quot;")
    pages = {
        "/open": form + SENDING,
        "/no-referrer": f'<meta name="referrer" content="no-referrer">{form}{SENDING}',
        "/sandbox": f'<iframe sandbox="allow-scripts allow-forms" srcdoc="{hidden}"></iframe>',
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def posts_of(tab: Tab) -> list[Request]:
    sent: list[Request] = []
    tab.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    return sent


def answer(tab: Tab, words: str) -> None:
    tab.locator("textarea").fill(words)
    with tab.expect_navigation():
        tab.get_by_role("button", name="Go on").click()


def test_form_of_ours_comes_with_origin_null_and_is_taken(
    context: BrowserContext, live_server: LiveServer
) -> None:
    tab = context.new_page()
    sent = posts_of(tab)
    tab.goto(live_server.url + PAGE)
    answer(tab, "mine")
    headers = sent[0].all_headers()
    assert (headers["origin"], headers["sec-fetch-site"]) == ("null", "same-origin")
    assert "referer" not in headers
    assert models.Draft.objects.count() == 1
    assert tab.locator("textarea").input_value() == "mine"


def test_reload_and_back_ask_nothing_and_lose_nothing(
    context: BrowserContext, live_server: LiveServer
) -> None:
    tab = context.new_page()
    asked: list[str] = []
    tab.on("dialog", lambda dialog: asked.append(dialog.message))
    tab.goto(live_server.url + PAGE)
    answer(tab, "first")
    tab.goto(live_server.url + "/feedback/try/where/")
    answer(tab, "second")
    tab.reload()
    assert tab.locator("textarea").input_value() == "second"
    tab.go_back()
    tab.go_back()
    assert tab.locator("textarea").input_value() == "first"
    assert asked == []


def test_two_tabs_keep_the_answers_of_both(
    context: BrowserContext, live_server: LiveServer
) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(live_server.url + PAGE)
    other.goto(live_server.url + "/feedback/try/where/")
    answer(one, "in one")
    answer(other, "in the other")
    one.reload()
    other.reload()
    assert one.locator("textarea").input_value() == "in one"
    assert other.locator("textarea").input_value() == "in the other"
    assert models.Draft.objects.count() == 1


@pytest.mark.parametrize("page", ["/open", "/no-referrer", "/sandbox"])
def test_form_of_a_foreign_site_is_refused(
    context: BrowserContext,
    live_server: LiveServer,
    foreign: str,
    page: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    tab = context.new_page()
    tab.goto(live_server.url + PAGE)
    answer(tab, "mine")
    tab.goto(foreign + page)
    until = time.monotonic() + SECONDS_TO_ANSWER
    while not caplog.records and time.monotonic() < until:
        tab.wait_for_timeout(50)
    assert [line.getMessage() for line in caplog.records] == [f"Forbidden: {PAGE}"]
    tab.goto(live_server.url + PAGE)
    assert tab.locator("textarea").input_value() == "mine"


def test_browser_of_who_signed_in_sends_the_session_and_keeps_it(
    context: BrowserContext, live_server: LiveServer
) -> None:
    tab = context.new_page()
    tab.goto(live_server.url + PAGE)
    answer(tab, "mine")
    tab.goto(live_server.url + "/feedback/known/")
    assert "AnonymousUser" in tab.content()
    names = sorted(cookie["name"] for cookie in context.cookies(live_server.url + "/feedback/"))
    assert names == ["feedback", "sessionid"]
    tab.goto(live_server.url + "/me/")
    assert tab.title().startswith("My space")
