"""What the pages of a review show, and what its actions ask of the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from aims.models import Aim
from steps.enums import LEVEL_CRITERIA, FromWhom, RestsOn, StepKind
from steps.models import Action, Activity, Evidence, Finding, Review, Step
from steps.models.evidence import EvidenceQuerySet
from steps.queries import Statement, statements_of
from steps.reviews import levels
from steps.reviews.minute import Minute

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User

STATEMENTS_ADVISED = 3


def counting_evidence(step: Step) -> EvidenceQuerySet:
    """The evidence about a statement that a level may rest on, the newest first."""
    return (
        Evidence.objects.that_counts()
        .about(step)
        .select_related("activity")
        .order_by("-activity__happened_on", "-pk")
    )


def goals_under(step: Step) -> int:
    """How many goals stand under a goal set now; nothing else has any."""
    if step.kind != StepKind.GOAL_SET:
        return 0
    return Step.objects.current().filter(parent=step).count()


def findings_of(review: Review) -> list[Finding]:
    """The findings kept in a review, in its order, each with its statement and its evidence."""
    return list(
        review.findings.kept()
        .select_related("step__held_by", "step__parent", "found_by", "review__aim")
        .prefetch_related("evidence__activity")
    )


def what_is_missing(review: Review, findings: Sequence[Finding]) -> list[str]:
    """Say what a review still needs before it can be proposed."""
    said = []
    if not findings:
        said.append(_("Choose at least one statement."))
    said += [
        _("Say what you found about “%(step)s”.") % {"step": finding.step.short_name}
        for finding in findings
        if not finding.is_given
    ]
    if not (review.learned or review.nothing_new):
        said.append(_("Say what you learned, or that there is nothing new yet."))
    if review.next_review_on is None:
        said.append(_("Say when the next review is."))
    return said


@dataclass(kw_only=True)
class Choice:
    """A statement that a review can be about. `elsewhere` is the finding that holds it now."""

    statement: Statement
    is_chosen: bool = False
    is_advised: bool = False
    elsewhere: Finding | None = None

    @property
    def step(self) -> Step:
        return self.statement.step

    @property
    def can_be_chosen(self) -> bool:
        return self.elsewhere is None and not self.statement.has_no_goals


def choices_for(review: Review) -> list[Choice]:
    """Every statement of the aim; those that have waited longest for a review are advised."""
    statements = statements_of(review.aim)
    held = {
        finding.step_id: finding
        for finding in Finding.objects.holding()
        .filter(step__in=[row.step.pk for row in statements])
        .select_related("review__aim", "review__opened_by")
    }
    choices = []
    for row in statements:
        finding = held.get(row.step.pk)
        own = finding is not None and finding.review_id == review.pk
        choices.append(Choice(statement=row, is_chosen=own, elsewhere=None if own else finding))
    for choice in _longest_waiting(choices):
        choice.is_advised = True
    return choices


def _longest_waiting(choices: Iterable[Choice]) -> list[Choice]:
    """Those that were never reviewed come first, then those reviewed longest ago."""
    ready = [row for row in choices if row.can_be_chosen and not row.step.is_paused]
    return sorted(ready, key=lambda row: row.step.reviewed_on or date.min)[:STATEMENTS_ADVISED]


@dataclass(frozen=True, kw_only=True)
class Record:
    """The evidence on record for a statement, apart by the review before."""

    since: list[Evidence]
    earlier: list[Evidence]
    ground: levels.Ground

    @property
    def is_empty(self) -> bool:
        return not (self.since or self.earlier)


def record_of(step: Step) -> Record:
    pieces = list(counting_evidence(step))
    return Record(
        since=[piece for piece in pieces if levels.is_since(piece, step.reviewed_on)],
        earlier=[piece for piece in pieces if not levels.is_since(piece, step.reviewed_on)],
        ground=levels.ground_of(pieces, step.reviewed_on),
    )


@dataclass(frozen=True, kw_only=True)
class MovingOn:
    """What would move a statement on: the level above, what it means, what is still missing."""

    level: str
    label: str
    criterion: str
    missing: list[str]


def what_would_move_it_on(step: Step, ground: levels.Ground) -> MovingOn | None:
    """Name the level above, with what the evidence on record does not show yet."""
    above = levels.next_level(step.level)
    if above is None:
        return None
    return MovingOn(
        level=above.value,
        label=str(above.label),
        criterion=str(LEVEL_CRITERIA[above]),
        missing=levels.missing(above, before=step.level, ground=ground),
    )


@dataclass(kw_only=True)
class AimReviews:
    aim: Aim
    at_work: Review | None = None
    closed: list[Review] = field(default_factory=list)


def reviews_by_aim(person: User | AnonymousUser) -> list[AimReviews]:
    """Every aim with the review at work and the closed ones that this person may read."""
    visible = list(
        Review.objects.visible_to(person)
        .exclude(state="abandoned")
        .defer("snapshot")
        .select_related("aim", "opened_by", "proposed_by", "confirmed_by", "asked")
        .order_by("-confirmed_at", "-opened_at", "-pk")
    )
    rows = [AimReviews(aim=aim) for aim in Aim.objects.filter(retired_on=None)]
    of_aim = {row.aim.pk: row for row in rows}
    for review in visible:
        row = of_aim.get(review.aim_id)
        if row and review.is_closed:
            row.closed.append(review)
        elif row:
            row.at_work = review
    return rows


def all_at_work() -> list[Review]:
    """The reviews that are open or wait for confirmation, of every aim."""
    rows = Review.objects.at_work().defer("snapshot")
    return list(rows.select_related("aim", "opened_by").order_by("pk"))


def open_actions(person: User) -> list[Action]:
    """The open actions that somebody holds, the earliest due first."""
    return list(Action.objects.open().held_by(person).select_related("step", "review"))


def claims_too_much(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that rest on somebody's word of whom no evidence is cited, to look at twice."""
    wanted = {
        RestsOn.OUTSIDE: {FromWhom.OUTSIDE, FromWhom.AFFECTED},
        RestsOn.AFFECTED: {FromWhom.AFFECTED},
    }
    return [
        finding
        for finding in findings
        if finding.rests_on in wanted
        and not wanted[RestsOn(finding.rests_on)]
        & {FromWhom(piece.from_whom) for piece in finding.evidence.all()}
    ]


