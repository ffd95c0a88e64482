"""What the whole site answers one role: asked once, and held against every table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from django.urls import reverse

from feedback.enums import State
from tests.clients import browser_of
from tests.pages import PAGES, Page
from tests.pages.page import ROLES
from tests.privacy import whole_site
from tests.rig.tools import everything
from tests.world import World


@dataclass(frozen=True)
class Answer:
    status: int
    content: bytes
    location: str

    def getvalue(self) -> bytes:
        return self.content


@dataclass(frozen=True)
class Answers:
    """What was answered at every address; `pages` are those of the table, by name."""

    at: dict[str, Answer]
    pages: dict[str, Answer]


Ask = Callable[[], Answers]


def pages_in(world: World) -> list[Page]:
    return [page for page in PAGES if world.state in page.in_states]


def lists_of_cases() -> Iterator[str]:
    yield from (reverse("cases") + query for query in ("", "?ended=1", "?mine=1"))
    yield from (f"{reverse('cases')}?state={state}" for state in State)


def ask_everything(world: World, role: str) -> Answers:
    """Open every address there is, each once, as somebody of this role."""
    client = browser_of(world, role)
    pages = {page.name: page.address(world) for page in pages_in(world)}
    more = [*whole_site(world), *lists_of_cases()] if world.state == "full" else []
    at = {}
    for address in dict.fromkeys([*pages.values(), *more]):
        said = client.get(address)
        location = said.headers.get("Location", "")
        at[address] = Answer(said.status_code, said.getvalue(), location)
    return Answers(at, {name: at[address] for name, address in pages.items()})


def crawling(roles: Sequence[str], *, quick: Sequence[str] = ROLES) -> pytest.MarkDecorator:
    """Let a test that opens every address run as each role; in a quick run, as some."""
    return pytest.mark.parametrize(
        "role", [role for role in roles if everything() or role in quick]
    )
