from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from feedback.enums import State
from feedback.models import Case
from feedback.survey.sheet import SURVEY
from feedback.unlinked import hand_in


def may_answer(case: Case | None) -> bool:
    """Whether the questions are open: the case has been closed, and nobody answered them yet."""
    return (
        case is not None
        and case.state == State.CLOSED
        and not case.is_short
        and not case.survey_answered
    )


@transaction.atomic
def answer_survey(*, case: Case, answers: Mapping[str, str]) -> bool:
    """Take in the answers, once a case, and return whether they were taken.

    The case remembers that there were some, and nothing else: neither what they say nor when
    they came. There is no person who acts: whoever was given the address does.
    """
    if not SURVEY.understood(answers):
        return False
    open_still = Case.objects.filter(pk=case.pk, state=State.CLOSED, survey_answered=False)
    if not open_still.update(survey_answered=True):
        return False
    return hand_in(sheet=SURVEY, answers=answers)
