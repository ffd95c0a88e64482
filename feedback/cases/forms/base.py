"""What the forms of a case share: they know what their reader saw, and are stored once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from feedback.cases.sight import Sight
from feedback.models import ReplyTemplate
from imroc_ei.forms.fields import field_of
from imroc_ei.people.models import User
from steps.reviews.forms.fields import PersonField

OUT_OF_DATE = _("This page was out of date. Look through it, and send it again.")
STALE = {"required": OUT_OF_DATE, "invalid": OUT_OF_DATE}


class DoingForm(forms.Form):
    """A form about a case. `said` is what its action takes.

    `with_key` says that the action takes the form's own key, `template_for` for what kind of
    entry templates are offered, `quotes` that the person's words stand in a field before anybody
    typed: whoever opens such a form has looked at the case.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    form_key = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    with_key: ClassVar[bool] = False
    quotes: ClassVar[bool] = False
    template_for: ClassVar[str] = ""
    # The field that a template fills in.
    template_fills: ClassVar[str] = "words"

    def __init__(
        self, *args: Any, sight: Sight, template: ReplyTemplate | None = None, **kwargs: Any
    ) -> None:
        self.sight = sight
        kwargs["initial"] = {
            **self.first_words(sight),
            "version": sight.case.version,
            "form_key": uuid.uuid4(),
        }
        if template is not None:
            kwargs["initial"][self.template_fills] = template.text
        super().__init__(*args, **kwargs)

    def first_words(self, sight: Sight) -> dict[str, Any]:
        """What stands in the fields before anybody typed."""
        return {}

    @property
    def beware(self) -> str:
        """What is to be known before this is done, in a sentence, or ""."""
        return ""

    def said(self) -> dict[str, Any]:
        left_out = {"version"} if self.with_key else {"version", "form_key"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    def read_anew(self) -> None:
        """Take up what the case says now: sending once more, having seen it, is a decision."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(self.sight.case.version)
        self.data = data

    def offer_people(self, name: str, people: Iterable[User]) -> None:
        """Offer these in a PersonField."""
        chosen = User.objects.filter(pk__in=[person.pk for person in people])
        field_of(self, name, PersonField).offer(chosen.order_by("name", "pk"))


class ConfirmForm(DoingForm):
    """Nothing to fill in: pressing the button is the decision."""


class RepeatingForm(DoingForm):
    """A form with parts of the same kind, one more for each press of a button.

    Fields of a part are named with its number: `what-1`. `add_part` adds them.
    """

    parts = forms.IntegerField(widget=forms.HiddenInput, required=False)
    MOST_PARTS: ClassVar[int] = 20
    more_label: ClassVar[Any] = _("One more")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = self._count()
        self.initial["parts"] = self.count
        for number in range(1, self.count + 1):
            self.add_part(number)

    def _count(self) -> int:
        sent = self.data.get("parts", "") if self.is_bound else ""
        wanted = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
        return min(self.MOST_PARTS, max(wanted, self.first_count()))

    def first_count(self) -> int:
        return 1

    def add_part(self, number: int) -> None:
        raise NotImplementedError

    def part(self, number: int, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data.get(f"{name}-{number}") for name in names}

    def said(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().said().items()
            if name != "parts" and "-" not in name
        }

    def with_one_more(self) -> RepeatingForm:
        """Return the form with another part, nothing typed lost and nothing complained about."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["parts"] = str(min(self.MOST_PARTS, self.count + 1))
        form = type(self)(data, sight=self.sight)
        vars(form).update(_errors=ErrorDict(), cleaned_data={})
        return form


def person_field(label: Any, required_words: Any, **more: Any) -> PersonField:
    return PersonField(label=label, required_words=required_words, **more)
