from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from feedback.journey import versions as journey
from feedback.sheet_pages import SheetIn
from feedback.survey.easy import SURVEY_EASY
from feedback.survey.sheet import SURVEY

STANDARD = SheetIn(
    journey=journey.STANDARD,
    page="survey",
    folder="survey",
    sheet=SURVEY,
    problems={
        "choice": _("Choose one of the answers, or leave it out."),
        "nothing": _("Answer one of the questions, or just leave this page."),
    },
)
EASY = SheetIn(
    journey=journey.EASY,
    page="survey",
    folder="survey",
    sheet=SURVEY_EASY,
    problems={
        "choice": _("Choose one of these. You can also leave it empty."),
        "nothing": _("Choose one answer. Or close this page."),
    },
)


def other(version: SheetIn) -> SheetIn:
    return STANDARD if version is EASY else EASY
