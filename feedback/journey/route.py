"""The way through the questions: what comes before, what comes after, and which number it is."""

from __future__ import annotations

from feedback.journey.forms import Answers
from feedback.journey.questions import FIRST, QUESTIONS, Question, asked, is_short
from feedback.journey.versions import Version

# In an address: the person came from their answers, to change one.
CHANGING = "?from=answers"


def before(question: Question, answers: Answers) -> Question | None:
    place = QUESTIONS.index(question)
    earlier = [found for found in asked(answers) if QUESTIONS.index(found) < place]
    return earlier[-1] if earlier else None


def after(question: Question, answers: Answers) -> Question | None:
    place = QUESTIONS.index(question)
    return next((found for found in asked(answers) if QUESTIONS.index(found) > place), None)


def number(question: Question, answers: Answers) -> int:
    """Return which question it is, pages that ask nothing left out."""
    place = QUESTIONS.index(question)
    asking = [found for found in asked(answers) if found.fields and found is not question]
    return 1 + sum(QUESTIONS.index(found) < place for found in asking)


def way_back(question: Question, answers: Answers, version: Version, *, changing: bool) -> str:
    if changing:
        return version.check
    earlier = before(question, answers)
    return version.question(earlier.slug) if earlier else version.start


def way_on(
    question: Question, was: Answers, now: Answers, version: Version, *, changing: bool
) -> str:
    """Return where an answer leads. Who changes one, or has said enough, comes to all of them,
    unless the new answer brings up questions that they have not seen."""
    following = after(question, now)
    if following is None:
        return version.check
    if not changing or (question is FIRST and is_short(was) and not is_short(now)):
        return version.question(following.slug)
    if following.after and following.after in (question.slug, question.after):
        return version.question(following.slug) + CHANGING
    return version.check


def may_end(question: Question, answers: Answers, *, changing: bool) -> bool:
    """Whether a page offers to leave out all that is left: what happened has been said, and more
    than the answers comes after."""
    said = bool(answers.get("what_happened"))
    return said and not changing and after(question, answers) is not None


def last(answers: Answers, version: Version) -> str:
    """Return the address of the last question."""
    return version.question(asked(answers)[-1].slug)
