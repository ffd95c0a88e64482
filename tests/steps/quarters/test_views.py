import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.clock import on
from tests.dashboards.pages import main_of, open_page, table_of
from tests.factories import ActivityFactory, QuarterFactory
from tests.html import words_of
from tests.privacy import lasting_text_of
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
CAPTION = "Quarters that have been counted"


@pytest.fixture
def two(db: None) -> None:
    QuarterFactory(first_day=date(2025, 10, 1))
    QuarterFactory(first_day=date(2026, 1, 1), time="", pay="", made_up=True)


ROWS = [
    ["January to March 2026", "Not shown", "Not shown"],
    ["October to December 2025", "20 to 50 hours", "About half of it was paid"],
]


@pytest.mark.usefixtures("two")
def test_page_shows_the_newest_first_and_says_what_is_made_up(lead: User) -> None:
    rows = table_of(open_page(signed_in(lead), "/quarters/"), CAPTION)
    assert rows == [["January to March 2026 Made up", *ROWS[0][1:]], ROWS[1]]


@pytest.mark.usefixtures("two")
def test_what_is_hidden_leads_to_how_it_is_counted(lead: User) -> None:
    client = signed_in(lead)
    cells = open_page(client, "/quarters/").xpath("//tbody/tr[1]/td/a")
    assert [words_of(cell) for cell in cells] == ["Not shown", "Not shown"]
    assert {cell.get("href") for cell in cells} == {"/how-we-judge-progress/#quarters"}
    (heading,) = open_page(client, "/how-we-judge-progress/").xpath("//*[@id='quarters']")
    assert words_of(heading) == "How time and pay are counted"


@pytest.mark.usefixtures("two")
def test_file_says_what_the_page_says(lead: User) -> None:
    answer = signed_in(lead).get("/quarters/list.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Quarter", "First day", "Last day", "Time given", "Pay"]
    assert [[row[0], row[3], row[4]] for row in rows[1:]] == ROWS
    assert rows[2][1:3] == ["2025-10-01", "2025-12-31"]


def test_empty_page_says_when_the_next_quarter_is_counted(lead: User) -> None:
    with on("2026-05-11"):
        words = main_of(signed_in(lead), "/quarters/")
    assert "No quarter has been counted yet." in words
    assert "January to March 2026 comes next, on 12 May 2026." in words


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("path", ["/quarters/", "/quarters/list.csv"])
def test_reading_counts_and_writes_nothing(lead: User, path: str) -> None:
    client = signed_in(lead)
    ActivityFactory(minutes=60, happened_on=date(2025, 1, 1))
    with CaptureQueriesContext(connection) as captured:
        answers = {lasting_text_of(client.get(path + query)) for query in ("", "?aim=1", "?q=x")}
    assert len(answers) == 1
    asked = [query["sql"] for query in captured.captured_queries]
    assert [sql for sql in asked if not sql.startswith("SELECT")] == []
    assert [sql for sql in asked if "steps_activity" in sql] == []
    assert client.post(path).status_code == 405


def test_page_asks_as_often_for_three_quarters_as_for_one(lead: User) -> None:
    assert_same_queries(signed_in(lead), "/quarters/", expected=4, add_row=QuarterFactory)


def test_my_space_leads_there_for_leads_alone(lead: User, consultant: User) -> None:
    link = "//a[@href='/quarters/']"
    assert len(open_page(signed_in(lead), "/me/").xpath(link)) == 1
    assert open_page(signed_in(consultant), "/me/").xpath(link) == []
