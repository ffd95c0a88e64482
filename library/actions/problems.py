"""What people tell us is wrong with a resource, and what was done about it."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from imroc_ei.people.models import User
from library.models import Problem, Resource
from library.telling import tell_curators_of

# So many reports about one resource may wait: more say nothing new to whoever looks after it.
MOST_WAITING = 50


def report_problem(*, resource: Resource, form_key: UUID, kind: str, words: str) -> Problem | None:
    """Keep what somebody told us. The same form, or the same words, are kept once.

    Returns nothing where so many reports wait that this one would be read by nobody.
    """
    try:
        with transaction.atomic():
            waiting = resource.problems.open()
            before = waiting.filter(kind=kind, words=words).first()
            if before or waiting.count() >= MOST_WAITING:
                return before
            made = Problem.objects.create(
                resource=resource, form_key=form_key, kind=kind, words=words
            )
            tell_curators_of(made)
            return made
    except IntegrityError:
        return Problem.objects.filter(form_key=form_key).first()


@transaction.atomic
def settle_problem(*, by: User, problem: Problem, outcome: str) -> Problem:
    """Say what was done. What somebody settled a moment before stands."""
    row = Problem.objects.select_for_update().get(pk=problem.pk)
    if row.settled_at is None:
        row.settled_at, row.settled_by, row.outcome = timezone.now(), by, outcome
        row.save()
    return row
