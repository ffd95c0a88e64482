import re
from datetime import date

import pytest
from django.test import Client

from feedback.figures.easy import easy_wholes
from feedback.figures.tables import wholes
from tests.dashboards.pages import main_of, open_page
from tests.factories import FeedbackYearFactory, LessonFactory, ProcedureFactory
from tests.html import words_of
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"\d+")
PATH = "/feedback/easy/figures/2025/"
ANSWERED = [
    {"whole": "long", "total": 15},
    {"whole": "answered", "total": 15},
    {
        "table": "answered-in-time",
        "parts": {"in-time": 10, "extended": None, "late": None},
    },
    {"whole": "short", "total": None},
]


def test_easy_figures_are_some_of_the_standard_ones_by_the_same_names() -> None:
    standard = {whole.name: whole for whole in wholes()}
    for whole in easy_wholes():
        tables = {table.name: table for table in standard[whole.name].tables}
        for table in whole.tables:
            assert list(table.parts) == list(tables[table.name].parts)


def test_page_says_the_frozen_numbers_and_which_are_hidden(client: Client) -> None:
    FeedbackYearFactory(year=2025, tables=ANSWERED)
    page = open_page(client, PATH)
    said = [words_of(row) for row in page.xpath("//main//p[contains(., ':')] | //main//h3/..//li")]
    assert [words for words in said if ":" in words] == [
        "People told us: about 15 times.",
        "We answered: about 15 times.",
        "In time: about 10 times.",
        "Later, and we said why: we do not show this number.",
        "Too late: we do not show this number.",
        "People told us: we do not show this number.",
    ]


def test_page_has_no_number_that_the_standard_one_has_not(client: Client) -> None:
    FeedbackYearFactory(year=2025, tables=ANSWERED)
    standard = main_of(client, PATH.replace("/easy", ""))
    easy = main_of(client, PATH)
    assert set(NUMBER.findall(easy)) == {"2025", "15", "10"}
    assert set(NUMBER.findall(easy)) - set(NUMBER.findall(standard)) == set()


def test_page_leads_to_what_changed_in_easy_words(client: Client) -> None:
    FeedbackYearFactory(year=2025)
    ProcedureFactory(number=7, in_force=True, in_force_from=date(2025, 6, 1))
    lesson = LessonFactory(published=True, easy=True, published_on=date(2025, 7, 1))
    LessonFactory(published=True, easy=True, published_on=date(2026, 1, 1))
    links = open_page(client, PATH).xpath("//main//li/a/@href")
    assert links == ["/feedback/procedure/7/easy/", lesson.get_easy_url()]


def test_page_reads_no_case(client: Client) -> None:
    FeedbackYearFactory(year=2025)
    asked = [sql for path in (PATH, "/feedback/easy/figures/") for sql in queries_of(client, path)]
    assert [sql for sql in asked if "feedback_case" in sql] == []


def test_year_that_is_not_counted_is_not_there(client: Client) -> None:
    assert client.get(PATH).status_code == 404


def test_list_asks_as_often_for_three_years_as_for_one(client: Client) -> None:
    path = "/feedback/easy/figures/"
    assert_same_queries(client, path, expected=2, add_row=FeedbackYearFactory)
