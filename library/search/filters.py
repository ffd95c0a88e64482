"""Which resources a list shows, and in which order. All of it is in the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import django_filters
from django import forms
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.db.models.query import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from imroc_ei.forms.fields import labels_of
from imroc_ei.forms.widgets import CheckboxCards
from library.enums import AccessFeature, Format, Sort
from library.languages import LANGUAGES
from library.models import Resource, Topic
from library.models.resource import ResourceQuerySet
from library.search.find import Found
from steps.activity.filters import NOT_IN_LIST, YES, FlagFilter, WordsFilter
from steps.models import Step

LONGEST_SEARCH = 200
# What orders or names the page, and narrows nothing.
NO_FILTERS = {"q", "sort", "page"}
MINUTES = (
    ("5", _("Up to 5 minutes")),
    ("15", _("Up to a quarter of an hour")),
    ("30", _("Up to half an hour")),
    ("60", _("Up to an hour")),
)


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What can be chosen from that is not the same on every site and every day."""

    aims: Pairs
    topics: Pairs
    # A statement is chosen on its own page; here it is only shown and taken away.
    steps: Pairs = ()

    @classmethod
    def now(cls, address: QueryDict) -> Choices:
        slug = address.get("step", "").replace("\0", "")
        steps = Step.objects.current().filter(slug=slug).values_list("slug", "short_name")
        return cls(
            aims=tuple((str(aim.number), str(aim)) for aim in Aim.objects.current()),
            topics=tuple(Topic.objects.values_list("slug", "name")),
            steps=tuple(steps) if slug else (),
        )


class ResourceFilter(django_filters.FilterSet):
    """The search of the library, from its address."""

    q = WordsFilter(
        label=_("Look in the library for"),
        method="keep_all",
        max_length=LONGEST_SEARCH,
        error_messages={"max_length": _("Look for fewer words, up to 200 characters.")},
    )
    aim = django_filters.ChoiceFilter(
        label=_("Aim"), method="in_aim", empty_label=_("Any aim"), error_messages=NOT_IN_LIST
    )
    step = django_filters.ChoiceFilter(
        label=_("Statement"),
        field_name="steps__slug",
        empty_label=_("Any statement"),
        error_messages=NOT_IN_LIST,
    )
    topic = django_filters.ChoiceFilter(
        label=_("Topic"),
        field_name="topics__slug",
        empty_label=_("Any topic"),
        error_messages=NOT_IN_LIST,
    )
    format = django_filters.ChoiceFilter(
        label=_("Format"),
        choices=Format.choices,
        empty_label=_("Any format"),
        error_messages=NOT_IN_LIST,
    )
    minutes = django_filters.ChoiceFilter(
        label=_("Time it takes"),
        field_name="minutes",
        lookup_expr="lte",
        choices=MINUTES,
        empty_label=_("Any time"),
        error_messages=NOT_IN_LIST,
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        method="in_language",
        choices=LANGUAGES,
        empty_label=_("Any language"),
        error_messages=NOT_IN_LIST,
    )
    sort = django_filters.ChoiceFilter(
        label=_("In the order of"),
        method="keep_all",
        choices=Sort.choices,
        empty_label=None,
        error_messages=NOT_IN_LIST,
    )
    access = django_filters.MultipleChoiceFilter(
        label=_("Easier to use with"),
        method="with_features",
        choices=AccessFeature.choices,
        widget=CheckboxCards(attrs={"class": "inline"}),
        error_messages=NOT_IN_LIST,
    )
    lived = FlagFilter(_("Made by people with lived experience"), "by_lived_experience")
    free = FlagFilter(_("Free"), "only_free")

    class Meta:
        model = Resource
        fields: list[str] = []

    def __init__(self, address: QueryDict, *, choices: Choices | None = None) -> None:
        super().__init__(address, queryset=Resource.objects.published())
        self.choices = choices or Choices.now(address)
        self.filters["aim"].extra["choices"] = self.choices.aims
        self.filters["topic"].extra["choices"] = self.choices.topics
        if address.get("step"):
            self.filters["step"].extra["choices"] = self.choices.steps
        else:
            del self.filters["step"]

    @property
    def words(self) -> str:
        words: str = self.form.cleaned_data.get("q", "") if self.form.is_valid() else ""
        return words

    @cached_property
    def found(self) -> Found:
        """The resources asked for; none where the address asks for something we do not know."""
        if not self.form.is_valid():
            return Found(among=Resource.objects.none())
        typed = self.form.cleaned_data
        narrows = any(value for name, value in typed.items() if name not in NO_FILTERS)
        return Found(
            words=self.words,
            among=super().qs if narrows else None,
            sort=Sort(typed["sort"] or Sort.BEST),
        )

    @property
    def qs(self) -> QuerySet[Resource]:
        return self.found.rows

    def keep_all(self, rows: ResourceQuerySet, name: str, value: str) -> ResourceQuerySet:
        """Words and order are for `find_resources`."""
        return rows

    def in_aim(self, rows: ResourceQuerySet, name: str, value: str) -> ResourceQuerySet:
        return rows.serving(Aim.objects.get(number=value))

    def in_language(self, rows: ResourceQuerySet, name: str, value: str) -> ResourceQuerySet:
        """English is en, and also en-GB."""
        return rows.filter(Q(language=value) | Q(language__startswith=f"{value}-"))

    def with_features(
        self, rows: ResourceQuerySet, name: str, value: list[str]
    ) -> ResourceQuerySet:
        """Every one of them. Both databases write a list of names in the same way as text."""
        for feature in value:
            rows = rows.filter(Contains(Cast("accessibility", TextField()), f'"{feature}"'))
        return rows

    def by_lived_experience(
        self, rows: ResourceQuerySet, name: str, value: bool
    ) -> ResourceQuerySet:
        return rows.filter(lived_experience=True) if value else rows

    def only_free(self, rows: ResourceQuerySet, name: str, value: bool) -> ResourceQuerySet:
        return rows.filter(free_to_read=True) if value else rows


@dataclass(frozen=True)
class Chosen:
    """A choice that is on: what it says, and the address of the list without it. What is just
    ticked has no value."""

    label: str
    value: str
    without: str


def chosen_filters(found: ResourceFilter, address: QueryDict) -> list[Chosen]:
    return [
        Chosen(str(field.label), said[:LONGEST_SEARCH], _without(address, name, typed))
        for name, field in found.form.fields.items()
        if name not in NO_FILTERS
        for typed, said in _said(field, _values(field, address.getlist(name)))
    ]


def _values(field: forms.Field, values: list[str]) -> list[str]:
    """Return what counts: of a field that takes one value, the last one that was sent."""
    return values if isinstance(field, forms.MultipleChoiceField) else values[-1:]


def _said(field: forms.Field, values: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each value in the address, and what it says."""
    for typed in dict.fromkeys(value for value in values if value.strip()):
        if isinstance(field, forms.BooleanField):
            if typed in YES:
                yield typed, ""
        elif isinstance(field, forms.ChoiceField):
            yield typed, str(labels_of(field).get(typed, typed))


def _without(address: QueryDict, name: str, typed: str) -> str:
    rest = address.copy()
    rest.setlist(name, [value for value in address.getlist(name) if value != typed])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


def words_alone(address: QueryDict) -> str:
    """The address of the list with every choice taken away, and the words kept."""
    kept = QueryDict(mutable=True)
    for name in ("q", "sort"):
        if address.get(name):
            kept.setlist(name, address.getlist(name)[-1:])
    return f"?{kept.urlencode()}"
