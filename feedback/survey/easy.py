"""The questions of the survey in easy words, for the same answers."""

from django.utils.translation import gettext_lazy as _

from feedback.survey.sheet import SURVEY
from feedback.unlinked import Question, Sheet

HOW_MUCH = {
    "yes": _("Yes"),
    "mostly": _("Mostly yes"),
    "partly": _("Only a bit"),
    "no": _("No"),
}

SURVEY_EASY = Sheet(
    name=SURVEY.name,
    heading=SURVEY.heading,
    questions=(
        Question(slug="easy", text=_("Was telling us easy?"), choices=HOW_MUCH, drawing="speech"),
        Question(slug="safe", text=_("Did you feel safe?"), choices=HOW_MUCH, drawing="shield"),
        Question(slug="heard", text=_("Did we listen to you?"), choices=HOW_MUCH, drawing="ear"),
        Question(
            slug="clear",
            text=_("Could you understand our answer?"),
            choices=HOW_MUCH,
            drawing="letter",
        ),
        Question(
            slug="again",
            text=_("Would you tell us another time?"),
            choices=HOW_MUCH,
            drawing="again",
        ),
    ),
)
