"""The page of an aim: figures count shared entries, and link to exactly the rows they count."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml.html import HtmlElement
from openpyxl import load_workbook

from aims.models import Aim
from imroc_ei.dashboards.aim_page import Since, months_before
from imroc_ei.people.models import User
from steps.enums import Audience, Level, Origin, StepKind, StepState
from steps.models import Activity, Step
from tests.clients import signed_in
from tests.clock import on
from tests.dashboards.pages import main_of, open_page, section_of, table_of
from tests.factories import ActivityFactory, StepFactory, judged
from tests.html import words_of
from tests.queries import assert_same_queries, queries_of
from tests.world import ACTIVITY_STATES, Plan, word_of

MONTHS = "Activities shared in each of the last twelve months"
WITHIN = "Each statement, its level, what the last review found, and who holds it"
HELD_BY_NOBODY = "Held by nobody yet · no shared activity yet"
GOALS = "Also part of aims 4 and 5 These goals have not been recorded yet."
TODAY = date(2026, 3, 15)


@pytest.fixture
def inside(consultant: User) -> Client:
    return signed_in(consultant)


def rows_behind(client: Client, link: HtmlElement) -> int:
    """How many entries the list behind a number says it has."""
    response = client.get(link.get("href"))
    return int(response.context["page_obj"].paginator.count)


def some_activity(plan: Plan) -> None:
    """Entries on shared and single statements, in several months, and some that are not shared."""
    today = timezone.localdate()
    for days, slug in (
        (1, "training"),
        (20, "training"),
        (50, "historic-legacies"),
        (200, "training"),
    ):
        ActivityFactory(steps=[plan.steps[slug]], happened_on=today - timedelta(days=days))
    both = [plan.steps["training"], plan.steps["growth-of-consultants"]]
    ActivityFactory(steps=both, happened_on=today, audience=Audience.PUBLIC)
    ActivityFactory(steps=both, happened_on=today, audience=Audience.ONLY_ME)
    ActivityFactory(steps=both, happened_on=today, audience=Audience.TEAM)


def test_an_unknown_aim_is_not_found(client: Client, plan: Plan) -> None:
    assert client.get("/aims/6/").status_code == 404


def test_an_aim_that_has_left_the_plan_says_so(client: Client, plan: Plan) -> None:
    Aim.objects.filter(number=2).update(retired_on=TODAY)
    assert "has not been part of the plan since 15 March 2026" in main_of(client, "/aims/2/")


def test_aim_says_its_counts_as_a_sentence_a_table_and_a_bar(inside: Client, plan: Plan) -> None:
    page = open_page(inside, "/aims/1/")
    section = section_of(page, "counts")
    assert words_of(section.xpath('.//p[@class="lede"]')[0]) == (
        "Of this aim’s 9 statements, 8 have not been reviewed yet and 1 has no goals recorded yet."
    )
    table = table_of(page, "How many of this aim’s statements stand at each level")
    assert {row[0]: row[1].split()[0] for row in table} == {
        "Not reviewed yet": "8",
        "Not started": "0",
        "Getting ready": "0",
        "Under way": "0",
        "Making a difference": "0",
        "Part of how we work": "0",
        "Paused": "0",
        "Goals not recorded yet": "1",
    }
    bar = section.xpath('.//*[contains(@class,"level-bar")]//*[local-name()="text"]')
    assert [words_of(part) for part in bar] == ["8", "1"]


def test_each_count_of_a_level_leads_to_as_many_rows(inside: Client, plan: Plan) -> None:
    Step.objects.filter(slug="training").update(level=Level.UNDER_WAY, **judged())
    StepFactory(
        kind=StepKind.SUB_STEP,
        parent=plan.steps["growth-of-consultants"],
        origin=Origin.ADDED,
        added_on=TODAY,
    )
    section = section_of(open_page(inside, "/aims/1/"), "counts")
    links = section.xpath('.//a[starts-with(@href,"?show=")]')
    counted = [(link.get("href"), int(words_of(link).split()[0])) for link in links]
    assert counted == [
        ("?show=added#statements", 1),
        ("?show=not-reviewed#statements", 7),
        ("?show=under-way#statements", 1),
        ("?show=not-recorded#statements", 1),
    ]
    for address, count in counted:
        shown = open_page(inside, f"/aims/1/{address.partition('#')[0]}")
        assert len(table_of(shown, WITHIN)) == count


def test_log_once_and_see_it_in_each_aim_it_serves_and_once_in_the_total(
    inside: Client, plan: Plan
) -> None:
    ActivityFactory(steps=[plan.steps["growth-of-consultants"]])
    shown = {}
    for number in plan.aims:
        changed = section_of(open_page(inside, f"/aims/{number}/"), "changed")
        links = changed.xpath('.//a[contains(@href,"shared=1")]')
        shown[number] = [words_of(link) for link in links]
    served = ["1 activity", "1 activity about Growth of consultants"]
    assert shown == {1: served, 2: [], 3: served, 4: served, 5: served}
    listed = inside.get(f"{reverse('activities')}?shared=1")
    assert listed.context["page_obj"].paginator.count == 1


def test_every_number_of_activity_equals_the_rows_it_links_to(inside: Client, plan: Plan) -> None:
    some_activity(plan)
    page = open_page(inside, "/aims/1/?since=30-days")
    links = page.xpath('//main//a[contains(@href,"shared=1")]')
    said = [(int(words_of(link).split()[0]), rows_behind(inside, link)) for link in links]
    assert [number for number, _ in said][:3] == [3, 1, 3]
    assert all(number == rows for number, rows in said), said
    assert len(said) >= 6


@pytest.mark.parametrize("state", ["only-me", "team", "draft", "withdrawn"])
def test_what_is_not_shared_shows_nowhere_on_an_aim(
    inside: Client, client: Client, plan: Plan, state: str
) -> None:
    before = [main_of(reader, "/aims/2/") for reader in (inside, client)]
    ActivityFactory(
        steps=[plan.steps["own-culture"]],
        what_happened=word_of(state),
        learned=word_of(state),
        **ACTIVITY_STATES[state],
    )
    assert [main_of(reader, "/aims/2/") for reader in (inside, client)] == before


def test_the_chart_and_its_table_say_the_same(inside: Client, plan: Plan) -> None:
    some_activity(plan)
    page = open_page(inside, "/aims/1/")
    table = [(row[0], int(row[1].split()[0])) for row in table_of(page, MONTHS)]
    chart = page.xpath('//*[local-name()="svg" and @role="img"]')[0]
    described = words_of(chart.xpath('./*[local-name()="desc"]')[0])
    assert described == ", ".join(f"{month}: {count}" for month, count in table) + "."
    numbers = chart.xpath('./*[local-name()="text" and not(contains(@class,"tick"))]')
    assert [int(words_of(text)) for text in numbers] == [count for _, count in table if count]
    assert (len(table), sum(count for _, count in table)) == (12, 5)


def test_look_back_takes_the_day_from_the_address(inside: Client, plan: Plan) -> None:
    with on(TODAY):
        heading = section_of(open_page(inside, "/aims/1/?since=6-months"), "changed").xpath("./h2")
        assert words_of(heading[0]) == "What changed since 15 September 2025"


def test_look_back_over_what_nobody_offers_is_ninety_days(inside: Client, plan: Plan) -> None:
    with on(TODAY):
        heading = section_of(open_page(inside, "/aims/1/?since=ever"), "changed").xpath("./h2")
        assert words_of(heading[0]) == "What changed since 15 December 2025"


def test_each_choice_of_looking_back_has_its_day() -> None:
    assert [choice.day(date(2026, 8, 31)) for choice in Since] == [
        date(2026, 8, 1),
        date(2026, 6, 2),
        date(2026, 2, 28),
        date(2025, 8, 31),
    ]
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)


def test_the_page_says_who_holds_the_aim_and_when_its_review_is(
    inside: Client, plan: Plan, consultant: User
) -> None:
    nobody = "Nobody holds this aim yet. No date is set for its next review."
    assert nobody in main_of(inside, "/aims/2/")
    Aim.objects.filter(number=2).update(held_by=consultant, next_review_on=TODAY)
    held = f"Held by {consultant.name}. Next review: 15 March 2026."
    assert held in main_of(inside, "/aims/2/")
    assert consultant.name not in main_of(Client(), "/aims/2/")


def test_gone_quiet_names_the_reason(inside: Client, plan: Plan, consultant: User) -> None:
    with on(TODAY):
        day = TODAY - timedelta(days=118)
        ActivityFactory(steps=[plan.steps["culture-of-safety"]], happened_on=day)
        Step.objects.exclude(slug="psychological-safety").update(held_by=consultant)
        Step.objects.filter(slug="own-culture").update(
            state=StepState.PAUSED,
            paused_until=date(2026, 5, 1),
            paused_reason="We look for a facilitator",
        )
        section = section_of(open_page(inside, "/aims/2/"), "quiet")
    assert words_of(section).replace(" ,", ",").replace(" :", ":") == (
        "Gone quiet "
        "A culture of safety: nothing shared for 118 days, since 17 November 2025 "
        "Paused Knowing our own culture: paused until 1 May 2026. We look for a facilitator "
        "Nothing shared yet Inequitable cultural legacies, Spaces to reflect on one’s role, "
        "Reflect and restore, Psychological and emotional safety "
        "Nobody holds these Psychological and emotional safety"
    )


def test_the_statements_table_says_who_holds_what_and_when_it_was_last_active(
    inside: Client, plan: Plan, consultant: User
) -> None:
    Step.objects.filter(slug="training").update(held_by=consultant, next_review_on=TODAY)
    ActivityFactory(steps=[plan.steps["training"]], happened_on=TODAY)
    rows = table_of(open_page(inside, "/aims/1/"), WITHIN)
    assert rows[6] == [
        (
            f"{plan.steps['training'].statement} Also part of aims 3, 4 and 5 "
            f"Held by {consultant.name} · last shared activity 15 March 2026"
        ),
        "Not reviewed yet",
        "",
        "",
        "",
    ]
    assert rows[1] == [
        f"{plan.steps['online-library-goals'].statement} {GOALS} {HELD_BY_NOBODY}",
        "Goals not recorded yet",
        "",
        "",
        "",
    ]


def test_the_statements_table_says_what_the_last_review_found(inside: Client, plan: Plan) -> None:
    found = {"direction": "moved-on", "rests_on": "affected"}
    Step.objects.filter(slug="training").update(
        level=Level.UNDER_WAY,
        reviewed_on=date(2025, 9, 1),
        next_review_on=date(2026, 3, 1),
        **found,
    )
    rows = table_of(open_page(inside, "/aims/1/?show=out-of-date"), WITHIN)
    assert [row[1:] for row in rows] == [
        [
            "Under way",
            "Moved on",
            "Also people most affected",
            "1 September 2025 may be out of date next on 1 March 2026",
        ]
    ]


def test_an_added_sub_step_says_when_the_team_added_it(inside: Client, plan: Plan) -> None:
    StepFactory(
        statement="To pay for time",
        kind=StepKind.SUB_STEP,
        parent=plan.steps["growth-of-consultants"],
        origin=Origin.ADDED,
        added_on=TODAY,
    )
    rows = table_of(open_page(inside, "/aims/3/?show=added"), WITHIN)
    assert [row[0] for row in rows] == [
        "To pay for time Also part of aims 1, 4 and 5 Added by the team on 15 March 2026 "
        + HELD_BY_NOBODY
    ]


def test_anyone_reads_levels_and_public_entries_and_no_figure_or_name(
    client: Client, plan: Plan, consultant: User
) -> None:
    Step.objects.filter(slug="own-culture").update(
        held_by=consultant,
        state=StepState.PAUSED,
        paused_until=TODAY,
        paused_reason="Between ourselves",
    )
    Aim.objects.filter(number=2).update(judgement="Between ourselves", judged_on=TODAY)
    ActivityFactory(
        steps=[plan.steps["own-culture"]],
        what_happened="We asked",
        learned="Ask first",
        checked=True,
        logged_by=consultant,
    )
    ActivityFactory(steps=[plan.steps["own-culture"]], what_happened="For us alone")
    page = open_page(client, "/aims/2/")
    words = words_of(page.xpath("//main")[0])
    assert [consultant.name in words, "Between ourselves" in words, "For us" in words] == [
        False
    ] * 3
    assert [words_of(entry) for entry in section_of(page, "entries").xpath("./article/h3")] == [
        "We asked"
    ]
    assert page.xpath('//main//a[contains(@href,"shared=1")]') == []
    assert [words_of(cell) for cell in page.xpath("//table[last()]/thead//th")][-5:] == [
        "Statement",
        "Level",
        "Since last review",
        "Rests on",
        "Reviewed",
    ]


def test_a_public_entry_names_its_author_where_they_want_that(
    client: Client, plan: Plan, consultant: User
) -> None:
    entry = ActivityFactory(
        steps=[plan.steps["own-culture"]], checked=True, logged_by=consultant, show_name=True
    )
    assert consultant.name in main_of(client, "/aims/2/")
    Activity.objects.filter(pk=entry.pk).update(show_name=False)
    assert consultant.name not in main_of(client, "/aims/2/")


@pytest.mark.parametrize("show", ["", "?show=not-reviewed", "?show=added", "?show=nonsense"])
def test_downloads_hold_exactly_the_rows_of_the_page(inside: Client, plan: Plan, show: str) -> None:
    StepFactory(
        statement="=1+1",
        kind=StepKind.SUB_STEP,
        parent=plan.steps["growth-of-consultants"],
        origin=Origin.ADDED,
        added_on=TODAY,
    )
    page = open_page(inside, f"/aims/1/{show}")
    shown = [
        words_of(link)
        for link in page.xpath('//tr/th[@scope="row"]/a[starts-with(@href,"/steps/")]')
    ]
    harmless = [f"'{text}" if text.startswith("=") else text for text in shown]
    text = inside.get(f"/aims/1/progress.csv{show}").content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(StringIO(text))][1:] == harmless
    book = load_workbook(BytesIO(inside.get(f"/aims/1/progress.xlsx{show}").content))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == harmless


def test_the_page_links_to_the_downloads_of_what_it_shows(inside: Client, plan: Plan) -> None:
    page = open_page(inside, "/aims/1/?show=added")
    assert page.xpath('//a[contains(@href,"progress.")]/@href') == [
        "/aims/1/progress.csv?show=added",
        "/aims/1/progress.xlsx?show=added",
    ]


@pytest.mark.parametrize(("within", "queries"), [(False, 4), (True, 10)])
def test_aim_asks_the_database_the_same_at_one_row_and_at_three(
    plan: Plan, consultant: User, within: bool, queries: int
) -> None:
    client = signed_in(consultant) if within else Client()

    def add_row() -> None:
        ActivityFactory(steps=[plan.steps["training"]], learned="This", checked=True)

    assert_same_queries(client, "/aims/1/", expected=queries, add_row=add_row)


def test_aim_asks_no_more_with_more_statements_or_with_none(plan: Plan, consultant: User) -> None:
    client = signed_in(consultant)
    empty = Aim.objects.create(
        vision=plan.aims[1].vision, number=9, short_name="New", statement="To begin"
    )
    assert len(queries_of(client, empty.get_absolute_url())) == 9
    for _ in range(3):
        StepFactory(placed_in=[empty])
    assert len(queries_of(client, empty.get_absolute_url())) == 10


def test_an_aim_without_statements_says_so(inside: Client, plan: Plan) -> None:
    empty = Aim.objects.create(
        vision=plan.aims[1].vision, number=9, short_name="New", statement="To begin"
    )
    words = main_of(inside, empty.get_absolute_url())
    assert "No statement has been placed in this aim yet." in words
