"""What holds for every page in front of the door, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from feedback.door.paths import ROOT, is_public
from feedback.door.visit import CASE_COOKIE, COOKIE
from tests.clients import browser_of
from tests.pages import PAGES
from tests.privacy import lasting_text_of
from tests.world import World

pytestmark = pytest.mark.django_db


def paths_of(world: World) -> Iterator[str]:
    paths = (page.address(world) for page in PAGES if world.state in page.in_states)
    yield from (path for path in paths if path.startswith(ROOT))


class TestPagesInFrontOfTheDoor:
    def test_every_page_in_front_of_the_door_is_made_for_it_and_no_other(
        self, world: World
    ) -> None:
        wrong = [
            path
            for path in paths_of(world)
            if is_public(path) != hasattr(resolve(path.partition("?")[0]).func, "is_public_page")
        ]
        assert wrong == []

    def test_every_page_in_front_of_the_door_is_the_same_for_who_signed_in(
        self, world: World
    ) -> None:
        signed_in, differing = browser_of(world, "handler"), []
        for path in filter(is_public, paths_of(world)):
            with CaptureQueriesContext(connection) as captured:
                seen = signed_in.get(path)
            sessions = [query for query in captured if "django_session" in query["sql"]]
            same = lasting_text_of(seen) == lasting_text_of(Client().get(path))
            if sessions or not same or set(seen.cookies) - {COOKIE, CASE_COOKIE}:
                differing.append(path)
        assert differing == []

    def test_every_page_in_front_of_the_door_is_kept_nowhere(self, world: World) -> None:
        client = Client()
        kept = {}
        for path in filter(is_public, paths_of(world)):
            headers = client.get(path).headers
            kept[path] = (headers["Cache-Control"], headers["Referrer-Policy"])
        assert set(kept.values()) == {("no-store", "no-referrer")}
