from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.dates import DayField
from imroc_ei.forms.widgets import RadioCards
from imroc_ei.forms.words import WordsField
from steps.enums import AffectedAmong
from steps.models import Review
from steps.reviews.dates import months_after
from steps.reviews.forms.fields import KeptTyping, one_of

A_COUNT = _("Write how many people took part as a figure from 1 to 500.")
USUAL_MONTHS = 6
LATEST_YEARS = 3


class WordsForm(KeptTyping):
    """What a review says beside its findings."""

    learned = WordsField(
        rows=3,
        label=_("What did you learn?"),
        help_text=_("One thing is enough. Where there is none, tick “Nothing new yet” below."),
        required=False,
    )
    nothing_new = forms.BooleanField(label=_("Nothing new yet"), required=False)
    stop_doing = WordsField(rows=3, label=_("What will you stop doing?"), required=False)
    took_part = forms.IntegerField(
        label=_("How many people took part?"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
        validators=[MinValueValidator(1, A_COUNT), MaxValueValidator(500, A_COUNT)],
        error_messages={"invalid": A_COUNT},
    )
    affected_among = forms.ChoiceField(
        label=_("Were people affected among them?"),
        choices=AffectedAmong.choices,
        required=False,
        widget=RadioCards(attrs={"class": "inline"}),
        error_messages=one_of(_("Choose one of the answers, or none.")),
    )
    not_agreed = WordsField(
        rows=3,
        label=_("Not everyone agreed"),
        help_text=_("What was seen differently. Leave out who saw it so."),
        required=False,
    )
    next_review_on = DayField(
        label=_("When is the next review?"),
        error_messages={"required": _("Say when the next review is, like 3 March 2027.")},
    )

    def clean_next_review_on(self) -> date:
        day: date = self.cleaned_data["next_review_on"]
        today = timezone.localdate()
        if day <= today:
            raise ValidationError(gettext("The next review has to be after today."))
        if day > today + timedelta(days=366 * LATEST_YEARS):
            raise ValidationError(gettext("Choose a day within three years."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("learned") and said.get("nothing_new"):
            self.add_error("nothing_new", gettext("Say what you learned, or tick this; not both."))
        if not (said.get("learned") or said.get("nothing_new")):
            self.add_error("learned", gettext("Say what you learned, or tick “Nothing new yet”."))
        return said


def initial_of(review: Review) -> dict[str, Any]:
    names = ("learned", "nothing_new", "stop_doing", "took_part", "affected_among", "not_agreed")
    usual = months_after(timezone.localdate(), USUAL_MONTHS)
    return {name: getattr(review, name) for name in names} | {
        "next_review_on": review.next_review_on or usual
    }
