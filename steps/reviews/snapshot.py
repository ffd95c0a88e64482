"""What a closed review showed, kept as it was: schema 1.

People stand in it by their public id, so that somebody who leaves is nameless here too. Of the
evidence it keeps the ids and the counts, not the words: an entry that its author takes back is
gone. Dates and times are ISO 8601; times are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Choices, Q

from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.enums import LEVEL_CRITERIA, AffectedAmong, Direction, FromWhom, Level, RestsOn
from steps.models import Action, Activity, Step
from steps.queries import Standing, count_standings, statements_of
from steps.reviews import levels

if TYPE_CHECKING:
    from steps.models import Evidence, Finding, Review
    from steps.queries import Statement

SCHEMA = 1

Json = dict[str, Any]


def take(
    review: Review, findings: Sequence[Finding], *, before: Mapping[int, Json], today: date
) -> Json:
    """Write down what a review shows at the moment it closes.

    `before` is what `standing` said of each statement before it was judged.
    """
    statements = statements_of(review.aim)
    places = {row.step.pk: row for row in statements}
    return {
        "schema": SCHEMA,
        "review": review.public_id,
        "organisation": Organisation.current().name,
        "closed_on": today.isoformat(),
        "opened": _who(review.opened_by, review.opened_at),
        "proposed": _who(review.proposed_by, review.proposed_at),
        "confirmed": _who(review.confirmed_by, review.confirmed_at),
        "aim": {
            "number": review.aim.number,
            "short_name": review.aim.short_name,
            "statement": review.aim.statement,
        },
        "counts": [
            {"standing": standing.value, "label": str(standing.label), "count": count}
            for standing, count in count_standings(statements).rows()
        ],
        "statements": [_statement(row) for row in statements],
        "findings": [
            _finding(finding, places[finding.step_id], before[finding.step_id], today)
            for finding in findings
        ],
        "learned": review.learned,
        "nothing_new": review.nothing_new,
        "stop_doing": review.stop_doing,
        "took_part": review.took_part,
        "affected_among": labelled(AffectedAmong, review.affected_among),
        "not_agreed": review.not_agreed,
        "actions": [_action(action) for action in review.actions.select_related("step", "held_by")],
        "actions_before": _actions_before(review),
        "next_review_on": review.next_review_on.isoformat() if review.next_review_on else None,
    }


def preview(review: Review, findings: Sequence[Finding], *, today: date) -> Json:
    """What a snapshot would say, before the review is confirmed."""
    before = {finding.step_id: standing(finding.step) for finding in findings}
    return take(review, findings, before=before, today=today)


def standing(step: Step) -> Json:
    """Where a statement stands beside its level, in words."""
    return {
        "level": labelled(Level, step.level),
        "direction": labelled(Direction, step.direction),
        "rests_on": labelled(RestsOn, step.rests_on),
        "reviewed_on": step.reviewed_on.isoformat() if step.reviewed_on else None,
    }


def labelled(choices: type[Choices], value: str) -> Json | None:
    return {"value": value, "label": str(choices(value).label)} if value else None


def _who(person: User | None, at: datetime | None) -> Json:
    return {"by": person.public_id if person else None, "at": at.isoformat() if at else None}


def _statement(row: Statement) -> Json:
    step = row.step
    return {
        "slug": step.slug,
        "parent": row.parent.slug if row.parent else None,
        "short_name": step.short_name,
        "statement": step.statement,
        "aims": list(row.aims),
        "origin": step.origin,
        "standing": {"value": row.standing.value, "label": str(row.standing.label)},
        **standing(step),
    }


def _finding(finding: Finding, row: Statement, before: Json, today: date) -> Json:
    step = finding.step
    evidence = list(finding.evidence.that_counts())
    reviewed_before = before["reviewed_on"]
    since = date.fromisoformat(reviewed_before) if reviewed_before else None
    return {
        "slug": step.slug,
        "short_name": step.short_name,
        "statement": step.statement,
        "also_in": list(row.also_in),
        "before": before,
        "level": labelled(Level, finding.level),
        "criterion": str(LEVEL_CRITERIA[Level(finding.level)]) if finding.level else "",
        "direction": labelled(Direction, finding.direction),
        "rests_on": labelled(RestsOn, finding.rests_on),
        "why": finding.why,
        "other_explanation": finding.other_explanation,
        "back_reason": finding.back_reason,
        "found_by": finding.found_by.public_id if finding.found_by else None,
        "evidence": _evidence(evidence, since),
        "activity": {
            "since": reviewed_before,
            "count": _activity_between(step, since, today),
        },
        "next_review_on": step.next_review_on.isoformat() if step.next_review_on else None,
    }


def _evidence(evidence: list[Evidence], since: date | None) -> Json:
    ground = levels.ground_of(evidence, since)
    return {
        "count": ground.pieces,
        "from_elsewhere": ground.from_elsewhere,
        "since": ground.since,
        "pieces": [
            {
                "id": piece.public_id,
                "entry": piece.activity.public_id,
                "from_whom": labelled(FromWhom, piece.from_whom),
            }
            for piece in evidence
        ],
    }


def _activity_between(step: Step, since: date | None, today: date) -> int:
    entries = Activity.objects.shared().about(step).filter(happened_on__lte=today)
    return entries.filter(happened_on__gt=since).count() if since else entries.count()


def _action(action: Action) -> Json:
    return {
        "id": action.public_id,
        "what": action.what,
        "statement": action.step.short_name,
        "slug": action.step.slug,
        "held_by": action.held_by.public_id if action.held_by else None,
        "due": action.due.isoformat(),
    }


def _actions_before(review: Review) -> list[Json]:
    """What had become of the actions agreed before, in reviews of this aim or without one."""
    statements = Step.objects.in_aim(review.aim).order_by().values("pk")
    earlier = (
        Action.objects.agreed()
        .filter(Q(review__aim=review.aim) | Q(review=None, step__in=statements))
        .exclude(review=review)
        .select_related("step", "held_by")
    )
    return [
        _action(action)
        | {
            "done_on": action.done_on.isoformat() if action.done_on else None,
            "let_go_on": action.let_go_on.isoformat() if action.let_go_on else None,
        }
        for action in earlier
    ]


def people_in(*snapshots: Json) -> dict[str, User]:
    """The people whom snapshots name by their public id, as they are called now."""
    ids: set[str] = set()
    for shot in snapshots:
        ids |= {shot[key]["by"] for key in ("opened", "proposed", "confirmed")}
        ids |= {row["held_by"] for row in [*shot["actions"], *shot["actions_before"]]}
    people: dict[str, User] = User.objects.in_bulk(
        [public_id for public_id in ids if public_id], field_name="public_id"
    )
    return people


def standings_in(shot: Json) -> dict[str, Json]:
    """Where each statement stood, by its slug."""
    return {row["slug"]: row for row in shot["statements"]}


def standings_now(statements: Iterable[Statement]) -> dict[str, Json]:
    """The same about statements as they stand now."""
    return {row.step.slug: _statement(row) for row in statements}


def counts_in(shot: Json) -> dict[str, int]:
    """How many statements stood where; every standing that there is today, the empty ones too."""
    kept = {row["standing"]: row["count"] for row in shot["counts"]}
    return {standing.value: kept.get(standing.value, 0) for standing in Standing}
