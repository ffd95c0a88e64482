from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from feedback.cases.moves import add_message
from feedback.cases.writing import write_to_person
from feedback.door import drafts
from feedback.door.follow_up.versions import EASY, STANDARD, Version
from feedback.door.visit import COOKIE, decoded
from feedback.enums import EntryKind, State
from feedback.models import Case, CaseFile
from feedback.vault.sealed import key_of, put, read
from imroc_ei.people.models import User
from tests.feedback.cases.making import ACKNOWLEDGED, ANSWERED, GONE, key
from tests.feedback.door.conftest import CASE, START, CaseOf
from tests.feedback.door.requests import request_of
from tests.feedback.door.visitor import Visitor
from tests.html import faults, main_words, page_of, problems, words_of

WRITE = "/feedback/follow-up/write/"
SECOND = "/feedback/follow-up/second-look/"
BACK = "/feedback/follow-up/take-back/"
VERSIONS = pytest.mark.parametrize("version", [STANDARD, EASY], ids=["standard", "easy"])
PERSONS = [state for state in State if state != State.ANONYMISED]


def photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "JPEG")
    return SimpleUploadedFile("door.jpg", content.getvalue(), "image/jpeg")


def form_key_on(visitor: Visitor, path: str) -> str:
    return str(page_of(visitor.get(path).content).xpath("//input[@name='form_key']/@value")[0])


def send_words(visitor: Visitor, words: str = "There is more.", **more: Any) -> Any:
    given = {"form_key": form_key_on(visitor, WRITE), "words": words, **more}
    return visitor.send(WRITE, given)


def added(case: Case) -> list[str]:
    entries = case.entries.filter(kind=EntryKind.ADDED)
    return [read(entry, "words_sealed", key=key_of(case))["words"] for entry in entries]


@pytest.mark.parametrize("state", PERSONS)
@VERSIONS
def test_case_can_be_read_in_every_state(inside: Any, state: State, version: Version) -> None:
    _case, visitor = inside(state)
    page = visitor.get(version.url("case"))
    assert page.status_code == 200
    assert faults(page.content) == []
    assert "The door was shut." in main_words(page.content)


def test_acknowledgement_and_answer_are_read_whole(inside: Any) -> None:
    case, visitor = inside(State.ANSWERED)
    for kind, words in (
        (EntryKind.ACKNOWLEDGEMENT, ACKNOWLEDGED.as_dict()),
        (EntryKind.EXTENSION, {"until": "2026-03-03", "words": "Somebody is away."}),
        (EntryKind.ANSWER, ANSWERED.as_dict()),
    ):
        entry = case.entries.model(case=case, kind=kind, sent_on=timezone.localdate())
        put(entry, "words_sealed", words, key=key_of(case))
        entry.save()
    read_words = visitor.words(CASE)
    for text in (
        *("We have read it", "That it opens.", "Somebody can come along."),
        *("Somebody is away.", "3 March 2026"),
        *("Our answer", "Upheld: it happened, and it was not right", "It was locked."),
        *("It is open now.", "Ask within 30 days.", "The Ombudsman."),
    ):
        assert text in read_words


def test_nothing_that_is_kept_inside_is_read(inside: Any) -> None:
    case, visitor = inside(State.INVESTIGATING)
    for kind, sent_on in (
        (EntryKind.FACT, None),
        (EntryKind.THOUGHT, None),
        (EntryKind.LEARNED, timezone.localdate()),
        (EntryKind.ANSWER, None),
        (EntryKind.HEARD, None),
    ):
        entry = case.entries.model(case=case, kind=kind, sent_on=sent_on)
        words = {**ANSWERED.as_dict(), "words": "Not for them", "opening": "Not for them"}
        put(entry, "words_sealed", words, key=key_of(case))
        entry.save()
    assert "Not for them" not in visitor.words(CASE)


def test_name_and_address_are_not_shown(inside: Any) -> None:
    _case, visitor = inside(
        name="Ada Example", named="yes", reply_by="email", reach="ada@example.org"
    )
    assert "Ada" not in visitor.get(CASE).content.decode()
    assert "ada@" not in visitor.get(CASE).content.decode()


def test_what_was_set_aside_reads_like_what_was_received(inside: Any) -> None:
    _case, visitor = inside(State.QUARANTINED)
    assert "We have what you told us." in visitor.words(CASE)
    assert "aside" not in visitor.get(CASE).content.decode()


def test_day_by_which_we_write_is_said_and_owned_to_when_it_is_late(inside: Any) -> None:
    with time_machine.travel("2026-03-03T12:00:00+00:00", tick=False):
        _case, visitor = inside()
        assert "writes to you here by 6 March 2026." in visitor.words(CASE)
    with time_machine.travel("2026-03-03T12:20:00+00:00", tick=False):
        Case.objects.update(received_on="2026-02-03")
        assert "was to write to you by 6 February 2026. That is late" in visitor.words(CASE)


