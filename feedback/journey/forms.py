"""What each question asks. A form's fields are called as `told.Told` calls the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import cached_property

from feedback.enums import ReplyBy
from feedback.journey.fields import (
    LONGEST_LINE,
    AnyOf,
    FilesField,
    OneOf,
    Typed,
    check_address,
)
from feedback.journey.handlers import named_handlers
from feedback.journey.versions import Version
from feedback.journey.wording import Said, Wording
from imroc_ei.forms.fields import field_of
from imroc_ei.uploads.files import is_too_much

Answers = Mapping[str, Any]


class AnswerForm(forms.Form):
    """A question's form in one version, with the answers given so far."""

    def __init__(
        self,
        data: Any = None,
        *,
        wording: Wording,
        version: Version,
        answers: Answers,
        needed: bool = False,
    ) -> None:
        """`needed` asks for an answer where the question cannot do without one."""
        self.wording, self.version, self.said = wording, version, answers
        self.needed = needed
        self.hide_optional = version.is_easy
        super().__init__(data, initial=dict(answers))
        for name, spoken in self.spoken():
            self.put_into_words(name, spoken)

    def spoken(self) -> Iterator[tuple[str, Said]]:
        """Yield the words of each control; the short way has its own for the one it shares."""
        for name, spoken in self.wording.controls.items():
            yield name, self.wording.instead.get(self.said.get("kind", ""), spoken)

    def put_into_words(self, name: str, spoken: Said) -> None:
        field: Any = self.fields.get(name)
        if field is None:
            return
        field.label, field.help_text = spoken.label, spoken.hint
        if spoken.choices:
            field.choices = list(spoken.choices.items())
        if hasattr(field, "speak"):
            field.speak(self.version)

    @cached_property
    def heading(self) -> Any:
        only = self.only
        return only.label if only else self.wording.heading

    @cached_property
    def only(self) -> forms.BoundField | None:
        """The one control, which the heading names; None where there are several or none."""
        visible = self.visible_fields()
        return visible[0] if len(visible) == 1 and len(self.wording.controls) == 1 else None

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NothingForm(AnswerForm):
    """Something to be told, and nothing to be answered."""


class KindForm(AnswerForm):
    kind = OneOf()


class DangerForm(AnswerForm):
    danger = OneOf()


class WhatHappenedForm(AnswerForm):
    what_happened = Typed(rows=10)

    def clean_what_happened(self) -> str:
        words: str = self.cleaned_data["what_happened"]
        if self.needed and not words:
            raise forms.ValidationError(str(self.version.problems["missing"]), code="missing")
        return words


class WhenForm(AnswerForm):
    when = Typed(rows=0, longest=LONGEST_LINE)


class WhereForm(AnswerForm):
    where = Typed(rows=3)


class WhoForm(AnswerForm):
    who = Typed(rows=4)


class EffectForm(AnswerForm):
    effect = Typed()


class WantedForm(AnswerForm):
    wanted = Typed()


class ToldBeforeForm(AnswerForm):
    told_before = Typed(rows=5)


class ForWhomForm(AnswerForm):
    for_whom = OneOf()


class AgreeForm(AnswerForm):
    they_agree = OneOf()


class PersonalDataForm(AnswerForm):
    about_my_data = OneOf()


class NameForm(AnswerForm):
    named = OneOf()


class YourNameForm(AnswerForm):
    name = Typed(rows=0, longest=LONGEST_LINE)
    named_to = OneOf()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if self.said.get("named") != "one":
            del self.fields["named_to"]
            return
        people = [(person.public_id, person.display_name) for person in named_handlers()]
        field_of(self, "named_to", OneOf).choices = people


class ReplyForm(AnswerForm):
    reply_by = OneOf()


class ReachForm(AnswerForm):
    reach = Typed(rows=0, longest=LONGEST_LINE)
    safely = Typed(rows=3)

    AUTOCOMPLETE = {ReplyBy.EMAIL: "email", ReplyBy.PHONE: "tel", ReplyBy.POST: "street-address"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way = self.said.get("reply_by", "")
        field = self.fields["reach"]
        if way == ReplyBy.POST:
            field.widget = forms.Textarea(attrs={"rows": 4})
        if way in self.AUTOCOMPLETE:
            field.label = str(self.version.reach[way])
            field.widget.attrs["autocomplete"] = self.AUTOCOMPLETE[way]

    def clean_reach(self) -> str:
        address: str = self.cleaned_data["reach"]
        if address and self.said.get("reply_by") == ReplyBy.EMAIL:
            check_address(address, self.version)
        return address


class SupportForm(AnswerForm):
    formats = AnyOf()
    support = Typed(rows=3)


class ShareForm(AnswerForm):
    share = Typed(rows=5)


class PublishForm(AnswerForm):
    publish = OneOf()


class ReadersForm(AnswerForm):
    """Every handler by name. `readers` are those whom this page named, and nobody else."""

    not_these = AnyOf()
    readers = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in named_handlers()}
        self.initial["readers"] = " ".join(self.people)
        label = self.version.not_this
        field_of(self, "not_these", AnyOf).choices = [
            (key, label % {"name": person.display_name}) for key, person in self.people.items()
        ]

    def clean_readers(self) -> list[str]:
        named = self.cleaned_data["readers"].split()
        return [key for key in named if key in self.people]


class SendForm(forms.Form):
    """The last page: files, if there are any."""

    def __init__(self, *args: Any, version: Version) -> None:
        super().__init__(*args)
        self.version = version
        self.hide_optional = version.is_easy
        said = version.files
        self.fields["files"] = FilesField(version=version, label=said.label, help_text=said.hint)

    def refuse_if_too_much(self, request: HttpRequest) -> None:
        """Say so where the request was so large that its files were never read."""
        if is_too_much(request):
            self.add_error("files", str(self.version.problems["too_much"]))
