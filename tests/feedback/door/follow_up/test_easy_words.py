"""The version in easy words: at most twelve words a sentence, in every state of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from feedback.door.follow_up.versions import EASY, STANDARD
from feedback.enums import State
from feedback.models import Case
from feedback.vault.codes import new_code
from tests.feedback.cases.making import GONE
from tests.feedback.door.conftest import CaseOf
from tests.feedback.door.follow_up.test_views import form_key_on
from tests.feedback.door.visitor import Visitor
from tests.html import page_of, words_of

MOST_WORDS = 12
BLOCKS = (
    "//main//*[self::p[not(@class='buttons')] or self::li or self::h1 or self::h2 or self::label"
    " or self::button or self::a]"
)
END_OF_SENTENCE = re.compile(r"(?<=[.?!:])\s")
PERSONS = [state for state in State if state != State.ANONYMISED]
START = EASY.url()


def too_long(content: bytes) -> list[str]:
    return [
        sentence
        for block in page_of(content).xpath(BLOCKS)
        for sentence in END_OF_SENTENCE.split(words_of(block))
        if len(sentence.split()) > MOST_WORDS
    ]


def pages_of(visitor: Visitor) -> Iterator[Any]:
    for name in ("case", "write", "second_look", "withdraw"):
        yield visitor.get(EASY.url(name))


@pytest.mark.parametrize("days", [0, 10, 60])
@pytest.mark.parametrize("state", PERSONS)
def test_no_sentence_of_a_case_is_long(inside: Any, state: State, days: int) -> None:
    _case, visitor = inside(state)
    with time_machine.travel(timezone.now(), tick=False):
        before = timezone.localdate() - timedelta(days=days)
        dates = ("received_on", "acknowledged_on", "answered_on", "second_asked_on", "closed_on")
        case = Case.objects.get()
        changes = {name: before for name in dates if getattr(case, name)}
        Case.objects.update(**changes)
        assert [too_long(page.content) for page in pages_of(visitor)] == [[]] * 4


def test_no_sentence_of_a_page_without_a_case_is_long(case_of: CaseOf) -> None:
    visitor = Visitor()
    sendings = ("", "1234", "word", "1234 5678 9012 3457", new_code())
    pages = [visitor.get(START), visitor.get(EASY.url("leave"))]
    pages += [visitor.send(START, {"code": code}) for code in sendings]
    pages += [visitor.send(START, {"code": new_code()}) for _ in range(6)]
    assert pages[-1].status_code == 429
    assert [too_long(page.content) for page in pages] == [[]] * len(pages)


def test_no_sentence_about_what_was_sent_wrong_is_long(inside: Any) -> None:
    _case, visitor = inside()
    write = EASY.url("write")
    wrong = [SimpleUploadedFile("a.jpg", b"no picture"), SimpleUploadedFile("b.png", b"")]
    for sent in ({}, {"words": "x" * 50_001}, {"files": wrong}, {"files": wrong * 6}):
        page = visitor.send(write, {"form_key": form_key_on(visitor, write), **sent})
        assert page.status_code == 200
        assert too_long(page.content) == []


def test_no_sentence_after_its_time_is_long(inside: Any) -> None:
    case, visitor = inside(State.CLOSED)
    today = timezone.localdate()
    Case.objects.filter(pk=case.pk).update(**dict.fromkeys(GONE), content_gone_on=today)
    assert too_long(visitor.get(EASY.url("case")).content) == []


def test_easy_words_are_their_own() -> None:
    for name in ("states", "problems", "fields"):
        easy, standard = getattr(EASY, name), getattr(STANDARD, name)
        same = {key for key in standard if str(easy[key]) == str(standard[key])}
        assert same <= {"code"}
