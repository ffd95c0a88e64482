"""What leads do in a review up to the point where they propose it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from steps.enums import ReviewState
from steps.models import Finding, Review, Step
from steps.models.review import AT_WORK
from steps.reviews import levels
from steps.reviews.errors import MovedError, RefusedError, StaleError
from steps.reviews.queries import counting_evidence, goals_under

if TYPE_CHECKING:
    from datetime import date

    from aims.models import Aim
    from imroc_ei.people.models import User
    from steps.models import Evidence


def open_review(*, by: User, aim: Aim) -> Review:
    """Open a review of an aim, or return the one that is at work already."""
    try:
        with transaction.atomic():
            return Review.objects.create(aim=aim, opened_by=by)
    except IntegrityError:
        return Review.objects.at_work().get(aim=aim)


def locked(review: Review, *states: ReviewState) -> Review:
    """Take the row for this transaction, and refuse where it is no longer as it has to be."""
    held = Review.objects.select_for_update(of=("self",)).select_related("aim").get(pk=review.pk)
    if held.state not in states:
        raise MovedError(moved_to(held))
    return held


def moved_to(review: Review) -> str:
    """Say what became of a review that somebody wanted to change."""
    said = {
        ReviewState.OPEN: _("This review is open again, so there is nothing to confirm."),
        ReviewState.PROPOSED: _("This review waits for confirmation. Take it back to change it."),
        ReviewState.CLOSED: _("This review is closed. It does not change any more."),
        ReviewState.ABANDONED: _("This review was abandoned. Open a new one."),
    }
    return said[ReviewState(review.state)]


def touch(review: Review, **fields: object) -> None:
    """Write fields of a locked review, and count one more version."""
    for name, value in fields.items():
        setattr(review, name, value)
    review.version += 1
    review.touched_at = timezone.now()
    review.save(update_fields=[*fields, "version", "touched_at"])


@transaction.atomic
def choose_statements(*, by: User, review: Review, steps: Sequence[Step]) -> Review:
    """Let the review be about exactly these statements; what was written about others is kept."""
    held = locked(review, ReviewState.OPEN)
    if not steps:
        raise RefusedError(_("Choose at least one statement."))
    for step in steps:
        if not levels.can_be_judged(step, goals=goals_under(step)):
            raise RefusedError(
                _("“%(step)s” cannot be judged: its goals have not been recorded yet.")
                % {"step": step.short_name}
            )
    present = {finding.step_id: finding for finding in held.findings.all()}
    chosen = {step.pk for step in steps}
    for finding in present.values():
        if finding.step_id not in chosen and finding.is_open:
            _let_out(finding, by=by)
    for position, step in enumerate(steps):
        _take_in(held, step, present.get(step.pk), position)
    touch(held)
    return held


def _take_in(review: Review, step: Step, finding: Finding | None, position: int) -> None:
    try:
        with transaction.atomic():
            if finding is None:
                Finding.objects.create(review=review, step=step, position=position)
                return
            finding.position = position
            finding.is_open, finding.released_at, finding.released_by = True, None, None
            finding.save(update_fields=["position", "is_open", "released_at", "released_by"])
    except IntegrityError as error:
        raise RefusedError(
            _("“%(step)s” is in another open review. Release it there first.")
            % {"step": step.short_name}
        ) from error


def _let_out(finding: Finding, *, by: User) -> None:
    finding.is_open = False
    finding.released_at, finding.released_by = timezone.now(), by
    finding.save(update_fields=["is_open", "released_at", "released_by"])


@transaction.atomic
def release(*, by: User, review: Review, step: Step) -> None:
    """Let a statement out of a review that was left, so that another review can take it."""
    held = locked(review, ReviewState.OPEN)
    finding = held.findings.filter(step=step, is_open=True).first()
    if finding is None:
        raise MovedError(_("This statement was released already."))
    _let_out(finding, by=by)
    touch(held)


@transaction.atomic
def record_finding(
    *,
    by: User,
    finding: Finding,
    version: int,
    finished: bool,
    level: str = "",
    direction: str = "",
    rests_on: str = "",
    why: str = "",
    other_explanation: str = "",
    back_reason: str = "",
    evidence: Sequence[int] = (),
) -> Finding:
    """Keep what was found about a statement. What is put aside for later may be unfinished."""
    review = locked(finding.review, ReviewState.OPEN)
    held = Finding.objects.select_related("step").get(pk=finding.pk)
    if not held.is_open:
        raise MovedError(_("This statement was released from the review."))
    if held.version != version:
        raise StaleError(_("Somebody else changed this finding while you were writing."))
    cited = list(counting_evidence(held.step).filter(pk__in=evidence))
    if finished:
        _refuse_what_is_missing(level, direction, rests_on, why)
        refuse_against_the_rules(
            held.step, level, cited, other_explanation=other_explanation, back_reason=back_reason
        )
    held.level, held.direction, held.rests_on = level, direction, rests_on
    held.why, held.other_explanation = why.strip(), other_explanation.strip()
    moves_back = levels.moves_back(level, before=held.step.level)
    held.back_reason = back_reason.strip() if moves_back or not finished else ""
    held.found_by, held.given_at = by, timezone.now() if finished else None
    held.version += 1
    held.save()
    held.evidence.set(cited)
    touch(review)
    return held


def _refuse_what_is_missing(level: str, direction: str, rests_on: str, why: str) -> None:
    asked = {
        "level": (level, _("Choose a level.")),
        "direction": (direction, _("Choose how it went since the last review.")),
        "rests_on": (rests_on, _("Choose what the level rests on.")),
        "why": (why.strip(), _("Say why, in a sentence or more.")),
    }
    left_out = {name: [said] for name, (value, said) in asked.items() if not value}
    if left_out:
        raise RefusedError(left_out)


def refuse_against_the_rules(
    step: Step, level: str, cited: Sequence[Evidence], *, other_explanation: str, back_reason: str
) -> None:
    found = levels.problems(
        level,
        before=step.level,
        ground=levels.ground_of(cited, step.reviewed_on),
        other_explanation=other_explanation,
        back_reason=back_reason,
    )
    if found:
        raise RefusedError(found)


@transaction.atomic
def write_words(
    *,
    by: User,
    review: Review,
    words_version: int,
    learned: str = "",
    nothing_new: bool = False,
    stop_doing: str = "",
    took_part: int | None = None,
    affected_among: str = "",
    not_agreed: str = "",
    next_review_on: date | None = None,
) -> Review:
    """Keep what a review says beside its findings."""
    held = locked(review, ReviewState.OPEN)
    if held.words_version != words_version:
        raise StaleError(_("Somebody else changed this page while you were writing."))
    if learned.strip() and nothing_new:
        raise RefusedError({"nothing_new": [_("Say what you learned, or tick this; not both.")]})
    touch(
        held,
        words_version=words_version + 1,
        learned=learned.strip(),
        nothing_new=nothing_new,
        stop_doing=stop_doing.strip(),
        took_part=took_part,
        affected_among=affected_among,
        not_agreed=not_agreed.strip(),
        next_review_on=next_review_on,
    )
    return held


@transaction.atomic
def abandon(*, by: User, review: Review) -> Review:
    """Give a review up. Its statements are free, its words stay readable for leads."""
    held = locked(review, *AT_WORK)
    held.findings.holding().update(is_open=False)
    touch(held, state=ReviewState.ABANDONED, abandoned_by=by, abandoned_at=timezone.now())
    return held
