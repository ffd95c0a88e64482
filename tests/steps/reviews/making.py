"""Reviews in the states that the tests ask for, made with the actions themselves."""

from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.utils import timezone

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


def close_review(review: Review, *, by: User, at: datetime) -> None:
    """Close a review as it stood at an earlier moment, past the second person's own press."""
    with time_machine.travel(at, tick=False):
        propose(by=review.opened_by, review=review, version=review.version, asked=by)
        review.refresh_from_db()
        confirm(by=by, review=review, version=review.version)
        review.refresh_from_db()


def finding_in(review: Review) -> Finding:
    return review.findings.get()


def date_parts(name: str, days_ahead: int) -> dict[str, str]:
    """A day in the three fields in which it is typed."""
    day = timezone.localdate() + timedelta(days=days_ahead)
    return {
        f"{name}_day": f"{day.day}",
        f"{name}_month": f"{day:%B}",
        f"{name}_year": f"{day.year}",
    }
