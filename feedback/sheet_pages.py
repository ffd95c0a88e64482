"""A sheet of questions as a page asks it: in standard words, and in easy ones.

Both ask the same and keep the same: the words differ, and what an answer is kept under does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.urls import reverse

from feedback.journey.versions import Version
from feedback.journey.wording import Text
from feedback.unlinked import Question, Sheet
from imroc_ei.forms.widgets import RadioCards


@dataclass(frozen=True, kw_only=True)
class SheetIn:
    """A sheet in a version of the journey. `page` ends the names of its addresses."""

    journey: Version
    page: str
    folder: str
    sheet: Sheet = field(repr=False)
    problems: Mapping[str, Text] = field(repr=False)

    @property
    def url_name(self) -> str:
        return f"{self.journey.prefix}_{self.page}"

    def url(self, *arguments: str) -> str:
        return reverse(self.url_name, args=arguments)

    def template(self, name: str) -> str:
        return f"feedback/{self.folder}/{self.journey.folder}{name}.html"


class AnswerField(forms.ChoiceField):
    """The answers to one question; none is an answer, too."""

    def __init__(self, question: Question, *, wrong: Text) -> None:
        super().__init__(
            label=str(question.text),
            help_text=str(question.hint),
            choices=list(question.choices.items()),
            required=False,
            widget=RadioCards,
            error_messages={"invalid_choice": str(wrong)},
        )
        self.drawing = question.drawing


class SheetForm(forms.Form):
    """The questions of a sheet. Each of them may be left out."""

    def __init__(self, *args: Any, asked: SheetIn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.hide_optional = asked.journey.is_easy
        for question in asked.sheet.questions:
            self.fields[question.slug] = AnswerField(question, wrong=asked.problems["choice"])
