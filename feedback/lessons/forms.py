from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aims.text import tidy
from feedback import easy_words
from feedback.lessons import actions
from feedback.models import Lesson
from imroc_ei.forms.chosen_rows import ChosenRowsField
from imroc_ei.forms.editing import EditForm, fingerprint
from imroc_ei.forms.widgets import CheckboxCards
from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User
from steps.models import Step

LONGEST = 5000
LONGEST_REASON = 500
QUOTED = re.compile(r"[“”\"«»„]")
TEXTS = ("you_said", "we_did", "easy_said", "easy_did")


class StepsField(ChosenRowsField):
    def label_from_instance(self, step: Step) -> str:
        return step.short_name


class LessonFields(forms.Form):
    you_said = WordsField(
        label=_("You said"),
        help_text=_(
            "In your own words, as a whole. No name, no place, no day, and nothing by which "
            "somebody could be known."
        ),
        longest=LONGEST,
        rows=4,
        error_messages={"required": _("Write what people said.")},
    )
    we_did = WordsField(
        label=_("We did"),
        help_text=_("What is different now, or why nothing is."),
        longest=LONGEST,
        rows=4,
        error_messages={"required": _("Write what you did.")},
    )
    easy_said = WordsField(
        label=_("You said, in easy words"),
        help_text=easy_words.HINT,
        longest=LONGEST,
        rows=4,
        required=False,
    )
    easy_did = WordsField(
        label=_("We did, in easy words"),
        help_text=easy_words.HINT,
        longest=LONGEST,
        rows=4,
        required=False,
    )
    steps = StepsField(
        Step.objects.none(),
        label=_("Which statements of the plan does it serve?"),
        required=False,
        widget=CheckboxCards,
        error_messages=dict.fromkeys(
            ("invalid_choice", "invalid_pk_value"), _("Choose statements from the list.")
        ),
    )
    quotes = forms.BooleanField(
        label=_("It quotes somebody"),
        help_text=_("Words in quotation marks that somebody used."),
        required=False,
    )
    consent = forms.BooleanField(
        label=_("Whoever is quoted has agreed to it"),
        help_text=_(
            "To these words, and to the easy ones, on a public page. Without that, it is not "
            "published."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = self.fields["steps"]
        if isinstance(steps, StepsField):
            steps.queryset = Step.objects.current().order_by("pk")

    def clean_you_said(self) -> str:
        return tidy(self.cleaned_data["you_said"])

    def clean_we_did(self) -> str:
        return tidy(self.cleaned_data["we_did"])

    def clean_easy_said(self) -> str:
        return easy_words.with_short_sentences(tidy(self.cleaned_data["easy_said"]))

    def clean_easy_did(self) -> str:
        return easy_words.with_short_sentences(tidy(self.cleaned_data["easy_did"]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, other in (("easy_said", "easy_did"), ("easy_did", "easy_said")):
            if cleaned.get(name) == "" and cleaned.get(other):
                self.add_error(name, _("Write both parts in easy words, or neither."))
        text = " ".join(cleaned.get(name, "") for name in TEXTS)
        if QUOTED.search(text) and not cleaned.get("quotes"):
            self.add_error(
                "quotes",
                _("There are quotation marks in it. Tick this, or say it without a quote."),
            )
        return cleaned


class WriteForm(LessonFields):
    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("The page was not whole. Load it again, and send it anew.")
        ),
    )

    def carry_out(self, *, by: User) -> Lesson:
        return actions.write(by=by, **self.cleaned_data)


class ChangeForm(LessonFields, EditForm):
    edited = (*TEXTS, "steps", "quotes", "consent")

    def carry_out(self, *, by: Any) -> bool:
        return actions.change(by=by, lesson=self.row, **self.cleaned_data)

    def store(self, *, by: Any) -> bool:
        try:
            return super().store(by=by)
        except actions.NotNowError:
            self.add_error(
                None, _("It has been published meanwhile. Take it down first to change it.")
            )
            return False


class PublishForm(forms.Form):
    """Small numbers are looked at by a person: a program cannot tell what they count."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    looked = forms.BooleanField(
        label=_("I have looked at these numbers: they count no people and no cases"),
        error_messages={
            "required": _("Look at the small numbers first, and tick that they count no people.")
        },
    )

    def __init__(self, *args: Any, lesson: Lesson, numbers: list[str], **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": fingerprint(lesson, actions.CHECKED)}
        super().__init__(*args, **kwargs)
        if not numbers:
            del self.fields["looked"]


class ReasonForm(forms.Form):
    why = WordsField(
        label=_("Why"),
        help_text=_("Handlers can read it."),
        longest=LONGEST_REASON,
        rows=3,
        error_messages={"required": _("Write why.")},
    )
