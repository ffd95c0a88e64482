from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.fields import HolderField
from aims.forms import Why
from feedback import easy_words
from feedback.models import Lesson
from feedback.procedure import actions
from feedback.procedure.numbers import FIELDS, NUMBERS, Number, unknown_places
from imroc_ei.forms.chosen_rows import ChosenRowsField
from imroc_ei.forms.dates import DayField
from imroc_ei.forms.editing import EditForm
from imroc_ei.forms.widgets import CheckboxCards, RadioCards
from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName

LONGEST_TEXT = 30_000
LONGEST_NOTE = 20_000
HOLDERS = (RoleName.CONSULTANT, RoleName.HANDLER, RoleName.OWNER)


def lines_kept(text: str) -> str:
    """Return a text without spaces at the ends of its lines; its lines mean something."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


class ProcedureForm(EditForm):
    """A form over a version that does not hold yet."""

    def store(self, *, by: Any) -> bool:
        try:
            return super().store(by=by)
        except actions.StandsAlreadyError:
            self.add_error(
                None,
                _(
                    "This version has been put in force meanwhile, so it stays as it is. "
                    "Begin a new version to change something."
                ),
            )
            return False


class WordsForm(ProcedureForm):
    edited = ("text", "easy_text")
    text = WordsField(
        label=_("The procedure"),
        help_text=_(
            "Two hash signs and a space make a heading, a hyphen and a space an item of a list, "
            "two asterisks on both sides make words strong. A name in braces, like "
            "{acknowledge_days}, stands for the number on the page of times."
        ),
        longest=LONGEST_TEXT,
        rows=20,
        error_messages={"required": _("Write the procedure.")},
    )
    easy_text = WordsField(
        label=_("The procedure in easy words"),
        help_text=easy_words.HINT,
        longest=LONGEST_TEXT,
        rows=16,
        required=False,
    )
    why = Why()

    def clean_text(self) -> str:
        return self._known(lines_kept(self.cleaned_data["text"]))

    def clean_easy_text(self) -> str:
        text = self._known(lines_kept(self.cleaned_data["easy_text"]))
        return easy_words.with_short_sentences(text)

    def _known(self, text: str) -> str:
        unknown = unknown_places(text)
        if unknown:
            raise ValidationError(
                gettext("There is no number called {%(name)s}. You can write: %(known)s.")
                % {"name": unknown[0], "known": ", ".join(f"{{{name}}}" for name in FIELDS)}
            )
        return text

    def carry_out(self, *, by: Any) -> bool:
        return actions.reword(by=by, version=self.row, **self.cleaned_data)


def number_field(number: Number) -> forms.IntegerField:
    rule = gettext("Write a number from %(least)d to %(most)d.") % vars(number)
    return forms.IntegerField(
        label=str(number.what),
        help_text=gettext("In %(unit)s. We began with %(usual)s. %(why)s")
        % {
            "unit": number.said(2).split(" ", 1)[1],
            "usual": number.default,
            "why": number.why,
        },
        min_value=number.least,
        max_value=number.most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), rule),
    )


class NumbersForm(ProcedureForm):
    """The times that a version gives."""

    edited = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in NUMBERS:
            self.fields[number.field] = number_field(number)

    def clean(self) -> dict[str, Any]:
        """What was said goes first, then who handled it, then the rest."""
        cleaned = super().clean() or self.cleaned_data
        months, anonymous, gone = (
            cleaned.get(name) for name in ("content_months", "anonymise_years", "delete_years")
        )
        if months and anonymous and anonymous * 12 < months:
            self.add_error(
                "anonymise_years",
                _("What was said is destroyed first: this must be as long or longer."),
            )
        if anonymous and gone and gone < anonymous:
            self.add_error("delete_years", _("This must be as long as the time before it."))
        return cleaned

    def carry_out(self, *, by: Any) -> bool:
        return actions.set_numbers(
            by=by, version=self.row, numbers=self.values, seen=self.cleaned_data["seen"]
        )


class ChangesForm(ProcedureForm):
    edited = ("changed", "lessons")
    changed = WordsField(
        label=_("What changed, and why"),
        help_text=_("Anyone can read it once the version is in force."),
        longest=LONGEST_NOTE,
        rows=8,
        required=False,
    )
    lessons = ChosenRowsField(
        Lesson.objects.published(),
        label=_("Which lessons caused it"),
        widget=CheckboxCards,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid_choice", "invalid_pk_value"), _("Choose lessons from the list.")
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not Lesson.objects.published().exists():
            self.fields["lessons"].widget = forms.MultipleHiddenInput()

    def carry_out(self, *, by: Any) -> bool:
        return actions.say_what_changed(by=by, version=self.row, **self.cleaned_data)


class ConsultForm(ProcedureForm):
    edited = ("consulted_from", "consulted_with")
    consulted_from = DayField(
        label=_("People were asked from"),
        last=timezone.localdate,
        error_messages={"required": _("Write the day from which people were asked.")},
    )
    consulted_with = WordsField(
        label=_("Who was asked, and what they said"),
        help_text=_(
            "Groups rather than names, and what came of it. Were people among them who have "
            "complained, and people with lived experience? Anyone can read it later."
        ),
        longest=LONGEST_NOTE,
        rows=8,
        error_messages={"required": _("Write who was asked, and what they said.")},
    )

    def carry_out(self, *, by: Any) -> bool:
        return actions.consult(by=by, version=self.row, **self.cleaned_data)


class ProcedureHolderField(HolderField):
    """Who looks after the procedure: anybody here, but for the contact from outside."""

    def offer(self, *, now: User | None) -> None:
        here = User.objects.present().filter(groups__name__in=HOLDERS).values("pk")
        both = User.objects.filter(pk__in=here)
        self.queryset = both | User.objects.filter(pk=now.pk) if now else both


class CareForm(EditForm):
    edited = ("held_by", "review_on")
    held_by = ProcedureHolderField(
        label=_("Held by"),
        help_text=_("The person who looks after it, and is reminded when it is to be reviewed."),
    )
    review_on = DayField(label=_("Look at it again on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder = self.fields["held_by"]
        if isinstance(holder, HolderField):
            holder.offer(now=self.row.held_by)

    def clean_review_on(self) -> date | None:
        """A review that is overdue may stay as it is; a new day lies ahead."""
        day: date | None = self.cleaned_data["review_on"]
        if day and day != self.row.review_on and day <= timezone.localdate():
            raise ValidationError(gettext("The day to look at it again must be after today."))
        return day

    def carry_out(self, *, by: Any) -> bool:
        return actions.look_after(by=by, version=self.row, **self.cleaned_data)


class BeginForm(forms.Form):
    """From which words a new version begins. The number is the one that the page named."""

    number = forms.IntegerField(min_value=1, max_value=30_000, widget=forms.HiddenInput)
    start_from = forms.ChoiceField(
        label=_("Begin from"),
        choices=[("newest", _("The newest version")), ("shipped", _("The text that comes along"))],
        widget=RadioCards(
            hints={"shipped": _("Plain words of ours for a procedure like this, to make your own")}
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose what the new version begins from.")
        ),
    )

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        first = "shipped" if number == 1 else "newest"
        kwargs["initial"] = {"number": number, "start_from": first}
        super().__init__(*args, **kwargs)
        if number == 1:
            self.fields["start_from"].widget = forms.HiddenInput()

    def carry_out(self, *, by: User) -> actions.Begun:
        cleaned = self.cleaned_data
        return actions.begin(
            by=by, number=cleaned["number"], from_shipped=cleaned["start_from"] == "shipped"
        )


class InForceForm(forms.Form):
    review_on = DayField(
        label=_("Look at it again on"),
        help_text=_("At the latest in a year is usual."),
        error_messages={"required": _("Write the day on which it is looked at again.")},
    )

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise ValidationError(gettext("The day to look at it again must be after today."))
        return day


class ChoicesForm(EditForm):
    """What an owner chooses about feedback, apart from the procedure."""

    edited = ("asks_about_people",)
    asks_about_people = forms.BooleanField(
        label=_("After sending, ask who people are"),
        help_text=_(
            "A page of its own that can be skipped as a whole. The answers belong to nobody: they "
            "are mixed, and numbers under five are never shown."
        ),
        required=False,
    )

    def carry_out(self, *, by: Any) -> bool:
        return actions.choose(by=by, **self.cleaned_data)
