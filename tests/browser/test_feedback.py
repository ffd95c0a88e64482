"""Telling us something, in a browser: by keyboard, without scripts, narrow, in both versions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer

from feedback.journey.questions import QUESTIONS
from feedback.journey.versions import EASY, STANDARD, Version
from imroc_ei.organisation.enums import Room
from tests.browser.test_every_page import faults
from tests.browser.visits import in_context
from tests.factories import OrganisationFactory, ProcedureFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = os.environ.get("FEEDBACK_PICTURES")
BOTH = pytest.mark.parametrize("version", [STANDARD, EASY], ids=["standard", "easy"])
# What makes every question come up.
ANSWERS = {
    "kind": "complaint",
    "danger": "yes",
    "for_whom": "else",
    "named": "one",
    "reply_by": "email",
}
PRESS_ON = "form#answer .buttons button"


@pytest.fixture(autouse=True)
def _open(transactional_db: None) -> None:
    ProcedureFactory(in_force=True)
    OrganisationFactory(rooms=[Room.FEEDBACK], contact_phone="020 7946 0000")
    UserFactory(name="Ada Lovelace", roles=["handler"])
    UserFactory(name="Bea Byron", roles=["handler"])
    UserFactory(name="Olu Outside", roles=["outside"])


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    opened = in_context(browser, live_server.url, width=1180)
    yield opened
    opened.close()


def picture(tab: Tab, name: str) -> None:
    if not PICTURES:
        return
    for width in (390, 1180):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def go_on(tab: Tab, button: str = PRESS_ON) -> None:
    with tab.expect_navigation():
        tab.locator(button).click()


@BOTH
def test_every_page_works_for_everybody(context: BrowserContext, version: Version) -> None:
    tab = context.new_page()
    found = {}

    def look(name: str) -> None:
        found[name] = faults(tab)
        picture(tab, f"{version.name}-{name}")

    tab.goto(version.start)
    look("start")
    tab.goto(version.question("kind"))
    for question in QUESTIONS:
        assert tab.url.endswith(version.question(question.slug))
        look(question.slug)
        if question.required:
            go_on(tab)
            look(f"{question.slug} empty")
            tab.locator("textarea").fill("They shouted.")
        for name in question.fields:
            if name in ANSWERS:
                tab.locator(f"[name={name}][value={ANSWERS[name]}] + label").click()
            if name == "reach":
                tab.locator("[name=reach]").fill("nobody at home")
                go_on(tab)
                look("reach wrong")
                tab.locator("[name=reach]").fill("grace@example.org")
        go_on(tab)
    look("check")
    tab.locator("[type=file]").set_input_files(
        {"name": "a.exe", "mimeType": "application/pdf", "buffer": b"MZ\0\0"}
    )
    go_on(tab, "main form button.button")
    look("check wrong file")
    go_on(tab, "main form button.button")
    look("sent")
    go_on(tab, "main form .buttons button.button:not([hidden]):last-child")
    look("kept")
    tab.goto(version.check)
    look("gone")
    tab.goto("/feedback/leave/")
    look("leave")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
