"""Takes the pictures of `make look`. Its name keeps it out of an ordinary run of the tests."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import ContextOf
from tests.browser.visits import visitors, visits
from tests.world import make_world

STATES = ("full", "empty")
WIDTHS = {"desktop": 1180, "phone": 390}


def take(tab: Tab, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for device, width in WIDTHS.items():
        tab.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            tab.screenshot(path=folder / f"{name}-{device}-{scheme}.png", full_page=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("state", "role"), [(state, role) for state in STATES for role in visitors(state)]
)
def test_pictures(state: str, role: str, context_of: ContextOf, live_server: LiveServer) -> None:
    folder = Path(os.environ["LOOK_DIR"]) / state
    world = make_world(state)
    tab = context_of(world, role).new_page()
    for visit in visits(state, role):
        visit.go(tab, live_server.url, world)
        name = str(visit).replace(" ", "-").replace(":", "-").replace("/", "-")
        take(tab, folder, f"{name}-{role}")
