"""Coming back with the code, in a browser: by keyboard, without scripts, in both versions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer

from feedback.door.follow_up.versions import EASY, STANDARD, Version
from feedback.enums import EntryKind, State
from feedback.models import Case
from feedback.vault.codes import grouped, new_code
from feedback.vault.sealed import key_of, put
from tests.browser.test_every_page import faults
from tests.browser.visits import in_context
from tests.factories import UserFactory
from tests.feedback.cases.making import ACKNOWLEDGED, ANSWERED, GONE, case_at

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = os.environ.get("FEEDBACK_PICTURES")
BOTH = pytest.mark.parametrize("version", [STANDARD, EASY], ids=["standard", "easy"])
CODE = new_code()


@pytest.fixture
def case(transactional_db: None) -> Case:
    """A complaint that has been answered."""
    handler = UserFactory(name="Ada Lovelace", roles=["handler"])
    UserFactory(name="Bea Byron", roles=["handler"])
    words = "The door was shut.\n\nNobody had told me that it would be."
    made = case_at(State.ANSWERED, by=handler, code=CODE, what_happened=words, wanted="A sign.")
    for kind, said in (
        (EntryKind.ACKNOWLEDGEMENT, ACKNOWLEDGED.as_dict()),
        (EntryKind.ANSWER, ANSWERED.as_dict()),
    ):
        entry = made.entries.model(case=made, kind=kind, sent_on=timezone.localdate(), by=handler)
        put(entry, "words_sealed", said, key=key_of(made))
        entry.save()
    return made


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def tab(request: Any, browser: Browser, live_server: LiveServer) -> Iterator[Tab]:
    opened: BrowserContext = in_context(browser, live_server.url, width=1180, scripts=request.param)
    yield opened.new_page()
    opened.close()


def look(tab: Tab, name: str, version: Version) -> list[str]:
    if PICTURES:
        for width in (320, 390, 1180):
            tab.set_viewport_size({"width": width, "height": 900})
            kind = "easy" if version is EASY else "standard"
            path = Path(PICTURES) / f"follow-up-{kind}-{name}-{width}.png"
            tab.screenshot(path=path, full_page=True)
    return faults(tab)


def send(tab: Tab) -> None:
    with tab.expect_navigation():
        tab.locator("main form .buttons button").first.click()


@BOTH
def test_pages_work_for_everybody(
    browser: Browser, live_server: LiveServer, case: Case, version: Version
) -> None:
    opened = in_context(browser, live_server.url, width=1180)
    tab = opened.new_page()
    found = {}
    tab.goto(version.url())
    found["code"] = look(tab, "code", version)
    tab.locator("[name=code]").fill(grouped(CODE)[:-1] + str((int(CODE[-1]) + 1) % 10))
    send(tab)
    found["typo"] = look(tab, "typo", version)
    tab.locator("[name=code]").fill(new_code())
    send(tab)
    found["unknown"] = look(tab, "unknown", version)
    tab.locator("[name=code]").fill(grouped(CODE))
    send(tab)
    found["case"] = look(tab, "case", version)
    for name in ("write", "second_look", "withdraw"):
        tab.goto(version.url(name))
        found[name] = look(tab, name, version)
    tab.goto(version.url("write"))
    send(tab)
    found["nothing"] = look(tab, "nothing", version)
    tab.locator("[name=words]").fill("There is more.")
    send(tab)
    found["written"] = look(tab, "written", version)
    today = timezone.localdate()
    Case.objects.filter(pk=case.pk).update(**dict.fromkeys(GONE), content_gone_on=today)
    tab.reload()
    found["gone"] = look(tab, "gone", version)
    opened.clear_cookies(name="feedback_case")
    tab.goto(version.url("leave"))
    found["left"] = look(tab, "left", version)
    opened.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@BOTH
def test_whole_way_back_by_keyboard_alone(tab: Tab, case: Case, version: Version) -> None:
    def reach(selector: str) -> None:
        """Go from control to control until the wanted one has the focus."""
        wanted = tab.locator(selector).first
        for _ in range(40):
            tab.keyboard.press("Tab")
            if wanted.evaluate("it => it === document.activeElement"):
                return
        raise AssertionError(f"The keyboard does not reach {selector}.")

    def press(selector: str) -> None:
        reach(selector)
        with tab.expect_navigation():
            tab.keyboard.press("Enter")

    tab.goto(version.url())
    reach("[name=code]")
    tab.keyboard.type(grouped(CODE))
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    press(f"a[href='{version.url('write')}']")
    reach("[name=words]")
    tab.keyboard.type("There is more.")
    press("main form .buttons button")
    assert "There is more." in tab.locator("main").inner_text()
    press(f"a[href='{version.url('second_look')}']")
    press("main form .buttons button")
    assert Case.objects.get(pk=case.pk).state == State.SECOND_ASKED
    press(f"form[action='{version.url('leave')}'] button")
    assert tab.url.endswith(version.url("leave"))
    tab.goto(version.url("case"))
    assert tab.url.endswith(version.url())
    tab.go_back()
    assert "The door was shut." not in tab.content()
