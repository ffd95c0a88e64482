"""What was sent too late is not lost: in two tabs, on a phone, without scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as Tab
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from feedback.enums import EntryKind, State
from feedback.vault.sealed import key_of, read
from imroc_ei.people.models import User
from steps.models import Activity, Evidence
from tests.browser.conftest import ContextOf
from tests.browser.test_every_page import faults
from tests.factories import UserFactory
from tests.factories.people import PASSWORD
from tests.feedback.cases.browsing import address
from tests.feedback.cases.making import case_at
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = os.environ.get("AGAIN_PICTURES")
MOST_TABS = 60
PHONE = 390
WORDS = "We read the plan together, aloud.\n\n  Everybody had a turn: “so that it is ours”."
SAVE = "form[data-autosave] button.button:not([name])"
AGAIN = "main form .buttons button:not([name])"
SIGN_IN = "main a[target=_blank]"


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world("empty")


def picture(tab: Tab, name: str) -> None:
    if not PICTURES:
        return
    before = tab.viewport_size
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        for width in (320, 390, 1180):
            tab.set_viewport_size({"width": width, "height": 900})
            tab.screenshot(path=Path(PICTURES) / f"{name}-{scheme}-{width}.png", full_page=True)
    if before:
        tab.set_viewport_size(before)


def press(tab: Tab, selector: str) -> None:
    with tab.expect_navigation():
        tab.locator(selector).click()


def press_by_key(tab: Tab, selector: str) -> None:
    """Go from control to control until the wanted one has the focus, and press Enter there."""
    for _press in range(MOST_TABS):
        tab.keyboard.press("Tab")
        if tab.locator(selector).evaluate("it => it === document.activeElement"):
            tab.keyboard.press("Enter")
            return
    raise AssertionError(f"The keyboard does not reach {selector}.")


def expect_heading(tab: Tab, words: str) -> None:
    expect(tab.get_by_role("heading", level=1)).to_have_text(words)


def sign_in(tab: Tab, person: User) -> None:
    tab.locator("input[name=login]").wait_for(state="attached")
    # Where people are made up, it is open.
    if not tab.locator("input[name=login]").is_visible():
        tab.locator("details:has(input[name=login]) > summary").click()
    tab.locator("input[name=login]").fill(person.email)
    tab.locator("input[name=password]").fill(PASSWORD)
    with tab.expect_navigation():
        tab.locator("input[name=password]").press("Enter")


def sign_in_beside(context: BrowserContext, tab: Tab, person: User) -> None:
    """Sign in in the tab that the page opens for it, and come back."""
    with context.expect_page() as opened:
        press_by_key(tab, SIGN_IN)
    beside = opened.value
    beside.wait_for_load_state()
    sign_in(beside, person)
    expect_heading(beside, "You are signed in")
    picture(beside, "signed-in")
    beside.close()
    tab.bring_to_front()


def write_an_entry(tab: Tab) -> None:
    tab.goto("/activity/new/")
    tab.locator("textarea[name=what_happened]").fill(WORDS)
    tab.locator("details.step-group > summary").first.click()
    tab.locator("input[name=steps][value=growth-of-consultants] + label").first.click()


def test_entry_sent_after_the_session_ended_is_there_once(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    context = context_of(world, "consultant", width=PHONE, scripts=False)
    tab = context.new_page()
    write_an_entry(tab)
    Session.objects.all().delete()
    press(tab, SAVE)
    expect_heading(tab, "You were signed out")
    expect(tab.locator("textarea.typed")).to_have_value(WORDS)
    picture(tab, "signed-out")
    person = world.people["consultant"]
    sign_in_beside(context, tab, person)
    with tab.expect_navigation():
        press_by_key(tab, AGAIN)
    expect_heading(tab, "Send it once more")
    expect(tab.locator("main .notice")).to_contain_text(f"You are signed in as {person.name}")
    picture(tab, "signed-in-again")
    assert Activity.objects.count() == 0
    with tab.expect_navigation():
        press_by_key(tab, AGAIN)
    expect_heading(tab, "We read the plan together, aloud.")
    entry = Activity.objects.get()
    assert (entry.what_happened, entry.logged_by, entry.is_draft) == (WORDS, person, False)
    assert [step.slug for step in entry.steps.all()] == ["growth-of-consultants"]


def test_answer_to_a_case_sent_after_the_session_ended_is_there_once(
    world: World, context_of: ContextOf, live_server: LiveServer, settings: Settings
) -> None:
    settings.DEMO = True
    handler = UserFactory(name="Hari Handler", roles=["handler"], second_factor=False, is_demo=True)
    case = case_at(State.INVESTIGATING, by=handler)
    context = context_of(world, "anyone", width=PHONE, scripts=False)
    tab = context.new_page()
    tab.goto("/accounts/login/")
    sign_in(tab, handler)
    tab.goto(address(case, "write-answer"))
    for name in ("opening", "point-1", "why-1", "remedy-1", "second_look", "elsewhere"):
        tab.locator(f"textarea[name='{name}']").fill(f"{WORDS} {name}")
    tab.locator("input[name=found-1][value=upheld] + label").click()
    Session.objects.all().delete()
    press(tab, AGAIN)
    expect_heading(tab, "You were signed out")
    sign_in_beside(context, tab, handler)
    press(tab, AGAIN)
    press(tab, AGAIN)
    answer = case.entries.get(kind=EntryKind.ANSWER)
    words = read(answer, "words_sealed", key=key_of(case))
    assert words["points"][0]["why"] == f"{WORDS} why-1"
    assert words["opening"] == f"{WORDS} opening"


def test_page_that_was_open_while_somebody_else_signed_in_says_who_they_are(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    context = context_of(world, "consultant", width=PHONE, scripts=False)
    tab, beside = context.new_page(), context.new_page()
    write_an_entry(tab)
    beside.goto("/accounts/logout/")
    press(beside, "main form button")
    beside.goto("/accounts/login/")
    author = world.people["author"]
    sign_in(beside, author)
    press(tab, SAVE)
    expect_heading(tab, "Send it once more")
    expect(tab.locator("main .notice")).to_contain_text(f"You are signed in as {author.name}")
    assert Activity.objects.count() == 0


def test_file_is_chosen_again_and_not_forgotten(
    world: World, context_of: ContextOf, live_server: LiveServer, tmp_path: Path
) -> None:
    file = tmp_path / "what we heard.txt"
    file.write_text("Everybody had a turn.")
    context = context_of(world, "consultant", width=PHONE, scripts=False)
    tab = context.new_page()
    write_an_entry(tab)
    tab.locator("details:has(input[type=file]) > summary").click()
    tab.locator("input[type=file]").set_input_files(file)
    Session.objects.all().delete()
    press(tab, SAVE)
    expect(tab.locator("main form ul")).to_have_text(file.name)
    picture(tab, "file-signed-out")
    sign_in_beside(context, tab, world.people["consultant"])
    press(tab, AGAIN)
    press(tab, AGAIN)
    expect_heading(tab, "Choose your file again")
    assert (Evidence.objects.count(), Activity.objects.count()) == (0, 0)
    picture(tab, "file-forgotten")
    tab.locator("input[type=file]").set_input_files(file)
    press(tab, AGAIN)
    expect_heading(tab, "We read the plan together, aloud.")
    assert [row.file_name for row in Evidence.objects.all()] == [file.name]


def test_page_works_for_everybody(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    context = context_of(world, "consultant")
    tab = context.new_page()
    write_an_entry(tab)
    context.clear_cookies(name="csrftoken")
    press(tab, SAVE)
    expect_heading(tab, "Send it once more")
    found = faults(tab)
    context.clear_cookies(name="sessionid")
    press(tab, AGAIN)
    expect_heading(tab, "You were signed out")
    found += faults(tab)
    assert found == []


def test_who_was_given_a_role_sets_up_the_second_factor_first(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    context = context_of(world, "consultant")
    tab = context.new_page()
    write_an_entry(tab)
    world.people["consultant"].groups.add(Group.objects.get(name="lead"))
    press(tab, SAVE)
    expect_heading(tab, "You were signed out")
    with context.expect_page() as opened:
        tab.locator(SIGN_IN).click()
    beside = opened.value
    sign_in(beside, world.people["consultant"])
    expect_heading(beside, "One more thing before you go on")
    press(tab, AGAIN)
    expect_heading(tab, "One step before it is saved")
    expect(tab.locator("textarea.typed")).to_have_value(WORDS)
    picture(tab, "second-factor")
    assert faults(tab) == []


@pytest.mark.parametrize("policy", ["no-referrer", "unsafe-url"])
def test_page_of_another_site_gets_none_of_its_words_shown_here(
    world: World, context_of: ContextOf, live_server: LiveServer, policy: str
) -> None:
    context = context_of(world, "consultant")
    tab = context.new_page()
    tab.goto("/activity/new/")
    body = f"""<!doctype html><meta name="referrer" content="{policy}">
        <form method="post" action="{live_server.url}/activity/new/">
        <input name="csrfmiddlewaretoken" value="{"a" * 64}">
        <textarea name="what_happened">{WORDS}</textarea><button>Win</button></form>"""
    elsewhere = "http://elsewhere.example/"
    context.route(elsewhere, lambda route: route.fulfill(body=body, content_type="text/html"))
    tab.goto(elsewhere)
    press(tab, "button")
    expect_heading(tab, "This form has gone stale")
    assert tab.locator("main textarea, main form").count() == 0
    reloaded = tab.reload()
    assert reloaded
    assert (reloaded.status, tab.locator("main textarea, main form").count()) == (403, 0)
    assert Activity.objects.count() == 0
