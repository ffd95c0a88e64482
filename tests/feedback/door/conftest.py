from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings

from feedback.enums import State
from feedback.models import Case
from feedback.vault.codes import grouped, new_code
from imroc_ei.people.models import User
from tests.factories import UserFactory
from tests.feedback.cases.making import case_at
from tests.feedback.door.visitor import Visitor

START = "/feedback/follow-up/"
CASE = "/feedback/follow-up/case/"

CaseOf = Callable[..., tuple[Case, str]]


@pytest.fixture
def handlers(db: None) -> tuple[User, User]:
    return UserFactory(roles=["handler"]), UserFactory(roles=["handler"])


@pytest.fixture
def case_of(handlers: tuple[User, User]) -> CaseOf:
    """Return what brings a case to a state, with the code that its person holds."""

    def make(state: State = State.RECEIVED, **answers: Any) -> tuple[Case, str]:
        code = new_code()
        first, second = handlers
        case = case_at(state, by=first, second=second, code=code, **answers)
        return case, grouped(code)

    return make


@pytest.fixture
def inside(case_of: CaseOf) -> Callable[..., tuple[Case, Visitor]]:
    """Return what brings a case to a state, and a visitor who has opened it with its code."""

    def make(state: State = State.RECEIVED, **answers: Any) -> tuple[Case, Visitor]:
        case, code = case_of(state, **answers)
        visitor = Visitor()
        visitor.send(START, {"code": code})
        return case, visitor

    return make


@pytest.fixture
def own_cache(settings: Settings) -> None:
    """A cache whose clock is the test's: Redis keeps its own."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "own"}}
    cache.clear()
