"""The forms with which resources are added and changed, and the page of what waits."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imroc_ei.people.models import User
from library.enums import LinkState
from library.models import Resource
from library.queries.curation import MOST_SHOWN, curation
from tests.clients import said, signed_in
from tests.factories import ProblemFactory, ResourceFactory, SuggestionFactory, TopicFactory
from tests.html import main_words, page_of, problems, words_of
from tests.queries import assert_same_queries
from tests.world import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(plan: Plan, lead: User) -> Client:
    return signed_in(lead)


def form_of(client: Client, address: str) -> dict[str, Any]:
    """What the form of a page says before anything is typed."""
    page = page_of(client.get(address).content)
    form = page.xpath("//main//form[@method='post']")[0]
    return {
        str(name): value.strip() if isinstance(value, str) else value
        for name, value in form.form_values()
        if name not in ("aims", "steps", "accessibility")
    } | {
        name: [value for key, value in form.form_values() if key == name]
        for name in ("aims", "steps", "accessibility")
    }


def filled(client: Client, **more: Any) -> dict[str, Any]:
    return form_of(client, reverse("resource_new")) | {
        "title": "  Plain   words ",
        "url": "example.org/plain",
        "why_here": "It is short.",
        **more,
    }


def test_new_resource_is_added_as_it_was_typed(curator: Client, plan: Plan) -> None:
    twin = ResourceFactory()
    answer = curator.post(
        reverse("resource_new"),
        filled(
            curator,
            creator="Ada",
            year="2020",
            format="audio",
            minutes="25",
            language="cy",
            accessibility=["transcript", "captions"],
            lived_experience="on",
            licence="CC0",
            content_notes="None",
            aims=["3", "1"],
            steps=["own-culture", "training"],
            topics="Rest, plain language,, rest",
            other_formats=f"{twin.get_absolute_url()}\n{twin.url}",
        ),
    )
    made = Resource.objects.get(title="Plain words")
    assert (answer.status_code, answer.headers["Location"]) == (302, made.get_absolute_url())
    assert said(answer) == ["Added to the library."]
    assert (made.url, made.year, made.minutes) == ("https://example.org/plain", 2020, 25)
    assert (made.accessibility, made.free_to_read) == (["captions", "transcript"], True)
    assert [aim.number for aim in made.aims.all()] == [1, 3]
    assert {step.slug for step in made.steps.all()} == {"own-culture", "training"}
    assert {topic.name for topic in made.topics.all()} == {"Rest", "plain language"}
    assert list(made.other_formats.all()) == [twin]
    assert list(twin.other_formats.all()) == [made]
    assert made.check_again_on == timezone.localdate() + timedelta(days=365)


def test_form_sent_twice_adds_one(curator: Client) -> None:
    data = filled(curator)
    for _ in range(2):
        assert curator.post(reverse("resource_new"), data).status_code == 302
    assert Resource.objects.count() == 1


def test_file_is_added_by_what_it_is(curator: Client) -> None:
    file = SimpleUploadedFile("notes.txt", b"Plain words", content_type="image/png")
    curator.post(reverse("resource_new"), filled(curator, url="", file=file))
    made = Resource.objects.get()
    assert (made.file_name, made.content_type) == ("notes.txt", "text/plain")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"url": ""}, "Write the address, or choose a file."),
        ({"url": "javascript:alert(1)"}, "Write the whole address"),
        ({"url": "https://" + "a" * 2100 + ".org/"}, "Write the whole address"),
        ({"title": " \x00 "}, "Write the title."),
        ({"title": "T" * 301}, "This has 301 characters"),
        ({"format": "painting"}, "Choose a format."),
        ({"language": "xx"}, "Choose a language."),
        ({"year": "20"}, "Write the year in four figures"),
        ({"minutes": "9" * 30}, "Write the minutes as a figure"),
        ({"accessibility": ["smell"]}, "Choose from the list."),
        ({"aims": ["99"]}, "Choose aims from the list."),
        ({"aims": ["x"]}, "Choose aims from the list."),
        ({"aims": ["x\x00"]}, "Choose aims from the list."),
        ({"steps": ["nowhere"]}, "Choose statements from the list."),
        ({"topics": "t" * 61}, "is too long. Put commas between the topics."),
        ({"topics": ",".join(f"topic {n}" for n in range(21))}, "Use up to 20 topics."),
        ({"other_formats": "https://example.org/gone"}, "is not in this library."),
        ({"other_formats": "x\n" * 21}, "Name up to 20 others."),
        ({"check_again_on_day": "40"}, "has the days 1 to"),
        ({"form_key": "no-key"}, ""),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_stored(
    curator: Client, typed: dict[str, Any], problem: str
) -> None:
    answer = curator.post(reverse("resource_new"), filled(curator, **typed))
    assert answer.status_code == 200
    found = problems(answer.content)
    assert [words for words in found if problem in words], found
    assert Resource.objects.count() == 0


def test_file_and_address_together_are_refused(curator: Client) -> None:
    file = SimpleUploadedFile("notes.txt", b"Plain words")
    answer = curator.post(reverse("resource_new"), filled(curator, file=file))
    assert problems(answer.content) == ["Give an address or a file, not both."]


def test_address_that_is_here_is_shown_where_it_is(curator: Client) -> None:
    here = ResourceFactory(title="The first", url="https://www.example.org/plain", withdrawn=True)
    address = "http://www.example.org/plain/?fbclid=1"
    answer = curator.post(reverse("resource_new"), filled(curator, url=address))
    assert problems(answer.content) == ["This address is in the library already."]
    said_there = main_words(answer.content)
    assert "It is here already The first Withdrawn: Its site is gone." in said_there
    assert here.get_absolute_url() in answer.content.decode()


def test_edit_form_says_what_is_there_and_saving_it_changes_nothing(
    curator: Client, plan: Plan
) -> None:
    twin = ResourceFactory()
    made = ResourceFactory(
        accessibility=["captions"],
        language="en-GB-x-odd",
        aims=[plan.aims[2]],
        steps=[plan.steps["training"], plan.steps["own-culture"]],
        topics=[TopicFactory(name="Rest"), TopicFactory(name="Art")],
        other_formats=[twin],
        check_again_on=date(2027, 3, 3),
    )
    address = reverse("resource_edit", args=[made.public_id])
    data = form_of(curator, address)
    assert (data["topics"], data["aims"], data["language"]) == ("Art, Rest", ["2"], "en-GB-x-odd")
    assert data["other_formats"] == f"http://localhost:8000{twin.get_absolute_url()}"
    answer = curator.post(address, data)
    assert said(answer) == ["Nothing changed."]
    assert made.history.count() == 1


def test_edit_changes_what_was_changed(curator: Client, plan: Plan) -> None:
    made = ResourceFactory(aims=[plan.aims[2]], topics=[TopicFactory(name="Rest")])
    address = reverse("resource_edit", args=[made.public_id])
    data = form_of(curator, address) | {"aims": ["1"], "topics": "", "title": "New"}
    assert said(curator.post(address, data)) == ["Saved."]
    made.refresh_from_db()
    assert (made.title, [aim.number for aim in made.aims.all()]) == ("New", [1])
    assert list(made.topics.all()) == []
    page = main_words(curator.get(reverse("resource_history", args=[made.public_id])).content)
    assert "Also changed: aims and topics" in page


def test_history_says_in_words_what_is_kept_as_codes(curator: Client) -> None:
    made = ResourceFactory(accessibility=["captions", "easyRead"], language="cy", format="audio")
    words = main_words(curator.get(reverse("resource_history", args=[made.public_id])).content)
    for expected in ("Accessibility Captions and Easy Read", "Language Welsh", "Format Audio"):
        assert expected in words
    assert "Free Yes" in words


def test_second_of_two_editors_is_told_what_changed_and_loses_nothing(curator: Client) -> None:
    made = ResourceFactory(topics=[TopicFactory(name="Rest")])
    address = reverse("resource_edit", args=[made.public_id])
    mine = form_of(curator, address) | {"title": "Mine"}
    curator.post(address, form_of(curator, address) | {"title": "Theirs", "topics": "Art"})
    answer = curator.post(address, mine)
    page = page_of(answer.content)
    assert [words_of(part) for part in page.xpath('//dl[@class="now"]/div')] == [
        "Title Theirs",
        "Topics Art",
    ]
    assert page.xpath('//input[@name="title"]/@value') == ["Mine"]
    curator.post(address, dict(page.xpath("//main//form")[0].form_values()))
    made.refresh_from_db()
    assert made.title == "Mine"


def test_edit_to_an_address_that_is_here_says_so(curator: Client) -> None:
    made, here = ResourceFactory(), ResourceFactory()
    address = reverse("resource_edit", args=[made.public_id])
    answer = curator.post(address, form_of(curator, address) | {"url": here.url})
    assert problems(answer.content) == ["This address is in the library already."]


def test_statement_that_left_the_plan_stays_on_what_it_was_chosen_for(
    curator: Client, plan: Plan
) -> None:
    step = plan.steps["training"]
    made = ResourceFactory(steps=[step])
    step.state = "retired"
    step.save()
    address = reverse("resource_edit", args=[made.public_id])
    assert "No longer part of the plan" in main_words(curator.get(address).content)
    assert said(curator.post(address, form_of(curator, address))) == ["Nothing changed."]


def test_looked_at_needs_a_day_that_lies_ahead(curator: Client) -> None:
    made = ResourceFactory()
    address = reverse("resource_check", args=[made.public_id])
    day = timezone.localdate()
    parts = {"check_again_on_month": str(day.month), "check_again_on_year": str(day.year)}
    answer = curator.post(address, {"check_again_on_day": str(day.day), **parts})
    assert problems(answer.content) == ["The day to look again must be after today."]
    assert said(curator.post(address, form_of(curator, address))) == ["Looked at today."]
    made.refresh_from_db()
    assert made.checked_on == day


def test_withdrawn_and_put_back(curator: Client) -> None:
    made = ResourceFactory()
    address = reverse("resource_withdraw", args=[made.public_id])
    assert said(curator.post(address, {"reason": "Out of date"})) == ["Withdrawn from the library."]
    assert "Withdrawn: Out of date" in main_words(curator.get(address).content)
    (button,) = page_of(curator.get(address).content).xpath("//main//form//button")
    pressed = {button.get("name"): button.get("value")}
    for _again in range(2):
        assert said(curator.post(address, pressed))[-1] == "Back in the library."
    made.refresh_from_db()
    assert not made.is_withdrawn


def test_resource_withdrawn_twice_stays_withdrawn(curator: Client) -> None:
    made = ResourceFactory()
    address = reverse("resource_withdraw", args=[made.public_id])
    curator.post(address, {"reason": "Out of date"})
    again = curator.post(address, {"reason": "Wrong"})
    assert said(again)[-1] == "It had been withdrawn already. The first reason stands."
    made.refresh_from_db()
    assert made.withdrawn_reason == "Out of date"


def test_what_waits_is_listed_and_counted(curator: Client) -> None:
    today = timezone.localdate()
    SuggestionFactory(title="Read this", state="received")
    ProblemFactory(resource__title="With a problem")
    ResourceFactory(
        title="Broken",
        link_state=LinkState.BROKEN,
        failures_in_a_row=3,
        link_checked_at=timezone.now(),
    )
    ResourceFactory(title="Overdue", check_again_on=today)
    ResourceFactory(title="Not due", check_again_on=today + timedelta(days=1))
    ResourceFactory(title="Withdrawn", check_again_on=today, withdrawn=True)
    page = page_of(curator.get(reverse("library_curation")).content)
    assert [words_of(heading) for heading in page.xpath("//main//h2")] == [
        "1 suggestion",
        "1 problem told to us",
        "1 link that does not open",
        "1 to look at again",
    ]
    listed = [words_of(link) for link in page.xpath("//main//section//li/a[1]")]
    assert [name in listed for name in ("Overdue", "Not due", "Withdrawn")] == [True, False, False]


def test_nothing_that_waits_says_what_the_page_is_for(curator: Client) -> None:
    assert "Nothing waits." in main_words(curator.get(reverse("library_curation")).content)


def test_more_than_a_page_of_what_waits_is_counted(db: None) -> None:
    ProblemFactory.create_batch(MOST_SHOWN + 2, resource=ResourceFactory())
    problems_waiting = curation(timezone.localdate()).problems
    assert (len(problems_waiting.rows), problems_waiting.more) == (MOST_SHOWN, 2)


def test_curator_finds_again_what_was_withdrawn(curator: Client) -> None:
    gone = ResourceFactory(title="Gone", withdrawn=True)
    ResourceFactory(title="Here")
    page = page_of(curator.get(reverse("library_curation")).content)
    assert [link.get("href") for link in page.xpath("//main//details//a")] == [
        gone.get_absolute_url()
    ]
    assert words_of(page.xpath("//main//details/summary")[0]) == "1 withdrawn, to put back"


def test_curation_asks_the_database_the_same_at_one_row_and_at_three(
    curator: Client, consultant: User
) -> None:
    def add_row() -> None:
        SuggestionFactory(suggested_by=consultant)
        ProblemFactory()
        ResourceFactory(check_again_on=timezone.localdate())
        ResourceFactory(failures_in_a_row=3, link_checked_at=timezone.now(), link_state="broken")
        ResourceFactory(withdrawn=True)

    assert_same_queries(curator, reverse("library_curation"), expected=8, add_row=add_row)


@pytest.mark.parametrize("name", ["resource_new", "library_curation", "library_import"])
def test_who_does_not_curate_is_refused(
    client_of: Callable[[User], Client], consultant: User, name: str
) -> None:
    assert client_of(consultant).get(reverse(name)).status_code == 403
