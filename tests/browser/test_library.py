"""Somebody without an account, without scripts and on a small screen finds what they need."""

import pytest
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from library.enums import AccessFeature, Format
from tests.browser.conftest import ContextOf
from tests.factories import ResourceFactory, SuggestionFactory
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = 320


def fits(tab: Tab) -> bool:
    return bool(tab.evaluate("document.documentElement.scrollWidth") <= NARROW)


def press(tab: Tab, control: Locator) -> None:
    """Press what leads to another page, and wait until that page is there."""
    with tab.expect_navigation():
        control.click()


def test_library_is_browsed_without_account_or_scripts(context_of: ContextOf) -> None:
    world = make_world("full")
    ResourceFactory.create_batch(25, title="Zebras in groups")
    wanted = ResourceFactory(
        title="A zebra, slowly", format=Format.VIDEO, accessibility=[AccessFeature.CAPTIONS]
    )
    context = context_of(world, "anyone", width=NARROW, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/")
    press(tab, tab.get_by_role("link", name="Library", exact=True))
    tab.get_by_label("Look in the library for").fill("zebra")
    press(tab, tab.get_by_role("button", name="Search"))
    expect(tab.get_by_role("status")).to_contain_text("26 resources found for “zebra”")
    press(tab, tab.get_by_role("link", name="Next page"))
    assert fits(tab)

    tab.locator("summary").click()
    tab.get_by_label("Format").select_option("video")
    tab.get_by_text("Captions", exact=True).first.click()
    press(tab, tab.get_by_role("button", name="Show these").last)
    expect(tab.get_by_role("status")).to_contain_text("1 resource found for “zebra”")
    press(tab, tab.get_by_role("link", name="Without Format: Video"))
    expect(tab.get_by_label("Look in the library for")).to_have_value("zebra")
    assert fits(tab)

    press(tab, tab.get_by_role("link", name=wanted.title))
    expect(tab.get_by_role("heading", level=1)).to_have_text(wanted.title)
    assert fits(tab)
    assert context.cookies() == []


def test_site_is_searched_without_account_or_scripts(context_of: ContextOf) -> None:
    context = context_of(make_world("full"), "anyone", width=NARROW, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/")
    press(tab, tab.get_by_role("link", name="Search the site"))
    tab.get_by_label("Words to look for").fill("legacies")
    press(tab, tab.get_by_role("button", name="Search"))
    press(tab, tab.get_by_role("link", name="systemic and historic legacies"))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("legacies")
    assert fits(tab)


def test_long_address_stays_within_a_narrow_page(context_of: ContextOf) -> None:
    world = make_world("full")
    made = SuggestionFactory(
        url=f"https://example.org/{'a' * 900}", suggested_by=world.people["author"]
    )
    for width in (NARROW, 1180):
        tab = context_of(world, "author", width=width).new_page()
        tab.goto(made.get_absolute_url())
        expect(tab.get_by_role("term").first).to_have_text("Address")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
