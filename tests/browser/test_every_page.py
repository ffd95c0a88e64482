"""Every page of the table, as people see it: axe in light and dark, narrow, by itself.

A quick run looks at each page as who sees most and who sees least of it; ALL=1 as everybody.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage
from playwright.sync_api import Page as Tab
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import ContextOf
from tests.browser.visits import visitors, visits
from tests.world import make_world

AXE = Axe()
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
NARROW = 320
STATES = ("full", "empty")
WIDTH_WITH_LETTERS = """(letters) => {
    const page = document.documentElement;
    const chosen = page.dataset.text;
    page.dataset.text = letters;
    const wide = page.scrollWidth;
    page.dataset.text = chosen ?? "";
    return wide;
}"""


def axe_faults(tab: Tab) -> list[str]:
    found = AXE.run(tab, options=AXE_OPTIONS).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def faults(tab: Tab) -> list[str]:
    """Return what is wrong with the page that is open, in words."""
    wrong = []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        wrong += [f"{scheme}: {fault}" for fault in axe_faults(tab)]
    before = tab.viewport_size
    tab.set_viewport_size({"width": NARROW, "height": 640})
    for letters in ("standard", "larger"):
        wide = tab.evaluate(WIDTH_WITH_LETTERS, letters)
        if wide > NARROW:
            wrong.append(f"{wide} pixels wide on a screen of {NARROW}, letters {letters}")
    if before:
        tab.set_viewport_size(before)
    return wrong


def complaint(message: ConsoleMessage) -> list[str]:
    """Return what the browser complains of; its advice on autocomplete is no complaint."""
    if message.type not in ("error", "warning"):
        return []
    return [f"{message.location['url']}: {message.text}"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("state", "role"), [(state, role) for state in STATES for role in visitors(state)]
)
def test_page_works_for_everybody(
    state: str, role: str, context_of: ContextOf, live_server: LiveServer
) -> None:
    world = make_world(state)
    tab = context_of(world, role).new_page()
    asked: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.extend(complaint(message)))
    found = {}
    for visit in visits(state, role):
        visit.go(tab, live_server.url, world)
        found[str(visit)] = faults(tab)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert complaints == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(live_server.url).netloc}


@pytest.mark.django_db(transaction=True)
def test_components_work_for_everybody(
    settings: Settings, context_of: ContextOf, live_server: LiveServer
) -> None:
    """The page of components shows itself only while made-up data is on."""
    settings.DEMO = True
    tab = context_of(make_world("empty"), "anyone").new_page()
    tab.goto("/components/")
    assert tab.title().startswith("Components")
    assert faults(tab) == []


def test_broken_page_is_told_what_is_wrong(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content(
        "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1><img src=data:>"
        "<p style='width: 900px; color: #999; background: #fff'>Pale words</p></main></html>"
    )
    found = faults(tab)
    tab.close()
    rules = [fault.split(":")[1].strip() for fault in found[:-2]]
    assert rules == ["color-contrast", "image-alt"] * 2
    assert found[-2:] == [
        "908 pixels wide on a screen of 320, letters standard",
        "908 pixels wide on a screen of 320, letters larger",
    ]
