"""The made-up reviews: written through the same rules as real ones, with their days moved back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils import timezone

from aims.models import Aim
from imroc_ei.demo.read import past
from imroc_ei.people.models import User
from steps.enums import Level, ReviewState
from steps.models import Action, Evidence, Finding, Review, Step
from steps.reviews import levels
from steps.reviews.closing import close, propose
from steps.reviews.dates import months_after
from steps.reviews.queries import counting_evidence, findings_of

HELD_AT = time(11, 30)

People = dict[str, User]
Row = dict[str, Any]


def add_reviews(rows: list[Row], people: People, today: date) -> int:
    """Add the reviews, the earliest first, as each level builds on the one before.

    A day that somebody has set for the next review of an aim stays. Where people review already,
    none is added: made-up levels would stand among theirs.
    """
    if Review.objects.exists():
        return 0
    set_before = dict(Aim.objects.exclude(next_review_on=None).values_list("pk", "next_review_on"))
    for row in sorted(rows, key=lambda row: -int(row["days_ago"])):
        _add(row, people, today)
    for aim, day in set_before.items():
        Aim.objects.filter(pk=aim).update(next_review_on=day)
    return len(rows)


def _add(row: Row, people: People, today: date) -> None:
    on = past(today, row)
    at = timezone.make_aware(datetime.combine(on, HELD_AT))
    by = people[row["by"]]
    review = Review.objects.create(
        aim=Aim.objects.get(number=row["aim"]),
        opened_by=by,
        opened_at=at,
        touched_at=at,
        learned=row.get("learned", ""),
        nothing_new=row.get("nothing_new", False),
        stop_doing=row.get("stop_doing", ""),
        took_part=row.get("took_part"),
        affected_among=row.get("affected_among", ""),
        not_agreed=row.get("not_agreed", ""),
        next_review_on=on + timedelta(days=row["next_in_days"]),
    )
    for position, found in enumerate(row["finding"]):
        _find(review, found, position, by=by, at=at, today=today)
    for action in row.get("action", []):
        _note(review, action, people, on)
    if "asks" in row:
        propose(by=by, review=review, version=review.version, asked=people[row["asks"]])
        Review.objects.filter(pk=review.pk).update(proposed_at=at, touched_at=at)
        return
    review.state, review.proposed_by, review.proposed_at = ReviewState.PROPOSED, by, at
    review.save()
    close(review, findings_of(review), by=people[row["confirmed_by"]], at=at + timedelta(hours=30))
    for action in row.get("action", []):
        _end(review, action, on)


def _find(review: Review, row: Row, position: int, *, by: User, at: datetime, today: date) -> None:
    step = Step.objects.get(slug=row["statement"])
    cited = _evidence(step, [today - timedelta(days=days) for days in row["rests_on_days"]])
    words = {name: row.get(name, "") for name in ("why", "other_explanation", "back_reason")}
    wrong = levels.problems(
        row["level"],
        before=step.level,
        ground=levels.ground_of(cited, step.reviewed_on),
        other_explanation=words["other_explanation"],
        back_reason=words["back_reason"],
    )
    if wrong:
        raise CommandError(f"{step.slug}: {wrong}")
    finding = Finding.objects.create(
        review=review,
        step=step,
        position=position,
        level=row["level"],
        direction=row["direction"],
        rests_on=row["rests_on"],
        found_by=by,
        given_at=at,
        **words,
    )
    finding.evidence.set(cited)


def _evidence(step: Step, days: list[date]) -> list[Evidence]:
    return list(counting_evidence(step).filter(activity__happened_on__in=days))


def _note(review: Review, row: Row, people: People, on: date) -> None:
    Action.objects.create(
        review=review,
        what=row["what"],
        step=Step.objects.get(slug=row["statement"]),
        held_by=people[row["held_by"]],
        due=on + timedelta(days=row["due_in_days"]),
    )


def _end(review: Review, row: Row, on: date) -> None:
    """Say what became of an action, where something did."""
    action = review.actions.filter(what=row["what"])
    if "done_in_days" in row:
        action.update(done_on=on + timedelta(days=row["done_in_days"]))
    if "let_go_in_days" in row:
        let_go_on = on + timedelta(days=row["let_go_in_days"])
        action.update(let_go_on=let_go_on, let_go_reason=row["let_go_reason"])


def remove_reviews() -> None:
    """Take away each review in which a made-up person had a part, and what it said of the plan."""
    roles = ("opened_by", "proposed_by", "asked", "confirmed_by", "sent_back_by", "abandoned_by")
    part = Q(findings__found_by__is_demo=True) | Q(findings__released_by__is_demo=True)
    for role in roles:
        part |= Q(**{f"{role}__is_demo": True})
    made_up = Review.objects.filter(pk__in=Review.objects.filter(part).order_by().values("pk"))
    judged = list(Step.objects.filter(findings__review__in=made_up).distinct())
    days = dict(made_up.closed().order_by("confirmed_at").values_list("aim", "next_review_on"))
    Action.objects.filter(review__in=made_up).delete()
    made_up.delete()
    Step.history.filter(history_user__is_demo=True).delete()
    Aim.history.filter(history_user__is_demo=True).delete()
    for step in judged:
        _stand_as_before(step)
    for aim, made_up_day in days.items():
        latest = Review.objects.closed().filter(aim=aim).order_by("-confirmed_at").first()
        # A day that somebody has set since stays.
        Aim.objects.filter(pk=aim, next_review_on=made_up_day).update(
            next_review_on=latest.next_review_on if latest else None
        )


def _stand_as_before(step: Step) -> None:
    closed = Finding.objects.kept().filter(step=step, review__state=ReviewState.CLOSED)
    latest = closed.order_by("-review__confirmed_at").select_related("review").first()
    known: dict[str, Any] = {"level": Level.NOT_REVIEWED, "direction": "", "rests_on": ""}
    days: dict[str, date | None] = {"reviewed_on": None, "next_review_on": None}
    if latest and latest.review.confirmed_at:
        known = {name: getattr(latest, name) for name in known}
        on = timezone.localdate(latest.review.confirmed_at)
        days = {"reviewed_on": on, "next_review_on": months_after(on, step.review_every)}
    Step.objects.filter(pk=step.pk).update(**known, **days)
