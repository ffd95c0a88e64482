"""What is asked of somebody some weeks after their case was closed."""

from django.utils.translation import gettext_lazy as _

from feedback.unlinked import Question, Sheet

HOW_MUCH = {
    "yes": _("Yes"),
    "mostly": _("Mostly"),
    "partly": _("In part"),
    "no": _("No"),
}

SURVEY = Sheet(
    name="survey",
    heading=_("How it was for those who told us something"),
    questions=(
        Question(slug="easy", text=_("Was it easy to tell us?"), choices=HOW_MUCH),
        Question(slug="safe", text=_("Did you feel safe in telling us?"), choices=HOW_MUCH),
        Question(slug="heard", text=_("Did you feel heard?"), choices=HOW_MUCH),
        Question(slug="clear", text=_("Was our answer clear to you?"), choices=HOW_MUCH),
        Question(slug="again", text=_("Would you tell us again?"), choices=HOW_MUCH),
    ),
)
