from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.cases.templates import change_template
from feedback.models.template import TEMPLATED
from imroc_ei.forms.editing import EditForm
from imroc_ei.forms.words import LineField, WordsField

NAME = {"required": _("Give it a name by which others find it.")}
TEXT = {"required": _("Write the words to begin with.")}
USED_FOR = {
    "required": _("Choose what it is used for."),
    "invalid_choice": _("Choose what it is used for."),
}


def used_for_field() -> forms.ChoiceField:
    choices = [("", _("Choose one")), *((kind.value, kind.label) for kind in TEMPLATED)]
    return forms.ChoiceField(label=_("Used for"), choices=choices, error_messages=USED_FOR)


class NewTemplateForm(forms.Form):
    """Words to begin with."""

    name = LineField(label=_("Name"), longest=80, error_messages=NAME)
    used_for = used_for_field()
    text = WordsField(
        rows=8,
        label=_("Words to begin with"),
        help_text=_("Write nothing of a case: templates are not encrypted."),
        error_messages=TEXT,
    )


class ChangeTemplateForm(EditForm):
    name = LineField(label=_("Name"), longest=80, error_messages=NAME)
    used_for = used_for_field()
    text = WordsField(
        rows=8,
        label=_("Words to begin with"),
        help_text=_("Write nothing of a case: templates are not encrypted."),
        error_messages=TEXT,
    )
    edited = ("name", "used_for", "text")

    def carry_out(self, *, by: Any) -> bool:
        seen = self.cleaned_data["seen"] or None
        return change_template(by=by, template=self.row, values=self.values, seen=seen)
