"""Lessons as pages read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from aims.models import Aim
from feedback.enums import LessonState
from feedback.lessons.actions import WORDS, hands
from feedback.lessons.small_numbers import small_numbers
from feedback.models import Lesson
from imroc_ei.people.models import User
from steps.models import Step

LATEST = 3


def published_lessons() -> QuerySet[Lesson]:
    return Lesson.objects.published()


def latest_lessons(*, aim: Aim | None = None, step: Step | None = None) -> list[Lesson]:
    """The newest published lessons, in one query: all, of an aim, or of a statement."""
    lessons = Lesson.objects.published()
    if aim is not None:
        lessons = lessons.serving(aim)
    if step is not None:
        lessons = lessons.filter(steps=step)
    return list(lessons[:LATEST])


def lessons_at_work(person: User) -> QuerySet[Lesson]:
    """What is not published, what waits for a check first."""
    unpublished = Lesson.objects.visible_to(person).exclude(state=LessonState.PUBLISHED)
    return unpublished.select_related("written_by").order_by("-state", "-pk")


def lessons_with(words: str) -> QuerySet[Lesson]:
    """Published lessons in which all these words stand."""
    found = Lesson.objects.published()
    for word in words.split():
        found = found.filter(Q(you_said__icontains=word) | Q(we_did__icontains=word))
    return found


@dataclass(kw_only=True)
class LessonPage:
    """A lesson as handlers work on it."""

    lesson: Lesson
    person: User

    @cached_property
    def steps(self) -> list[Step]:
        return list(self.lesson.steps.order_by("pk"))

    @cached_property
    def small_numbers(self) -> list[str]:
        lesson = self.lesson
        texts = (lesson.you_said, lesson.we_did, lesson.easy_said, lesson.easy_did)
        return small_numbers("\n".join(texts))

    @cached_property
    def is_own(self) -> bool:
        """Whether this person had a hand in the words, and so may not publish them."""
        return self.person.pk in hands(self.lesson)

    @cached_property
    def why_back(self) -> str:
        """What is to be different, of a draft that came back from its check."""
        if self.lesson.state not in (LessonState.DRAFT, LessonState.WITHDRAWN):
            return ""
        last, *before = self.lesson.history.order_by("-history_id")[:2]
        came_back = before and before[0].state in (LessonState.TO_CHECK, LessonState.PUBLISHED)
        same = before and all(getattr(last, name) == getattr(before[0], name) for name in WORDS)
        return (last.history_change_reason or "") if came_back and same else ""

    @property
    def lacks_consent(self) -> bool:
        return self.lesson.quotes and not self.lesson.consent
