import uuid
from datetime import date

import pytest
from django.test import Client

from feedback.models import Lesson
from imroc_ei.people.models import User
from tests.clients import said, signed_in
from tests.dashboards.pages import main_of, open_page
from tests.factories import LessonFactory, StepFactory, UserFactory
from tests.html import problems
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db: None) -> Client:
    return signed_in(UserFactory(roles=["handler"]))


def test_anybody_reads_what_is_published_and_nothing_else(client: Client) -> None:
    step = StepFactory(short_name="A culture of safety")
    lesson = LessonFactory(published=True, published_on=date(2026, 3, 3))
    lesson.steps.add(step)
    drafts = [LessonFactory(state=state) for state in ("draft", "to-check", "withdrawn")]
    assert "The way in was hard to find." in main_of(client, "/feedback/what-we-learned/")
    words = main_of(client, lesson.get_absolute_url())
    for sentence in (
        "The way in was hard to find.",
        "There is a sign",
        "3 March 2026",
        "A culture",
    ):
        assert sentence in words
    assert "A culture of safety" in words
    assert lesson.written_by is not None
    assert lesson.written_by.name not in words
    assert [client.get(draft.get_absolute_url()).status_code for draft in drafts] == [404] * 3


def test_list_asks_as_often_for_three_lessons_as_for_one(client: Client) -> None:
    def add_row() -> None:
        LessonFactory(published=True).steps.add(StepFactory())

    assert_same_queries(client, "/feedback/what-we-learned/", expected=4, add_row=add_row)


def test_drafts_ask_as_often_for_three_as_for_one(handler: User) -> None:
    path = "/feedback/cases/lessons/"
    assert_same_queries(signed_in(handler), path, expected=4, add_row=LessonFactory)


def test_lesson_is_written_checked_and_published_by_two(handler: User, other: Client) -> None:
    client = signed_in(handler)
    words = {"you_said": "Two of you waited long.", "we_did": "We ring back.", "steps": []}
    key = str(uuid.uuid4())
    for _twice in range(2):
        client.post("/feedback/cases/lessons/new/", {**words, "form_key": key})
    lesson = Lesson.objects.get()
    path = f"/feedback/cases/lessons/{lesson.public_id}/"
    assert "Two of you" in main_of(client, path)
    client.post(f"{path}ask/")
    assert "another handler publishes it" in main_of(client, path)

    assert said(client.post(f"{path}publish/", {"looked": "on"}))[-1] == (
        "You wrote in it, so another handler publishes it."
    )
    refused = other.post(f"{path}publish/")
    assert problems(refused.content) == [
        "Look at the small numbers first, and tick that they count no people."
    ]
    assert Lesson.objects.published().count() == 0
    assert said(other.post(f"{path}publish/", {"looked": "on"}))[-1] == (
        "Published. Anyone can read it."
    )
    assert Lesson.objects.published().count() == 1


def test_lesson_given_back_says_why(handler: User, other: Client) -> None:
    lesson = LessonFactory(state="to-check", written_by=handler)
    path = f"/feedback/cases/lessons/{lesson.public_id}/"
    other.post(f"{path}back/", {"why": "Say which door."})
    assert "Say which door." in main_of(signed_in(handler), path)


def test_lesson_taken_down_is_gone_for_everybody_else(other: Client, client: Client) -> None:
    lesson = LessonFactory(published=True)
    path = f"/feedback/cases/lessons/{lesson.public_id}/"
    refused = other.post(f"{path}down/", {"why": ""})
    assert problems(refused.content) == ["Write why."]
    other.post(f"{path}down/", {"why": "It pointed to somebody."})
    assert client.get(lesson.get_absolute_url()).status_code == 404
    assert "It pointed to somebody." in main_of(other, path)


def test_move_that_came_too_late_is_said_and_changes_nothing(other: Client) -> None:
    lesson = LessonFactory(published=True)
    path = f"/feedback/cases/lessons/{lesson.public_id}/"
    for move in ("ask/", "publish/"):
        assert said(other.post(path + move))[-1] == "Something else happened to it meanwhile."
    assert other.get(f"{path}edit/").headers["Location"] == path
    lesson.refresh_from_db()
    assert lesson.state == "published"


def test_quotation_marks_ask_for_consent(other: Client) -> None:
    words = {"you_said": "“It hurt”", "we_did": "We stopped.", "form_key": str(uuid.uuid4())}
    answer = other.post("/feedback/cases/lessons/new/", words)
    assert problems(answer.content) == [
        "There are quotation marks in it. Tick this, or say it without a quote."
    ]
    other.post("/feedback/cases/lessons/new/", {**words, "quotes": "on"})
    path = f"/feedback/cases/lessons/{Lesson.objects.get().public_id}/"
    assert "It quotes somebody who has not agreed." in main_of(other, path)
    assert said(other.post(f"{path}ask/"))[-1] == "Whoever is quoted has to agree first."


def test_second_of_two_who_change_a_lesson_keeps_what_they_typed(other: Client) -> None:
    lesson = LessonFactory()
    path = f"/feedback/cases/lessons/{lesson.public_id}/edit/"
    (seen,) = open_page(other, path).xpath("//input[@name='seen']/@value")
    lesson.steps.add(StepFactory(short_name="A step of somebody else"))
    answer = other.post(path, {"you_said": "Mine", "we_did": "Mine too", "seen": seen})
    words = answer.content.decode()
    assert "Somebody else changed this while you were writing." in words
    assert "<dd>A step of somebody else</dd>" in words
    assert ">\nMine</textarea>" in words
