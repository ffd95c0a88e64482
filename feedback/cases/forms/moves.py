"""Forms of the moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.cases.forms.base import DoingForm, person_field
from feedback.cases.sight import Sight
from feedback.cases.words import Acknowledgement
from feedback.clocks.duties import longest_extension
from feedback.enums import EntryKind
from imroc_ei.forms.dates import DayField
from imroc_ei.forms.words import LineField, WordsField

THEME_HINT = _(
    "A word or two that help to see what comes up again and again. Write no name: this is not "
    "encrypted."
)
SENT_AT_ONCE = _("The person reads this word for word.")


def theme_field() -> LineField:
    return LineField(
        label=_("What is it about, in a word or two?"),
        help_text=THEME_HINT,
        longest=80,
        required=False,
    )


class TakeInForm(DoingForm):
    theme = theme_field()
    stands_in = person_field(
        _("Who stands in for you?"),
        _("Choose somebody who may see this case, or nobody."),
        help_text=_("They hear of it where you do not come to it, or have paused your reminders."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [person for person in self.sight.readers if person != self.sight.by]
        self.offer_people("stands_in", others)

    def first_words(self, sight: Sight) -> dict[str, Any]:
        return {"theme": sight.case.theme}


class WhyForm(DoingForm):
    """A reason, which stands in the log."""

    why = WordsField(
        rows=3,
        label=_("Why?"),
        help_text=_("It stands in the log of the case, encrypted."),
        error_messages={"required": _("Say why, in a sentence.")},
    )


class WhyIfAnyForm(DoingForm):
    why = WordsField(rows=3, label=_("Why?"), required=False)


class AcknowledgeForm(DoingForm):
    with_key = True
    quotes = True
    template_for = EntryKind.ACKNOWLEDGEMENT
    template_fills = "opening"

    opening = WordsField(
        rows=3, label=_("A sentence or two to begin with"), help_text=SENT_AT_ONCE, required=False
    )
    understood = WordsField(
        label=_("What we understood"),
        error_messages={"required": _("Say in your own words what you understood.")},
    )
    wanted = WordsField(
        rows=3,
        label=_("What they want to happen"),
        error_messages={"required": _("Say what they want to happen, or that they did not say.")},
    )
    who = LineField(
        label=_("Who looks at it"),
        longest=300,
        error_messages={"required": _("Say who looks at it.")},
    )
    by_when = WordsField(
        rows=2,
        label=_("By when"),
        error_messages={"required": _("Say by when they hear from us.")},
    )
    support = WordsField(
        rows=3,
        label=_("What support there is"),
        error_messages={"required": _("Say what support there is, or how to ask for it.")},
    )

    def first_words(self, sight: Sight) -> dict[str, Any]:
        return {
            "wanted": sight.said.get("wanted", ""),
            "who": sight.by.display_name,
            "by_when": gettext("You will have an answer by %(day)s.")
            % {"day": date_format(self.answer_due())},
            "support": gettext(
                "You can bring somebody along, and have this in another format or language. "
                "Tell us what you need."
            ),
        }

    def answer_due(self) -> date:
        procedure = self.sight.case.procedure
        second = self.sight.case.in_second_look
        days = procedure.second_answer_days if second else procedure.answer_days
        return self.sight.calendar.after(timezone.localdate(), days)

    def said(self) -> dict[str, Any]:
        said = super().said()
        key = said.pop("form_key")
        return {"words": Acknowledgement(**said), "form_key": key}


class ExtendForm(DoingForm):
    with_key = True
    until = DayField(
        label=_("Until when?"),
        error_messages={"required": _("Say until when, like 3 March 2027.")},
    )
    why = WordsField(
        rows=3,
        label=_("Why is more time needed?"),
        help_text=SENT_AT_ONCE,
        error_messages={"required": _("Say why more time is needed.")},
    )

    def first_words(self, sight: Sight) -> dict[str, Any]:
        return {"until": longest_extension(sight.case, sight.calendar)}


class SendForm(DoingForm):
    """The answer goes. Where nobody else may know of the case, it says why it goes unread."""

    unread_because = WordsField(
        rows=3,
        label=_("Why does nobody else read it first?"),
        help_text=_("Only where nobody else may see this case. It stands in the log."),
        error_messages={"required": _("Say why nobody else reads it first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.sight.unsent_answer
        if answer is None or answer.read_by_id or self.sight.second_readers:
            del self.fields["unread_because"]


class AskToReadForm(DoingForm):
    reader = person_field(
        _("Who reads it before it goes?"),
        _("Choose who reads it before it goes."),
        help_text=_("Never whoever wrote it. They hear of it by e-mail."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people("reader", self.sight.second_readers)


class RedirectForm(DoingForm):
    with_key = True
    words = WordsField(
        label=_("What do you write to the person?"),
        help_text=_(
            "Say where it belongs, and how to reach that place. They read it word for word."
        ),
        error_messages={"required": _("Say where it belongs, and how to reach that place.")},
    )
    why = WordsField(
        rows=3,
        label=_("Why is it not ours?"),
        help_text=_("It stands in the log of the case, encrypted."),
        error_messages={"required": _("Say why, in a sentence.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.sight.case.is_out_of_reach:
            del self.fields["words"]
