"""What handlers see of a case that does not open any more: a sentence, and never an error."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from feedback.cases.search import search
from feedback.enums import State
from feedback.models import Case
from feedback.vault import marks
from feedback.vault.retention import retention
from imroc_ei.people.models import User
from imroc_ei.sealing.keys import KeyRing
from tests.clock import on
from tests.factories import OrganisationFactory, UserFactory
from tests.feedback.told import a_case
from tests.feedback.vault.making import ONE_KEY, SECOND, add_file
from tests.html import page_of, words_of

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]
WORD = "orangery"


@pytest.fixture
def handler(settings: Settings, db: None) -> User:
    settings.FEEDBACK_KEYS = ONE_KEY
    OrganisationFactory(rooms=["feedback"])
    UserFactory(roles=["handler"])
    return UserFactory(roles=["handler"])


@pytest.fixture
def case(handler: User) -> Case:
    return a_case(what_happened=f"Behind the {WORD}")


def page(client: Client, case: Case) -> str:
    answer = client.get(case.get_absolute_url())
    assert answer.status_code == 200
    return words_of(page_of(answer.content))


def test_case_whose_key_was_lost_says_so(
    settings: Settings, client_of: Browser, handler: User, case: Case
) -> None:
    client = client_of(handler)
    assert [hit.case for hit in search(handler, WORD)] == [case]
    assert WORD in page(client, case)
    settings.FEEDBACK_KEYS = KeyRing({2: SECOND})
    marks.give_up(marks.KEY, 1)
    said = page(client, case)
    assert "The key to what was said was lost, and cannot be made again here." in said
    assert WORD not in said
    assert client.get(reverse("case_log", args=[case.public_id])).status_code == 200
    assert client.get(reverse("case_export", args=[case.public_id])).status_code == 302
    assert search(handler, WORD) == []


def test_case_whose_words_are_destroyed_says_so(
    client_of: Browser, handler: User, case: Case
) -> None:
    Case.objects.update(state=State.CLOSED, closed_on=timezone.localdate())
    later = timezone.localdate() + timedelta(days=400)
    with on(later):
        retention(later)
        client = client_of(handler)
        said = page(client, case)
        log = words_of(page_of(client.get(reverse("case_log", args=[case.public_id])).content))
    assert "What was said has been destroyed, with its files and its key" in said
    assert WORD not in said
    assert "What was said was destroyed, because its time was over" in log


@pytest.mark.parametrize("state", ["altered", "gone"])
def test_file_that_does_not_open_is_not_found_and_logged(
    client_of: Browser,
    handler: User,
    case: Case,
    caplog: pytest.LogCaptureFixture,
    state: str,
) -> None:
    kept = add_file(case, b"%PDF-1.7 content")
    address = reverse("case_file", args=[case.public_id, kept.public_id])
    client = client_of(handler)
    assert client.get(address).status_code == 200
    path = Path(default_storage.path(kept.stored_as))
    if state == "altered":
        path.write_bytes(path.read_bytes() + b"x")
    else:
        default_storage.delete(kept.stored_as)
    assert client.get(address).status_code == 404
    problem = {"altered": "SealBrokenError", "gone": "FileNotFoundError"}[state]
    assert f"File {kept.public_id} does not open: {problem}" in caplog.messages
