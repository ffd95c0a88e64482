"""The answers given so far, in the order of their questions, each with the way to change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from feedback.journey.forms import Answers
from feedback.journey.questions import Question, asked
from feedback.journey.route import CHANGING
from feedback.journey.versions import Version
from feedback.journey.wording import Text
from imroc_ei.forms.fields import labels_of


@dataclass(frozen=True, kw_only=True)
class Row:
    name: Text
    # What was answered, line by line; nothing where nothing was.
    given: list[Any]
    change: str
    required: bool = False


def rows(answers: Answers, version: Version) -> list[Row]:
    return [row for question in asked(answers) for row in _rows_of(question, answers, version)]


def _rows_of(question: Question, answers: Answers, version: Version) -> Iterator[Row]:
    form = question.form(wording=version.words[question.slug], version=version, answers=answers)
    for name, spoken in form.spoken():
        if name in form.fields:
            yield Row(
                name=spoken.short,
                given=given(form.fields[name], answers.get(name)),
                change=version.question(question.slug) + CHANGING,
                required=question.required,
            )


def given(field: forms.Field, answer: Any) -> list[Any]:
    """Return an answer as it reads on the page, choices in their words."""
    if not answer:
        return []
    if not isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField)):
        return [answer]
    labels = labels_of(field)
    chosen = answer if isinstance(answer, list) else [answer]
    return [labels[value] for value in chosen if value in labels]
