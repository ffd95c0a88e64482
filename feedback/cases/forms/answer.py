"""The form of an answer, point by point."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.cases.forms.base import RepeatingForm
from feedback.cases.sight import Sight
from feedback.cases.words import Answer, Point
from feedback.enums import EntryKind, Found
from imroc_ei.forms.widgets import RadioCards
from imroc_ei.forms.words import LineField, WordsField
from imroc_ei.organisation.models import Organisation

PART = ("point", "found", "why", "remedy", "by_when")


class AnswerForm(RepeatingForm):
    """What we found about each point, why, what we do, and where somebody can turn next."""

    template_for = EntryKind.ANSWER
    template_fills = "opening"
    more_label = _("Add a point")

    opening = WordsField(rows=3, label=_("A sentence or two to begin with"), required=False)
    second_look = WordsField(
        rows=3,
        label=_("How to ask for a second look"),
        required=False,
    )
    elsewhere = WordsField(
        rows=3,
        label=_("Where else they can go"),
        help_text=_("An owner keeps this text; change it here only where this case needs it."),
        required=False,
    )
    field_order = ("opening",)

    def first_count(self) -> int:
        return max(1, len(self.before.get("points", [])))

    @property
    def before(self) -> dict[str, Any]:
        """What the unsent answer says so far."""
        entry = self.sight.unsent_answer
        return self.sight.words_of(entry) if entry else {}

    def first_words(self, sight: Sight) -> dict[str, Any]:
        if not self.before:
            return {
                "second_look": "" if sight.case.in_second_look else how_to_ask(sight),
                "elsewhere": Organisation.current().external_bodies,
            }
        words = {name: self.before[name] for name in ("opening", "second_look", "elsewhere")}
        for number, point in enumerate(self.before["points"], start=1):
            words |= {f"{name}-{number}": point[name] for name in PART}
        return words

    def add_part(self, number: int) -> None:
        said = {"number": number}
        self.fields[f"point-{number}"] = WordsField(
            rows=2,
            label=gettext("Point %(number)d") % said,
            error_messages={"required": gettext("Say what point %(number)d is about.") % said},
        )
        self.fields[f"found-{number}"] = forms.ChoiceField(
            label=gettext("What we found about point %(number)d") % said,
            choices=Found.choices,
            widget=RadioCards,
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"),
                gettext("Choose what we found about point %(number)d.") % said,
            ),
        )
        self.fields[f"why-{number}"] = WordsField(
            label=gettext("Why we found this about point %(number)d") % said,
            error_messages={"required": gettext("Say why, for point %(number)d.") % said},
        )
        self.fields[f"remedy-{number}"] = WordsField(
            rows=3,
            label=gettext("What we do to put point %(number)d right") % said,
            required=False,
        )
        self.fields[f"by_when-{number}"] = LineField(
            label=gettext("By when, for point %(number)d") % said, longest=120, required=False
        )
        self.order_fields(["opening", *[n for n in self.fields if "-" in n]])

    def said(self) -> dict[str, Any]:
        said = super().said()
        points = [Point(**self.part(number, *PART)) for number in range(1, self.count + 1)]
        return {"words": Answer(points=points, **said)}


def how_to_ask(sight: Sight) -> str:
    """Return how to ask for a second look. It names no day: the answer goes once somebody else has
    read it, and the days count from when the person hears it."""
    words = gettext(
        "If this does not settle it for you, ask for a second look within %(days)d days of hearing "
        "this answer. You need not say why. Somebody else looks at everything afresh."
    ) % {"days": sight.case.procedure.second_ask_calendar_days}
    if sight.case.code_look_up:
        page = f"{reverse('feedback')}follow-up/"
        ways = gettext("Come back with your code to %(page)s, write or ring.") % {"page": page}
    else:
        ways = gettext("Write or ring.")
    return f"{words} {ways}"
