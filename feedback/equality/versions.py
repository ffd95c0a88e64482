from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from feedback.equality.easy import ABOUT_YOU_EASY
from feedback.equality.questions import ABOUT_YOU
from feedback.journey import versions as journey
from feedback.sheet_pages import SheetIn

STANDARD = SheetIn(
    journey=journey.STANDARD,
    page="questions_about_you",
    folder="equality",
    sheet=ABOUT_YOU,
    problems={"choice": _("Choose one of the answers, or none.")},
)
EASY = SheetIn(
    journey=journey.EASY,
    page="questions_about_you",
    folder="equality",
    sheet=ABOUT_YOU_EASY,
    problems={"choice": _("Choose one of these. You can also leave it empty.")},
)


def other(version: SheetIn) -> SheetIn:
    return STANDARD if version is EASY else EASY
