from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpRequest

from feedback import models
from feedback.door import drafts
from feedback.door.visit import COOKIE, Visit
from imroc_ei.sealing.values import new_key
from tests.feedback.door.requests import request_of

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 3, 9, 40, tzinfo=UTC)


def request_with(key: bytes | None) -> HttpRequest:
    return request_of(key=key)


@pytest.fixture
def key() -> bytes:
    return new_key()


def visit(request: HttpRequest) -> Visit:
    found: Visit = vars(request)["visit"]
    return found


def test_looking_begins_no_draft(key: bytes) -> None:
    assert drafts.draft_of(request_with(None)) is None
    assert drafts.draft_of(request_with(key)) is None
    assert models.Draft.objects.count() == 0


def test_first_answer_begins_a_draft_and_sets_the_cookie() -> None:
    request = request_with(None)
    drafts.save(request, {"kind": "idea"})
    assert list(visit(request).cookies) == [COOKIE]
    again = drafts.draft_of(request_with(visit(request).key))
    assert again is not None
    assert again.answers == {"kind": "idea"}


def test_answer_in_one_tab_keeps_the_answer_of_another(key: bytes) -> None:
    first, second = request_with(key), request_with(key)
    drafts.save(first, {"what_happened": "one"})
    assert drafts.draft_of(second)
    drafts.save(first, {"effect": "two"})
    drafts.save(second, {"where": "three"})
    kept = drafts.draft_of(request_with(key))
    assert kept is not None
    assert kept.answers == {"what_happened": "one", "effect": "two", "where": "three"}


def test_code_and_submission_stay_what_they_are(key: bytes) -> None:
    made = drafts.save(request_with(key), {"kind": "idea"})
    later = drafts.save(request_with(key), {"kind": "thanks"})
    assert (made.code, made.submission, made.begun_at) == (
        later.code,
        later.submission,
        later.begun_at,
    )
    assert len(made.code) == 16
    assert len(bytes.fromhex(made.submission)) == 32


def test_row_alone_opens_nothing_and_another_key_finds_nothing(key: bytes) -> None:
    drafts.save(request_with(key), {"what_happened": "a word of mine"})
    row = models.Draft.objects.get()
    assert key not in bytes(row.found_by)
    assert b"a word of mine" not in bytes(row.content_sealed or b"")
    assert drafts.draft_of(request_with(new_key())) is None


def test_content_moved_to_the_row_of_another_does_not_open(key: bytes) -> None:
    other = new_key()
    drafts.save(request_with(key), {"what_happened": "mine"})
    row = models.Draft.objects.get()
    drafts.save(request_with(other), {"what_happened": "theirs"})
    models.Draft.objects.exclude(pk=row.pk).update(content_sealed=row.content_sealed)
    assert drafts.draft_of(request_with(other)) is None


def test_after_sending_only_reference_and_code_are_left(key: bytes) -> None:
    code = drafts.save(request_with(key), {"what_happened": "mine"}).code
    drafts.sent(request_with(key), reference="ACDEFH", code=code)
    left = drafts.draft_of(request_with(key))
    assert left is not None
    assert (left.reference, left.code, left.answers, left.submission) == ("ACDEFH", code, {}, "")


def test_answer_after_sending_is_not_kept(key: bytes) -> None:
    drafts.save(request_with(key), {"kind": "idea"})
    drafts.sent(request_with(key), reference="ACDEFH", code="1234")
    late = drafts.save(request_with(key), {"what_happened": "late"})
    assert late.is_sent
    assert late.answers == {}


def test_forgetting_deletes_the_row_and_the_cookie(key: bytes) -> None:
    drafts.save(request_with(key), {"kind": "idea"})
    request = request_with(key)
    drafts.forget(request)
    assert models.Draft.objects.count() == 0
    assert visit(request).cookies == {COOKIE: ""}
    assert drafts.draft_of(request) is None


def test_forgetting_without_a_cookie_asks_nothing_of_the_database() -> None:
    drafts.forget(request_with(None))


def test_draft_is_gone_within_a_day_and_tells_no_minute(key: bytes) -> None:
    with time_machine.travel(MORNING, tick=False):
        drafts.save(request_with(key), {"kind": "idea"})
        assert models.Draft.objects.get().expires_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    with time_machine.travel(MORNING + timedelta(hours=23), tick=False):
        assert drafts.draft_of(request_with(key)) is not None
        assert drafts.prune() == 0
    with time_machine.travel(MORNING + timedelta(hours=24), tick=False):
        assert drafts.draft_of(request_with(key)) is None
        assert drafts.prune() == 1


def test_sending_late_leaves_a_day_to_write_the_code_down(key: bytes) -> None:
    with time_machine.travel(MORNING, tick=False):
        drafts.save(request_with(key), {"kind": "idea"})
    with time_machine.travel(MORNING + timedelta(hours=23), tick=False):
        drafts.sent(request_with(key), reference="ACDEFH", code="1234")
    with time_machine.travel(MORNING + timedelta(hours=46), tick=False):
        assert drafts.draft_of(request_with(key)) is not None


def test_code_of_what_was_sent_stays_where_its_day_ended_meanwhile(key: bytes) -> None:
    with time_machine.travel(MORNING, tick=False):
        draft = drafts.save(request_with(key), {"kind": "idea"})
    with time_machine.travel(MORNING + timedelta(hours=24), tick=False):
        left = drafts.sent(request_with(key), reference="ACDEFH", code=draft.code)
    assert (left.reference, left.code) == ("ACDEFH", draft.code)


def test_answer_after_a_day_begins_a_new_draft(key: bytes) -> None:
    with time_machine.travel(MORNING, tick=False):
        old = drafts.save(request_with(key), {"kind": "idea"})
    with time_machine.travel(MORNING + timedelta(days=2), tick=False):
        new = drafts.save(request_with(key), {"effect": "later"})
    assert new.answers == {"effect": "later"}
    assert new.code != old.code
    assert models.Draft.objects.count() == 1
