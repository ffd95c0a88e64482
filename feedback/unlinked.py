"""Answers that belong to nobody: no link to a person or a case, no time, no order.

What somebody answers waits until the answers of five people are there. Then all of them are
taken apart, shuffled and written at once, each answer a row of its own under a random key: who
looks at the rows afterwards cannot tell who gave which, nor which were given together.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise

from feedback.models import UnlinkedAnswer, WaitingSheet

FEWEST_IN_A_BATCH = 5

shuffle = secrets.SystemRandom().shuffle


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question and its answers by the word under which each is kept; `hint` may say more.

    `drawing` names what stands beside it in easy words.
    """

    slug: str
    text: str | Promise
    choices: Mapping[str, str | Promise]
    hint: str | Promise = ""
    drawing: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Questions that are asked together, and the heading over what came of them."""

    name: str
    heading: str | Promise
    questions: tuple[Question, ...]

    def understood(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Return the answers that are answers to a question of this sheet."""
        given = {question.slug: answers.get(question.slug, "") for question in self.questions}
        return {
            question.slug: given[question.slug]
            for question in self.questions
            if given[question.slug] in question.choices
        }


@transaction.atomic
def hand_in(*, sheet: Sheet, answers: Mapping[str, str]) -> bool:
    """Take in one person's answers; return whether there was one among them.

    Whoever calls it sees to it that the same person is asked once: here nobody can tell.
    """
    given = sheet.understood(answers)
    if not given:
        return False
    WaitingSheet.objects.create(sheet=sheet.name, answers=given)
    _mix(sheet.name)
    return True


def _mix(name: str) -> None:
    """Write what waits, once five people are among it; of two at once the second finds none."""
    waiting = list(WaitingSheet.objects.select_for_update().filter(sheet=name))
    if len(waiting) < FEWEST_IN_A_BATCH:
        return
    answers = [pair for sheet in waiting for pair in sheet.answers.items()]
    shuffle(answers)
    UnlinkedAnswer.objects.bulk_create(
        UnlinkedAnswer(sheet=name, question=question, answer=answer) for question, answer in answers
    )
    WaitingSheet.objects.filter(pk__in=[sheet.pk for sheet in waiting]).delete()


def counted(sheet: Sheet) -> dict[str, Counter[str]]:
    """Return by question how often each answer was given, among those that have been mixed."""
    counts: dict[str, Counter[str]] = {question.slug: Counter() for question in sheet.questions}
    rows = UnlinkedAnswer.objects.filter(sheet=sheet.name).order_by()
    for question, answer in rows.values_list("question", "answer"):
        if question in counts:
            counts[question][answer] += 1
    return counts


def destroy(sheet: Sheet) -> None:
    """Take the answers away for good, once what they come to has been counted."""
    UnlinkedAnswer.objects.filter(sheet=sheet.name).delete()
