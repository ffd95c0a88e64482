import re

import pytest
from lxml.html import document_fromstring

from feedback.models import ProcedureVersion
from feedback.procedure.numbers import FIELDS, NUMBERS, filled_in, rows_of, unknown_places
from feedback.procedure.rendering import as_html
from feedback.procedure.shipped import shipped_easy_text, shipped_text
from tests.look.test_words import wrong_words

MOST_WORDS = 12


def test_every_time_of_the_procedure_has_its_reason() -> None:
    times = {
        field.name
        for field in ProcedureVersion._meta.get_fields()
        if field.name.endswith(("_days", "_weeks", "_months", "_years"))
    }
    assert times == set(FIELDS)
    assert all(str(number.why) for number in NUMBERS)


def test_defaults_lie_within_what_may_be_chosen() -> None:
    beyond = [
        number.field for number in NUMBERS if not number.least <= number.default <= number.most
    ]
    assert beyond == []


def test_row_says_the_time_and_the_reason_for_the_default() -> None:
    rows = rows_of(ProcedureVersion(number=1))
    assert (rows[0].said, str(rows[0].why)) == (
        "3 working days",
        "As in the health service. The Local Government and Social Care Ombudsman says 5.",
    )


def test_row_that_was_chosen_says_so() -> None:
    row = rows_of(ProcedureVersion(number=1, acknowledge_days=1))[0]
    assert row.said == "1 working day"
    assert row.why == "A choice of ours. What we began with was 3 working days."


def test_text_says_the_numbers_of_its_own_version() -> None:
    text = "Within {acknowledge_days} days, {not_known} and {}."
    version = ProcedureVersion(number=1, acknowledge_days=4)
    assert filled_in(text, version) == "Within 4 days, {not_known} and {}."
    assert unknown_places(text) == ["not_known", ""]


@pytest.mark.parametrize("text", [shipped_text(), shipped_easy_text()])
def test_text_that_comes_along_keeps_our_words_and_numbers(text: str) -> None:
    assert wrong_words(text) == []
    assert unknown_places(text) == []


def test_easy_text_that_comes_along_has_short_sentences() -> None:
    text = filled_in(shipped_easy_text(), ProcedureVersion(number=1))
    sentences = [sentence for line in text.splitlines() for sentence in re.split(r"[.!?:]", line)]
    long = [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS]
    assert long == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[here](javascript:alert(1))",
        "[here](JaVaScRiPt&#58;alert(1))",
        "![drawing](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='x' onclick='y'>z</a>",
        "<style>*{}</style>",
    ],
)
def test_text_can_do_no_harm(text: str) -> None:
    page = document_fromstring(f"<main>{as_html(text)}</main>").find(".//main")
    found = {(element.tag, *element.attrib) for element in page.iterdescendants()}
    # What it does not know stands there as the words that were typed.
    assert found <= {("p",), ("a", "rel")}


def test_headings_begin_below_the_pages_own_and_leave_none_out() -> None:
    html = as_html("# One\n\n#### Deep\n\n## Two\n\n### Three\n\n###### Six\n\n# Again")
    assert re.findall(r"<(h\d)>(\w+)", html) == [
        *(("h2", "One"), ("h3", "Deep"), ("h3", "Two"), ("h4", "Three"), ("h4", "Six")),
        ("h2", "Again"),
    ]


def test_lines_of_an_easy_text_stand_by_themselves() -> None:
    assert as_html("One.\nTwo.", lines=True) == "<p>One.<br>\nTwo.</p>\n"
    assert as_html("One.\nTwo.") == "<p>One.\nTwo.</p>\n"


def test_links_lead_out_without_telling_where_from() -> None:
    html = as_html("[there](https://example.org/)")
    assert html == '<p><a href="https://example.org/" rel="noreferrer noopener">there</a></p>\n'
