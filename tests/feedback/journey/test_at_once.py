"""The same form, sent by several at the same moment."""

from __future__ import annotations

import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from feedback.models import Case, CaseEntry, CaseFile
from tests.feedback.journey.browsing import Browser, People
from tests.feedback.journey.test_views import tell
from tests.uploads.test_files import PDF

TIMES = 3


def send_when_free(key: str, sent: dict[str, list[str]]) -> str:
    """Send; a database in memory does not wait for another thread, so the press is repeated."""
    client = Client()
    client.cookies["feedback"] = key
    for _attempt in range(200):
        try:
            letter = SimpleUploadedFile("letter.pdf", PDF)
            answer = client.post("/feedback/check/", {**sent, "files": [letter]})
        except OperationalError:
            time.sleep(0.05)
        else:
            return f"{answer.status_code} {answer.headers.get('Location', '')}"
    raise AssertionError


def send_at_once(browser: Browser) -> list[str]:
    start, said = threading.Barrier(TIMES), []
    sent, key = browser.fields(), browser.client.cookies["feedback"].value

    def press() -> None:
        try:
            start.wait(timeout=10)
            said.append(send_when_free(key, sent))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _time in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return said


@pytest.mark.django_db(transaction=True)
def test_three_sendings_at_the_same_moment_are_one_case(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.")
    assert send_at_once(browser) == ["302 /feedback/sent/"] * TIMES
    assert (Case.objects.count(), CaseEntry.objects.count()) == (1, 1)
    assert CaseFile.objects.count() == 1
    assert Case.objects.get().reference in browser.go("/feedback/sent/").words
