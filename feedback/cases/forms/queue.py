from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.enums import ENDED, Kind, State
from imroc_ei.forms.fields import field_of

GOING_ON = [state for state in State if state not in ENDED]


class QueueForm(forms.Form):
    """Which of the cases that are open to one are shown."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Every kind")), *Kind.choices], required=False
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    mine = forms.BooleanField(label=_("Only what is mine to do"), required=False)
    ended = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ended = self.is_bound and self.data.get("ended") == "1"
        states = ENDED if ended else GOING_ON
        field_of(self, "state", forms.ChoiceField).choices = [
            ("", _("Every state")),
            *((state.value, state.label) for state in states),
        ]
