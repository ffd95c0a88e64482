from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from feedback.door import network, spam
from feedback.door.drafts import Draft
from feedback.enums import State
from feedback.models import Case
from feedback.vault.sealed import key_of, read
from imroc_ei.people.models import User
from tests.feedback.door.requests import request_of
from tests.feedback.told import a_case

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
WORDS = "They wrote the minutes and left out what I had said, twice."


def draft_of(seconds: float = 60, words: str = WORDS, **more: Any) -> Draft:
    begun = timezone.now().timestamp() - seconds
    return Draft(answers={"what_happened": words}, begun_at=begun, **more)


def signs(draft: Draft, **request: Any) -> list[spam.Sign]:
    return list(spam.signs_of(request_of(**request), draft))


def test_what_people_send_shows_no_sign() -> None:
    assert signs(draft_of(), sent={"homepage": ""}) == []


def test_field_that_no_person_sees_is_a_sign() -> None:
    assert signs(draft_of(), sent={"homepage": "https://example.org"}) == [spam.Sign.SPARE_FIELD]


def test_sending_within_seconds_is_a_sign() -> None:
    with time_machine.travel(NOON, tick=False):
        assert signs(draft_of(3.9)) == [spam.Sign.TOO_QUICK]
        assert signs(draft_of(4, words="Others")) == []


def test_same_words_from_another_draft_are_a_sign_however_they_are_spaced() -> None:
    assert signs(draft_of()) == []
    assert signs(draft_of(words=f"  {WORDS.upper()}\n")) == [spam.Sign.SAME_WORDS]


def test_same_draft_sent_three_times_is_no_sign() -> None:
    draft = draft_of()
    assert [signs(draft) for _ in range(3)] == [[], [], []]


def test_short_words_that_many_say_are_no_sign() -> None:
    assert [signs(draft_of(words="Thank you!")) for _ in range(3)] == [[], [], []]


@pytest.mark.usefixtures("own_cache")
def test_mark_of_words_is_gone_after_three_days() -> None:
    with time_machine.travel(NOON, tick=False):
        signs(draft_of())
    with time_machine.travel(NOON + timedelta(days=3, seconds=1), tick=False):
        assert signs(draft_of()) == []


def test_cache_holds_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    stored: list[str] = []
    add = cache.add

    def noted(*args: Any) -> bool:
        stored.extend(str(argument) for argument in args)
        return bool(add(*args))

    monkeypatch.setattr(cache, "add", noted)
    draft = draft_of()
    signs(draft)
    assert len(stored) == 15
    telling = (*WORDS.casefold().split(), draft.submission)
    assert [text for text in stored if any(word in text.split() for word in telling)] == []


def test_a_great_many_from_one_network_are_a_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    few = network.Limit(what="usual-sendings", times=2, seconds=24 * 60 * 60)
    monkeypatch.setattr(network, "USUAL_SENDINGS", few)
    found = [signs(draft_of(words=f"Number {number}")) for number in range(3)]
    assert found == [[], [], [spam.Sign.MANY]]
    assert signs(draft_of(words="Other"), address="198.51.100.1") == []


@pytest.mark.django_db
class TestSettingAside:
    def odd(self, case: Case) -> Case:
        return spam.look_at(request_of(), case=case, draft=draft_of(1))

    def test_odd_case_is_set_aside_and_says_why(self, handler: User) -> None:
        case = self.odd(a_case())
        assert case.state == State.QUARANTINED
        why = read(case.moves.get(move="set-aside"), "why_sealed", key=key_of(case))
        assert why == "It was written and sent within seconds."

    def test_case_without_a_sign_stays_where_it_is(self, handler: User) -> None:
        case = spam.look_at(request_of(), case=a_case(), draft=draft_of())
        assert case.state == State.RECEIVED

    def test_urgent_case_is_never_set_aside(self, handler: User) -> None:
        assert self.odd(a_case(danger="yes")).state == State.RECEIVED

    def test_looking_twice_changes_nothing(self, handler: User) -> None:
        case = self.odd(a_case())
        again = self.odd(Case.objects.get(pk=case.pk))
        assert again.version == case.version
