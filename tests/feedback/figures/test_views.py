import csv
from datetime import date
from io import StringIO
from itertools import permutations

import pytest
from django.test import Client

from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.clock import on
from tests.dashboards.pages import main_of, open_page, table_of
from tests.factories import CaseFactory, FeedbackYearFactory, LessonFactory, ProcedureFactory
from tests.feedback.told import a_case
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db

PATH = "/feedback/figures/2025/"


def numbers_on(client: Client) -> list[int]:
    cells = csv.reader(StringIO(client.get(f"{PATH}list.csv").content.decode("utf-8-sig")))
    said = [row[3] for row in list(cells)[1:]]
    return [int(words.removeprefix("about ")) for words in said if words != "Not shown"]


def test_page_shows_what_was_frozen_in_words(client: Client) -> None:
    FeedbackYearFactory(year=2025, frozen_on=date(2026, 2, 25))
    page = open_page(client, PATH)
    assert table_of(page, "Of what kind they were") == [
        ["Concerns", "about 10"],
        ["Complaints", "Not shown"],
        ["About how we used personal information", "Not shown"],
    ]
    words = main_of(client, PATH)
    for sentence in (
        "Counted once, on 25 February 2026",
        "How many came: about 15.",
        "How many were answered: Not shown.",
        "Nothing that has been published.",
    ):
        assert sentence in words


def test_page_lists_what_changed_and_counts_none_of_it(client: Client) -> None:
    FeedbackYearFactory(year=2025)
    ProcedureFactory(number=7, in_force=True, in_force_from=date(2025, 6, 1))
    LessonFactory(published=True, published_on=date(2025, 7, 1), you_said="It was slow.")
    LessonFactory(published=True, published_on=date(2026, 1, 1), you_said="Another year.")
    words = main_of(client, PATH)
    assert "Version 7 of the procedure, in force from 1 June 2025" in words
    assert "It was slow." in words
    assert "Another year." not in words


def test_file_says_what_the_page_says(client: Client) -> None:
    FeedbackYearFactory(year=2025)
    answer = client.get(f"{PATH}list.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[:3] == [
        ["About", "Figure", "Part", "How many"],
        ["Concerns and complaints", "How many came", "", "about 15"],
        ["Concerns and complaints", "Of what kind they were", "Concerns", "about 10"],
    ]


def test_every_pair_of_published_numbers_leaves_no_few(client: Client) -> None:
    FeedbackYearFactory(year=2025)
    numbers = numbers_on(client)
    assert len(numbers) == 4
    pairs = [one - other for one, other in permutations([*numbers, 0], 2)]
    assert [left for left in pairs if left in range(1, 5)] == []


def test_figures_are_the_same_for_everybody(handler: User, owner: User, lead: User) -> None:
    FeedbackYearFactory(year=2025)
    everybody = (Client(), *(signed_in(person) for person in (handler, owner, lead)))
    for path in (PATH, f"{PATH}list.csv"):
        assert len({client.get(path).content for client in everybody}) == 1


def test_pages_read_no_case(client: Client) -> None:
    FeedbackYearFactory(year=2025)
    CaseFactory(received_on=date(2025, 3, 3))
    asked = [sql for path in (PATH, "/feedback/figures/") for sql in queries_of(client, path)]
    assert [sql for sql in asked if "feedback_case" in sql] == []
    before = client.get(PATH).content
    a_case()
    assert client.get(PATH).content == before


def test_year_that_is_not_counted_is_not_there(client: Client) -> None:
    assert client.get(PATH).status_code == 404
    with on("2026-02-24"):
        assert "2025 comes next, on 25 February 2026." in main_of(client, "/feedback/figures/")


def test_list_asks_as_often_for_three_years_as_for_one(client: Client) -> None:
    assert_same_queries(client, "/feedback/figures/", expected=2, add_row=FeedbackYearFactory)
