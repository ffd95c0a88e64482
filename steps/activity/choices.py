"""The statements a person can log an activity for: their recent ones first, then by aim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import count

from django.db.models import Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from imroc_ei.people.models import User
from steps.enums import ActivityStatus, StepState
from steps.models import Activity, Placement, Step

MOST_RECENT = 4
ROWS_LOOKED_AT = 40


@dataclass(frozen=True)
class Option:
    """A statement on the form, with the places where it stands in aims."""

    step: Step
    places: list[Placement]
    # Where it stands on the page: an error links to the first.
    position: int = 0

    @property
    def control_id(self) -> str:
        return f"id_steps_{self.position}"

    @property
    def aims(self) -> list[Aim]:
        return [place.aim for place in self.places]

    @property
    def numbers(self) -> list[int]:
        return [aim.number for aim in self.aims]

    @property
    def is_shared(self) -> bool:
        return len(self.places) > 1


@dataclass(frozen=True)
class Group:
    """Options under one heading. Each option is in one group, so its box is on the page once."""

    slug: str
    title: str
    options: list[Option] = field(default_factory=list)
    aim: Aim | None = None

    @property
    def numbers(self) -> list[int]:
        """Every aim that its options serve: who looks for an aim looks for its number."""
        return sorted({number for option in self.options for number in option.numbers})

    def holds(self, slugs: Iterable[str]) -> bool:
        return not {option.step.slug for option in self.options}.isdisjoint(slugs)


class StatementChoices:
    """The current statements, and those that `keeping` already has.

    Two queries read them, and one more the recent ones.
    """

    def __init__(self, person: User, *, keeping: Activity | None = None) -> None:
        self.person = person
        self.keeping = keeping

    @cached_property
    def options(self) -> list[Option]:
        wanted = ~Q(state=StepState.RETIRED)
        if self.keeping is not None:
            wanted |= Q(activities=self.keeping)
        current = Placement.objects.filter(aim__retired_on=None).select_related("aim__vision")
        steps = list(
            Step.objects.filter(wanted)
            .distinct()
            .select_related("parent")
            .prefetch_related(Prefetch("placements", current))
        )
        placed = {step.pk: list(step.placements.all()) for step in steps}
        options = [Option(step, placed.get(step.parent_id or step.pk, [])) for step in steps]
        return sorted(options, key=_order_in_plan)

    @cached_property
    def by_slug(self) -> dict[str, Step]:
        return {option.step.slug: option.step for option in self.options}

    @property
    def threads(self) -> list[tuple[str, str]]:
        """The threads of the vision, which came along with the aims."""
        for option in self.options:
            for aim in option.aims:
                return [(thread["slug"], thread["name"]) for thread in aim.vision.threads]
        return []

    @cached_property
    def recent(self) -> list[int]:
        """The statements of the person's last entries, the latest first."""
        rows = (
            Activity.steps.through._default_manager.filter(activity__logged_by=self.person)
            .exclude(activity__status=ActivityStatus.WITHDRAWN)
            .order_by("-activity_id", "pk")
            .values_list("step_id", flat=True)[:ROWS_LOOKED_AT]
        )
        return list(dict.fromkeys(rows))

    def groups(self, first: Iterable[str] = ()) -> list[Group]:
        """Group the options; those named in `first` come up with the recent ones."""
        rank = {pk: place for place, pk in enumerate(self.recent[:MOST_RECENT])}
        asked_for = set(first)
        top = [o for o in self.options if o.step.pk in rank or o.step.slug in asked_for]
        top.sort(key=lambda o: (o.step.slug not in asked_for, rank.get(o.step.pk, MOST_RECENT)))
        shown = {option.step.pk for option in top}
        left = [option for option in self.options if option.step.pk not in shown]
        groups = [Group("first", _title(bool(asked_for), bool(rank)), top)] if top else []
        return _numbered(groups + _by_aim(left))

    def by_aim(self) -> list[Group]:
        """All of them in the order of the plan, the same for everybody."""
        return _numbered(_by_aim(self.options))


def _numbered(groups: list[Group]) -> list[Group]:
    numbers = count()
    return [
        replace(group, options=[replace(o, position=next(numbers)) for o in group.options])
        for group in groups
    ]


def _title(asked_for: bool, recent: bool) -> str:
    if asked_for and recent:
        return gettext("Chosen, and your recent ones")
    return gettext("Chosen") if asked_for else gettext("Your recent ones")


def _order_in_plan(option: Option) -> tuple[int, int, int, int]:
    step = option.step
    top = step.parent or step
    aim, place = (0, 0)
    if option.places:
        aim, place = option.places[0].aim.number, option.places[0].order
    return (aim, place, top.pk, step.order + 1 if step.parent_id else 0)


def _by_aim(options: list[Option]) -> list[Group]:
    shared = [option for option in options if option.is_shared]
    groups = [Group("shared", gettext("For several aims at once"), shared)] if shared else []
    for option in options:
        if option.is_shared or not option.aims:
            continue
        aim = option.aims[0]
        if groups and groups[-1].aim == aim:
            groups[-1].options.append(option)
        else:
            groups.append(Group(f"aim-{aim.number}", str(aim), [option], aim))
    loose = [option for option in options if not option.aims]
    return [*groups, Group("other", gettext("Other steps"), loose)] if loose else groups


AUDIENCE_HINTS = {
    "only-me": _("In nobody else’s page, count, search or export"),
    "team": _("Whoever is in the team now"),
    "consultants": _("Counts in what the dashboards show"),
    "public": _("Until then, all consultants can read it"),
}
