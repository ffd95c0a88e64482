"""What only a drawn page shows: which columns have room, and what stays on one line."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import ContextOf
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 390
NARROW = 320


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world("full")


def test_words_of_a_statement_have_the_widest_column(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    tab = context_of(world, "lead").new_page()
    tab.goto("/aims/1/")
    widths = tab.locator(".statements thead th").evaluate_all(
        "cells => cells.map(cell => cell.getBoundingClientRect().width)"
    )
    assert len(widths) == 5
    assert widths[0] == max(widths)


def test_places_of_a_consultant_take_two_lines_of_a_phone_at_most(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    tab = context_of(world, "consultant", width=PHONE).new_page()
    tab.goto("/me/")
    tops = tab.locator(".head nav a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().top)"
    )
    assert len(tops) == 6
    assert len(set(tops)) == 2


def test_largest_letters_need_no_scrolling_sideways(
    world: World, context_of: ContextOf, live_server: LiveServer
) -> None:
    tab = context_of(world, "consultant", width=NARROW).new_page()
    outside = {}
    for address in ("/", "/aims/1/", "/steps/growth-of-consultants/", "/activity/new/", "/me/"):
        tab.goto(address)
        tab.evaluate("Object.assign(document.documentElement.dataset, {text: 'larger'})")
        outside[address] = tab.locator("body :not(.visually-hidden)").evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
    assert {address: found for address, found in outside.items() if found} == {}
