from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.dates import DayField
from imroc_ei.forms.fields import field_of
from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from steps.models import Review, Step
from steps.reviews.agreed import NewAction, add_action, note_action
from steps.reviews.errors import MovedError, OtherWordsError
from steps.reviews.forms.fields import PersonField, one_of

OUT_OF_DATE = _("This page was out of date. Look through it, and save again.")


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
        field_of(self, "held_by", PersonField).offer(people)


class NewActionForm(HandOverForm):
    """Something to be done, by whom and by when."""

    field_order = ("form_key", "what", "statement", "held_by", "due")
    form_key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), OUT_OF_DATE)
    )
    what = WordsField(
        rows=3,
        label=_("What is to be done?"),
        error_messages={"required": _("Say what is to be done.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_key", uuid4())

    def clean_due(self) -> date:
        day: date = self.cleaned_data["due"]
        if day < timezone.localdate():
            raise ValidationError(gettext("The day has to be today or later."))
        return day

    def begin_anew(self, why: MovedError) -> None:
        """Say what happened, and give the form another key with what was typed: sending it once
        more, having read why, is a decision."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["form_key"] = str(uuid4())
        self.data = data
        self.add_error(None, str(why))


class NoteActionForm(NewActionForm):
    """An action noted in a review, about one of its statements."""

    statement = forms.ChoiceField(
        label=_("For which statement?"), error_messages=one_of(_("Choose a statement."))
    )

    def __init__(self, *args: Any, review: Review, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review
        self.by_slug = {step.slug: step for step in steps}
        names = [("", gettext("Choose one")), *((row.slug, row.short_name) for row in steps)]
        field_of(self, "statement", forms.ChoiceField).choices = names

    def clean_statement(self) -> Step:
        return self.by_slug[self.cleaned_data["statement"]]

    def store(self, *, by: User) -> bool:
        """Note it, or say that the form was sent before with other words."""
        said = dict(self.cleaned_data)
        try:
            note_action(by=by, review=self.review, step=said.pop("statement"), **said)
        except OtherWordsError as other:
            self.begin_anew(other)
            return False
        return True


class AddActionForm(NewActionForm):
    """An action added by hand to the statement on whose page it was begun."""

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step

    def store(self, *, by: User) -> bool:
        """Carry it out, or say what happened meanwhile and keep what was typed."""
        said = dict(self.cleaned_data)
        form_key = said.pop("form_key")
        try:
            add_action(by=by, form_key=form_key, wanted=NewAction(step=self.step, **said))
        except MovedError as moved:
            self.begin_anew(moved)
            return False
        return True


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
