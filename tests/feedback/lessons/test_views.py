import uuid
from datetime import date

import pytest
from django.test import Client

from feedback.models import Lesson
from imroc_ei.people.models import User
from tests.clients import said, signed_in
from tests.dashboards.pages import main_of, open_page
from tests.factories import LessonFactory, StepFactory, UserFactory
from tests.html import problems, words_of
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


LIST = "/feedback/what-we-learned/"
EASY_LIST = "/feedback/easy/what-we-learned/"
SAID_AND_DID = {
    "you_said": "It hurt.",
    "we_did": "We stopped.",
    "form_key": "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
}


@pytest.fixture
def other(db: None) -> Client:
    return signed_in(UserFactory(roles=["handler"]))


def seen_on(client: Client, path: str) -> str:
    """Return the mark of the words that stand on the page of a lesson."""
    mark: str = client.get(path).context["publish"]["seen"].value()
    return mark


def publish_as_seen(client: Client, path: str, seen: str) -> str:
    """Press the button of a page that was open, and return what is said then."""
    return said(client.post(f"{path}publish/", {"looked": "on", "seen": seen}))[-1]


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

    assert_same_queries(client, LIST, expected=3, add_row=add_row)


def test_easy_list_asks_as_often_for_three_lessons_as_for_one(client: Client) -> None:
    def add_row() -> None:
        LessonFactory(published=True, easy=True).steps.add(StepFactory())

    assert_same_queries(client, EASY_LIST, expected=3, add_row=add_row)


def test_lesson_is_read_in_easy_words(client: Client) -> None:
    lesson = LessonFactory(published=True, easy=True)
    for path in (EASY_LIST, lesson.get_easy_url()):
        page = open_page(client, path)
        lines = [words_of(line) for line in page.xpath("//main//h2 | //main//p")]
        for line in (
            "You did not find the door.",
            "You looked for it for long.",
            "We put up a big sign.",
        ):
            assert lines.count(line) == 1
        assert "The way in was hard to find." not in main_of(client, path)


def test_lesson_without_easy_words_says_so_and_leads_to_the_others(client: Client) -> None:
    lesson = LessonFactory(published=True, you_said="Several of you " + "waited very long " * 5)
    for path in (EASY_LIST, lesson.get_easy_url()):
        page = open_page(client, path)
        words = words_of(page.xpath("//main")[0])
        assert "Several of you waited very long waited very long waited…" in words
        assert "This is not in easy words yet." in words
        assert page.xpath(f"//main//a[@href='{lesson.get_absolute_url()}']")


def test_easy_words_of_what_is_not_published_are_not_there(client: Client) -> None:
    drafts = [LessonFactory(state=state, easy=True) for state in ("draft", "to-check", "withdrawn")]
    assert [client.get(draft.get_easy_url()).status_code for draft in drafts] == [404] * 3
    assert "You did not find the door." not in main_of(client, EASY_LIST)


def test_pages_of_lessons_lead_to_each_other(client: Client) -> None:
    lesson = LessonFactory(published=True, easy=True)
    pairs = [(LIST, EASY_LIST), (lesson.get_absolute_url(), lesson.get_easy_url())]
    for standard, easy in pairs:
        assert open_page(client, standard).xpath("//nav[@class='ways']/a/@href") == [easy]
        assert open_page(client, easy).xpath("//nav[@class='ways']/a/@href")[1] == standard


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
    assert publish_as_seen(other, path, seen_on(other, path)) == "Published. Anyone can read it."
    assert Lesson.objects.published().count() == 1


@pytest.mark.parametrize(
    "changed",
    [{"we_did": "We stopped at once."}, {"easy_said": "It hurt.", "easy_did": "We stopped."}],
)
def test_words_that_the_second_person_has_not_read_are_not_published(
    handler: User, other: Client, changed: dict[str, str]
) -> None:
    client = signed_in(handler)
    lesson = LessonFactory(state="to-check", written_by=handler)
    path = f"/feedback/cases/lessons/{lesson.public_id}/"
    seen = seen_on(other, path)
    words = {"you_said": lesson.you_said, "we_did": lesson.we_did, **changed}
    edit = client.get(f"{path}edit/").context["form"]
    client.post(f"{path}edit/", {**words, "seen": edit["seen"].value()})
    client.post(f"{path}ask/")
    for not_now in (seen, ""):
        assert publish_as_seen(other, path, not_now) == (
            "It was changed after you had read it. Read it again first."
        )
    assert Lesson.objects.published().count() == 0
    publish_as_seen(other, path, seen_on(other, path))
    assert Lesson.objects.published().count() == 1


def test_long_sentence_in_easy_words_is_named_and_nothing_is_stored(other: Client) -> None:
    words = {
        "you_said": "It hurt.",
        "we_did": "We stopped.",
        "easy_said": "It hurt.\nThis is one sentence that goes on and on and on for long.",
        "easy_did": "We stopped.",
        "form_key": str(uuid.uuid4()),
    }
    answer = other.post("/feedback/cases/lessons/new/", words)
    (problem,) = problems(answer.content)
    assert problem == (
        "“This is one sentence that goes on and on and on for long.” has 13 words. "
        "Make it two sentences of 12 or fewer."
    )
    assert "for long.</textarea>" in answer.content.decode()
    assert Lesson.objects.count() == 0


@pytest.mark.parametrize("missing", ["easy_said", "easy_did"])
def test_one_part_alone_in_easy_words_is_not_enough(other: Client, missing: str) -> None:
    words = {"easy_said": "It hurt.", "easy_did": "We stopped.", **SAID_AND_DID, missing: " "}
    answer = other.post("/feedback/cases/lessons/new/", words)
    assert problems(answer.content) == ["Write both parts in easy words, or neither."]
    assert Lesson.objects.count() == 0


def test_easy_words_are_looked_at_by_whoever_publishes(other: Client) -> None:
    lesson = LessonFactory(
        state="to-check", easy_said="Two people fell.", easy_did="We put up a rail."
    )
    path = f"/feedback/cases/lessons/{lesson.public_id}/"
    words = main_of(other, path)
    assert "We put up a rail." in words
    assert "Do the easy words say the same, and nothing more?" in words
    refused = other.post(f"{path}publish/")
    assert problems(refused.content) == [
        "Look at the small numbers first, and tick that they count no people."
    ]
    assert "Two people fell" in words


def test_quotation_marks_in_easy_words_ask_for_consent(other: Client) -> None:
    words = {"easy_said": "“It hurt.”", "easy_did": "We stopped.", **SAID_AND_DID}
    answer = other.post("/feedback/cases/lessons/new/", words)
    assert problems(answer.content) == [
        "There are quotation marks in it. Tick this, or say it without a quote."
    ]


def test_lesson_given_back_with_new_easy_words_says_no_longer_why(
    handler: User, other: Client
) -> None:
    lesson = LessonFactory(state="to-check", written_by=handler)
    path = f"/feedback/cases/lessons/{lesson.public_id}/"
    other.post(f"{path}back/", {"why": "Say it in easy words, too."})
    client = signed_in(handler)
    (seen,) = open_page(client, f"{path}edit/").xpath("//input[@name='seen']/@value")
    words = {"you_said": lesson.you_said, "we_did": lesson.we_did, "seen": seen}
    client.post(f"{path}edit/", {**words, "easy_said": "No door.", "easy_did": "Now a door."})
    assert "Say it in easy words, too." not in main_of(client, path)
    assert "Now a door." in main_of(client, path)


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
