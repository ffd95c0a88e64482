"""Several tabs of one browser at the same moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from feedback import models
from feedback.door import drafts
from feedback.models import CaseEntry, CaseFile
from imroc_ei.sealing.values import new_key
from tests.feedback.door.follow_up.test_views import form_key_on, photo
from tests.feedback.door.requests import request_of
from tests.html import token_of

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6
WRITE = "/feedback/follow-up/write/"


def at_once(act: Callable[[int], object]) -> list[object]:
    """Act in threads that start together; a database in memory is asked again until it is free."""
    start, came = threading.Barrier(AT_ONCE), []

    def one(number: int) -> None:
        try:
            start.wait(timeout=10)
            for _attempt in range(200):
                try:
                    came.append(act(number))
                except OperationalError:
                    time.sleep(0.05)
                else:
                    return
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came


def test_answers_of_tabs_that_begin_together_are_all_kept_in_one_draft() -> None:
    key = new_key()
    made = at_once(lambda number: drafts.save(request_of(key=key), {f"answer {number}": "x"}).code)
    draft = drafts.draft_of(request_of(key=key))
    assert draft is not None
    assert sorted(draft.answers) == [f"answer {number}" for number in range(AT_ONCE)]
    assert set(made) == {draft.code}
    assert models.Draft.objects.count() == 1


def test_forgetting_while_others_answer_breaks_nothing() -> None:
    key = new_key()
    drafts.save(request_of(key=key), {"kind": "idea"})

    def act(number: int) -> str:
        if number % 2:
            drafts.forget(request_of(key=key))
        else:
            drafts.save(request_of(key=key), {"effect": "x"})
        return "done"

    assert at_once(act) == ["done"] * AT_ONCE
    assert models.Draft.objects.count() <= 1


def test_message_sent_from_tabs_at_once_is_one_message_with_its_file(inside: Any) -> None:
    case, visitor = inside()
    given = {"form_key": form_key_on(visitor, WRITE), "words": "There is more."}
    given |= token_of(visitor.get(WRITE).content)
    cookies = {name: cookie.value for name, cookie in visitor.client.cookies.items()}

    def press(_number: int) -> int:
        client = Client()
        client.cookies.load(cookies)
        return client.post(WRITE, {**given, "files": [photo()]}).status_code

    assert at_once(press) == [302] * AT_ONCE
    assert CaseEntry.objects.filter(case=case, kind="added").count() == 1
    assert CaseFile.objects.count() == 1
