"""One complaint, told by one person and looked at by three, in browsers without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import GPS, IFD
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer

from feedback.door import spam
from feedback.models import Case, CaseFile
from feedback.vault.files import hand_out
from feedback.vault.sealed import key_of
from imroc_ei.organisation.enums import Room
from imroc_ei.people.models import User
from steps.models import Action
from tests.browser.visits import in_context
from tests.clients import signed_in
from tests.factories import OrganisationFactory, ProcedureFactory, UserFactory
from tests.world import make_plan

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = "The room was up two flights of stairs"
ALLOWED = {"first": "Ada Lovelace", "second": "Bea Byron"}


def status_at(tab: Tab, path: str) -> int:
    answer = tab.goto(path)
    assert answer is not None
    return answer.status


def photo() -> bytes:
    """A picture that says where it was taken."""
    picture = Image.new("RGB", (60, 40), "teal")
    exif = picture.getexif()
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (52.0, 57.0, 14.0)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "W", (1.0, 9.0, 0.0)
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert len(Image.open(BytesIO(out.getvalue())).getexif().get_ifd(IFD.GPSInfo)) == 4
    return out.getvalue()


class Story:
    """The people of the story, each in a browser of their own."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.opened: list[BrowserContext] = []

    def somebody(self, person: User | None = None) -> Tab:
        context = in_context(self.browser, self.url, width=390, java_script_enabled=False)
        self.opened.append(context)
        if person:
            cookies = signed_in(person).cookies
            context.add_cookies(
                [{"name": n, "value": c.value, "url": self.url} for n, c in cookies.items()]
            )
        return context.new_page()

    def close(self) -> None:
        for context in self.opened:
            context.close()


def press(tab: Tab, words: str) -> None:
    with tab.expect_navigation():
        tab.get_by_role("button", name=words, exact=True).click()


def follow(tab: Tab, words: str) -> None:
    with tab.expect_navigation():
        tab.get_by_role("link", name=words).first.click()


def choose(tab: Tab, name: str, value: str) -> None:
    tab.locator(f"[name={name}][value='{value}'] + label").click()


def tell(tab: Tab, *, not_this: User) -> str:
    """Complain without a name, tick who must not know, add a photo; return the code."""
    tab.goto("/feedback/")
    follow(tab, "Begin")
    answers: dict[str, Callable[[], None]] = {
        "kind": lambda: choose(tab, "kind", "complaint"),
        "what-happened": lambda: tab.locator("textarea").fill(TOLD),
        "name": lambda: choose(tab, "named", "no"),
        "readers": lambda: choose(tab, "not_these", not_this.public_id),
    }
    while "/tell/" in tab.url:
        answers.get(tab.url.rstrip("/").rsplit("/", 1)[-1], lambda: None)()
        press(tab, "Continue")
    tab.locator("[type=file]").set_input_files(
        {"name": "stairs.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    press(tab, "Send")
    return tab.locator("#code").inner_text()


def come_back(tab: Tab, code: str) -> None:
    tab.goto("/feedback/follow-up/")
    tab.locator("[name=code]").fill(code)
    with tab.expect_navigation():
        tab.locator("main form button").first.click()


def do(tab: Tab, case: Case, name: str, **typed: str) -> None:
    tab.goto(f"{case.get_absolute_url()}do/{name}/")
    for field, value in typed.items():
        control = tab.locator(f"[name='{field}']")
        if control.first.get_attribute("type") == "radio":
            choose(tab, field, value)
        elif control.evaluate("node => node.localName") == "select":
            control.select_option(value)
        else:
            control.fill(value)
    with tab.expect_navigation():
        tab.locator("main form:not([method=get]) button.button:not([name=more])").first.click()
    assert tab.url.endswith("/feedback/cases/") or tab.url.endswith(case.get_absolute_url()), (
        tab.locator("main").inner_text()
    )


def answer(tab: Tab, reader: Tab, case: Case, by: User, *, again: bool = False) -> None:
    """Write an answer, have it read by somebody else, and send it."""
    point = {"point-1": "The stairs", "found-1": "upheld", "why-1": "It had no lift."}
    do(tab, case, "write-answer", **point)
    do(tab, case, "ask-to-read", reader=by.public_id)
    do(reader, case, "agree-to-answer")
    do(tab, case, "answer-again" if again else "answer")


@pytest.fixture
def story(browser: Browser, live_server: LiveServer) -> Story:
    return Story(browser, live_server.url)


def test_complaint_goes_its_whole_way(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    # A program fills the form in quicker than a person, which would be looked at first.
    monkeypatch.setattr(spam, "FEWEST_SECONDS", 0)
    OrganisationFactory(rooms=[Room.FEEDBACK])
    plan = make_plan()
    ProcedureFactory(in_force=True)
    roles = ["consultant", "handler"]
    ticked = UserFactory(roles=roles, name="Tess Ticked")
    first = UserFactory(roles=roles, name="Ada Lovelace")
    second = UserFactory(roles=roles, name="Bea Byron")
    third = UserFactory(roles=roles, name="Cy Third")
    UserFactory(roles=["outside"], name="Olu Outside")
    person, ada, bea, cy, tess = (
        story.somebody(),
        *(story.somebody(who) for who in (first, second, third, ticked)),
    )
    tess.goto("/feedback/cases/")
    before = tess.locator("main").inner_text()

    code = tell(person, not_this=ticked)
    case = Case.objects.get()
    kept = hand_out(CaseFile.objects.get(), key=key_of(case)).getvalue()
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}

    ada.goto(case.get_absolute_url())
    assert TOLD in ada.locator("main").inner_text()
    do(ada, case, "take-in")
    do(ada, case, "acknowledge", understood="You could not come in.", wanted="A way in")
    do(ada, case, "look-into")
    answer(ada, cy, case, third)

    come_back(person, code)
    assert "It had no lift." in person.locator("main").inner_text()
    follow(person, "Ask for a second look")
    press(person, "Ask for a second look")

    assert status_at(ada, case.get_absolute_url()) == 404
    do(bea, case, "take-second-look")
    do(bea, case, "acknowledge-second-look", understood="The same.", wanted="A way in")
    answer(bea, cy, case, third, again=True)
    due = timezone.localdate() + timedelta(days=60)
    step = plan.steps["continual-learning"]
    do(
        bea,
        case,
        "close",
        **{
            "learned": "We look at the way in before we book a room.",
            "what-1": "Keep a list of rooms that everybody can get into",
            "step-1": step.slug,
            "held_by-1": second.public_id,
            "due-1_day": str(due.day),
            "due-1_month": str(due.month),
            "due-1_year": str(due.year),
        },
    )

    case.refresh_from_db()
    assert (case.state, case.handler, case.second_handler) == ("closed", first, second)
    action = Action.objects.get()
    assert (action.step, action.review) == (step, None)
    consultant = story.somebody(UserFactory())
    consultant.goto("/aims/3/")
    assert action.what in consultant.locator("main").inner_text()
    assert case.reference not in consultant.content()

    tess.goto("/feedback/cases/")
    assert tess.locator("main").inner_text() == before
    assert status_at(tess, case.get_absolute_url()) == 404
    story.close()
