"""Handlers, and cases that they may know of."""

from datetime import date
from typing import Any

from feedback.models import Case
from imroc_ei.people.models import User
from tests.factories import UserFactory
from tests.factories.feedback import CaseAccessFactory, CaseFactory, ConflictFactory


def a_handler(**fields: Any) -> User:
    return UserFactory(roles=["handler"], **fields)


def a_case(*readers: User, conflicts: tuple[User, ...] = (), **fields: Any) -> Case:
    """Return a bare case that these may read; those with a conflict were let in before it."""
    case = CaseFactory(**fields)
    for person in (*readers, *conflicts):
        CaseAccessFactory(case=case, person=person)
    for person in conflicts:
        ConflictFactory(case=case, person=person)
    return case


def pause(person: User, until: date) -> None:
    person.reminders_paused_until = until
    person.save()
