"""What those who curate say about a resource that is here."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.dates import DayField
from library.forms.fields import line
from library.forms.resource import next_look

LONGEST_REASON = 300


class LookedAtForm(forms.Form):
    """It was looked at today; when to look again."""

    check_again_on = DayField(
        label=_("Look at it again on"),
        initial=next_look,
        error_messages={"required": _("Write the day on which to look again.")},
    )

    def clean_check_again_on(self) -> date:
        day: date = self.cleaned_data["check_again_on"]
        if day <= timezone.localdate():
            raise ValidationError(gettext("The day to look again must be after today."))
        return day


class WithdrawForm(forms.Form):
    reason = line(
        _("Why is it withdrawn?"),
        longest=LONGEST_REASON,
        required=True,
        help_text=_("Kept in its history. Who reads lists it stands on no longer sees it."),
        error_messages={"required": _("Write why it is withdrawn.")},
    )
