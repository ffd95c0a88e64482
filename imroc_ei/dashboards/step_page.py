"""What the page of a statement shows: where it stands, what it rests on, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from feedback.lessons.feeding import (
    WORKED_ON_HERE,
    LessonLine,
    ProcedureLine,
    lessons_for_a_statement,
    lessons_of,
    procedure_now,
    procedure_of,
)
from imroc_ei.dashboards.links import shared_rows
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.pages.numbers import page_asked_for
from imroc_ei.people.models import User
from library.queries.feeding import LibraryLines, lines_of
from steps.enums import LEVEL_CRITERIA, Level, Origin, StepState
from steps.models import Activity, Finding, Placement, Step
from steps.queries import (
    EntryCounts,
    Standing,
    Statement,
    entries_about,
    entry_counts,
    family_of,
    placements_of,
)
from steps.queries.next_actions import OpenAction, actions_due_next, actions_of
from steps.reviews.figures import findings_about
from steps.reviews.levels import may_be_out_of_date
from steps.reviews.queries import MovingOn, Record, record_of, what_would_move_it_on

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

ENTRIES_ON_A_PAGE = 20
LADDER = [Standing(level) for level in LEVEL_CRITERIA]


@dataclass(frozen=True, kw_only=True)
class WorkingPlace:
    """Where the work of a statement is done: the name of a page, and the room it is in."""

    view: str
    label: str | Promise
    room: Room | None = None


# By the word that the plan file has for it.
WORKING_PLACES = {
    "team": WorkingPlace(view="people", label=_("The equity and inclusion team")),
    "library": WorkingPlace(view="library", label=_("The online library"), room=Room.LIBRARY),
    "feedback": WorkingPlace(
        view="feedback", label=_("Feedback and complaints"), room=Room.FEEDBACK
    ),
}


@dataclass(kw_only=True)
class StepPage:
    person: User | AnonymousUser
    within: bool
    site: Organisation
    statement: Statement
    children: list[Statement]
    number: str
    today: date

    @property
    def step(self) -> Step:
        return self.statement.step

    @property
    def is_retired(self) -> bool:
        return self.step.state == StepState.RETIRED

    @property
    def can_come_back(self) -> bool:
        """What the team added comes back by hand; what was published, with the plan file."""
        parent = self.statement.parent
        gone_with_its_step = parent is not None and parent.state == StepState.RETIRED
        return self.is_retired and self.step.origin == Origin.ADDED and not gone_with_its_step

    @cached_property
    def placements(self) -> list[Placement]:
        return placements_of(self.step)

    @property
    def criterion(self) -> str | Promise:
        """What the level it stands at means; nothing outside the ladder."""
        standing = self.statement.standing
        return LEVEL_CRITERIA[Level(standing)] if standing in LADDER else ""

    @property
    def next_level(self) -> Level | None:
        standing = self.statement.standing
        if standing not in LADDER or standing == LADDER[-1]:
            return None
        return Level(LADDER[LADDER.index(standing) + 1])

    @property
    def next_criterion(self) -> str | Promise:
        return LEVEL_CRITERIA[self.next_level] if self.next_level else ""

    @cached_property
    def record(self) -> Record:
        """The evidence that a level may rest on."""
        return record_of(self.step)

    @property
    def moving_on(self) -> MovingOn | None:
        """What would move it on, and what its evidence does not show yet."""
        if self.statement.standing in (Standing.PAUSED, Standing.NOT_RECORDED):
            return None
        return what_would_move_it_on(self.step, self.record.ground)

    @property
    def is_out_of_date(self) -> bool:
        return self.statement.standing in LADDER and may_be_out_of_date(self.step, self.today)

    @cached_property
    def findings(self) -> list[Finding]:
        return findings_about(self.step)

    @cached_property
    def counts(self) -> EntryCounts:
        return entry_counts(self.step, self.person)

    @property
    def shared_url(self) -> str:
        return shared_rows(step=self.step.slug)

    @cached_property
    def entries(self) -> Page[Activity]:
        pages = Paginator(entries_about(self.step, self.person), ENTRIES_ON_A_PAGE)
        # The count is known already, with the shared figure, from one query.
        pages.count = self.counts.readable
        return page_asked_for(pages, self.number)

    @property
    def working_place(self) -> WorkingPlace | None:
        """The room where its work is done, while that room is on."""
        place = WORKING_PLACES.get(self.step.working_place)
        if place is None or (place.room and not self.site.has_room(place.room)):
            return None
        return place

    @property
    def open_actions(self) -> list[OpenAction]:
        """What consultants have taken on about it, the next due first."""
        return actions_of(self.step) if self.within else []

    @property
    def can_take_an_action(self) -> bool:
        """Whether this person can add an action to it by hand."""
        return not self.is_retired and self.person.has_perm("steps.add_action")

    @property
    def lessons(self) -> list[LessonLine]:
        """What was published of what people told us about it, which came along with it."""
        return lessons_of(self.step)

    @property
    def is_about_feedback(self) -> bool:
        return self.step.working_place == WORKED_ON_HERE

    @property
    def procedure(self) -> ProcedureLine | None:
        return procedure_of(self.step, self.today)

    @cached_property
    def library(self) -> LibraryLines | None:
        """What the library has for it, while that is open."""
        return lines_of(self.step) if self.site.has_room(Room.LIBRARY) else None

    @property
    def library_url(self) -> str:
        about = "" if self.library is None or self.library.whole else f"?step={self.step.slug}"
        return reverse("library") + about

    @property
    def working_place_url(self) -> str:
        return reverse(self.working_place.view) if self.working_place else ""


def step_page(
    slug: str, person: User | AnonymousUser, *, within: bool, site: Organisation, number: str
) -> StepPage:
    """Gather the page of a statement, whoever it may be read by; 404 for an unknown one."""
    along = {**lessons_for_a_statement(), **procedure_now(), **actions_due_next()}
    family = family_of(slug, **along)
    found = next((row for row in family if row.step.slug == slug), None)
    if found is None:
        raise Http404
    return StepPage(
        person=person,
        within=within,
        site=site,
        statement=found,
        children=sorted(
            (row for row in family if row is not found),
            key=lambda row: (row.is_added, row.step.order, row.step.pk),
        ),
        number=number,
        today=timezone.localdate(),
    )
