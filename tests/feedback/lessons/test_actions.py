import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from feedback.lessons import actions
from feedback.models import Lesson
from imroc_ei.people.models import User
from tests.factories import LessonFactory, StepFactory, UserFactory

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {
    "you_said": "The door was shut.",
    "we_did": "It is open.",
    "easy_said": "",
    "easy_did": "",
    "quotes": False,
}
EASY = {"easy_said": "You could not get in.", "easy_did": "Now you can."}


@pytest.fixture
def another(db: None) -> User:
    return UserFactory(roles=["handler"])


def written(by: User, **fields: Any) -> Lesson:
    words = {**SAID, "consent": False, "steps": [], **fields}
    return actions.write(by=by, form_key=uuid.uuid4(), **words)


def waiting(by: User, **fields: Any) -> Lesson:
    lesson = written(by, **fields)
    actions.ask_for_check(by=by, lesson=lesson)
    return lesson


def test_lesson_begins_as_a_draft_with_its_statements(handler: User) -> None:
    step = StepFactory()
    lesson = written(handler, steps=[step])
    assert (lesson.state, lesson.written_by, list(lesson.steps.all())) == ("draft", handler, [step])


def test_form_sent_twice_is_stored_once(handler: User) -> None:
    key = uuid.uuid4()
    first, second = (
        actions.write(by=handler, form_key=key, steps=[], consent=False, **SAID) for _ in range(2)
    )
    assert first == second
    assert Lesson.objects.count() == 1


def test_second_handler_publishes(handler: User, another: User) -> None:
    lesson = waiting(handler)
    actions.publish(by=another, lesson=lesson)
    lesson.refresh_from_db()
    assert (lesson.state, lesson.checked_by) == ("published", another)
    assert lesson.published_on == timezone.localdate()
    assert list(Lesson.objects.published()) == [lesson]


def test_writer_does_not_publish_their_own_words(handler: User) -> None:
    lesson = waiting(handler)
    with pytest.raises(actions.OwnWordsError):
        actions.publish(by=handler, lesson=lesson)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lesson.objects.filter(pk=lesson.pk).update(checked_by=handler)


def test_whoever_changed_a_word_does_not_publish_it(handler: User, another: User) -> None:
    lesson = written(handler)
    words = {**SAID, "we_did": "It is open all day.", "consent": False, "steps": []}
    actions.change(by=another, lesson=lesson, **words)
    actions.ask_for_check(by=handler, lesson=lesson)
    for person in (handler, another):
        with pytest.raises(actions.OwnWordsError):
            actions.publish(by=person, lesson=lesson)
    third = UserFactory(roles=["handler"])
    actions.publish(by=third, lesson=lesson)


def test_whoever_wrote_the_easy_words_does_not_publish_them(handler: User, another: User) -> None:
    lesson = written(handler)
    actions.change(by=another, lesson=lesson, **{**SAID, **EASY}, consent=False, steps=[])
    actions.ask_for_check(by=handler, lesson=lesson)
    with pytest.raises(actions.OwnWordsError):
        actions.publish(by=another, lesson=lesson)
    actions.publish(by=UserFactory(roles=["handler"]), lesson=lesson)


def test_easy_words_that_are_added_are_checked_anew_and_kept_in_the_history(handler: User) -> None:
    lesson = waiting(handler)
    actions.change(by=handler, lesson=lesson, **{**SAID, **EASY}, consent=False, steps=[])
    lesson.refresh_from_db()
    assert lesson.state == "draft"
    said = lesson.history.order_by("history_id").values_list("easy_said", flat=True)
    assert list(said) == ["", "", "You could not get in."]


@pytest.mark.parametrize("missing", ["easy_said", "easy_did"])
def test_easy_words_say_both_parts_or_none(handler: User, missing: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LessonFactory(easy=True, **{missing: ""})


def test_whoever_only_looked_at_it_may_publish_later(handler: User, another: User) -> None:
    lesson = waiting(handler)
    actions.send_back(by=another, lesson=lesson, why="Which door?")
    actions.ask_for_check(by=handler, lesson=lesson)
    actions.publish(by=another, lesson=lesson)
    assert Lesson.objects.published().count() == 1


def test_quote_without_consent_stays_a_draft(handler: User) -> None:
    lesson = written(handler, quotes=True)
    with pytest.raises(actions.NoConsentError):
        actions.ask_for_check(by=handler, lesson=lesson)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lesson.objects.filter(pk=lesson.pk).update(state="to-check")


def test_quote_with_consent_is_published(handler: User, another: User) -> None:
    lesson = waiting(handler, quotes=True, consent=True)
    actions.publish(by=another, lesson=lesson)
    assert Lesson.objects.published().count() == 1


def test_changed_while_it_waits_it_is_a_draft_again(handler: User) -> None:
    lesson = waiting(handler)
    actions.change(by=handler, lesson=lesson, **{**SAID, "we_did": "!"}, consent=False, steps=[])
    lesson.refresh_from_db()
    assert lesson.state == "draft"


def test_published_lesson_is_changed_only_once_taken_down(handler: User) -> None:
    lesson = LessonFactory(published=True)
    with pytest.raises(actions.NotNowError):
        actions.change(by=handler, lesson=lesson, **SAID, consent=False, steps=[])
    actions.take_down(by=handler, lesson=lesson, why="It pointed to somebody.")
    assert Lesson.objects.published().count() == 0
    actions.change(by=handler, lesson=lesson, **SAID, consent=False, steps=[])
    lesson.refresh_from_db()
    assert (lesson.state, lesson.checked_by, lesson.published_on) == ("draft", None, None)


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_only_what_waits_is_published(handler: User, state: str) -> None:
    lesson = LessonFactory(state=state, published_on=timezone.localdate())
    with pytest.raises(actions.NotNowError):
        actions.publish(by=handler, lesson=lesson)
