"""What people come for most, done in the ways in which some of them have to do it."""

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import ContextOf
from tests.factories.people import PASSWORD
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

MOST_TABS = 120
WORDS = "We read the plan together, aloud"
GROWTH = "input[name=steps][value=growth-of-consultants]"
SAVE = "form[data-autosave] button.button:not([name])"


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world("empty")


def shows_focus(tab: Tab) -> bool:
    """Whether the page looks different without the focus, which is where it was afterwards."""
    there = tab.evaluate_handle("document.activeElement")
    with_focus = tab.screenshot()
    there.evaluate("element => element.blur()")
    without = tab.screenshot()
    there.evaluate("element => element.focus({focusVisible: true})")
    return with_focus != without


def reach(tab: Tab, selector: str) -> None:
    """Press Tab until the focus is on what `selector` names, and can be seen there."""
    for _press in range(MOST_TABS):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert shows_focus(tab), f"nothing shows that {selector} has the focus"
            return
    raise AssertionError(f"{MOST_TABS} times Tab, and the focus never was on {selector}")


def press(tab: Tab, selector: str, key: str = "Enter") -> None:
    reach(tab, selector)
    tab.keyboard.press(key)


def go_by_key(tab: Tab, selector: str) -> None:
    reach(tab, selector)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def write(tab: Tab, selector: str, words: str) -> None:
    reach(tab, selector)
    tab.keyboard.type(words)


def test_activity_is_logged_by_keyboard_alone(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    tab = context_of(world, "anyone").new_page()
    tab.goto("/accounts/login/")
    press(tab, "details:has(input[name=login]) > summary")
    write(tab, "input[name=login]", world.people["consultant"].email)
    write(tab, "input[name=password]", PASSWORD)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    go_by_key(tab, "a[href='/activity/new/']")
    write(tab, "textarea[name=what_happened]", WORDS)
    press(tab, "details.step-group > summary")
    press(tab, GROWTH, "Space")
    go_by_key(tab, SAVE)
    expect(tab.get_by_role("heading", level=1)).to_have_text(WORDS)


def test_skip_link_leads_to_the_main_part(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    tab = context_of(world, "consultant").new_page()
    tab.goto("/activity/new/")
    press(tab, "a[href='#main']")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_activity_logged_without_scripts_counts_once_wherever_its_step_stands(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    tab = context_of(world, "anyone", scripts=False).new_page()
    tab.goto("/accounts/login/")
    tab.locator("details:has(input[name=login]) > summary").click()
    tab.locator("input[name=login]").fill(world.people["consultant"].email)
    tab.locator("input[name=password]").fill(PASSWORD)
    tab.locator("input[name=password]").press("Enter")
    tab.locator("a[href='/activity/new/']").first.click()
    tab.locator("textarea[name=what_happened]").fill(WORDS)
    tab.locator("details.step-group > summary").first.click()
    tab.locator(f"{GROWTH} + label").first.click()
    tab.locator(SAVE).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(WORDS)
    counted = {}
    for number in range(1, 6):
        tab.goto(f"/aims/{number}/")
        links = tab.locator("main a[href*='step=growth-of-consultants']").all_inner_texts()
        counted[number] = [text.split()[0] for text in links]
    assert counted == {1: ["1"], 2: [], 3: ["1"], 4: ["1"], 5: ["1"]}
    tab.goto("/activity/?shared=1")
    assert tab.locator("main").get_by_role("link", name=WORDS).count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_error_summary_leads_to_the_field(
    world: World, context_of: ContextOf, live_server: LiveServer, scripts: bool
) -> None:
    tab = context_of(world, "consultant", scripts=scripts).new_page()
    tab.goto("/activity/new/")
    tab.locator(SAVE).click()
    summary = tab.locator("main .error-summary")
    expect(summary.get_by_role("heading")).to_have_text("There is a problem")
    if scripts:
        expect(summary).to_be_focused()
    for link in summary.get_by_role("link").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        expect(tab.locator(f"[id='{target}']")).to_be_in_viewport()


def test_log_form_takes_four_answers_on_one_page(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    """What happened, when, which steps, who can see it: the rest is folded away."""
    tab = context_of(world, "consultant").new_page()
    tab.goto("/activity/new/")
    asked = tab.locator(
        "form[data-autosave] > .field:visible, form[data-autosave] > fieldset:visible"
    )
    assert asked.count() == 4
