"""The library on the pages of aims and statements, and on one's own."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.models import ReadingList
from library.queries.feeding import lines_of
from tests.clients import signed_in
from tests.factories import (
    ActivityFactory,
    OrganisationFactory,
    ReadingListFactory,
    ResourceFactory,
    SavedSearchFactory,
    SuggestionFactory,
)
from tests.html import main_words, page_of, words_of
from tests.queries import assert_same_queries, queries_of
from tests.world import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open_library(plan: Plan) -> None:
    OrganisationFactory()
    Organisation.objects.update(rooms=["library"])


def at(days_ago: int) -> datetime:
    return timezone.now() - timedelta(days=days_ago)


def section(client: Client, address: str) -> str:
    found = page_of(client.get(address).content).xpath('//section[@aria-labelledby="library"]')
    return words_of(found[0]) if found else ""


def test_statement_shows_additions_and_looks(client: Client, plan: Plan) -> None:
    step = plan.steps["training"]
    ResourceFactory(title="Old", steps=[step], added_at=at(400), checked_on=at(400).date())
    ResourceFactory(title="Looked", steps=[step], added_at=at(300), checked_on=at(1).date())
    ResourceFactory(title="New", steps=[step], added_at=at(5), checked_on=at(5).date())
    ResourceFactory(title="Elsewhere", steps=[plan.steps["key-events"]])
    ResourceFactory(title="Gone", steps=[step], withdrawn=True)
    lines = lines_of(step)
    assert (lines.total, lines.whole) == (3, False)
    assert [(line.title, line.looked_at) for line in lines.lines] == [
        ("Looked", True),
        ("New", False),
        ("Old", False),
    ]
    words = section(client, step.get_absolute_url())
    assert words.startswith("From the library 3 resources are in the library for this.")
    assert "Looked looked at on" in words


def test_statement_shows_what_is_for_its_sub_steps_once(plan: Plan) -> None:
    growth = plan.steps["growth-of-consultants"]
    ResourceFactory(steps=[plan.steps["training"], plan.steps["reflective-spaces"], growth])
    assert lines_of(growth).total == 1


@pytest.mark.parametrize("slug", ["online-library-goals", "access-to-resources"])
def test_statements_about_the_library_show_all_of_it(client: Client, plan: Plan, slug: str) -> None:
    ResourceFactory.create_batch(7)
    assert (lines_of(plan.steps[slug]).total, lines_of(plan.steps[slug]).whole) == (7, True)
    words = section(client, plan.steps[slug].get_absolute_url())
    assert words.startswith("From the library 7 resources are in the library.")


@pytest.mark.parametrize("within", [False, True])
def test_aim_shows_the_newest_that_serve_it(
    client: Client, consultant: User, plan: Plan, within: bool
) -> None:
    ResourceFactory(title="By its aim", aims=[plan.aims[2]], added_at=at(4))
    ResourceFactory(title="By a statement", steps=[plan.steps["own-culture"]], added_at=at(3))
    ResourceFactory(title="Of another", aims=[plan.aims[3]], added_at=at(2))
    ResourceFactory(title="Withdrawn", aims=[plan.aims[2]], withdrawn=True)
    browser = signed_in(consultant) if within else client
    words = section(browser, "/aims/2/")
    assert words.index("By a statement") < words.index("By its aim")
    assert [name in words for name in ("Of another", "Withdrawn")] == [False, False]


def test_aim_shows_what_serves_it_by_a_sub_step(client: Client, plan: Plan) -> None:
    ResourceFactory(title="For a sub-step", steps=[plan.steps["training"]], added_at=at(40))
    for number in (1, 3, 4, 5):
        assert "For a sub-step" in section(client, f"/aims/{number}/")
    assert section(client, "/aims/2/") == ""


def test_day_of_an_addition_is_the_day_here(client: Client, plan: Plan) -> None:
    late = datetime.fromisoformat("2026-07-01T23:30:00+00:00")
    ResourceFactory(title="Late", aims=[plan.aims[2]], added_at=late)
    assert "Late added on 2 July 2026" in section(client, "/aims/2/")


def test_closed_library_is_on_no_page(client: Client, plan: Plan) -> None:
    Organisation.objects.update(rooms=[])
    ResourceFactory(aims=[plan.aims[2]], steps=[plan.steps["own-culture"]])
    assert section(client, "/aims/2/") == ""
    assert section(client, "/steps/own-culture/") == ""


def test_aim_with_the_library_stays_within_ten_queries(consultant: User, plan: Plan) -> None:
    ActivityFactory(steps=[plan.steps["training"]], learned="This", checked=True)

    def add_row() -> None:
        ResourceFactory(aims=[plan.aims[1]], steps=[plan.steps["training"]])

    assert_same_queries(signed_in(consultant), "/aims/1/", expected=10, add_row=add_row)


def test_step_with_the_library_stays_within_ten_queries(consultant: User, plan: Plan) -> None:
    ActivityFactory(steps=[plan.steps["training"]])

    def add_row() -> None:
        ResourceFactory(steps=[plan.steps["training"]])

    client = signed_in(consultant)
    assert_same_queries(client, "/steps/training/", expected=10, add_row=add_row)
    assert len(queries_of(client, "/steps/access-to-resources/")) <= 10


def test_my_space_leads_to_what_is_ones_own_in_the_library(consultant: User, lead: User) -> None:
    words = main_words(signed_in(consultant).get(reverse("me")).content)
    assert "My library Reading lists Saved searches What I suggested" in words
    assert "Look after the library" in main_words(signed_in(lead).get(reverse("me")).content)
    Organisation.objects.update(rooms=[])
    assert "My library" not in main_words(signed_in(consultant).get(reverse("me")).content)


def test_copy_of_ones_own_holds_what_is_in_the_library(consultant: User, second: User) -> None:
    resource = ResourceFactory(title="Read this", added_by=consultant)
    ReadingListFactory(held_by=consultant, title="Mine", resources=[resource])
    SavedSearchFactory(person=consultant, name="Rest", query="q=rest")
    SuggestionFactory(suggested_by=consultant, why="It helped")
    ReadingListFactory(held_by=second, title="Theirs")
    answer = signed_in(consultant).post(reverse("me_export"))
    with ZipFile(BytesIO(answer.getvalue())) as copy:
        rows = json.loads(copy.read("library.json"))
    assert [(one["title"], one["items"]) for one in rows["reading_lists"]] == [
        ("Mine", [{"title": "Read this", "note": ""}])
    ]
    assert rows["saved_searches"] == [{"name": "Rest", "search": "q=rest"}]
    assert [one["why"] for one in rows["suggestions"]] == ["It helped"]
    assert [one["title"] for one in rows["added"]] == ["Read this"]


def test_who_leaves_leaves_no_list(consultant: User) -> None:
    ReadingListFactory(held_by=consultant, shared=True)
    signed_in(consultant).post(reverse("leave"), {"understood": "on"})
    consultant.refresh_from_db()
    assert (consultant.left_at is not None, ReadingList.objects.count()) == (True, 0)
