"""An entry as a page shows it, and what two versions of it differ in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext, ngettext

from aims.models import Aim
from imroc_ei.forms.dates import When
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from imroc_ei.phrases import and_list
from steps.activity.actions import Fields
from steps.enums import Audience, Precision
from steps.models import Activity, Placement, Step

Person = User | AnonymousUser


def with_statements(entries: QuerySet[Activity]) -> QuerySet[Activity]:
    """Bring along what a row shows: who logged it, its statements and the aims they serve."""
    places = Placement.objects.filter(aim__retired_on=None).select_related("aim")
    steps = Step.objects.select_related("parent").prefetch_related(
        Prefetch("placements", places), Prefetch("parent__placements", places)
    )
    return entries.select_related("logged_by").prefetch_related(Prefetch("steps", steps))


def aims_of(step: Step) -> list[Aim]:
    """The aims a statement serves; a sub-step comes along with its step."""
    return [place.aim for place in (step.parent or step).placements.all()]


def aims_served(activity: Activity) -> list[Aim]:
    """The aims an entry shows in, each once, in their order."""
    found = {aim.number: aim for step in activity.steps.all() for aim in aims_of(step)}
    return [found[number] for number in sorted(found)]


@dataclass(frozen=True)
class EntryPage:
    """An entry, for one reader."""

    activity: Activity
    reader: Person

    @property
    def is_own(self) -> bool:
        return self.activity.logged_by_id == self.reader.pk

    @cached_property
    def is_inside(self) -> bool:
        """Whether the reader is a colleague; anyone else sees what is meant for the public."""
        return isinstance(self.reader, User) and (
            self.is_own or self.reader.has_role(RoleName.CONSULTANT)
        )

    @property
    def author(self) -> User | None:
        shown = self.is_inside or self.activity.show_name
        return self.activity.logged_by if shown else None

    @property
    def may_check(self) -> bool:
        return (
            self.activity.waits_to_become_public
            and not self.is_own
            and self.reader.has_perm("steps.check_activity")
        )

    @cached_property
    def aims(self) -> list[Aim]:
        return aims_served(self.activity)

    @property
    def statements(self) -> list[tuple[Step, list[Aim], str]]:
        """Each statement with the aims that it serves itself, and those in words."""
        served = ((step, aims_of(step)) for step in self.activity.steps.all())
        return [(step, aims, aims_in_words(aims)) for step, aims in served]

    @property
    def where(self) -> str:
        """Where it shows, in a sentence without its end."""
        return aims_in_words(self.aims)

    @property
    def seen_in_short(self) -> str:
        activity = self.activity
        if activity.waits_to_become_public:
            return gettext("All consultants; waits to become public")
        return gettext("Anyone") if activity.is_public else activity.get_audience_display()

    @property
    def seen_by(self) -> str:
        activity = self.activity
        if activity.audience == Audience.PUBLIC:
            if activity.is_public:
                return gettext("Anyone")
            return gettext("All consultants now, and anyone once a lead has checked it")
        return activity.get_audience_display()


def aims_in_words(aims: Iterable[Aim]) -> str:
    """Return "aim 2" or "aims 4 and 5", for the middle of a sentence."""
    numbers = [aim.number for aim in aims]
    if not numbers:
        return gettext("no aim")
    words = ngettext("aim %(numbers)s", "aims %(numbers)s", len(numbers))
    return words % {"numbers": and_list(numbers)}


def says_the_same(activity: Activity, fields: Fields, steps: Iterable[Step]) -> bool:
    """Whether an entry says what these answers say."""
    return not _differing(activity, fields, steps)


def _differing(activity: Activity, fields: Fields, steps: Iterable[Step]) -> list[str]:
    names = [name for name, value in fields.items() if getattr(activity, name) != value]
    if {step.pk for step in steps} != {step.pk for step in activity.steps.all()}:
        names.append("steps")
    return names


def what_changed(
    activity: Activity, fields: Fields, steps: Iterable[Step]
) -> list[tuple[str, str]]:
    """Say how an entry stands now, wherever that is not what these answers say."""
    changed = []
    for name in dict.fromkeys(_differing(activity, fields, steps)):
        if name == "precision":
            continue
        field = Activity._meta.get_field(name)
        # Columns of the entry itself, never the far end of somebody else's relation.
        label = gettext("Steps") if name == "steps" else str(field.verbose_name)  # type: ignore[union-attr]
        changed.append((label[:1].upper() + label[1:], _in_words(activity, name)))
    return changed


def _in_words(activity: Activity, name: str) -> str:
    if name == "steps":
        return ", ".join(str(step) for step in activity.steps.all())
    if name == "happened_on":
        return str(When(activity.happened_on, activity.precision == Precision.MONTH))
    value: Any = getattr(activity, name)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        value = ", ".join(value)
    shown = getattr(activity, f"get_{name}_display", None)
    return str(shown() if shown and value else value or gettext("Not given"))
