from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.words import LineField

LONGEST_SEARCH = 200


class SearchForm(forms.Form):
    """Words to look for on the whole site."""

    q = LineField(
        label=_("Words to look for"),
        required=False,
        longest=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"longest": _("Look for fewer words, up to 200 characters.")},
    )


class LeaveForm(forms.Form):
    """One box to tick, so that nobody leaves by pressing one button."""

    understood = forms.BooleanField(
        label=_("I have read this, and I want to leave"),
        error_messages={
            "required": _("Tick the box if you want to leave, or go back to My space.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("leave", _("Leave for good"), css_class="warn"))
