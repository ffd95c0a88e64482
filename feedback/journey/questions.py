"""The questions, in the order in which they are asked. Which are asked follows from the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feedback.enums import Kind, ReplyBy
from feedback.journey import forms
from feedback.journey.forms import AnswerForm, Answers

REACHED = (ReplyBy.EMAIL, ReplyBy.PHONE, ReplyBy.POST)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A page of its own at `slug`. `after` names the question whose answer brings it up."""

    slug: str
    form: type[AnswerForm]
    asked: Callable[[Answers], bool]
    after: str = ""
    required: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.form.base_fields)

    def __str__(self) -> str:
        return self.slug


def is_short(answers: Answers) -> bool:
    """Whether it is thanks, an idea or a suggestion. Who has not said goes the longer way."""
    kind: str = answers.get("kind") or ""
    return kind in Kind and Kind(kind).is_short


def always(answers: Answers) -> bool:
    return True


def on_the_long_way(answers: Answers) -> bool:
    return not is_short(answers)


def long_and(name: str, *values: str) -> Callable[[Answers], bool]:
    return lambda answers: on_the_long_way(answers) and answers.get(name) in values


def wants_to_be_reached(answers: Answers) -> bool:
    return answers.get("reply_by") in REACHED


def not_about_data_already(answers: Answers) -> bool:
    return on_the_long_way(answers) and answers.get("kind") != Kind.PERSONAL_DATA


def _long(slug: str, form: type[AnswerForm]) -> Question:
    return Question(slug=slug, form=form, asked=on_the_long_way)


QUESTIONS = (
    Question(slug="kind", form=forms.KindForm, asked=always),
    _long("danger", forms.DangerForm),
    Question(
        slug="help-now", form=forms.NothingForm, asked=long_and("danger", "yes"), after="danger"
    ),
    Question(slug="what-happened", form=forms.WhatHappenedForm, asked=always, required=True),
    _long("when", forms.WhenForm),
    _long("where", forms.WhereForm),
    _long("who", forms.WhoForm),
    _long("effect", forms.EffectForm),
    _long("wanted", forms.WantedForm),
    _long("told-before", forms.ToldBeforeForm),
    _long("for-whom", forms.ForWhomForm),
    Question(
        slug="agree", form=forms.AgreeForm, asked=long_and("for_whom", "else"), after="for-whom"
    ),
    Question(slug="personal-data", form=forms.PersonalDataForm, asked=not_about_data_already),
    _long("name", forms.NameForm),
    Question(
        slug="your-name",
        form=forms.YourNameForm,
        asked=long_and("named", "yes", "one"),
        after="name",
    ),
    Question(slug="reply", form=forms.ReplyForm, asked=always),
    Question(slug="reach", form=forms.ReachForm, asked=wants_to_be_reached, after="reply"),
    _long("support", forms.SupportForm),
    _long("share", forms.ShareForm),
    _long("publish", forms.PublishForm),
    _long("readers", forms.ReadersForm),
)
BY_SLUG = {question.slug: question for question in QUESTIONS}
FIRST = QUESTIONS[0]


def asked(answers: Answers) -> list[Question]:
    return [question for question in QUESTIONS if question.asked(answers)]
