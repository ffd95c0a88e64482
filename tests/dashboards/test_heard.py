"""What the plan's pages show of feedback: what is published, and nothing that leads to anybody."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from feedback.cases.actions_of import note_actions
from feedback.models import Case
from imroc_ei.organisation.enums import Room
from imroc_ei.people.models import User
from steps.reviews.agreed import NewAction
from tests.clients import signed_in
from tests.dashboards.pages import main_of, open_page, section_of
from tests.factories import (
    ActionFactory,
    CaseFactory,
    LessonFactory,
    OrganisationFactory,
    ProcedureFactory,
    UserFactory,
)
from tests.html import words_of
from tests.queries import queries_of
from tests.world import Plan

pytestmark = pytest.mark.django_db

PROCEDURE = "/steps/complaints-and-feedback-procedure/"


@pytest.fixture
def lessons(plan: Plan) -> None:
    """A lesson about training, which is under a step of aims 1, 3, 4 and 5; others are drafts."""
    LessonFactory(
        published=True, you_said="Training was far off.", we_did="It comes to you."
    ).steps.add(plan.steps["training"])
    for state in ("draft", "to-check", "withdrawn"):
        LessonFactory(state=state, you_said="Not for others.").steps.add(plan.steps["training"])


@pytest.mark.usefixtures("lessons")
@pytest.mark.parametrize("number", [1, 3, 4, 5])
def test_aim_shows_what_was_learned_about_its_statements(number: int, consultant: User) -> None:
    for client in (Client(), signed_in(consultant)):
        words = main_of(client, f"/aims/{number}/")
        assert "You said: Training was far off." in words
        assert "We did: It comes to you." in words
        assert "Not for others." not in words


@pytest.mark.usefixtures("lessons")
def test_aim_and_statement_that_a_lesson_does_not_serve_do_not_show_it(client: Client) -> None:
    for path in ("/aims/2/", "/steps/key-events/"):
        assert "Training was far off." not in main_of(client, path)


@pytest.mark.usefixtures("lessons")
@pytest.mark.parametrize("slug", ["training", "growth-of-consultants"])
def test_statement_shows_its_lessons_and_those_below_it(client: Client, slug: str) -> None:
    section = section_of(open_page(client, f"/steps/{slug}/"), "heard")
    assert "Training was far off." in words_of(section)


@pytest.mark.usefixtures("lessons")
def test_home_shows_what_was_heard_lately(client: Client) -> None:
    LessonFactory(published=True, published_on=date(2020, 1, 1), you_said="Long ago.")
    LessonFactory(published=True, published_on=date(2020, 1, 2), you_said="Before that.")
    words = main_of(client, "/")
    assert "Training was far off." in words
    assert "Before that." in words
    assert "Long ago." not in words
    assert "Not for others." not in words


def test_lessons_cost_no_question_of_their_own(client: Client, plan: Plan) -> None:
    paths = ("/", "/aims/1/", "/steps/training/", PROCEDURE)
    before = [len(queries_of(client, path)) for path in paths]
    for _each in range(3):
        LessonFactory(published=True).steps.add(plan.steps["training"])
    ProcedureFactory(in_force=True)
    assert [len(queries_of(client, path)) for path in paths] == before


def test_working_place_says_how_the_procedure_stands(client: Client, plan: Plan) -> None:
    OrganisationFactory(rooms=[Room.FEEDBACK])
    assert "No version of the procedure is in force yet." in main_of(client, PROCEDURE)
    today = timezone.localdate()
    version = ProcedureFactory(
        number=4, in_force=True, in_force_from=date(2026, 1, 5), review_on=today
    )
    section = section_of(open_page(client, PROCEDURE), "procedure")
    words = words_of(section)
    assert "Version 4 has been in force since 5 January 2026." in words
    assert "overdue" not in words
    version.review_on = today - timedelta(days=1)
    version.save()
    assert "overdue" in words_of(section_of(open_page(client, PROCEDURE), "procedure"))


def test_other_statements_say_nothing_of_the_procedure(client: Client, plan: Plan) -> None:
    ProcedureFactory(in_force=True)
    assert open_page(client, "/steps/training/").xpath("//*[@id='procedure']") == []


def test_lesson_names_nobody_who_wrote_or_checked_it(client: Client, plan: Plan) -> None:
    lesson = LessonFactory(
        published=True,
        written_by=UserFactory(name="Willa Writer", roles=["handler"]),
        checked_by=UserFactory(name="Chet Checker", roles=["handler"]),
    )
    lesson.steps.add(plan.steps["training"])
    for path in ("/", "/aims/1/", "/steps/training/", lesson.get_absolute_url()):
        page = client.get(path).content.decode()
        assert "Willa Writer" not in page
        assert "Chet Checker" not in page


def test_action_out_of_a_case_shows_as_any_other(
    consultant: User, handler: User, plan: Plan
) -> None:
    step, due = plan.steps["key-events"], timezone.localdate() + timedelta(days=9)
    case = CaseFactory()
    note_actions(
        by=handler,
        case=case,
        actions=[NewAction(what="Ask about steps", step=step, held_by=handler, due=due)],
        form_key=None,
    )
    ActionFactory(what="Ask about lifts", step=step, held_by=handler, due=due)
    client = signed_in(consultant)
    rows = {
        words_of(row).replace("Ask about steps", "").replace("Ask about lifts", "")
        for row in open_page(client, "/actions/").xpath("//main//tbody/tr | //main//li")
        if "Ask about" in words_of(row)
    }
    assert len(rows) == 1
    for path in ("/actions/", "/aims/4/", "/steps/key-events/"):
        page = client.get(path).content.decode()
        assert case.reference not in page
        assert case.public_id not in page
    assert Case.objects.visible_to(consultant).count() == 0