def test_thread_takes_the_same_queries_with_one_entry_and_with_three(
    inside: Any, handlers: tuple[User, User]
) -> None:
    case, visitor = inside()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            visitor.get(CASE)
        return len(captured)

    with_one = queries()
    write_to_person(case=case, by=handlers[0], words="Two", form_key=key())
    add_message(case=case, words="Three", form_key=key())
    assert (with_one, queries()) == (6, 6)


def test_message_and_file_arrive_once_however_often_they_are_sent(inside: Any) -> None:
    case, visitor = inside()
    given = {"form_key": form_key_on(visitor, WRITE), "words": "There is more."}
    answers = [visitor.send(WRITE, {**given, "files": [photo()]}) for _ in range(3)]
    assert {tuple(answer.redirect_chain) for answer in answers} == {((CASE, 302),)}
    assert added(case) == ["There is more."]
    assert CaseFile.objects.count() == 1
    assert "We have what you wrote." in main_words(answers[0].content)
    assert "We have what you wrote." not in visitor.words(CASE)


def test_own_file_can_be_fetched_as_an_attachment(inside: Any) -> None:
    _case, visitor = inside()
    page = send_words(visitor, "", files=[photo()])
    link = page_of(page.content).xpath("//main//a[contains(@href, '/file/')]")[0]
    assert words_of(link) == "door.jpg"
    answer = visitor.get(link.get("href"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="door.jpg"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.getvalue().startswith(b"\xff\xd8")


def test_file_of_another_case_is_not_there(inside: Any) -> None:
    _case, visitor = inside()
    page = send_words(visitor, "", files=[photo()])
    link = page_of(page.content).xpath("//main//a[contains(@href, '/file/')]/@href")[0]
    _other, stranger = inside()
    assert stranger.get(link).status_code == 404
    assert visitor.get("/feedback/follow-up/file/nothing/").status_code == 404


def test_file_that_is_lost_is_not_found_and_breaks_nothing(inside: Any) -> None:
    _case, visitor = inside()
    page = send_words(visitor, "", files=[photo()])
    link = page_of(page.content).xpath("//main//a[contains(@href, '/file/')]/@href")[0]
    CaseFile.objects.update(stored_as="feedback/lost")
    assert visitor.get(link).status_code == 404


@VERSIONS
def test_nothing_written_and_no_file_is_said_and_not_stored(inside: Any, version: Version) -> None:
    case, visitor = inside()
    given = {"form_key": form_key_on(visitor, WRITE), "words": " \n"}
    answer = visitor.send(version.url("write"), given)
    assert problems(answer.content) == [version.problem("nothing")]
    assert added(case) == []


@VERSIONS
def test_file_that_cannot_be_taken_keeps_what_was_typed(inside: Any, version: Version) -> None:
    case, visitor = inside()
    wrong = SimpleUploadedFile("picture.jpg", b"not a picture", "image/jpeg")
    given = {"form_key": form_key_on(visitor, WRITE), "words": "Keep this.", "files": [wrong]}
    answer = visitor.send(version.url("write"), given)
    assert problems(answer.content)[0].startswith("picture.jpg: ")
    assert "Keep this." in answer.content.decode()
    assert faults(answer.content) == []
    assert added(case) == []


def test_too_many_files_are_refused_together(inside: Any) -> None:
    case, visitor = inside()
    answer = send_words(visitor, files=[photo() for _ in range(11)])
    assert problems(answer.content) == ["Choose up to 10 files."]
    assert added(case) == []


@VERSIONS
def test_too_long_a_message_is_given_back_whole(inside: Any, version: Version) -> None:
    case, visitor = inside()
    given = {"form_key": form_key_on(visitor, WRITE), "words": "x" * 50_001}
    answer = visitor.send(version.url("write"), given)
    assert problems(answer.content)[0].startswith("This ")
    assert "x" * 50_001 in answer.content.decode()
    assert added(case) == []


@pytest.mark.parametrize("form_key", ["", "x", "\x00"])
def test_form_key_that_is_none_stores_nothing(inside: Any, form_key: str) -> None:
    case, visitor = inside()
    answer = visitor.send(WRITE, {"form_key": form_key, "words": "There is more."})
    assert answer.status_code == 200
    assert added(case) == []


def test_what_was_typed_for_too_long_waits_until_the_code_is_given_again(case_of: CaseOf) -> None:
    case, code = case_of()
    visitor = Visitor()
    visitor.send(START, {"code": code})
    form_key = form_key_on(visitor, WRITE)
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        late = visitor.send(WRITE, {"form_key": form_key, "words": "Written slowly."}, page=START)
        assert "What you wrote is kept" in main_words(late.content)
        again = visitor.send(START, {"code": code})
        assert again.redirect_chain == [(WRITE, 302)]
        assert "Written slowly." in again.content.decode()
        assert send_words(visitor, "Written slowly.").redirect_chain == [(CASE, 302)]
        assert added(case) == ["Written slowly."]
        assert "Written slowly." not in visitor.get(WRITE).content.decode()


def test_second_look_needs_no_reason(inside: Any) -> None:
    case, visitor = inside(State.ANSWERED)
    assert "Ask for a second look" in visitor.words(CASE)
    answer = visitor.send(SECOND)
    assert "You have asked for a second look." in main_words(answer.content)
    assert Case.objects.get(pk=case.pk).state == State.SECOND_ASKED
    assert added(case) == []


def test_reason_for_a_second_look_is_part_of_what_was_said(inside: Any) -> None:
    case, visitor = inside(State.ANSWERED)
    visitor.send(SECOND, {"why": "You left out the second door."})
    assert added(case) == ["You left out the second door."]


def test_second_look_asked_for_twice_is_one(inside: Any) -> None:
    case, visitor = inside(State.ANSWERED)
    visitor.send(SECOND)
    again = visitor.send(SECOND, page=CASE)
    assert "That had been done already." in main_words(again.content)
    assert case.moves.filter(move="ask-second-look").count() == 1


def test_second_look_is_not_offered_before_an_answer_nor_after_its_time(inside: Any) -> None:
    _case, visitor = inside(State.INVESTIGATING)
    assert "Ask for a second look" not in visitor.words(CASE)
    assert visitor.get(SECOND).redirect_chain == [(CASE, 302)]
    late, visitor = inside(State.ANSWERED)
    Case.objects.filter(pk=late.pk).update(answered_on=timezone.localdate() - timedelta(days=31))
    words = visitor.words(CASE)
    assert "write to us and say why it comes now" in words
    assert "Ask for a second look" not in words


def test_taking_back_asks_first(inside: Any) -> None:
    case, visitor = inside()
    page = visitor.words(BACK)
    assert "Take back what you told us?" in page
    assert "12 months after this" in page
    assert Case.objects.get(pk=case.pk).state == State.RECEIVED
    answer = visitor.send(BACK)
    assert "You took this back." in main_words(answer.content)
    assert Case.objects.get(pk=case.pk).state == State.WITHDRAWN
    assert visitor.get(BACK).redirect_chain == [(CASE, 302)]


@pytest.mark.parametrize("path", [WRITE, SECOND, BACK, "/feedback/follow-up/code-kept/"])
def test_nothing_is_done_without_the_code(case_of: CaseOf, path: str) -> None:
    case, _code = case_of(State.ANSWERED)
    visitor = Visitor()
    answer = visitor.send(path, {"words": "Mine", "form_key": str(key())}, page=START)
    assert answer.redirect_chain == [(START, 302)]
    assert Case.objects.get(pk=case.pk).version == case.version


@VERSIONS
def test_after_its_time_the_page_says_that_it_is_destroyed(inside: Any, version: Version) -> None:
    case, visitor = inside(State.CLOSED)
    today = timezone.localdate()
    Case.objects.filter(pk=case.pk).update(**dict.fromkeys(GONE), content_gone_on=today)
    for name in ("case", "write", "withdraw"):
        page = visitor.get(version.url(name))
        assert re.search("destroyed|deleted", main_words(page.content))
        assert faults(page.content) == []
    assert "The door was shut." not in page.content.decode()


def test_code_that_is_kept_is_shown_no_more(inside: Any) -> None:
    _case, visitor = inside()
    assert "I have kept my code" not in visitor.words(CASE)
    own_key = decoded(visitor.client.cookies[COOKIE].value)
    drafts.save(request_of(key=own_key), {"kind": "complaint"})
    drafts.sent(request_of(key=own_key), reference="ACDEFH", code="1234")
    assert "I have kept my code" in visitor.words(CASE)
    answer = visitor.send("/feedback/follow-up/code-kept/", page=CASE)
    assert "This browser shows your code no more." in main_words(answer.content)
    assert drafts.draft_of(request_of(key=own_key)) is None


def test_leaving_forgets_the_code_that_is_shown_and_keeps_what_is_not_sent(inside: Any) -> None:
    _case, visitor = inside()
    own_key = decoded(visitor.client.cookies[COOKIE].value)
    drafts.save(request_of(key=own_key), {"kind": "idea"})
    visitor.send("/feedback/follow-up/leave/", page=CASE)
    assert drafts.draft_of(request_of(key=own_key)) is not None
    drafts.sent(request_of(key=own_key), reference="ACDEFH", code="1234")
    visitor.send("/feedback/follow-up/leave/", page=START)
    assert drafts.draft_of(request_of(key=own_key)) is None
