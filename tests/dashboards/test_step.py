"""The page of a statement: its standing, and the entries that a reader may read."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.enums import Audience, Level, Origin, StepKind, StepState
from steps.models import Placement, Step
from tests.clients import browser_of, signed_in
from tests.dashboards.pages import main_of, open_page, section_of, table_of
from tests.factories import ActionFactory, ActivityFactory, EvidenceFactory, StepFactory, judged
from tests.html import words_of
from tests.pages.page import ROLES
from tests.queries import assert_same_queries
from tests.standing import in_full_world
from tests.world import Plan, World, word_of

TODAY = date(2026, 3, 15)
BELOW = "What stands under this statement, and its level"
# Which states of an entry of somebody else's each role may read about a statement.
READABLE = {
    "anyone": ["checked"],
    "nobody": ["checked"],
    "consultant": ["consultants", "waiting", "checked"],
    "author": ["only-me", "team", "consultants", "waiting", "checked"],
    "team_member": ["team", "consultants", "waiting", "checked"],
    "lead": ["consultants", "waiting", "checked"],
    "handler": ["consultants", "waiting", "checked"],
    "owner": ["consultants", "waiting", "checked"],
}


@pytest.fixture
def inside(consultant: User) -> Client:
    return signed_in(consultant)


def entries_on(client: Client, path: str) -> list[str]:
    headings = section_of(open_page(client, path), "timeline").xpath("./article/h3")
    return [words_of(heading) for heading in headings]


def test_an_unknown_statement_is_not_found(client: Client, plan: Plan) -> None:
    assert client.get("/steps/no-such-thing/").status_code == 404


def test_a_statement_is_shown_word_for_word_with_the_aims_it_serves(
    client: Client, plan: Plan
) -> None:
    Placement.objects.filter(aim__number=3, step__slug="growth-of-consultants").update(
        note="Above all in training"
    )
    page = open_page(client, "/steps/growth-of-consultants/")
    assert words_of(page.xpath("//h1")[0]) == plan.steps["growth-of-consultants"].statement
    served = section_of(page, "aims").xpath(".//li")
    assert [words_of(row) for row in served] == [
        "Aim 1 Understanding and awareness",
        "Aim 3 Inclusive and conscientious work Above all in training",
        "Aim 4 The wider conversation",
        "Aim 5 Influence for good",
    ]


def test_a_sub_step_names_its_parent_and_serves_its_aims(client: Client, plan: Plan) -> None:
    page = open_page(client, "/steps/training/")
    assert page.xpath('//nav[@class="crumbs"]//a/@href')[-1] == "/steps/growth-of-consultants/"
    assert len(section_of(page, "aims").xpath(".//li")) == 4


def test_a_level_is_shown_with_its_criterion_and_with_what_would_move_it_on(
    client: Client, plan: Plan
) -> None:
    Step.objects.filter(slug="training").update(level=Level.GETTING_READY, **judged())
    words = words_of(section_of(open_page(client, "/steps/training/"), "level"))
    assert words.startswith(
        "Where it stands Getting ready Someone has taken this on, with time to do it, "
        "and the first piece of work is agreed. What would move this on "
        "The next level is “Under way”: Something has happened that we can point to"
    )


def test_the_last_level_has_none_above_it(client: Client, plan: Plan) -> None:
    Step.objects.filter(slug="training").update(level=Level.PART_OF_HOW_WE_WORK, **judged())
    words = words_of(section_of(open_page(client, "/steps/training/"), "level"))
    assert "There is no level above it." in words


def test_a_statement_that_was_never_reviewed_says_what_that_means(
    client: Client, plan: Plan
) -> None:
    words = words_of(section_of(open_page(client, "/steps/training/"), "level"))
    assert "This says nothing about how much has been done." in words


def test_an_empty_goal_set_says_that_nothing_is_recorded(client: Client, plan: Plan) -> None:
    page = open_page(client, "/steps/online-library-goals/")
    for section in ("level", "below"):
        words = words_of(section_of(page, section))
        assert "These goals have not been recorded yet." in words


def test_sub_steps_are_listed_the_added_ones_last(inside: Client, plan: Plan) -> None:
    StepFactory(
        statement="To pay for time",
        kind=StepKind.SUB_STEP,
        parent=plan.steps["growth-of-consultants"],
        origin=Origin.ADDED,
        added_on=TODAY,
    )
    ActivityFactory(steps=[plan.steps["training"]], happened_on=TODAY)
    rows = table_of(open_page(inside, "/steps/growth-of-consultants/"), BELOW)
    assert [row[0] for row in rows][-2:] == [
        plan.steps["safe-and-supportive-spaces"].statement,
        "To pay for time Added by the team on 15 March 2026",
    ]
    assert [row[3] for row in rows] == [
        "None yet",
        "None yet",
        "None yet",
        "15 March 2026",
        "None yet",
        "None yet",
    ]


def test_a_paused_statement_says_until_when_and_within_also_why(
    inside: Client, client: Client, plan: Plan
) -> None:
    Step.objects.filter(slug="training").update(
        state=StepState.PAUSED, paused_until=TODAY, paused_reason="The trainer is unwell"
    )
    said = {reader: main_of(reader, "/steps/training/") for reader in (inside, client)}
    assert all("We look at this again on 15 March 2026." in words for words in said.values())
    assert ["The trainer is unwell" in words for words in said.values()] == [True, False]


def test_a_retired_statement_says_so_and_takes_no_more_activity(inside: Client, plan: Plan) -> None:
    Step.objects.filter(slug="training").update(state=StepState.RETIRED)
    page = open_page(inside, "/steps/training/")
    assert "no longer part of the plan" in words_of(page.xpath("//main")[0])
    assert page.xpath('//main//a[contains(@href,"/activity/new/")]') == []


@in_full_world
class TestTimeline:
    @pytest.mark.parametrize("role", ROLES)
    def test_the_timeline_shows_each_role_what_it_may_read(self, role: str, world: World) -> None:
        shown = entries_on(browser_of(world, role), f"/steps/{world.step.slug}/")
        assert shown == [
            f"We met about {word_of(state)}"
            for state in world.activities
            if state in READABLE[role]
        ]


def test_the_figure_counts_shared_entries_and_links_to_them(
    inside: Client, plan: Plan, consultant: User
) -> None:
    step = plan.steps["training"]
    ActivityFactory.create_batch(2, steps=[step])
    ActivityFactory(steps=[step], audience=Audience.ONLY_ME, logged_by=consultant)
    section = section_of(open_page(inside, "/steps/training/"), "timeline")
    figure = section.xpath('.//a[contains(@href,"shared=1")]')[0]
    assert words_of(figure) == "2 activities"
    listed = inside.get(figure.get("href"))
    assert listed.context["page_obj"].paginator.count == 2
    assert len(section.xpath("./article")) == 3


def test_an_entry_shows_its_evidence_with_whose_account_it_is(client: Client, plan: Plan) -> None:
    entry = ActivityFactory(steps=[plan.steps["training"]], checked=True, learned="Ask first")
    EvidenceFactory(activity=entry, text="It helped me", from_whom="affected")
    words = words_of(section_of(open_page(client, "/steps/training/"), "timeline"))
    assert "It helped me People most affected" in words
    assert "What we learned Ask first" in words


def test_a_long_timeline_has_pages(inside: Client, plan: Plan) -> None:
    for days in range(21):
        day = timezone.localdate() - timedelta(days=days)
        ActivityFactory(steps=[plan.steps["training"]], happened_on=day, what_happened=f"E{days}")
    assert entries_on(inside, "/steps/training/?page=2") == ["E20"]
    assert entries_on(inside, "/steps/training/?page=nonsense")[0] == "E0"


def test_a_working_place_is_linked_while_its_room_is_on(client: Client, plan: Plan) -> None:
    def links() -> list[str]:
        page = open_page(client, "/steps/complaints-and-feedback-procedure/")
        return [link for link in page.xpath("//main//a/@href") if link == "/feedback/"]

    assert links() == []
    Organisation.objects.update_or_create(pk=1, defaults={"rooms": [Room.FEEDBACK.value]})
    assert links() == ["/feedback/"]


def test_anyone_sees_neither_holder_nor_figures(
    client: Client, plan: Plan, consultant: User
) -> None:
    Step.objects.filter(slug="training").update(held_by=consultant)
    ActivityFactory(steps=[plan.steps["training"]])
    page = open_page(client, "/steps/training/")
    words = words_of(page.xpath("//main")[0])
    assert consultant.name not in words
    assert page.xpath('//dl[@class="facts"]') == []
    assert page.xpath('//main//a[contains(@href,"shared=1")]') == []


@pytest.mark.parametrize(("within", "queries"), [(False, 6), (True, 9)])
def test_step_asks_the_database_the_same_at_one_row_and_at_three(
    plan: Plan, consultant: User, within: bool, queries: int
) -> None:
    client = signed_in(consultant) if within else Client()

    def add_row() -> None:
        EvidenceFactory(activity=ActivityFactory(steps=[plan.steps["training"]], checked=True))

    assert_same_queries(client, "/steps/training/", expected=queries, add_row=add_row)


def test_step_asks_no_more_with_more_sub_steps(plan: Plan, consultant: User) -> None:
    ActivityFactory(steps=[plan.steps["growth-of-consultants"]])

    def add_row() -> None:
        StepFactory(
            kind=StepKind.SUB_STEP,
            parent=plan.steps["growth-of-consultants"],
            origin=Origin.ADDED,
            added_on=TODAY,
        )

    path = "/steps/growth-of-consultants/"
    assert_same_queries(signed_in(consultant), path, expected=9, add_row=add_row)


def test_open_actions_show_to_consultants_the_next_due_first(
    client: Client, plan: Plan, consultant: User
) -> None:
    step = plan.steps["training"]
    for what, days in (("Later", 60), ("Sooner", 5)):
        due = TODAY + timedelta(days=days)
        ActionFactory(what=what, step=step, held_by=consultant, due=due, review=None)
    ActionFactory(what="Not agreed", step=step, held_by=consultant, agreed_on=None)
    ActionFactory(what="Elsewhere", step=plan.steps["own-culture"], held_by=consultant)
    found = {}
    for who, browser in (("anyone", client), ("consultant", signed_in(consultant))):
        page = open_page(browser, "/steps/training/")
        found[who] = page.xpath('//section[@aria-labelledby="open-actions"]//li/a/text()')
    assert found == {"anyone": [], "consultant": ["Sooner", "Later"]}
