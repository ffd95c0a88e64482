"""Whom the journey names: those who read what is told, and who reads it where they may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName


def named_handlers() -> list[User]:
    return list(User.objects.holding(RoleName.HANDLER).order_by("name", "pk"))


def handlers_among(keys: Iterable[str]) -> list[str]:
    """Return the public ids of handlers among what a form brought, which may be anything."""
    known = {person.public_id for person in named_handlers()}
    return [key for key in keys if key in known]


def outside_contacts() -> list[User]:
    return list(User.objects.holding(RoleName.OUTSIDE).order_by("name", "pk"))


@dataclass(frozen=True)
class Readers:
    """Who reads it first; `outside` where no handler is left and the outside contact does."""

    people: list[User]
    outside: bool = False


def first_readers(*, named: Iterable[str], not_these: Iterable[str]) -> Readers:
    """Return who will be let in at first: handlers who were named and not ticked, or else the
    outside contacts, as `feedback.cases.access` does it."""
    named, kept_out = set(named), set(not_these)
    people = [
        person
        for person in named_handlers()
        if (not named or person.public_id in named) and person.public_id not in kept_out
    ]
    return Readers(people) if people else Readers(outside_contacts(), outside=True)
