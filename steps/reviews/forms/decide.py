from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.fields import field_of
from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User
from steps.reviews.forms.fields import PersonField


class ProposeForm(forms.Form):
    """Whom to ask to confirm."""

    asked = PersonField(
        label=_("Who do you ask to confirm it?"),
        help_text=_(
            "A consultant who wrote none of it and holds none of its statements. "
            "They hear of it by e-mail."
        ),
        required_words=_("Choose whom you ask to confirm it."),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "asked", PersonField).offer(people)


class SendBackForm(forms.Form):
    reason = WordsField(
        rows=3,
        label=_("What should be looked at again?"),
        error_messages={"required": _("Say what should be looked at again.")},
    )
