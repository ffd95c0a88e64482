"""Which entries a list shows. The choice is in the address, so that every number can link to it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from imroc_ei.forms.dates import When, when_from_text
from imroc_ei.forms.fields import labels_of
from imroc_ei.forms.words import LineField
from steps.enums import ActivityKind, Audience
from steps.models import Activity, Step
from steps.models.activity import ActivityQuerySet

MOST_WORDS = 10
LONGEST_SEARCH = 200
YES = ("1", "on", "true", "True")
NOT_IN_LIST = {"invalid_choice": _("Choose one from the list.")}


class TypedDayField(forms.CharField):
    """A date in the address, however it is written; a month stands for its first or last day."""

    def __init__(self, *, to_end: bool = False, **kwargs: Any) -> None:
        kwargs["widget"] = forms.DateInput(attrs={"type": "date"})
        super().__init__(**kwargs)
        self.to_end = to_end

    def clean(self, value: Any) -> date | None:
        typed = super().clean(value)
        if not typed:
            return None
        when: When = when_from_text(typed)
        if when.month_only and self.to_end:
            length = calendar.monthrange(when.day.year, when.day.month)[1]
            return when.day.replace(day=length)
        return when.day


class Flag(forms.CheckboxInput):
    def __init__(self) -> None:
        super().__init__(attrs={"value": "1"}, check_test=lambda value: value in (*YES, True))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        return data.get(name) in YES


class DayFilter(django_filters.Filter):
    field_class = TypedDayField


class FlagFilter(django_filters.Filter):
    field_class = forms.BooleanField

    def __init__(self, label: Any, method: str) -> None:
        super().__init__(label=label, method=method, widget=Flag)


class WordsFilter(django_filters.Filter):
    field_class = LineField


class ActivityFilter(django_filters.FilterSet):
    q = WordsFilter(
        label=_("Words"),
        method="with_words",
        max_length=LONGEST_SEARCH,
        error_messages={"max_length": _("Look for fewer words, up to 200 characters.")},
    )
    aim = django_filters.ChoiceFilter(
        label=_("Aim"), method="in_aim", empty_label=_("Any aim"), error_messages=NOT_IN_LIST
    )
    step = django_filters.ChoiceFilter(
        label=_("Step"),
        field_name="steps__slug",
        empty_label=_("Any step"),
        error_messages=NOT_IN_LIST,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=ActivityKind.choices,
        empty_label=_("Any kind"),
        error_messages=NOT_IN_LIST,
    )
    audience = django_filters.ChoiceFilter(
        label=_("Who can see it"),
        choices=Audience.choices,
        empty_label=_("Anybody"),
        error_messages=NOT_IN_LIST,
    )
    shared = FlagFilter(_("What counts on the dashboards"), "only_shared")
    mine = FlagFilter(_("What I logged"), "only_mine")
    learned = FlagFilter(_("Where something was learned"), "only_learned")

    class Meta:
        model = Activity
        fields: list[str] = []

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        day = "happened_on"
        dates = {
            "from": DayFilter(label=_("From"), field_name=day, lookup_expr="gte"),
            "to": DayFilter(label=_("Until"), field_name=day, lookup_expr="lte", to_end=True),
        }
        # "from" is a word of the language, so it cannot be declared like the others.
        filters: dict[str, django_filters.Filter] = super().get_filters()
        flags = {name: filters.pop(name) for name in ("shared", "mine", "learned")}
        return filters | dates | flags

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["aim"].extra["choices"] = [
            (str(aim.number), str(aim)) for aim in Aim.objects.all()
        ]
        self.filters["step"].extra["choices"] = [
            (step.slug, step.short_name) for step in Step.objects.all()
        ]

    @property
    def qs(self) -> ActivityQuerySet:
        """The entries asked for; none where the address asks for something we do not know."""
        if self.is_bound and not self.form.is_valid():
            nothing: ActivityQuerySet = self.queryset.none()
            return nothing
        found: ActivityQuerySet = super().qs
        return found

    def in_aim(self, entries: ActivityQuerySet, name: str, value: str) -> ActivityQuerySet:
        return entries.serving(Aim.objects.get(number=value))

    def only_shared(self, entries: ActivityQuerySet, name: str, value: bool) -> ActivityQuerySet:
        return entries.shared() if value else entries

    def only_mine(self, entries: ActivityQuerySet, name: str, value: bool) -> ActivityQuerySet:
        return entries.by(self.request.user) if value else entries

    def only_learned(self, entries: ActivityQuerySet, name: str, value: bool) -> ActivityQuerySet:
        return entries.exclude(learned="") if value else entries

    def with_words(self, entries: ActivityQuerySet, name: str, value: str) -> ActivityQuerySet:
        for word in value.split()[:MOST_WORDS]:
            entries = entries.filter(Q(what_happened__icontains=word) | Q(learned__icontains=word))
        return entries


@dataclass(frozen=True)
class Chosen:
    """A filter that is on: what it says, and the address of the list without it."""

    label: str
    value: str
    without: str


def chosen_filters(found: ActivityFilter, address: QueryDict) -> list[Chosen]:
    chosen = []
    for name, field in found.form.fields.items():
        typed = address.get(name, "").strip()
        if not typed or (isinstance(field, forms.BooleanField) and typed not in YES):
            continue
        rest = address.copy()
        rest.pop(name)
        rest.pop("page", None)
        value = gettext("yes") if isinstance(field, forms.BooleanField) else typed
        if isinstance(field, forms.ChoiceField):
            value = str(labels_of(field).get(typed, typed))
        chosen.append(Chosen(str(field.label), value[:LONGEST_SEARCH], f"?{rest.urlencode()}"))
    return chosen
