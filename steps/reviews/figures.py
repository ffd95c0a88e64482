"""What dashboards show of reviews: what they found, what moved since, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    JSONField,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from aims.models import Aim
from steps.enums import LEVEL_CRITERIA, ReviewState
from steps.models import Action, Finding, Review, Step
from steps.models.review import AT_WORK
from steps.queries import Standing, Statement
from steps.reviews import levels
from steps.reviews.compare import Moved, moved_between
from steps.reviews.snapshot import Json, standings_in, standings_now

if TYPE_CHECKING:
    from imroc_ei.people.models import User

OUTSIDE = (Standing.NOT_REVIEWED, Standing.NOT_RECORDED, Standing.PAUSED)
AGREED_NEXT = 3
SOON = timedelta(days=30)


def out_of_date(statements: Iterable[Statement], today: date) -> list[Statement]:
    """Published statements whose level was found longer ago than their own interval."""
    return [
        row
        for row in statements
        if not row.is_added
        and row.standing not in OUTSIDE
        and levels.may_be_out_of_date(row.step, today)
    ]


@dataclass(frozen=True, kw_only=True)
class ReviewsOfAim:
    """The reviews of an aim, and what the one compared with showed."""

    at_work: Review | None
    closed: list[Review]
    compared: Review | None
    shot: Json


def reviews_of(aim: Aim, *, compare: str, otherwise_latest: bool) -> ReviewsOfAim:
    """Fetch an aim's reviews in one query, which brings one snapshot: of the one named `compare`.

    Where it names none and `otherwise_latest` is set, that is the review closed last.
    """
    closed = Review.objects.closed().of(aim).order_by("-confirmed_at", "-pk").values("pk")
    latest = closed[: 1 if otherwise_latest else 0]
    wanted = Coalesce(
        Subquery(closed.filter(public_id=compare)[:1]),
        Subquery(latest) if otherwise_latest else Value(None),
        output_field=BigIntegerField(),
    )
    rows = list(
        Review.objects.of(aim)
        .filter(state__in=[ReviewState.CLOSED, *AT_WORK])
        .alias(wanted=wanted)
        .annotate(
            shot=Case(
                When(pk=F("wanted"), then=F("snapshot")), default=None, output_field=JSONField()
            )
        )
        .defer("snapshot")
        .order_by("-confirmed_at", "-opened_at", "-pk")
    )
    shots: dict[int, Json] = {row.pk: vars(row)["shot"] for row in rows if vars(row)["shot"]}
    compared = next((row for row in rows if row.pk in shots), None)
    return ReviewsOfAim(
        at_work=next((row for row in rows if not row.is_closed), None),
        closed=[row for row in rows if row.is_closed],
        compared=compared,
        shot=shots[compared.pk] if compared else {},
    )


def moved_since(shot: Json, statements: Iterable[Statement]) -> list[Moved]:
    """Statements whose level today is another than in an earlier snapshot."""
    return moved_between(standings_in(shot), standings_now(statements))


def actions_of(aim: Aim) -> list[Action]:
    """Every action that was agreed about an aim's statements, the earliest due first."""
    return list(Action.objects.agreed().serving(aim).select_related("step", "held_by"))


@dataclass(frozen=True, kw_only=True)
class Became:
    """What became of the actions since a day."""

    done: list[Action]
    let_go: list[Action]
    overdue: list[Action]

    def __bool__(self) -> bool:
        return bool(self.done or self.let_go or self.overdue)


def what_became_of(actions: Iterable[Action], *, since: date, today: date) -> Became:
    rows = list(actions)
    return Became(
        done=[row for row in rows if row.done_on and row.done_on >= since],
        let_go=[row for row in rows if row.let_go_on and row.let_go_on >= since],
        overdue=[row for row in rows if row.is_open and row.due < today],
    )


@dataclass(frozen=True, kw_only=True)
class ToAgree:
    """A statement whose level is to be agreed next, since when, and what would move it on."""

    statement: Statement
    due_on: date | None
    level: str
    criterion: str


def to_agree_next(statements: Iterable[Statement], *, today: date) -> list[ToAgree]:
    """Statements without a level, then those whose review is due soon, longest waiting first."""
    waiting = [row for row in statements if _waits(row, today)]
    waiting.sort(key=lambda row: row.step.next_review_on or date.min)
    return [_to_agree(row) for row in waiting]


def _waits(row: Statement, today: date) -> bool:
    if row.standing in (Standing.PAUSED, Standing.NOT_RECORDED):
        return False
    due = row.step.next_review_on
    return row.standing == Standing.NOT_REVIEWED or (due is not None and due <= today + SOON)


def _to_agree(row: Statement) -> ToAgree:
    above = levels.next_level(row.step.level)
    return ToAgree(
        statement=row,
        due_on=row.step.next_review_on,
        level=above.value if above else "",
        criterion=str(LEVEL_CRITERIA[above]) if above else "",
    )


def all_held_by_one(actions: Iterable[Action]) -> bool:
    """Whether two or more open actions all rest on the same person."""
    holders = [row.held_by_id for row in actions if row.is_open]
    return len(holders) > 1 and len(set(holders)) == 1 and holders[0] is not None


def findings_about(step: Step) -> list[Finding]:
    """What closed reviews found about a statement, the newest first."""
    return list(
        Finding.objects.kept()
        .filter(step=step, review__state=ReviewState.CLOSED)
        .select_related("review__aim")
        .defer("review__snapshot")
        .order_by("-review__confirmed_at", "-pk")
    )


def waiting_for(person: User) -> list[Review]:
    """Reviews that this person is asked to confirm."""
    asked = Review.objects.proposed().filter(asked=person)
    return list(asked.defer("snapshot").select_related("aim", "proposed_by").order_by("pk"))


def opened_by(person: User) -> list[Review]:
    """Reviews that this person opened and that are still to be finished."""
    mine = Review.objects.open().filter(opened_by=person)
    return list(mine.defer("snapshot").select_related("aim").order_by("pk"))


def open_action_counts() -> Mapping[int, int]:
    """How many open actions each statement has, by its id."""
    rows = Action.objects.open().order_by().values_list("step_id").annotate(Count("pk"))
    return dict(rows)


def own_review_rows(person: User) -> list[dict[str, str]]:
    """The reviews in which somebody had a part, for their own copy of what is held about them."""
    parts = {
        "opened": "opened_by",
        "proposed": "proposed_by",
        "asked to confirm": "asked",
        "confirmed": "confirmed_by",
        "sent back": "sent_back_by",
    }
    reviews = Review.objects.defer("snapshot").select_related("aim")
    return [
        {"review": review.public_id, "aim": str(review.aim.number), "part": part}
        for part, name in parts.items()
        for review in reviews.filter(**{name: person})
    ]
