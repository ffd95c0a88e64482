"""Goes through the table of pages in a browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from tests.pages import PAGES, Page
from tests.pages.page import ROLES
from tests.rig.tools import everything
from tests.world import World

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A quick run looks at a page as the first and the last of these that may open it.
SEES_MOST = ("author", "lead", "owner", "handler", "consultant", "nobody", "anyone")
SUBMIT = """(data) => {
    const form = document.createElement("form");
    form.method = "post";
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) form.append(token.cloneNode());
    for (const [name, value] of data) {
        const field = document.createElement("textarea");
        field.name = name;
        field.value = value;
        form.append(field);
    }
    document.body.append(form);
    form.submit();
}"""


@dataclass(frozen=True)
class Visit:
    """A page as one role sees it, as it is or in one of its error states."""

    page: Page
    role: str
    error: str = ""

    def __str__(self) -> str:
        return f"{self.page.name} {self.error}".strip()

    def go(self, tab: Tab, base: str, world: World) -> None:
        tab.goto(base + self.page.address(world))
        if self.error:
            submit(tab, self.page.errors[self.error].data)


def submit(tab: Tab, data: Any) -> None:
    """Send `data` as a form of this page would."""
    pairs = [
        (name, value)
        for name, given in data.items()
        for value in ([given] if isinstance(given, str) else given)
    ]
    with tab.expect_navigation():
        tab.evaluate(SUBMIT, pairs)


def roles_for(page: Page) -> list[str]:
    able = [role for role in SEES_MOST if page.roles[role] == 200]
    return able if everything() else sorted({*able[:1], *able[-1:]})


def visits(state: str, role: str) -> Iterator[Visit]:
    """Yield what a person in this role looks at: everything they may, or what is theirs to try."""
    for page in PAGES:
        if not page.html or state not in page.in_states:
            continue
        if role in roles_for(page):
            yield Visit(page=page, role=role)
        if state == "full":
            for name, sent in page.errors.items():
                if sent.by == role:
                    yield Visit(page=page, role=role, error=name)


def visitors(state: str) -> list[str]:
    return [role for role in ROLES if any(visits(state, role))]


def in_context(browser: Browser, base: str, *, width: int, **options: bool) -> BrowserContext:
    return browser.new_context(
        base_url=base,
        viewport={"width": width, "height": 800},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        java_script_enabled=options.get("scripts", True),
    )
