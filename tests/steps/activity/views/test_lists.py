import csv
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from imroc_ei.people.models import User
from steps.enums import ActivityKind, Audience
from tests.clients import signed_in
from tests.factories import ActivityFactory, TeamTermFactory
from tests.html import page_of, words_of
from tests.queries import assert_same_queries
from tests.world import Plan

LIST = reverse("activities")
CSV = reverse("activities_csv")
XLSX = reverse("activities_xlsx")


def titles(person: User, query: str = "") -> list[str]:
    page = page_of(signed_in(person).get(LIST + query).content)
    return [words_of(cell) for cell in page.xpath("//tbody//th")]


def test_list_shows_what_this_person_may_read(consultant: User, second: User) -> None:
    for audience in Audience:
        ActivityFactory(what_happened=audience.value, logged_by=second, audience=audience)
    ActivityFactory(what_happened="draft", logged_by=consultant, draft=True)
    ActivityFactory(what_happened="withdrawn", logged_by=consultant, withdrawn=True)
    TeamTermFactory(person=second)
    member = TeamTermFactory().person
    assert set(titles(consultant)) == {"consultants", "public"}
    assert set(titles(second)) == {"only-me", "team", "consultants", "public"}
    assert set(titles(member)) == {"team", "consultants", "public"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"one", "two", "three"}),
        ("?aim=1", {"one"}),
        ("?aim=2", {"two", "three"}),
        ("?step=own-culture", {"two", "three"}),
        ("?kind=training", {"three"}),
        ("?audience=only-me", {"three"}),
        ("?shared=1", {"one", "two"}),
        ("?shared=0", {"one", "two", "three"}),
        ("?mine=1", {"two", "three"}),
        ("?learned=1", {"two"}),
        ("?from=2026-03-03", {"two", "three"}),
        ("?to=2026-03-03", {"one", "two"}),
        ("?to=March 2026", {"one", "two"}),
        ("?from=3 March 2026&to=3/3/2026", {"two"}),
        ("?q=TW", {"two"}),
        ("?q=early start", {"two"}),
        ("?q=early missing", set()),
        ("?q=%25", set()),
        ("?aim=2&mine=1&learned=1", {"two"}),
        ("?aim=77", set()),
        ("?step=no-such", set()),
        ("?from=31 February 2026", set()),
        ("?kind=%00", set()),
        ("?unknown=1", {"one", "two", "three"}),
    ],
)
def test_filters_are_in_the_address(
    consultant: User, second: User, plan: Plan, query: str, expected: set[str]
) -> None:
    first, other = plan.steps["growth-of-consultants"], plan.steps["own-culture"]
    ActivityFactory(
        what_happened="one", logged_by=second, steps=[first], happened_on=date(2026, 3, 2)
    )
    ActivityFactory(
        what_happened="two",
        learned="Start early",
        logged_by=consultant,
        steps=[other],
        happened_on=date(2026, 3, 3),
    )
    ActivityFactory(
        what_happened="three",
        logged_by=consultant,
        steps=[other],
        kind=ActivityKind.TRAINING,
        audience=Audience.ONLY_ME,
        happened_on=date(2026, 4, 1),
    )
    assert set(titles(consultant, query)) == expected
    rows = list(csv.reader(StringIO(signed_in(consultant).get(CSV + query).content.decode())))
    assert {row[1] for row in rows[1:]} == expected
    book = load_workbook(BytesIO(signed_in(consultant).get(XLSX + query).content))
    assert {row[1] for row in book.active.iter_rows(min_row=2, values_only=True)} == expected


def test_entry_that_serves_an_aim_twice_is_listed_once(consultant: User, plan: Plan) -> None:
    steps = [plan.steps["growth-of-consultants"], plan.steps["access-to-resources"]]
    ActivityFactory(what_happened="once", steps=steps)
    assert titles(consultant, "?aim=1") == ["once"]


def test_wrong_filter_says_so(consultant: User, plan: Plan) -> None:
    page = page_of(signed_in(consultant).get(f"{LIST}?aim=77&from=yesterdayish").content)
    summary = words_of(page.xpath("//*[contains(@class, 'error-summary')]")[0])
    assert "Choose one from the list." in summary
    assert "Write the date like 3 March 2026" in summary


def test_chosen_filters_are_named_and_taken_away_one_by_one(consultant: User, plan: Plan) -> None:
    page = page_of(signed_in(consultant).get(f"{LIST}?kind=training&q=a b&page=2").content)
    chosen = page.xpath("//ul[@class='chosen']/li/a")
    assert [(words_of(link), link.get("href")) for link in chosen] == [
        ("Without Words: a b ×", "?kind=training"),
        ("Without Kind: Training, given or taken ×", "?q=a+b"),
        ("Show all", LIST),
    ]


def test_list_says_how_many_and_pages_keep_the_filter(consultant: User) -> None:
    for number in range(27):
        ActivityFactory(
            what_happened=f"Entry {number}",
            happened_on=timezone.localdate() - timedelta(days=number),
        )
    page = page_of(signed_in(consultant).get(f"{LIST}?q=entry&page=2").content)
    assert [words_of(cell) for cell in page.xpath("//tbody//th")] == ["Entry 25", "Entry 26"]
    assert "27 activities" in words_of(page.find(".//main"))
    assert page.xpath("//a[@rel='prev']/@href") == ["?q=entry&page=1"]


def test_empty_list_says_what_it_is_for(consultant: User) -> None:
    page = page_of(signed_in(consultant).get(LIST).content)
    assert "Nothing has been logged yet." in words_of(page.find(".//main"))
    assert "0 activities" in words_of(page.find(".//main"))


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "=cmd|' /C calc'!A0"])
def test_no_cell_runs_as_a_formula(consultant: User, start: str) -> None:
    ActivityFactory(what_happened=start, learned=start, logged_by__name=start)
    client = signed_in(consultant)
    row = list(csv.reader(StringIO(client.get(CSV).content.decode())))[1]
    assert (row[1], row[6], row[7]) == (f"'{start}", f"'{start}", f"'{start}")
    sheet = load_workbook(BytesIO(client.get(XLSX).content)).active
    cell: Any = sheet.cell(row=2, column=2)
    assert (cell.value, cell.data_type) == (f"'{start}", "s")


def test_time_and_pay_are_in_no_export(consultant: User) -> None:
    ActivityFactory(minutes=4321, paid=True)
    assert "4321" not in signed_in(consultant).get(CSV).content.decode()


def test_list_asks_the_database_as_often_with_one_row_as_with_three(
    consultant: User, plan: Plan
) -> None:
    assert_same_queries(
        signed_in(consultant),
        LIST,
        expected=10,
        add_row=lambda: ActivityFactory(steps=[*plan.steps.values()]),
    )


NAMES = ["q", "aim", "step", "kind", "audience", "from", "to", "shared", "mine", "learned", "page"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30)))
def test_any_address_gets_an_answer(consultant: User, query: dict[str, str]) -> None:
    client = signed_in(consultant)
    answers = [client.get(address, query).status_code for address in (LIST, CSV, XLSX)]
    assert answers == [200, 200, 200]
