"""The minute taken away: a tagged PDF, and a Word file with real headings."""

import re
from io import BytesIO

import docx
import pytest
from django.utils import timezone

from imroc_ei.people.models import User
from steps.models import Review
from tests.clients import signed_in
from tests.factories import ActionFactory, FindingFactory, ReviewFactory
from tests.steps.reviews.making import close_review

pytestmark = pytest.mark.django_db

HARMFUL = '#panic("out") *bold* <b>x</b> \\ ) ] } "quoted" – 雨'


@pytest.fixture
def review(consultant: User) -> Review:
    made = ReviewFactory(written=True, not_agreed=HARMFUL)
    finding = FindingFactory(review=made, given=True, why=HARMFUL)
    ActionFactory(review=made, step=finding.step, agreed_on=None, what=HARMFUL)
    close_review(made, by=consultant, at=timezone.now())
    return made


def test_pdf_is_tagged_and_says_that_it_is_accessible(consultant: User, review: Review) -> None:
    answer = signed_in(consultant).get(f"/reviews/{review.public_id}/minute.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert re.match(
        r'attachment; filename="review-aim-\d+-\d{4}-\d\d-\d\d\.pdf"',
        answer.headers["Content-Disposition"],
    )
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content
    assert b"pdfuaid:part" in answer.content


def test_word_file_has_headings_and_what_was_said(consultant: User, review: Review) -> None:
    answer = signed_in(consultant).get(f"/reviews/{review.public_id}/minute.docx")
    document = docx.Document(BytesIO(answer.content))
    headings = [
        row.text
        for row in document.paragraphs
        if row.style and row.style.name.startswith("Heading")
    ]
    assert headings[0].startswith(f"Review of aim {review.aim.number}, ")
    assert headings[1:] == [
        "Where the statements of the aim stood",
        "What was found",
        review.findings.get().step.short_name,
        "What we learned",
        "Who does what, by when",
    ]
    assert any(HARMFUL in row.text for row in document.paragraphs)
    assert any(HARMFUL in cell.text for row in document.tables[1].rows for cell in row.cells)


@pytest.mark.parametrize(
    "words",
    ["雨 and 雪", "سلام", "😀 and ✅", "a\u200bb", "".join(map(chr, range(0x300, 0x3000, 40)))],
)
def test_pdf_of_words_that_no_font_has_is_made_all_the_same(consultant: User, words: str) -> None:
    review = ReviewFactory(written=True)
    FindingFactory(review=review, given=True, why=words)
    close_review(review, by=consultant, at=timezone.now())
    answer = signed_in(consultant).get(f"/reviews/{review.public_id}/minute.pdf")
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_file_of_a_review_that_is_not_closed_does_not_exist(lead: User, ending: str) -> None:
    review = ReviewFactory()
    answer = signed_in(lead).get(f"/reviews/{review.public_id}/minute.{ending}")
    assert answer.status_code == 404
