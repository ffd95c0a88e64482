"""What people do who read easy words: together these walks come to every page in every state."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, OperationalError
from django.test import Client
from django.utils import timezone

from feedback.door.follow_up.versions import EASY as FOLLOW_UP
from feedback.enums import State
from feedback.equality.versions import EASY as ABOUT_YOU
from feedback.journey import views as journey_views
from feedback.journey.versions import EASY
from feedback.models import Case, FeedbackChoices, Lesson, ProcedureVersion
from feedback.survey.links import survey_path
from feedback.vault.codes import new_code
from imroc_ei.organisation.models import Organisation
from imroc_ei.uploads.files import LARGEST_FILE
from tests.factories import CaseFactory, FeedbackYearFactory, LessonFactory, ProcedureFactory
from tests.feedback.cases.making import GONE, case_at
from tests.feedback.door.visitor import Visitor
from tests.feedback.easy.telling import telling
from tests.feedback.journey.browsing import Browser, People
from tests.html import page_of, token_of

CASE_DATES = ("received_on", "acknowledged_on", "answered_on", "second_asked_on", "closed_on")
NO_CODES = ("", "1234", "word", "1234 5678 9012 3457")
WRONG_CODES = 7
PROCEDURE = "/feedback/procedure/easy/"
LESSONS = "/feedback/easy/what-we-learned/"
FIGURES = "/feedback/easy/figures/"
PRIVACY = "/feedback/easy/privacy/"
A_SENTENCE = "They shouted at me."
LONG = "Several of you could not find out in time where you were to go on the day."


def telling_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers and files that no page offers."""
    browser = Browser().go(EASY.question("kind")).press(kind="nothing of the kind")
    browser.go(EASY.question("what-happened")).press(what_happened=A_SENTENCE)
    browser.go(EASY.check)
    large = SimpleUploadedFile("film.mp4", b"0" * (LARGEST_FILE + 1))
    browser.press(files=[large])
    with monkeypatch.context() as small:
        small.setattr("imroc_ei.uploads.files.LARGEST_READ", 10)
        browser.press()


def coming_back(people: People, state: State, days: int) -> Visitor:
    """Open a case in a state whose days lie so many days back, and look at all of its pages."""
    code = new_code()
    case = case_at(state, by=people.ada, second=people.bea, code=code)
    before = timezone.localdate() - timedelta(days=days)
    changes = {name: before for name in CASE_DATES if getattr(case, name)}
    Case.objects.filter(pk=case.pk).update(**changes)
    visitor = Visitor()
    visitor.send(FOLLOW_UP.url(), {"code": code})
    for name in ("case", "write", "second_look", "withdraw"):
        visitor.get(FOLLOW_UP.url(name))
    return visitor


