"""A table of resources, from the file to the rows that are in the library."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imroc_ei.people.models import User
from library.enums import ResourceState
from library.imports.columns import COLUMNS
from library.models import Resource, Topic
from library.search.find import find_resources
from tests.clients import said, signed_in
from tests.factories import ResourceFactory
from tests.html import main_words, page_of, words_of
from tests.library.making import file_resource
from tests.world import Plan

HEAD = [str(column.label) for column in COLUMNS]
ROWS = 500
# What each faulty row says, by its number in the table (the head is row 1): the column, what
# stands in it, and how the reason begins.
FAULTS: dict[int, tuple[str, str, str]] = {
    2: ("Title", "", "Write the title."),
    27: ("Title", "T" * 301, "This has 301 characters, and there is room for 300."),
    52: ("Address", "", "Write the address"),
    77: ("Address", "javascript:alert(1)", "Write the whole address"),
    102: ("Address", "not an address", "Write the whole address"),
    127: ("Why it is here", "", "Write why it is here."),
    152: ("Why it is here", "W" * 1001, "This has 1,001 characters"),
    177: ("Year", "long ago", "Write the year in four figures"),
    202: ("Year", "99", "Write the year in four figures"),
    227: ("Format", "Painting", "Write one of: Article; Report;"),
    252: ("Minutes", "half an hour", "Write the minutes as a figure"),
    277: ("Minutes", "0", "Write the minutes as a figure"),
    302: ("Language", "Klingon!", "Write the language as a name"),
    327: ("Easier to use with", "Smell", "“Smell” is none of: Captions;"),
    352: ("By people with lived experience", "perhaps", "Write yes, no, or nothing."),
    377: ("Free", "sometimes", "Write yes, no, or nothing."),
    402: ("Aims", "1; 9", "There is no aim “9”."),
    427: ("Statements", "Nowhere", "There is no statement “Nowhere”."),
    452: ("Topics", "t" * 61, "This has 61 characters"),
    477: ("Look at it again on", "31 February 2027", "February 2027 has the days 1 to 28."),
}


def row_in_order(number: int, **other: str) -> dict[str, str]:
    """A row as people write them: each format and each aim comes round."""
    formats = ("Article", "video", "Easy Read", "audio", "")
    return {
        "Title": f"Resource number {number}",
        "Address": f"https://example.org/table/{number}?utm_source=sheet",
        "Why it is here": f"Somebody asked about it {number} times. It answers plainly.",
        "Year": "2021",
        "Format": formats[number % 5],
        "Language": "welsh" if number % 7 == 0 else "",
        "Easier to use with": "captions; Transcript" if number % 2 else "",
        "Aims": f"{number % 5 + 1}; Aim 2" if number % 3 else "",
        "Statements": "training for consultants" if number % 4 == 0 else "",
        "Topics": "Plain language; Rest" if number % 2 else "rest",
        **other,
    }


def table(rows: list[dict[str, str]], *, more: Sequence[str] = ()) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*HEAD, *more], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def five_hundred(*, corrected: bool = False) -> bytes:
    rows = [row_in_order(number) for number in range(2, ROWS + 2)]
    if not corrected:
        for number, (column, typed, _reason) in FAULTS.items():
            rows[number - 2][column] = typed
    return table(rows)


def send(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("library.csv", content, content_type="text/csv")
    return client.post(reverse("library_import"), {"file": file})


def rows_kept(answer: Any) -> str:
    return str(page_of(answer.content).xpath('//input[@name="rows"]/@value')[0])


def add(client: Client, answer: Any) -> Any:
    return client.post(reverse("library_import"), {"rows": rows_kept(answer)})


def faults_said(answer: Any) -> list[list[str]]:
    page = page_of(answer.content)
    rows = page.xpath('//table[@id="faults"]/tbody/tr')
    return [[words_of(cell) for cell in row.xpath("th|td")] for row in rows]


@pytest.fixture
def curator(plan: Plan, lead: User) -> Client:
    return signed_in(lead)


def test_500_rows_with_20_faulty_ones_are_added_in_two_goes(curator: Client) -> None:
    """The report names row, column and reason; the corrected rows come after; nothing doubles."""
    answer = send(curator, five_hundred())
    assert Resource.objects.count() == 0
    found = faults_said(answer)
    assert [(row, column) for row, column, _reason, _typed in found] == [
        (f"Row {number}", column) for number, (column, _typed, _reason) in FAULTS.items()
    ]
    for (_row, _column, reason, _shown), (_name, _typed, wanted) in zip(
        found, FAULTS.values(), strict=True
    ):
        assert reason.startswith(wanted)

    answer = add(curator, answer)
    assert said(answer) == [
        "480 resources were added. 20 rows were left out: correct them and send them again."
    ]
    assert Resource.objects.count() == 480

    # The same file again, and again: nothing is added twice.
    assert said(add(curator, send(curator, five_hundred())))[0].startswith("All of these are in")
    assert Resource.objects.count() == 480

    answer = send(curator, five_hundred(corrected=True))
    assert faults_said(answer) == []
    assert said(add(curator, answer)) == ["20 resources were added."]
    assert said(add(curator, answer))[-1].startswith("All of these are in")
    assert Resource.objects.count() == ROWS
    assert Resource.history.count() == ROWS


def test_rows_to_correct_come_back_as_a_table_that_can_be_sent(curator: Client) -> None:
    answer = send(curator, five_hundred())
    kept = {"rows": rows_kept(answer), "faulty": "1"}
    file = curator.post(reverse("library_import"), kept)
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert len(rows) == len(FAULTS)
    assert rows[0]["What to put right"] == "Title: Write the title."
    assert rows[0]["Address"] == "https://example.org/table/2?utm_source=sheet"
    assert Resource.objects.count() == 0

    # The column that says what to put right may stay: it is left out.
    corrected = [row | row_in_order(number) for row, number in zip(rows, FAULTS, strict=True)]
    for number, (column, _typed, _reason) in FAULTS.items():
        row = corrected[list(FAULTS).index(number)]
        row[column] = row_in_order(number).get(column, "")
    answer = send(curator, table(corrected, more=["What to put right"]))
    assert said(add(curator, answer)) == ["20 resources were added."]


def test_added_row_says_what_its_cells_said(curator: Client, lead: User, plan: Plan) -> None:
    full = row_in_order(3, Topics="Rest; rest; Théâtre") | {
        "Who made it": "Example  Collective",
        "Minutes": "12",
        "Language": "cy",
        "Easier to use with": "transcript; Captions",
        "By people with lived experience": "Yes",
        "Free": "no",
        "Licence": "CC BY 4.0",
        "Content notes": "'=quoted",
        "Aims": "3; aim 1",
        "Statements": "Training for consultants; own-culture",
        "Look at it again on": "3 March 2099",
    }
    add(curator, send(curator, table([full])))
    made = Resource.objects.get()
    assert (made.title, made.creator, made.minutes) == (
        "Resource number 3",
        "Example Collective",
        12,
    )
    assert (made.language, made.accessibility) == ("cy", ["captions", "transcript"])
    assert (made.lived_experience, made.free_to_read) == (True, False)
    assert (made.content_notes, made.format) == ("=quoted", "audio")
    assert [aim.number for aim in made.aims.all()] == [1, 3]
    assert {step.slug for step in made.steps.all()} == {"training", "own-culture"}
    assert {topic.name for topic in made.topics.all()} == {"Rest", "Théâtre"}
    assert (made.added_by, made.state, made.address_key) == (
        lead,
        ResourceState.PUBLISHED,
        "//example.org/table/3",
    )
    assert list(find_resources(words="theatre resources")) == [made]
    assert made.history.get().history_change_reason == "Added from a table"


def test_columns_that_nobody_reads_are_named(curator: Client) -> None:
    more = ("Publisher", " ", "What to put right", "Colour")
    said_before = main_words(send(curator, table([row_in_order(2)])).content)
    assert "left out" not in said_before
    words = main_words(send(curator, table([row_in_order(2)], more=more)).content)
    assert "we do not know, and are left out: Publisher and Colour." in words


@pytest.mark.parametrize("column", ["Year", "Minutes"])
def test_long_figure_is_read_whole(curator: Client, column: str) -> None:
    """Nothing of it is left out until it fits."""
    answer = send(curator, table([row_in_order(2, **{column: "0000020240000"})]))
    assert [said[1] for said in faults_said(answer)] == [column]


def test_row_with_what_is_needed_alone_is_added(curator: Client) -> None:
    words = {"Title": "Short", "Address": "example.org/short", "Why it is here": "It helps."}
    add(curator, send(curator, table([words])))
    made = Resource.objects.get()
    assert (made.url, made.format, made.language) == ("https://example.org/short", "other", "en")
    assert (made.free_to_read, made.year, made.check_again_on is None) == (True, None, False)


def test_address_twice_in_a_table_or_in_the_library_is_added_once(curator: Client) -> None:
    ResourceFactory(url="https://example.org/table/5", withdrawn=True)
    again = row_in_order(4, Address="http://EXAMPLE.org/table/4/#part", Title="The same")
    answer = send(curator, table([row_in_order(4), again, row_in_order(5)]))
    assert "2 rows are left out" in words_of(page_of(answer.content))
    add(curator, answer)
    assert {made.title for made in Resource.objects.published()} == {"Resource number 4"}


def test_table_that_was_changed_on_the_way_is_refused(curator: Client, second: User) -> None:
    answer = send(curator, table([row_in_order(4)]))
    changed = curator.post(reverse("library_import"), {"rows": rows_kept(answer) + "x"})
    assert said(changed) == ["This page is out of date. Send the file again."]
    assert Resource.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "This file is empty."),
        (b"Title;Address\nA;B\n", "These columns are missing from the first row: Why it is here."),
        (table([]), "There are no entries under the column names."),
        (b"PK\x03\x04", "This is not a CSV file."),
        (b"Title,Name,Address,Why\n", "These columns are there twice: Title."),
    ],
)
def test_file_that_is_no_such_table_says_what_to_do(
    curator: Client, content: bytes, problem: str
) -> None:
    answer = send(curator, content)
    page = page_of(answer.content)
    assert words_of(page.xpath("//main//*[@role='alert']//li")[0]).startswith(problem)
    assert Resource.objects.count() == 0


def test_rows_go_in_together(curator: Client) -> None:
    """Many rows ask for hardly more than few: a long table takes no longer than it must."""
    answer = send(curator, table([row_in_order(number) for number in range(2, 102)]))
    with CaptureQueriesContext(connection) as captured:
        add(curator, answer)
    assert Resource.objects.count() == 100
    assert len(captured) < 40
    assert Topic.objects.count() == 2


def test_template_can_be_sent_as_it_is(curator: Client) -> None:
    template = curator.get(reverse("library_import_template")).content
    add(curator, send(curator, template))
    assert [made.title for made in Resource.objects.all()] == ["Talking plainly"]


def test_export_can_be_sent_back_and_adds_nothing_twice(curator: Client) -> None:
    add(curator, send(curator, table([row_in_order(number) for number in range(2, 8)])))
    exported = curator.get(reverse("library_csv")).content
    Resource.objects.filter(title="Resource number 4").delete()
    answer = send(curator, exported)
    assert faults_said(answer) == []
    assert said(add(curator, answer)) == ["1 resource was added."]
    again = Resource.objects.get(title="Resource number 4")
    assert (again.format, again.language) == ("other", "en")
    assert [aim.number for aim in again.aims.all()] == [2, 5]


def test_file_that_comes_back_by_its_address_is_here_already(curator: Client) -> None:
    file_resource(title="A sheet")
    answer = send(curator, curator.get(reverse("library_csv")).content)
    assert faults_said(answer) == []
    assert "1 row is left out: its address is in the library already" in main_words(answer.content)
    add(curator, answer)
    assert [row.title for row in Resource.objects.all()] == ["A sheet"]


def test_row_with_an_address_of_an_own_network_says_so(curator: Client) -> None:
    row = {**row_in_order(2), "Address": "http://192.168.0.1/a"}
    [(number, column, reason, _)] = faults_said(send(curator, table([row])))
    assert (number, column) == ("Row 2", "Address")
    assert reason.startswith("This address is inside somebody’s own computer or network")
