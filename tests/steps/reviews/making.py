"""Reviews in the states that the tests ask for, made with the actions themselves."""

from typing import Any

from imroc_ei.people.models import User
from steps.models import Finding, Review
from steps.reviews.closing import confirm, propose
from tests.factories import FindingFactory, ReviewFactory, UserFactory


def written_review(*, findings: int = 1, **fields: Any) -> Review:
    """An open review in which everything has been said."""
    review = ReviewFactory(written=True, **fields)
    FindingFactory.create_batch(findings, review=review, given=True)
    return review


def proposed_review(*, asked: User | None = None, **fields: Any) -> Review:
    """A review that waits for a second person."""
    review = written_review(**fields)
    asked = asked or UserFactory()
    return propose(by=review.opened_by, review=review, version=review.version, asked=asked)


def closed_review(*, by: User | None = None, **fields: Any) -> Review:
    """A review that a second person has confirmed."""
    by = by or UserFactory()
    review = proposed_review(asked=by, **fields)
    return confirm(by=by, review=review, version=review.version)


def finding_in(review: Review) -> Finding:
    return review.findings.get()
