from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import CheckboxCards
from imroc_ei.phrases import and_list
from steps.models import Step
from steps.reviews.forms.fields import one_of
from steps.reviews.queries import Choice


class StatementsForm(forms.Form):
    """Which statements a review is about."""

    statements = forms.MultipleChoiceField(
        label=_("Which statements will you look at?"),
        help_text=_(
            "Three are enough for half an hour. What is ticked has waited longest; "
            "untick it where something else matters more."
        ),
        error_messages=one_of(_("Choose at least one statement.")),
    )

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_slug = {row.step.slug: row.step for row in choices if row.can_be_chosen}
        field = field_of(self, "statements", forms.MultipleChoiceField)
        field.widget = CheckboxCards(
            hints={row.step.slug: hint_of(row) for row in choices if row.can_be_chosen}
        )
        field.choices = [(slug, step.short_name) for slug, step in self.by_slug.items()]
        chosen = [row.step.slug for row in choices if row.is_chosen]
        advised = [row.step.slug for row in choices if row.is_advised]
        self.initial.setdefault("statements", chosen or advised)

    @property
    def steps(self) -> list[Step]:
        """The statements chosen, in the order of the aim."""
        chosen = set(self.cleaned_data["statements"])
        return [step for slug, step in self.by_slug.items() if slug in chosen]


def hint_of(row: Choice) -> str:
    """Say in one line where a statement stands and what else it is part of."""
    said = [str(row.statement.standing.label)]
    others = row.statement.also_in
    if others:
        words = ngettext("also part of aim %(aims)s", "also part of aims %(aims)s", len(others))
        said.append(words % {"aims": and_list(others)})
    if row.statement.parent:
        said.append(gettext("under “%(parent)s”") % {"parent": row.statement.parent.short_name})
    return " · ".join(said)
