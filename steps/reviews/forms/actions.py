from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.dates import DayField
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from imroc_ei.words import WordsField
from steps.models import Step
from steps.reviews.forms.fields import PersonField, one_of


class NoteActionForm(forms.Form):
    """Something to be done, by whom and by when."""

    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("This page was out of date. Look through it, and save again."),
            "invalid": _("This page was out of date. Look through it, and save again."),
        },
    )
    what = WordsField(
        rows=3,
        label=_("What is to be done?"),
        error_messages={"required": _("Say what is to be done.")},
    )
    statement = forms.ChoiceField(
        label=_("For which statement?"), error_messages=one_of(_("Choose a statement."))
    )
    held_by = PersonField(label=_("Who does it?"), required_words=_("Choose who does it."))
    due = DayField(
        label=_("By when?"),
        error_messages={"required": _("Say by when, like 3 March 2027.")},
    )

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_slug = {step.slug: step for step in steps}
        names = [("", gettext("Choose one")), *((row.slug, row.short_name) for row in steps)]
        self.fields["statement"].choices = names  # type: ignore[attr-defined]
        people = User.objects.holding(RoleName.CONSULTANT)
        self.fields["held_by"].queryset = people  # type: ignore[attr-defined]
        self.fields["held_by"].empty_label = gettext("Choose one")  # type: ignore[attr-defined]
        self.initial.setdefault("form_key", uuid4())

    def clean_due(self) -> date:
        day: date = self.cleaned_data["due"]
        if day < timezone.localdate():
            raise ValidationError(gettext("The day has to be today or later."))
        return day

    def clean_statement(self) -> Step:
        return self.by_slug[self.cleaned_data["statement"]]


class HandOverForm(forms.Form):
    """Who does an action from now on, and by when."""

    held_by = PersonField(label=_("Who does it?"), required_words=_("Choose who does it."))
    due = DayField(
        label=_("By when?"),
        error_messages={"required": _("Say by when, like 3 March 2027.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.holding(RoleName.CONSULTANT)
        self.fields["held_by"].queryset = people  # type: ignore[attr-defined]
        self.fields["held_by"].empty_label = gettext("Choose one")  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    done_on = DayField(
        label=_("When was it done?"),
        last=timezone.localdate,
        error_messages={"required": _("Say when it was done, like 3 March 2026.")},
    )


class LetGoForm(forms.Form):
    reason = WordsField(
        rows=3,
        label=_("Why do you let it go?"),
        help_text=_("Letting go is no failure. A sentence helps whoever comes after you."),
        error_messages={"required": _("Say in a sentence why it is let go.")},
    )
