"""Every page keeps the rules of every page; in error it says so, and stores nothing."""

from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.clients import browser_of
from tests.html import faults, page_of, token_of, words_of
from tests.pages import PAGES, Page
from tests.pages.page import ROLES, Sent
from tests.standing import in_full_world
from tests.tables.answers import Ask, pages_in
from tests.world import World


@pytest.mark.parametrize("role", ROLES)
def test_page_keeps_the_rules_of_every_page(ask: Ask, world: World, role: str) -> None:
    answers = ask()
    found = {
        page.name: faults(answers.pages[page.name].content)
        for page in pages_in(world)
        if page.html and page.roles[role] == 200
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def rows() -> dict[str, int]:
    models = [model for model in apps.get_models() if model._meta.label != "sessions.Session"]
    return {model._meta.label: model._default_manager.count() for model in models}


def kept(sent: Sent, content: bytes) -> Iterator[str]:
    """Yield what was typed and is not on the page any more. Passwords are never shown again."""
    page = page_of(content)
    secret = set(page.xpath("//input[@type='password']/@name"))
    # The first line end of a text area belongs to the tag, not to what was typed.
    areas = ((area.text or "").strip() for area in page.xpath("//textarea"))
    shown = [*page.xpath("//input/@value"), *areas]
    for name, value in sent.data.items():
        typed = [value] if isinstance(value, str) else value
        if name not in secret and not name.startswith("csrf"):
            yield from (text for text in typed if text.strip() and text.strip() not in shown)


@in_full_world
@pytest.mark.parametrize(
    ("page", "error"),
    [(page, error) for page in PAGES for error in page.errors],
    ids=lambda value: str(value),
)
def test_page_in_error_says_so_and_stores_nothing(world: World, page: Page, error: str) -> None:
    sent = page.errors[error]
    client = browser_of(world, sent.by)
    address = page.address(world)
    token = token_of(client.get(address).content)
    before = rows()
    answer = client.post(address, {**sent.data, **token})
    assert answer.status_code == sent.status
    assert rows() == before
    parsed = page_of(answer.content)
    assert words_of(parsed.find("head/title")).startswith("Error: ")
    assert len(parsed.xpath("//main//*[normalize-space()='There is a problem']")) >= 1
    assert list(kept(sent, answer.content)) == []
    assert faults(answer.content) == []