def writing_back(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    write = FOLLOW_UP.url("write")
    visitor = coming_back(people, State.ANSWERED, 0)
    wrong = [SimpleUploadedFile("a.jpg", b"no picture"), SimpleUploadedFile("b.png", b"")]
    many = [SimpleUploadedFile(f"{number}.txt", b"words") for number in range(11)]

    def send(path: str, **given: Any) -> None:
        keys = page_of(visitor.get(path).content).xpath("//input[@name='form_key']/@value")
        visitor.send(path, {"form_key": "".join(keys), **given})

    for given in ({}, {"words": "x" * 50_001}, {"files": wrong}, {"files": many}):
        send(write, **given)
    with monkeypatch.context() as small:
        small.setattr("imroc_ei.uploads.files.LARGEST_READ", 10)
        send(write, words="Far too much.")
    send(write, words="More.")
    send(FOLLOW_UP.url("second_look"), why="x" * 50_001)
    send(FOLLOW_UP.url("second_look"))
    send(FOLLOW_UP.url("second_look"))
    send(FOLLOW_UP.url("withdraw"))
    visitor.client.cookies.pop("feedback_case")
    send(FOLLOW_UP.url())


def waiting_for_the_code(people: People) -> None:
    """The page of the case closed by itself while somebody wrote; and they have their code."""
    told = Browser().go(EASY.question("what-happened")).press(what_happened=A_SENTENCE)
    told.go(EASY.check).press()
    visitor = Visitor()
    visitor.client = told.client
    visitor.send(FOLLOW_UP.url(), {"code": told.code})
    visitor.send(FOLLOW_UP.url("kept"), page=FOLLOW_UP.url("case"))
    visitor.get(FOLLOW_UP.url("case"))
    token = token_of(visitor.get(FOLLOW_UP.url("write")).content)
    visitor.client.cookies.pop("feedback_case")
    visitor.client.post(FOLLOW_UP.url("write"), {**token, "words": A_SENTENCE}, follow=True)


def after_its_time(people: People) -> None:
    visitor = coming_back(people, State.CLOSED, 0)
    day = timezone.localdate()
    Case.objects.exclude(code_look_up=None).update(**dict.fromkeys(GONE), content_gone_on=day)
    visitor.get(FOLLOW_UP.url("case"))


def without_a_code() -> None:
    visitor = Visitor()
    visitor.get(FOLLOW_UP.url("leave"))
    for code in (*NO_CODES, *(new_code() for _time in range(WRONG_CODES))):
        visitor.send(FOLLOW_UP.url(), {"code": code})
    cache.clear()


def about_you() -> None:
    """The questions about people: nothing sent yet, asked, answered wrong, and answered."""
    choices = FeedbackChoices.objects.create(pk=1, asks_about_people=True)
    Client().get(ABOUT_YOU.url())
    for kind in ("complaint", "thanks"):
        browser = Browser().go(EASY.question("kind")).press(kind=kind)
        browser.go(EASY.question("what-happened")).press(what_happened=A_SENTENCE)
        browser.go(EASY.check).press()
        [address] = page_of(browser.content).xpath("//a[contains(@href, 'about-you')]/@href")
        browser.go(address)
        token = browser.fields()["csrfmiddlewaretoken"]
        browser.client.post(address, {"age": "900", "csrfmiddlewaretoken": token})
        browser.press(age="25-to-44")
    choices.delete()


def how_it_was() -> None:
    """The survey: open, answered wrong, answered, and not open."""
    case = CaseFactory(state=State.CLOSED, closed_on=timezone.localdate())
    path = survey_path(case, prefix=EASY.prefix)
    visitor = Visitor()
    for answers in ({}, {"easy": "perhaps"}, {"easy": "yes"}):
        visitor.send(path, answers)
    visitor.get(f"{path[:-2]}x/")


def reading_the_procedure() -> None:
    """One that holds no more, and then with and without easy words, and before there is one."""
    [held] = ProcedureVersion.objects.all()
    since = held.in_force_from
    old = ProcedureFactory(in_force=True, state="superseded", superseded_on=since)
    client = Client()
    client.get(f"/feedback/procedure/{old.number}/easy/")
    rows, day = ProcedureVersion.objects.filter(pk=held.pk), timezone.localdate()
    for change in (
        {},
        {"easy_text": ""},
        {"state": "superseded", "superseded_on": day},
        {"state": "in-force", "superseded_on": None, "easy_text": held.easy_text},
    ):
        if change:
            rows.update(**change)
        client.get(PROCEDURE)


def what_was_learned() -> None:
    """No lesson; one in easy words, one without, one with somebody's own words; and made up."""
    client = Client()
    client.get(LESSONS)
    quoted = {"easy": True, "quotes": True, "consent": True}
    for made in ({"easy": True, "made_up": True}, {"you_said": LONG}, quoted):
        lesson = LessonFactory(published=True, **made)
        client.get(lesson.get_easy_url())
    client.get(LESSONS)
    Lesson.objects.all().delete()


def how_many() -> None:
    """No year, one that shows numbers with what changed in it, and one that hides them all."""
    client = Client()
    client.get(FIGURES)
    [since] = ProcedureVersion.objects.dates("in_force_from", "day")
    LessonFactory(published=True, you_said=LONG, published_on=since)
    LessonFactory(published=True, easy=True, published_on=since)
    asked = {"whole": "answered", "total": 15}
    in_time = {"table": "answered-in-time", "parts": {"in-time": 10, "late": None}}
    for year, tables in ((since.year, [asked, in_time]), (1999, [])):
        counted = FeedbackYearFactory(year=year, tables=tables, made_up=not tables)
        client.get(counted.get_easy_url())
    client.get(FIGURES)
    Lesson.objects.all().delete()


def what_is_kept() -> None:
    """As the defaults have it, and where every number is one."""
    client = Client()
    client.get(PRIVACY)
    [held] = ProcedureVersion.objects.all()
    times = ("content_months", "anonymise_years", "delete_years")
    rows = ProcedureVersion.objects.filter(pk=held.pk)
    rows.update(**dict.fromkeys(times, 1))
    Organisation.objects.update(backups_kept_days=1, contact_email="hello@example.com")
    client.get(PRIVACY)
    rows.update(**{name: getattr(held, name) for name in times})


def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything in front of the door that says no."""
    client = Client(headers={"sec-fetch-site": "same-origin"}, raise_request_exception=False)
    happened = EASY.question("what-happened")
    client.get(happened)
    client.post(happened, {"what_happened": A_SENTENCE})
    client.post(happened, {"what_happened": "a" * 7_000_000})
    files = [SimpleUploadedFile(f"{number}.txt", b"words") for number in range(101)]
    client.post(EASY.check, {"files": files})
    client.post(happened, b"nothing", content_type="multipart/form-data")
    client.get(EASY.question("nowhere"))
    client.get("/feedback/easy/nowhere/")
    client.post(PROCEDURE)
    client.get(f"{LESSONS}nowhere/")
    client.get(f"{FIGURES}1900/")
    begun = Browser().go(happened).press(what_happened=A_SENTENCE).client
    begun.get("/feedback/nowhere/")
    begun.post("/feedback/what-we-learned/")
    for fault in (ValueError("a fault"), OperationalError("gone"), DataError("a null byte")):
        with monkeypatch.context() as broken:
            broken.setattr(journey_views, "open_under", failing(fault))
            client.get(EASY.start)


def failing(fault: Exception) -> Callable[[object], None]:
    def fail(*_given: object) -> None:
        raise fault

    return fail


def every_walk(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    telling_what_is_wrong(monkeypatch)
    about_you()
    how_it_was()
    what_was_learned()
    how_many()
    what_is_kept()
    reading_the_procedure()
    refused(monkeypatch)
    without_a_code()
    for state in State:
        if state != State.ANONYMISED:
            for days in (0, 60):
                coming_back(people, state, days)
    writing_back(people, monkeypatch)
    waiting_for_the_code(people)
    after_its_time(people)
    # Last: it closes the door.
    telling(people)


def said(pattern: str, page: str) -> bool:
    """Whether a text with places to fill in, filled in with anything, stands on a page."""
    at = 0
    for part in re.split(r"%\(\w+\)[sd]", pattern):
        at = page.find(part, at)
        if at < 0:
            return False
    return True
