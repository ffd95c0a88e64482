from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from imroc_ei.people.models import User
from steps.enums import Audience, Precision
from steps.models import Activity, Step
from tests.clients import signed_in
from tests.factories import ActivityFactory
from tests.html import main_words, page_of, words_of
from tests.world import Plan

IMPORT = reverse("activity_import")
HEAD = "Date,What happened,Steps,Who can see it,Kind,What we learned,Minutes,Paid\r\n"
ROW = "3 March 2026,We met,growth-of-consultants,,,,,\r\n"


def send(client: Client, content: bytes | str, name: str = "year.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def confirm(client: Client, answer: Any) -> Any:
    rows = page_of(answer.content).xpath("//input[@name='rows']/@value")[0]
    return client.post(IMPORT, {"rows": rows})


def said(answer: Any) -> str:
    return main_words(answer.content)


def test_table_is_shown_first_and_stored_then(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    answer = send(client, HEAD + ROW)
    assert "Import 1 entry" in said(answer)
    assert Activity.objects.count() == 0
    assert confirm(client, answer).status_code == 302
    entry = Activity.objects.get()
    assert (entry.happened_on, entry.audience) == (date(2026, 3, 3), Audience.CONSULTANTS)
    assert list(entry.steps.all()) == [plan.steps["growth-of-consultants"]]


def test_same_table_again_doubles_nothing(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    first = send(client, HEAD + ROW)
    confirm(client, first)
    assert "Everything in this table is here already." in said(send(client, HEAD + ROW))
    again = client.get(confirm(client, first).headers["Location"])
    assert "These entries were here already. Nothing was stored a second time." in said(again)
    assert Activity.objects.count() == 1


def test_entry_logged_by_hand_is_not_doubled(consultant: User, plan: Plan) -> None:
    step = plan.steps["growth-of-consultants"]
    ActivityFactory(
        logged_by=consultant, what_happened="We met", happened_on=date(2026, 3, 3), steps=[step]
    )
    assert "Everything in this table is here already." in said(
        send(signed_in(consultant), HEAD + ROW)
    )


def test_entry_of_somebody_else_is_no_reason_to_leave_a_row_out(
    consultant: User, second: User, plan: Plan
) -> None:
    for person in (consultant, second):
        client = signed_in(person)
        confirm(client, send(client, HEAD + ROW))
    assert Activity.objects.count() == 2


def test_one_faulty_row_stores_nothing_and_says_where(consultant: User, plan: Plan) -> None:
    rows = ROW * 3 + "31/2/2026,,No such step,nobody,Party,,many,perhaps\r\n"
    answer = send(signed_in(consultant), HEAD + rows)
    found = [
        [words_of(cell) for cell in row.xpath("th|td")]
        for row in page_of(answer.content).xpath("//tbody/tr")
    ]
    assert [(row[0], row[1], row[3]) for row in found] == [
        ("Row 5", "Date", "31/2/2026"),
        ("Row 5", "What happened", "Nothing"),
        ("Row 5", "Steps", "No such step"),
        ("Row 5", "Who can see it", "nobody"),
        ("Row 5", "Kind", "Party"),
        ("Row 5", "Minutes", "many"),
        ("Row 5", "Paid", "perhaps"),
    ]
    assert found[0][2] == "February 2026 has the days 1 to 28. Check the day."
    assert found[2][2] == (
        "There is no step called “No such step”. Take a name from the list below."
    )
    assert Activity.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-03-03", (date(2026, 3, 3), Precision.DAY)),
        ("3/3/2026", (date(2026, 3, 3), Precision.DAY)),
        ("3 March 2026", (date(2026, 3, 3), Precision.DAY)),
        ("3rd Mar 26", (date(2026, 3, 3), Precision.DAY)),
        ("03.03.2026", (date(2026, 3, 3), Precision.DAY)),
        ("March 2026", (date(2026, 3, 1), Precision.MONTH)),
        ("2026-03", (date(2026, 3, 1), Precision.MONTH)),
    ],
)
def test_date_is_understood(
    consultant: User, plan: Plan, typed: str, expected: tuple[date, Precision]
) -> None:
    client = signed_in(consultant)
    confirm(client, send(client, f"{HEAD}{typed},We met,growth-of-consultants,,,,,\r\n"))
    entry = Activity.objects.get()
    assert (entry.happened_on, entry.precision) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_table_is_read_however_it_was_written(
    consultant: User, plan: Plan, encoding: str, separator: str
) -> None:
    cells = ["3 March 2026", "Café – “ours”", '"own-culture;growth-of-consultants"', "only me"]
    head = separator.join(["Date", "What happened", "Steps", "Audience"])
    table = f"{head}\n{separator.join(cells)}\n"
    client = signed_in(consultant)
    confirm(client, send(client, table.encode(encoding)))
    entry = Activity.objects.get()
    assert (entry.what_happened, entry.audience) == ("Café – “ours”", Audience.ONLY_ME)
    assert entry.steps.count() == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "This file is empty."),
        (b"\n\n", "This file is empty."),
        (b"PK\x03\x04", "This is not a CSV file."),
        (b"\x00\x01", "This is not a CSV file."),
        (HEAD.encode(), "There are no entries under the column names."),
        (
            b"Date,Kind\n1,2\n",
            "These columns are missing from the first row: What happened, Steps.",
        ),
        (b"Date,When,What happened,Steps\n1,2,3,4\n", "These columns are there twice: Date."),
        ((HEAD + ROW * 2001).encode(), "This file has 2,001 rows."),
        (b"x" * (2 * 1024 * 1024 + 1), "This file has more than 2 MB."),
        (b"x" * (21 * 1024 * 1024), "This file has more than 2 MB."),
    ],
)
def test_file_that_is_no_table_is_told_so(
    consultant: User, plan: Plan, content: bytes, expected: str
) -> None:
    answer = send(signed_in(consultant), content)
    assert expected in said(answer)
    assert Activity.objects.count() == 0


