"""What handlers do with a lesson. Whoever wrote a word of it does not publish it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from feedback.enums import LessonState
from feedback.models import Lesson
from imroc_ei.forms.editing import ChangedMeanwhileError, Edit, fingerprint
from imroc_ei.people.models import User
from steps.models import Step


class WithReason(Protocol):
    """A move that asks why."""

    def __call__(self, *, by: User, lesson: Lesson, why: str) -> None: ...


WORDS = ("you_said", "we_did", "easy_said", "easy_did", "quotes")
CHECKED = (*WORDS, "consent", "steps")


class NotNowError(Exception):
    """What was asked for cannot be done in this state; somebody else was quicker."""


class OwnWordsError(Exception):
    """Somebody would publish what they wrote, or had a hand in."""


class NoConsentError(Exception):
    """It quotes somebody who has not agreed."""


def write(
    *,
    by: User,
    form_key: uuid.UUID,
    you_said: str,
    we_did: str,
    steps: Iterable[Step],
    quotes: bool,
    consent: bool,
    easy_said: str = "",
    easy_did: str = "",
    made_up: bool = False,
) -> Lesson:
    """Begin a lesson as a draft, once for each form that was shown."""
    try:
        with transaction.atomic():
            lesson = Lesson(
                form_key=form_key,
                you_said=you_said,
                we_did=we_did,
                easy_said=easy_said,
                easy_did=easy_did,
                quotes=quotes,
                consent=consent,
                written_by=by,
                made_up=made_up,
            )
            _sign(lesson, by=by, why=gettext("Written"))
            lesson.save()
            lesson.steps.set(steps)
            return lesson
    except IntegrityError:
        return Lesson.objects.get(form_key=form_key)


@transaction.atomic
def change(
    *,
    by: User,
    lesson: Lesson,
    you_said: str,
    we_did: str,
    easy_said: str,
    easy_did: str,
    steps: Iterable[Step],
    quotes: bool,
    consent: bool,
    seen: str | None = None,
) -> bool:
    """Change a lesson that is not published. It is a draft again, and has to be checked anew."""
    values = {
        "you_said": you_said,
        "we_did": we_did,
        "easy_said": easy_said,
        "easy_did": easy_did,
        "steps": list(steps),
        "quotes": quotes,
        "consent": consent,
    }
    edit = Edit(lesson, values, seen=seen)
    if edit.row.state == LessonState.PUBLISHED:
        raise NotNowError
    return edit.save(
        by=by,
        why=gettext("Changed"),
        state=LessonState.DRAFT,
        checked_by=None,
        published_on=None,
    )


@transaction.atomic
def ask_for_check(*, by: User, lesson: Lesson) -> None:
    """Let another handler look at it. Raises NoConsentError where somebody is quoted without."""
    lesson = _locked(lesson, LessonState.DRAFT)
    if lesson.quotes and not lesson.consent:
        raise NoConsentError
    lesson.state = LessonState.TO_CHECK
    _save(lesson, by=by, why=gettext("Ready to be checked"))


@transaction.atomic
def send_back(*, by: User, lesson: Lesson, why: str) -> None:
    """Give it back to be written differently, with what is to be different."""
    lesson = _locked(lesson, LessonState.TO_CHECK)
    lesson.state = LessonState.DRAFT
    _save(lesson, by=by, why=why)


@transaction.atomic
def publish(*, by: User, lesson: Lesson, seen: str | None = None) -> None:
    """Publish a lesson that others wrote. Raises OwnWordsError for one's own.

    `seen` is the fingerprint of what was checked. Raises ChangedMeanwhileError where it says
    something else by now: what nobody checked is not published.
    """
    lesson = _locked(lesson, LessonState.TO_CHECK)
    if by.pk in hands(lesson):
        raise OwnWordsError
    if seen is not None and seen != fingerprint(lesson, CHECKED):
        raise ChangedMeanwhileError(lesson)
    lesson.state, lesson.checked_by = LessonState.PUBLISHED, by
    lesson.published_on = timezone.localdate()
    _save(lesson, by=by, why=gettext("Checked and published"))


@transaction.atomic
def take_down(*, by: User, lesson: Lesson, why: str) -> None:
    """Take a published lesson from the pages. It is kept, and can be written anew."""
    lesson = _locked(lesson, LessonState.PUBLISHED)
    lesson.state = LessonState.WITHDRAWN
    _save(lesson, by=by, why=why)


def hands(lesson: Lesson) -> set[int]:
    """Return the keys of all who had a hand in the words of a lesson."""
    found = {lesson.written_by_id} if lesson.written_by_id else set()
    before: tuple[object, ...] | None = None
    for record in lesson.history.order_by("history_id").values("history_user_id", *WORDS):
        words = tuple(record[name] for name in WORDS)
        if words != before and record["history_user_id"]:
            found.add(record["history_user_id"])
        before = words
    return found


def _locked(lesson: Lesson, state: LessonState) -> Lesson:
    locked = Lesson.objects.select_for_update().get(pk=lesson.pk)
    if locked.state != state:
        raise NotNowError
    return locked


def _save(lesson: Lesson, *, by: User, why: str) -> None:
    _sign(lesson, by=by, why=why)
    lesson.save()


def _sign(lesson: Lesson, *, by: User, why: str) -> None:
    """Tell the history who is about to change a lesson, and why."""
    vars(lesson).update(_history_user=by, _change_reason=why)
