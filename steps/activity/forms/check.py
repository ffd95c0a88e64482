"""What a lead decides about an entry that is meant for anyone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.words import WordsField

LONGEST_NOTE = 500


class CheckForm(forms.Form):
    PUBLIC = "public"
    INSIDE = "inside"

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(PUBLIC, _("Anyone can read it")), (INSIDE, _("Keep it among consultants"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you decide."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    note = WordsField(
        label=_("A note to the author"),
        help_text=_("If it stays among consultants, say what would have to change."),
        required=False,
        longest=LONGEST_NOTE,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("decision") == self.INSIDE and given.get("note") == "":
            self.add_error("note", _("Write a note, so that the author knows why."))
        return given

    @property
    def said(self) -> str:
        if self.cleaned_data["decision"] == self.PUBLIC:
            return gettext("Anyone can read this entry now.")
        return gettext("This entry stays among consultants. Its author sees your note.")