def test_signed_rows_of_somebody_else_are_refused(
    consultant: User, second: User, plan: Plan
) -> None:
    answer = send(signed_in(consultant), HEAD + ROW)
    assert "This page is out of date." in said(confirm(signed_in(second), answer))
    assert Activity.objects.count() == 0


def test_step_that_went_meanwhile_stores_nothing(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    answer = send(client, HEAD + ROW)
    Step.objects.filter(slug="growth-of-consultants").update(state="retired")
    assert "There is no step called" in said(confirm(client, answer))
    assert Activity.objects.count() == 0


def test_template_can_be_sent_as_it_is(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    template = client.get(reverse("activity_import_template")).content
    assert "Import 1 entry" in said(send(client, template))


def test_two_thousand_rows_are_stored_with_few_queries(
    consultant: User, plan: Plan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(
        f"3 March 2026,Entry {number} ÿ{'word ' * 60},growth-of-consultants,,,,,\r\n"
        for number in range(2000)
    )
    client = signed_in(consultant)
    answer = send(client, HEAD + rows)
    with django_assert_max_num_queries(80):
        confirm(client, answer)
    assert Activity.objects.count() == 2000


TABLES = st.text(max_size=200).map(lambda rows: (HEAD + rows).encode("utf-8", "replace"))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.one_of(st.binary(max_size=400), TABLES))
def test_any_file_gets_an_answer_and_stores_nothing(
    consultant: User, plan: Plan, content: bytes
) -> None:
    cache.clear()
    assert send(signed_in(consultant), content).status_code == 200
    assert Activity.objects.count() == 0


def test_short_names_stand_where_the_table_is_filled_in_and_put_right(
    consultant: User, plan: Plan
) -> None:
    client = signed_in(consultant)
    names = sorted(step.short_name for step in plan.steps.values())
    listed = "//summary[.='The short names of the steps']/..//li"
    for answer in (client.get(IMPORT), send(client, HEAD + "3 March 2026,We met,Nowhere,,,,,\r\n")):
        found = page_of(answer.content).xpath(listed)
        assert sorted(item.text for item in found) == names
