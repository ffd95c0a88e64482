"""Telling us something, in a browser: by keyboard, without scripts, narrow, in both versions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, FilePayload, expect
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer

from feedback.enums import State
from feedback.journey.questions import QUESTIONS
from feedback.journey.versions import EASY, STANDARD, Version
from feedback.models import Case, CaseFile, Draft, FeedbackChoices, WaitingSheet
from feedback.survey.links import survey_path
from imroc_ei.organisation.enums import Room
from tests.browser.test_every_page import faults
from tests.browser.visits import in_context, submit
from tests.factories import CaseFactory, OrganisationFactory, ProcedureFactory, UserFactory
from tests.feedback.journey.test_files import photo, stored

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
MOST_TABS = 60
MOST_SECONDS = 10
PRESS_ON = "form#answer .buttons button:not([name])"


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
    tab.emulate_media(color_scheme="light")
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
    tab.goto(f"{version.start}nowhere/")
    look("not there")
    tab.goto(version.check)
    look("gone")
    tab.goto("/feedback/leave/")
    look("leave")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@BOTH
def test_what_is_asked_afterwards_works_for_everybody(
    context: BrowserContext, version: Version
) -> None:
    FeedbackChoices.objects.create(pk=1, asks_about_people=True)
    case = CaseFactory(state=State.CLOSED, closed_on=timezone.localdate())
    tab = context.new_page()
    found = {}

    def look(name: str) -> None:
        found[name] = faults(tab)
        picture(tab, f"{version.name}-{name}")

    tab.goto(version.question("what-happened"))
    tab.locator("textarea").fill("They shouted.")
    go_on(tab)
    tab.goto(version.check)
    go_on(tab, "main form .buttons button")
    go_on(tab, "a[href$='questions-about-you/']")
    look("about you")
    submit(tab, {"age": "900"})
    look("about you wrong")
    tab.locator("[value=woman] + label").click()
    go_on(tab, "main form .buttons button")
    look("about you answered")
    tab.goto(survey_path(case, prefix=version.prefix))
    look("survey")
    go_on(tab, "main form .buttons button")
    look("survey empty")
    tab.locator("[name=heard][value=yes] + label").click()
    go_on(tab, "main form .buttons button")
    look("survey answered")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert WaitingSheet.objects.count() == 2


def reach_by_key(tab: Tab, selector: str) -> None:
    """Press Tab until the focus is on what `selector` names."""
    for _press in range(MOST_TABS):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{MOST_TABS} times Tab, and the focus never was on {selector}")


def press_by_key(tab: Tab, selector: str) -> None:
    reach_by_key(tab, selector)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def choose_by_key(tab: Tab, name: str, value: str) -> None:
    """Come to a group with Tab and go through it with the arrow keys."""
    reach_by_key(tab, f"[name={name}]")
    tab.keyboard.press("Space")
    chosen = f"[name={name}][value={value}]"
    for _press in range(MOST_TABS):
        if tab.locator(chosen).is_checked():
            return
        tab.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow key leads to {chosen}")


@BOTH
def test_whole_journey_by_keyboard_alone(context: BrowserContext, version: Version) -> None:
    tab = context.new_page()
    tab.goto(version.start)
    press_by_key(tab, f"main a.button[href='{version.question('kind')}']")
    for question in QUESTIONS:
        assert tab.url.endswith(version.question(question.slug))
        if question.required:
            reach_by_key(tab, "textarea")
            tab.keyboard.type("They shouted.")
        for name in question.fields:
            if name in ANSWERS:
                choose_by_key(tab, name, ANSWERS[name])
            if name == "when":
                # Enter in a line goes on, never back.
                reach_by_key(tab, "[name=when]")
                tab.keyboard.type("in May")
        if "when" in question.fields:
            with tab.expect_navigation():
                tab.keyboard.press("Enter")
        else:
            press_by_key(tab, PRESS_ON)
    assert tab.url.endswith(version.check)
    assert "in May" in tab.locator("main").inner_text()
    press_by_key(tab, "main form .buttons button")
    assert tab.url.endswith(version.sent)
    code = "".join(tab.locator("#code").inner_text().split())
    assert len(code) == len("".join(filter(str.isdigit, code))) == 16
    press_by_key(tab, "main form:last-of-type .buttons button")
    assert tab.url.endswith(f"{version.start}?kept=1")
    assert Case.objects.get().code_look_up is not None


@BOTH
def test_whole_journey_without_scripts_on_a_narrow_screen(
    browser: Browser, live_server: LiveServer, version: Version
) -> None:
    context = in_context(browser, live_server.url, width=320, scripts=False)
    tab = context.new_page()
    tab.goto(version.question("kind"))
    tab.locator("[value=complaint] + label").click()
    go_on(tab)
    go_on(tab)
    tab.locator("textarea").fill("See the photo.")
    # Back and reload ask nothing and lose nothing.
    go_on(tab)
    tab.go_back()
    assert tab.locator("textarea").input_value() == "See the photo."
    tab.reload()
    assert tab.locator("textarea").input_value() == "See the photo."
    while not tab.url.endswith(version.check):
        go_on(tab)
    picture_of_home: FilePayload = {"name": "home.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    tab.locator("[type=file]").set_input_files(picture_of_home)
    go_on(tab, "main form .buttons button")
    code = tab.locator("#code").inner_text()
    assert tab.locator("button:visible").count() == 1
    tab.reload()
    assert tab.locator("#code").inner_text() == code
    content = stored(CaseFile.objects.get())
    assert b"A camera of mine" not in content
    assert b"Exif" not in content
    cookies = {cookie["name"]: cookie["expires"] for cookie in context.cookies()}
    assert cookies == {"feedback": -1}
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_leaving_leaves_nothing_to_come_back_to(
    browser: Browser, live_server: LiveServer, scripts: bool
) -> None:
    context = in_context(browser, live_server.url, width=390, scripts=scripts)
    tab = context.new_page()
    tab.goto("/feedback/tell/what-happened/")
    tab.locator("textarea").fill("They shouted.")
    go_on(tab)
    tab.locator(".leave").click()
    tab.wait_for_url("**/feedback/leave/")
    assert context.cookies() == []
    tab.go_back()
    assert "They shouted." not in tab.content()
    tab.goto("/feedback/tell/what-happened/")
    assert tab.locator("textarea").input_value() == ""
    context.close()


def test_shift_three_times_leaves_and_nothing_else_does(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/feedback/tell/effect/")
    there = tab.url
    for key in ("Escape", "Escape", "Escape", "Shift", "Shift", "a", "Shift", "Shift+A"):
        tab.keyboard.press(key)
    assert tab.url == there
    for _time in range(3):
        tab.keyboard.press("Shift")
    tab.wait_for_url("**/feedback/leave/")


def test_shift_three_times_slowly_is_somebody_writing(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/feedback/tell/effect/")
    there = tab.url
    for _time in range(3):
        tab.keyboard.press("Shift")
        tab.wait_for_timeout(1_100)
    assert tab.url == there


def test_code_is_copied(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto("/feedback/tell/what-happened/")
    tab.locator("textarea").fill("They shouted.")
    go_on(tab)
    tab.goto("/feedback/check/")
    go_on(tab, "main form .buttons button")
    tab.locator("[data-copy]").click()
    expect(tab.locator("[data-copy-said]")).to_have_text("Copied")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == tab.locator("#code").inner_text()


def test_reloading_and_going_back_keep_what_was_being_typed(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/feedback/tell/where/")
    tab.goto("/feedback/tell/effect/")
    tab.locator("textarea").press_sequentially("I left.")
    tab.go_back()
    for _second in range(MOST_SECONDS):
        if Draft.objects.exists():
            break
        tab.wait_for_timeout(1_000)
    tab.goto("/feedback/tell/effect/")
    assert tab.locator("textarea").input_value() == "I left."


@pytest.mark.parametrize("way", ["/feedback/", "/feedback/easy/"])
def test_reloading_shows_at_once_what_was_being_typed(context: BrowserContext, way: str) -> None:
    tab = context.new_page()
    tab.goto(f"{way}tell/effect/")
    tab.locator("textarea").press_sequentially("I left.")
    tab.reload()
    expect(tab.locator("textarea")).to_have_value("I left.")
    tab.goto(f"{way}tell/for-whom/")
    tab.locator("label", has_text="else").click()
    tab.reload()
    expect(tab.locator("input[value=else]")).to_be_checked()


def test_leaving_keeps_nothing_that_was_being_typed(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/feedback/tell/effect/")
    kept: list[str] = []
    tab.on("request", lambda request: kept.append(request.url) if "keep" in request.url else None)
    tab.locator("textarea").press_sequentially("I left.")
    for _time in range(3):
        tab.keyboard.press("Shift")
    tab.wait_for_url("**/feedback/leave/")
    assert [url for url in kept if "?keep" in url] == []
    assert Draft.objects.count() == 0
