"""Suggesting something for the library, and answering a suggestion."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User
from library.actions.resources import AlreadyHereError
from library.actions.suggestions import suggest, tell_more
from library.enums import Format
from library.forms import fields
from library.models import Resource, Suggestion

LONGEST_WHY = 2000
LONGEST_REASON = 500


class SuggestForm(forms.Form):
    """An address and why: that is enough."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    url = fields.address(label=_("Its address"), help_text=_("Where you found it on the web."))
    why = WordsField(
        label=_("Why should it be in the library?"),
        help_text=_("A sentence or two. Leads read it, and so do you."),
        longest=LONGEST_WHY,
        rows=3,
        error_messages={"required": _("Write why it should be in the library.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.already_here: Resource | None = None

    def store(self, *, by: User) -> Suggestion | None:
        """Keep it; or say that it is in the library, and where."""
        try:
            return suggest(by=by, **self.cleaned_data)
        except AlreadyHereError as here:
            self.already_here = here.resource
            self.add_error("url", gettext("This address is in the library already."))
            return None


class MoreForm(forms.Form):
    """What is asked after a suggestion has come: nothing of it is needed."""

    title = fields.line(_("Its title"))
    creator = fields.line(_("Who made it"))
    year = fields.year()
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[("", _("I do not know")), *Format.choices],
        required=False,
        error_messages=fields.same_for_all(_("Choose a format.")),
    )
    minutes = fields.minutes()
    lived_experience = forms.BooleanField(
        label=_("Made by people with lived experience"), required=False
    )
    accessibility = fields.access_features()

    def __init__(self, *args: Any, row: Suggestion, **kwargs: Any) -> None:
        self.row = row
        kwargs["initial"] = {name: getattr(row, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean_accessibility(self) -> list[str]:
        return fields.in_our_order(self.cleaned_data["accessibility"])

    def store(self, *, by: User) -> Suggestion:
        return tell_more(by=by, suggestion=self.row, **self.cleaned_data)


class DeclineForm(forms.Form):
    prefix = "decline"
    reason = fields.line(
        _("Why is it not added?"),
        longest=LONGEST_REASON,
        required=True,
        help_text=_("Whoever suggested it reads this. Say what would have to be different."),
        error_messages={"required": _("Write why it is not added.")},
    )
