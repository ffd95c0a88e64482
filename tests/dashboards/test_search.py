"""One search over the site: what each may see of the aims, the plan, the library, the words."""

import pytest
from django.test import Client

from aims.models import Term
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.enums import StepState
from tests.clients import signed_in
from tests.dashboards.pages import open_page
from tests.factories import (
    ActivityFactory,
    LessonFactory,
    OrganisationFactory,
    ProcedureFactory,
    ResourceFactory,
    StepFactory,
)
from tests.html import main_words, problems, words_of
from tests.queries import assert_same_queries
from tests.world import Plan

pytestmark = pytest.mark.django_db
EQUITY = [
    f"/steps/{slug}/"
    for slug in (
        "equity-and-inclusion-team",
        "growth-of-consultants",
        "reflective-spaces",
        "safe-and-supportive-spaces",
        "training",
        "reflect-and-restore",
        "continual-learning",
        "key-events",
    )
]


@pytest.fixture(autouse=True)
def _open(db: None) -> None:
    OrganisationFactory(rooms=[Room.LIBRARY])


def found(words: str, client: Client | None = None) -> dict[str, list[str]]:
    """Return the addresses of what was found, by the heading over them."""
    page = open_page(client or Client(), f"/search/?q={words}")
    return {
        words_of(part.find("h2")): part.xpath("./ul/li/h3/a/@href")
        for part in page.xpath("//main/section")
    }


def test_search_reaches_aims_statements_library_and_words(plan: Plan) -> None:
    resource = ResourceFactory(title="The naïve zebra")
    assert found("EQUITY") == {
        "Aims (2)": ["/aims/3/", "/aims/4/"],
        "Statements of the plan (8)": EQUITY,
        "Words we use on purpose (3)": [
            "/language/#equity",
            "/language/#inclusion",
            "/language/",
        ],
    }
    assert found("language purpose") == {"Words we use on purpose (1)": ["/language/"]}
    assert found("naive zebras") == {"In the library (1)": [resource.get_absolute_url()]}


def test_search_reaches_the_procedure_and_what_is_published_of_lessons(plan: Plan) -> None:
    lesson = LessonFactory(published=True, you_said="The zebra was late.")
    LessonFactory(you_said="Another zebra.")
    ProcedureFactory(text="How zebras complain.", in_force=True)
    ProcedureFactory(text="A zebra to come.")
    assert found("zebra") == {
        "What we learned from feedback (1)": [lesson.get_absolute_url()],
        "The feedback and complaints procedure (1)": ["/feedback/procedure/"],
    }


def test_search_for_nothing_looks_nowhere(plan: Plan) -> None:
    for query in ("", "?q=", "?q=+++", "?other=1"):
        page = open_page(Client(), f"/search/{query}")
        assert page.xpath("//main/section") == []
        assert "This looks through the aims" in words_of(page.find(".//main"))


@pytest.mark.parametrize("words", ["zebra", "🙂", '"', "%00", "' OR 1=1 --", "a" * 200])
def test_search_without_a_hit_says_what_to_try(words: str, plan: Plan) -> None:
    answer = Client().get("/search/", {"q": words})
    said = main_words(answer.content)
    assert ("Nothing found for" in said, "Try fewer words" in said) == (True, True)


def test_too_long_a_search_keeps_what_was_typed() -> None:
    words = "people " * 2000
    answer = Client().get("/search/", {"q": words})
    assert problems(answer.content) == ["Look for fewer words, up to 200 characters."]
    assert words.strip() in answer.content.decode()


def test_search_finds_no_entry_and_no_retired_statement(plan: Plan, consultant: User) -> None:
    aim = plan.aims[1]
    ActivityFactory(what_happened="We met the zebras", checked=True)
    StepFactory(statement="Zebra crossing", state=StepState.RETIRED, placed_in=[aim])
    ResourceFactory(title="Zebra", withdrawn=True)
    assert found("zebra") == found("zebra", signed_in(consultant)) == {}


def test_closed_library_is_searched_for_those_who_fill_it(lead: User, consultant: User) -> None:
    ResourceFactory(title="Zebra")
    Organisation.objects.update(rooms=[])
    assert found("zebra") == found("zebra", signed_in(consultant)) == {}
    assert list(found("zebra", signed_in(lead))) == ["In the library (1)"]


def test_many_resources_are_left_to_the_library(plan: Plan) -> None:
    ResourceFactory.create_batch(7, title="Zebra")
    page = open_page(Client(), "/search/?q=zebras")
    section = page.xpath("//main/section")[0]
    assert words_of(section.find("h2")) == "In the library (7)"
    assert len(section.xpath("./ul/li")) == 5
    assert section.xpath("./p/a/@href") == ["/library/?q=zebras"]
    assert words_of(section.xpath("./p/a")[0]) == "All 7 in the library"


def test_word_is_found_in_its_full_statement(plan: Plan) -> None:
    term = Term.objects.get(slug="equity")
    term.full_statement = "We saw a zebra."
    term.save()
    assert found("zebra") == {"Words we use on purpose (1)": ["/language/#equity"]}


def test_search_page_is_in_the_foot(plan: Plan) -> None:
    assert open_page(Client(), "/").xpath('//footer//a[@href="/search/"]') != []


def test_search_asks_the_database_no_more_for_many_rows(plan: Plan) -> None:
    assert_same_queries(
        Client(),
        "/search/?q=zebra",
        expected=8,
        add_row=lambda: ResourceFactory(title="Zebra"),
    )