@dataclass(frozen=True, kw_only=True)
class ActionFilter:
    """Which actions a list shows, as its address says."""

    aim: int | None = None
    mine: bool = False
    ended: bool = False

    @classmethod
    def from_address(cls, said: Mapping[str, str]) -> ActionFilter:
        """Read an address; what cannot be read is left out."""
        aim = said.get("aim", "")
        return cls(
            aim=int(aim) if aim.isascii() and aim.isdigit() and len(aim) < 4 else None,
            mine=said.get("mine") == "1",
            ended=said.get("ended") == "1",
        )


def action_visible_to(person: User | AnonymousUser) -> QuerySet[Action]:
    """Consultants see every action that was agreed; an unfinished review keeps its own."""
    if not person.is_authenticated or not person.has_perm("steps.view_review"):
        return Action.objects.none()
    return Action.objects.agreed().select_related("step", "held_by", "review__aim")


def actions_listed(person: User, chosen: ActionFilter) -> list[Action]:
    """The actions of a list, the earliest due first."""
    rows = action_visible_to(person)
    if chosen.mine:
        rows = rows.filter(held_by=person)
    if chosen.aim is not None:
        steps = Step.objects.filter(
            Q(placements__aim__number=chosen.aim) | Q(parent__placements__aim__number=chosen.aim)
        )
        rows = rows.filter(step__in=steps.order_by().values("pk"))
    ended = ~Q(done_on=None) | ~Q(let_go_on=None)
    return list(rows.filter(ended if chosen.ended else ~ended))


def entries_cited(minute: Minute, person: User | AnonymousUser) -> dict[str, Activity]:
    """The entries behind the evidence of a minute that this person may read today, by their id."""
    ids = {entry for row in minute.findings for entry in row.entries}
    readable = Activity.objects.visible_to(person).filter(public_id__in=ids)
    return {entry.public_id: entry for entry in readable}
