import pytest
from django.db import DatabaseError, IntegrityError

from imroc_ei.people.models import User
from steps.enums import ReviewState
from steps.models import Finding, Review
from tests.factories import FindingFactory, ReviewFactory, StepFactory, UserFactory
from tests.steps.reviews.making import closed_review, proposed_review

pytestmark = pytest.mark.django_db


def test_closed_review_never_changes_even_past_the_actions() -> None:
    review = closed_review()
    with pytest.raises(DatabaseError, match="a closed review never changes"):
        Review.objects.filter(pk=review.pk).update(learned="Something else")


def test_finding_of_a_closed_review_never_changes() -> None:
    review = closed_review()
    with pytest.raises(DatabaseError, match="a closed review never changes"):
        review.findings.update(why="Something else")


def test_closed_review_takes_no_late_finding() -> None:
    review = closed_review()
    with pytest.raises(DatabaseError, match="a closed review never changes"):
        Finding.objects.create(review=review, step=StepFactory(), is_open=False)


def test_statement_in_two_open_reviews_is_refused_by_the_database() -> None:
    finding = FindingFactory()
    with pytest.raises(IntegrityError):
        FindingFactory(step=finding.step)


def test_review_closed_without_a_snapshot_is_refused_by_the_database() -> None:
    review = proposed_review()
    with pytest.raises(IntegrityError):
        Review.objects.filter(pk=review.pk).update(state=ReviewState.CLOSED)


def test_review_confirmed_by_its_proposer_is_refused_by_the_database() -> None:
    review = proposed_review()
    review.state, review.snapshot = ReviewState.CLOSED, {"schema": 1}
    review.confirmed_by, review.confirmed_at = review.proposed_by, review.proposed_at
    with pytest.raises(IntegrityError):
        review.save()


def seen_by(person: User) -> set[str]:
    return set(Review.objects.visible_to(person).values_list("state", flat=True))


def test_visible_to_by_role(consultant: User, lead: User) -> None:
    ReviewFactory()
    proposed_review()
    closed_review()
    assert seen_by(lead) == {"open", "proposed", "closed"}
    assert seen_by(consultant) == {"proposed", "closed"}
    assert seen_by(UserFactory(roles=[])) == set()
