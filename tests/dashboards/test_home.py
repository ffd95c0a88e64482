"""The home page: anyone reads what is published, consultants also what has gone quiet."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.enums import Audience, Level, StepState
from steps.models import Step
from tests.clients import signed_in
from tests.dashboards.pages import main_of, open_page, section_of
from tests.factories import ActivityFactory, UserFactory, judged
from tests.html import words_of
from tests.queries import assert_same_queries, queries_of
from tests.world import Plan


def describe(**fields: object) -> None:
    Organisation.objects.update_or_create(pk=1, defaults=fields)


def states(client: Client) -> list[str]:
    """Return what is said of each aim, without the link that follows it."""
    page = open_page(client, "/")
    rows = page.xpath('//ol[@class="aim-list"]/li/p[@class="meta"]')
    return [words_of(row).partition(" See them")[0] for row in rows]


def test_home_says_the_vision_and_the_aims_word_for_word(client: Client, plan: Plan) -> None:
    page = open_page(client, "/")
    assert words_of(page.xpath("//h1")[0]) == plan.aims[1].vision.statement
    shown = [words_of(text) for text in page.xpath('//ol[@class="aim-list"]/li/div/p')]
    assert shown == [aim.statement for aim in plan.aims.values()]


def test_home_leads_from_each_count_to_its_statements(client: Client, plan: Plan) -> None:
    links = open_page(client, "/").xpath('//ol[@class="aim-list"]//a[contains(.,"See them")]')
    assert [link.get("href") for link in links] == [f"/aims/{n}/#statements" for n in plan.aims]
    for number, statements in zip(plan.aims, (9, 6, 9, 9, 8), strict=True):
        section = section_of(open_page(client, f"/aims/{number}/"), "statements")
        assert len(section.xpath(".//tbody/tr")) == statements


def test_home_says_how_each_aim_is_going_before_any_review(client: Client, plan: Plan) -> None:
    assert states(client) == [
        "9 statements. None has been reviewed yet. 1 has no goals recorded yet.",
        "6 statements. None has been reviewed yet.",
        "9 statements. None has been reviewed yet.",
        "9 statements. None has been reviewed yet. 2 have no goals recorded yet.",
        "8 statements. None has been reviewed yet. 2 have no goals recorded yet.",
    ]


def test_home_says_what_reviews_found_and_what_is_left(client: Client, plan: Plan) -> None:
    Step.objects.filter(slug__in=["own-culture", "culture-of-safety"]).update(
        level=Level.UNDER_WAY, **judged()
    )
    Step.objects.filter(slug="psychological-safety").update(
        level=Level.MAKING_A_DIFFERENCE, **judged()
    )
    Step.objects.filter(slug="reflect-and-restore").update(
        state=StepState.PAUSED, paused_until=timezone.localdate(), paused_reason="No time"
    )
    assert states(client)[1] == (
        "Of 6 statements, 2 are under way and 1 is making a difference. "
        "2 have not been reviewed yet. 1 is paused."
    )


def test_home_tells_consultants_alone_what_has_gone_quiet(
    client: Client, plan: Plan, consultant: User
) -> None:
    long_ago = timezone.localdate() - timedelta(days=100)
    ActivityFactory(steps=[plan.steps["own-culture"]], happened_on=long_ago, checked=True)
    quiet = "6 statements. None has been reviewed yet. 1 has gone quiet in aim 2."
    assert states(signed_in(consultant))[1].replace(" .", ".") == quiet
    assert states(client)[1] == "6 statements. None has been reviewed yet."


def test_somebody_without_a_role_sees_what_anyone_sees(plan: Plan) -> None:
    long_ago = timezone.localdate() - timedelta(days=100)
    ActivityFactory(steps=[plan.steps["own-culture"]], happened_on=long_ago)
    assert (
        states(signed_in(UserFactory(roles=[])))[1] == "6 statements. None has been reviewed yet."
    )


def test_home_shows_checked_learning_with_the_aims_it_serves(client: Client, plan: Plan) -> None:
    growth = [plan.steps["training"], plan.steps["own-culture"]]
    ActivityFactory(steps=growth, learned="Ask first", checked=True)
    ActivityFactory(steps=growth, learned="Waits", audience=Audience.PUBLIC)
    ActivityFactory(steps=growth, learned="For us")
    lessons = section_of(open_page(client, "/"), "learned").xpath("./article")
    assert [words_of(lesson.xpath("./p")[0]) for lesson in lessons] == ["Ask first"]
    assert words_of(lessons[0].xpath('./p[@class="meta"]')[0]).endswith("Aims 1, 2, 3, 4 and 5")


def test_home_shows_the_three_newest_lessons(client: Client, plan: Plan) -> None:
    for days in range(4):
        day = timezone.localdate() - timedelta(days=days)
        ActivityFactory(
            steps=[plan.steps["training"]], learned=f"L{days}", checked=True, happened_on=day
        )
    lessons = section_of(open_page(client, "/"), "learned").xpath("./article/p[1]")
    assert [words_of(lesson) for lesson in lessons] == ["L0", "L1", "L2"]


def test_home_says_how_to_reach_people_while_the_form_is_closed(client: Client, plan: Plan) -> None:
    describe(contact_email="hello@example.com", contact_phone="01 23")
    section = section_of(open_page(client, "/"), "tell-us")
    assert words_of(section) == (
        "Tell us Thanks, an idea, a worry or a complaint: tell a person at ImROC. "
        "E-mail hello@example.com Telephone 01 23 More about telling us"
    )


def test_home_says_that_no_contact_is_known(client: Client, plan: Plan) -> None:
    assert "How to reach ImROC has not been written down here yet." in main_of(client, "/")


def test_home_has_two_buttons_once_the_form_is_open(client: Client, plan: Plan) -> None:
    describe(rooms=[Room.FEEDBACK.value])
    buttons = section_of(open_page(client, "/"), "tell-us").xpath('.//a[contains(@class,"button")]')
    assert [words_of(button) for button in buttons] == ["Give feedback", "Make a complaint"]


def test_home_says_what_to_do_before_a_plan_is_loaded(client: Client, db: None) -> None:
    words = main_of(client, "/")
    assert "No plan has been loaded yet" in words
    assert "manage.py load_plan" in words


@pytest.mark.parametrize(("within", "queries"), [(False, 4), (True, 6)])
def test_home_asks_the_database_the_same_at_one_row_and_at_three(
    plan: Plan, consultant: User, within: bool, queries: int
) -> None:
    client = signed_in(consultant) if within else Client()

    def add_row() -> None:
        ActivityFactory(steps=[plan.steps["training"]], learned="This", checked=True)

    assert_same_queries(client, "/", expected=queries, add_row=add_row)


def test_an_empty_home_asks_no_more(client: Client, db: None) -> None:
    assert len(queries_of(client, "/")) == 2
