from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import CheckboxCards
from imroc_ei.notices import rules
from imroc_ei.notices.actions import MOST_WEEKS, pause, switch
from imroc_ei.people.models import User


def weeks() -> list[tuple[int, str]]:
    return [
        (count, ngettext("%(count)d week", "%(count)d weeks", count) % {"count": count})
        for count in range(1, MOST_WEEKS + 1)
    ]


class PauseForm(forms.Form):
    """For how long reminders are kept back."""

    weeks = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=weeks,
        coerce=int,
        initial=2,
        error_messages={
            "required": _("Choose from 1 to 12 weeks."),
            "invalid_choice": _("Choose from 1 to 12 weeks."),
        },
    )

    def keep(self, *, by: User) -> None:
        pause(by=by, weeks=self.cleaned_data["weeks"])


class RemindersForm(forms.Form):
    """Which reminders a person gets: those that can concern them and may be stopped."""

    wanted = forms.MultipleChoiceField(
        label=_("Send me a reminder"),
        required=False,
        widget=CheckboxCards(),
        error_messages={"invalid_choice": _("Choose from the reminders on this page.")},
    )

    def __init__(self, person: User, data: QueryDict | None = None) -> None:
        self.person = person
        self.offered = [rule for rule in rules.for_person(person) if rule.may_stop]
        now_on = [rule.slug for rule in self.offered if rule.is_on(person)]
        super().__init__(data, initial={"wanted": now_on})
        field = field_of(self, "wanted", forms.MultipleChoiceField)
        field.choices = [(rule.slug, rule.name) for rule in self.offered]
        field.widget.hints = {rule.slug: rule.sentence for rule in self.offered}

    def keep(self) -> None:
        wanted = self.cleaned_data["wanted"]
        switch(
            by=self.person,
            on=[rule for rule in self.offered if rule.slug in wanted],
            off=[rule for rule in self.offered if rule.slug not in wanted],
        )
