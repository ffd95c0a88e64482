"""Telling us of a problem with a resource, without an account, and saying what was done."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.widgets import RadioCards
from imroc_ei.forms.words import WordsField
from library.enums import ProblemKind
from library.forms.fields import line, same_for_all

LONGEST_WORDS = 2000
LONGEST_OUTCOME = 300


class ProblemForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What is the problem?"),
        choices=ProblemKind.choices,
        widget=RadioCards,
        error_messages=same_for_all(_("Choose what the problem is.")),
    )
    words = WordsField(
        label=_("In your words"),
        help_text=_("Leave out anything about yourself. We cannot write back to you."),
        required=False,
        longest=LONGEST_WORDS,
        rows=4,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4()}
        super().__init__(*args, **kwargs)


class SettleForm(forms.Form):
    outcome = line(
        _("What was done about it?"),
        longest=LONGEST_OUTCOME,
        required=True,
        help_text=_("Kept for those who look after the library."),
        error_messages={"required": _("Write what was done, if only that it is fine as it is.")},
    )
