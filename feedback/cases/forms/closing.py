"""Forms that close a case, with the actions that come out of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.cases.forms.base import RepeatingForm
from feedback.cases.forms.moves import SENT_AT_ONCE
from feedback.enums import EntryKind
from imroc_ei.forms.dates import DayField
from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from steps.models import Step
from steps.reviews.agreed import NewAction
from steps.reviews.forms.fields import PersonField

PART = ("what", "step", "held_by", "due")
READ_BY_ALL = _(
    "Every consultant reads an action, and nothing in it says where it came from. Write nothing "
    "that points to this case or to a person. Leave it empty where nothing has to be done."
)


class ActionsForm(RepeatingForm):
    """Any number of actions; a part in which nothing was said is none."""

    with_key = True
    more_label = _("Add an action")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.steps = list(Step.objects.current().order_by("short_name", "pk"))
        super().__init__(*args, **kwargs)

    def add_part(self, number: int) -> None:
        said = {"number": number}
        names = [(step.slug, step.short_name) for step in self.steps]
        holders = User.objects.holding(RoleName.CONSULTANT).order_by("name", "pk")
        self.fields[f"what-{number}"] = WordsField(
            rows=3,
            label=gettext("Action %(number)d: what is to be done?") % said,
            help_text=READ_BY_ALL if number == 1 else "",
            required=False,
        )
        self.fields[f"step-{number}"] = forms.ChoiceField(
            label=gettext("Action %(number)d: which statement of the plan does it serve?") % said,
            choices=[("", gettext("Choose one")), *names],
            required=False,
        )
        self.fields[f"held_by-{number}"] = person = PersonField(
            label=gettext("Action %(number)d: who does it?") % said,
            required_words=gettext("Choose who does action %(number)d.") % said,
            required=False,
        )
        person.offer(holders)
        self.fields[f"due-{number}"] = DayField(
            label=gettext("Action %(number)d: by when?") % said, required=False
        )

    def clean(self) -> dict[str, Any]:
        for number in range(1, self.count + 1):
            part = self.part(number, *PART)
            if any(part.values()) or self._said_anything(number):
                self._ask_for_the_rest(number, part)
        return self.cleaned_data

    def _said_anything(self, number: int) -> bool:
        return any(f"{name}-{number}" in self.errors for name in PART)

    def _ask_for_the_rest(self, number: int, part: dict[str, Any]) -> None:
        wanted = {
            "what": gettext("Say what is to be done in action %(number)d."),
            "step": gettext("Choose the statement that action %(number)d serves."),
            "held_by": gettext("Choose who does action %(number)d."),
            "due": gettext("Say by when action %(number)d is done, like 3 March 2027."),
        }
        for name, words in wanted.items():
            if not part[name] and f"{name}-{number}" not in self.errors:
                self.add_error(f"{name}-{number}", words % {"number": number})
        due = part["due"]
        if isinstance(due, date) and due < timezone.localdate():
            self.add_error(
                f"due-{number}", ValidationError(gettext("The day has to be today or later."))
            )

    def actions(self) -> list[NewAction]:
        by_slug = {step.slug: step for step in self.steps}
        found = []
        for number in range(1, self.count + 1):
            part = self.part(number, *PART)
            if part["what"]:
                found.append(NewAction(**{**part, "step": by_slug[part["step"]]}))
        return found

    def said(self) -> dict[str, Any]:
        return {**super().said(), "actions": self.actions()}


class CloseForm(ActionsForm):
    learned = WordsField(
        label=_("What was learned?"),
        help_text=_("Kept in the case. A lesson for everybody is written apart from it."),
        required=False,
    )
    nothing_new_because = WordsField(
        rows=3,
        label=_("Or: nothing new was learned, because"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("learned") and not said.get("nothing_new_because"):
            self.add_error(
                "learned",
                gettext("Say what was learned, or below that it is nothing new, and why."),
            )
        if said.get("learned") and said.get("nothing_new_because"):
            self.add_error(
                "nothing_new_because",
                gettext("Say what was learned or that it is nothing new, not both."),
            )
        return said


class CloseShortForm(ActionsForm):
    template_for = EntryKind.MESSAGE
    template_fills = "reply"

    reply = WordsField(label=_("A reply"), help_text=SENT_AT_ONCE, required=False)
    learned = WordsField(rows=3, label=_("What was learned?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.sight.case.is_out_of_reach:
            del self.fields["reply"]
