from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from aims import actions
from aims.fields import HolderField
from aims.text import one_line, tidy
from imroc_ei.forms.dates import DayField
from imroc_ei.forms.editing import EditForm
from imroc_ei.forms.words import LineField, WordsField

LONGEST_STATEMENT = 2000
LONGEST_TEXT = 20_000
LONGEST_SHORT_NAME = 80
LONGEST_REASON = 500
MOST_WORDS_IN_A_JUDGEMENT = 120


class Why(WordsField):
    """The reason for a change, which its history keeps."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Why are you changing this?"),
            help_text=_(
                "Kept in the history with your name and the date. Consultants can read it."
            ),
            error_messages={"required": _("Write why you are changing this.")},
            longest=LONGEST_REASON,
            rows=2,
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        return one_line(super().clean(value))


class Statement(WordsField):
    """Words that are shown as one paragraph, with their white space made regular."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Write the words.")})
        super().__init__(longest=LONGEST_STATEMENT, rows=rows, **kwargs)

    def clean(self, value: Any) -> str:
        return one_line(super().clean(value))


class ShortName(LineField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Short name"),
            longest=LONGEST_SHORT_NAME,
            error_messages={"required": _("Write a short name.")},
            **kwargs,
        )


class VisionForm(EditForm):
    edited = ("statement",)
    statement = Statement(label=_("The vision"))
    why = Why()

    def carry_out(self, *, by: Any) -> bool:
        return actions.reword_vision(by=by, vision=self.row, **self.cleaned_data)


class AimForm(EditForm):
    edited = ("statement", "short_name")
    statement = Statement(label=_("The aim"))
    short_name = ShortName(
        help_text=_("Ours, to find the aim by. It stands beside the number everywhere.")
    )
    why = Why()

    def carry_out(self, *, by: Any) -> bool:
        return actions.reword_aim(by=by, aim=self.row, **self.cleaned_data)


class TermForm(EditForm):
    edited = ("summary", "full_statement", "review_on")
    summary = WordsField(
        label=_("In plain words"),
        help_text=_(
            "Leave a line empty between paragraphs. "
            "Start a line with a hyphen and a space to make it an item of a list."
        ),
        longest=LONGEST_TEXT,
        rows=12,
        error_messages={"required": _("Write what the word means, in plain words.")},
    )
    full_statement = WordsField(
        label=_("Your organisation’s own statement"),
        help_text=_("Shown below the plain words, as you write it."),
        longest=LONGEST_TEXT,
        rows=8,
        required=False,
    )
    review_on = DayField(
        label=_("Look at this again on"),
        help_text=_("Language moves on. The page says when you look at it again."),
        required=False,
    )
    why = Why()

    def clean_summary(self) -> str:
        return tidy(self.cleaned_data["summary"])

    def clean_full_statement(self) -> str:
        return tidy(self.cleaned_data["full_statement"])

    def carry_out(self, *, by: Any) -> bool:
        return actions.reword_term(by=by, term=self.row, **self.cleaned_data)


class JudgementForm(EditForm):
    """How an aim is doing, said by a lead; who looks after it; when it is reviewed next."""

    edited = ("judgement", "held_by", "next_review_on")
    judgement = WordsField(
        label=_("How this aim is doing"),
        help_text=_(
            "At most 120 words, signed “for the leads” with today’s date. "
            "Anyone can read it. Empty the box to take it away."
        ),
        longest=LONGEST_STATEMENT,
        rows=6,
        required=False,
    )
    held_by = HolderField(label=_("Who looks after this aim"))
    next_review_on = DayField(label=_("Next review"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder = self.fields["held_by"]
        if isinstance(holder, HolderField):
            holder.offer(now=self.row.held_by)

    def clean_judgement(self) -> str:
        words = tidy(self.cleaned_data["judgement"])
        count = len(words.split())
        over = count - MOST_WORDS_IN_A_JUDGEMENT
        if over > 0:
            raise ValidationError(
                ngettext(
                    "That is %(count)d words, %(over)d more than fit. Take %(over)d word out.",
                    "That is %(count)d words, %(over)d more than fit. Take %(over)d words out.",
                    over,
                )
                % {"count": count, "over": over}
            )
        return words

    def clean_next_review_on(self) -> date | None:
        """A review that is overdue may stay as it is; a new date lies ahead."""
        day: date | None = self.cleaned_data["next_review_on"]
        if day and day != self.row.next_review_on and day < timezone.localdate():
            raise ValidationError(gettext("The next review must be today or later."))
        return day

    def carry_out(self, *, by: Any) -> bool:
        cleaned = self.cleaned_data
        return actions.keep_aim(
            by=by,
            aim=self.row,
            words=cleaned["judgement"],
            held_by=cleaned["held_by"],
            next_review_on=cleaned["next_review_on"],
            seen=cleaned["seen"],
        )
