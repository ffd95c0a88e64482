from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.unlinked import Sheet
from imroc_ei.widgets import RadioCards


class SheetForm(forms.Form):
    """The questions of a sheet. Each of them may be left out."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in sheet.questions:
            self.fields[question.slug] = forms.ChoiceField(
                label=str(question.text),
                help_text=str(question.hint),
                choices=list(question.choices.items()),
                required=False,
                widget=RadioCards,
                error_messages={"invalid_choice": _("Choose one of the answers, or none.")},
            )
