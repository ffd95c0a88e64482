"""What the pages that show reviews ask of the database: the same with one row and with three."""

from datetime import timedelta

import pytest
from django.utils import timezone

from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    AimFactory,
    EvidenceFactory,
    FindingFactory,
    ReviewFactory,
    StepFactory,
)
from tests.queries import assert_same_queries
from tests.steps.reviews.making import close_review, closed_review

pytestmark = pytest.mark.django_db


def test_aim_page_asks_the_same_for_more_reviews(consultant: User) -> None:
    aim = AimFactory()

    def add_row() -> None:
        review = ReviewFactory(aim=aim, written=True)
        FindingFactory(review=review, given=True)
        ActionFactory(review=review, step=review.findings.get().step)
        close_review(review, by=consultant, at=timezone.now() - timedelta(days=2))

    client = signed_in(consultant)
    assert_same_queries(client, f"/aims/{aim.number}/", expected=10, add_row=add_row)


def test_step_page_asks_the_same_for_more_findings(consultant: User) -> None:
    aim = AimFactory()
    step = StepFactory(placed_in=[aim])

    def add_row() -> None:
        review = ReviewFactory(aim=aim, written=True)
        FindingFactory(review=review, step=step, given=True)
        EvidenceFactory(activity=ActivityFactory(steps=[step]))
        close_review(review, by=consultant, at=timezone.now())

    client = signed_in(consultant)
    assert_same_queries(client, f"/steps/{step.slug}/", expected=10, add_row=add_row)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/overview/", 7), ("/reviews/", 5), ("/actions/", 4), ("/", 6), ("/me/", 14)],
)
def test_lists_ask_the_same_for_more_rows(lead: User, path: str, expected: int) -> None:
    def add_row() -> None:
        ActionFactory(review=closed_review(), held_by=lead)

    assert_same_queries(signed_in(lead), path, expected=expected, add_row=add_row)
