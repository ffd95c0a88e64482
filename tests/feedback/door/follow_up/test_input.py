"""Whatever is sent to the door gets an answer, and nothing is stored twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from feedback.door import network
from feedback.door.follow_up.versions import EASY, PAGES, STANDARD
from feedback.enums import State
from feedback.models import CaseEntry, CaseFile
from tests.feedback.cases.making import key
from tests.feedback.door.visitor import Visitor

pytestmark = pytest.mark.django_db

TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", " ", "9" * 400, "\0", "\ufeff\u202e", "<script>", "' OR 1=1 --"]),
    st.sampled_from(["١٢٣٤" * 4, "1234 5678 9012 3457"]),
    st.integers(0, 10**17).map(str),
)
CONTENTS = st.one_of(st.binary(max_size=60), st.sampled_from([b"%PDF-1.4", b"\xff\xd8\xff", b""]))
PATHS = st.sampled_from([version.url(page) for version in (STANDARD, EASY) for page in PAGES])
# What a header can carry at all.
COOKIES = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=';,"\\'))
quickly = examples(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    many = network.Limit(what="forms", times=10**6, seconds=600)
    monkeypatch.setattr(network, "FORMS", many)
    monkeypatch.setattr(network, "FREE_FAILURES", 10**6)


@pytest.fixture
def visitor(inside: Any) -> Visitor:
    found: Visitor = inside(State.ANSWERED)[1]
    return found


@given(code=TEXTS)
@quickly
def test_code_takes_anything(code: str) -> None:
    assert Visitor().send(STANDARD.url(), {"code": code}).status_code == 200


@given(words=TEXTS, name=TEXTS, content=CONTENTS)
@quickly
def test_writing_back_takes_anything_and_keeps_it_once(
    visitor: Visitor, words: str, name: str, content: bytes
) -> None:
    before = CaseEntry.objects.count(), CaseFile.objects.count()
    form_key, page = str(key()), STANDARD.url("write")
    for _ in range(2):
        file = SimpleUploadedFile(name or "x", content)
        given_words = {"form_key": form_key, "words": words, "files": [file]}
        assert visitor.send(page, given_words).status_code == 200
    assert CaseEntry.objects.count() - before[0] <= 1
    assert CaseFile.objects.count() - before[1] <= 1


@given(path=PATHS, cookie=COOKIES, case_cookie=COOKIES, token=TEXTS, data=TEXTS)
@quickly
def test_door_takes_any_cookie_and_token(
    path: str, cookie: str, case_cookie: str, token: str, data: str
) -> None:
    client = Client(HTTP_COOKIE=f"feedback={cookie}; feedback_case={case_cookie}")
    assert client.get(path).status_code in (200, 302)
    answer = client.post(path, {"csrfmiddlewaretoken": token, "words": data})
    assert answer.status_code == 403
