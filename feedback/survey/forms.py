from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext

from feedback.survey.sheet import SURVEY
from imroc_ei.widgets import RadioCards


class SurveyForm(forms.Form):
    """The questions of the survey. Each may be left out, but not all of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in SURVEY.questions:
            self.fields[question.slug] = forms.ChoiceField(
                label=str(question.text),
                help_text=str(question.hint),
                choices=list(question.choices.items()),
                widget=RadioCards,
                required=False,
                error_messages={
                    "invalid_choice": gettext("Choose one of the answers, or leave it out.")
                },
            )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(answers.values()):
            words = gettext("Answer one of the questions, or just leave this page.")
            self.add_error(SURVEY.questions[0].slug, words)
        return answers
