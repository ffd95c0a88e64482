"""How a review is proposed, sent back, confirmed and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imroc_ei.notices.actions import notify
from steps.enums import ReviewState
from steps.models import Finding, Review, Step
from steps.reviews import snapshot
from steps.reviews.actions import locked, moved_to, refuse_against_the_rules, touch
from steps.reviews.confirmers import who_may, why_not
from steps.reviews.dates import months_after
from steps.reviews.errors import MovedError, RefusedError, StaleError
from steps.reviews.queries import counting_evidence, findings_of, what_is_missing
from steps.reviews.telling import tell_holder

if TYPE_CHECKING:
    from datetime import date

    from aims.models import Aim
    from imroc_ei.people.models import User

TO_CONFIRM, SENT_BACK = "review-to-confirm", "review-sent-back"


@transaction.atomic
def propose(*, by: User, review: Review, version: int, asked: User) -> Review:
    """Hand a finished review to a second person, who gets a notice."""
    held = locked(review, ReviewState.OPEN)
    _refuse_if_changed(held, version)
    findings = findings_of(held)
    missing = what_is_missing(held, findings)
    if missing:
        raise RefusedError(missing)
    _hold_to_the_rules(findings)
    if not who_may(findings, proposer=by).filter(pk=asked.pk).exists():
        raise RefusedError({"asked": [_("Choose somebody who has no part in this review.")]})
    now = timezone.now()
    touch(held, state=ReviewState.PROPOSED, proposed_by=by, proposed_at=now, asked=asked)
    _tell(asked, TO_CONFIRM, held)
    return held


@transaction.atomic
def take_back(*, by: User, review: Review) -> Review:
    """Open a review again that waits for confirmation, to change it."""
    held = locked(review, ReviewState.PROPOSED)
    touch(held, state=ReviewState.OPEN)
    return held


@transaction.atomic
def send_back(*, by: User, review: Review, version: int, reason: str) -> Review:
    """Return a review to the leads with the reason why it is not confirmed."""
    held = _for_confirmation(by, review, version)
    if not reason.strip():
        raise RefusedError({"reason": [_("Say what should be looked at again.")]})
    touch(
        held,
        state=ReviewState.OPEN,
        sent_back_by=by,
        sent_back_at=timezone.now(),
        sent_back_reason=reason.strip(),
    )
    if held.proposed_by:
        _tell(held.proposed_by, SENT_BACK, held)
    return held


@transaction.atomic
def confirm(*, by: User, review: Review, version: int) -> Review:
    """Close a review for good: the statements get their levels, and what was shown is kept.

    Two people who press the button at once close it once; the second is told.
    """
    held = _for_confirmation(by, review, version)
    findings = findings_of(held)
    _hold_to_the_rules(findings)
    now = timezone.now()
    return close(held, findings, by=by, at=now)


def close(review: Review, findings: Sequence[Finding], *, by: User, at: datetime) -> Review:
    """Write everything that closing means. The caller holds the row and has checked the rules."""
    today = timezone.localdate(at)
    before = {finding.step_id: snapshot.standing(finding.step) for finding in findings}
    for finding in findings:
        _judge(finding.step, finding, by=by, at=at)
    review.findings.holding().update(is_open=False)
    _agree_to_actions(review, by=by, today=today)
    review.aim.next_review_on = review.next_review_on
    remember(review.aim, by=by, why=_("Review confirmed"), at=at)
    review.aim.save(update_fields=["next_review_on"])
    review.confirmed_by, review.confirmed_at = by, at
    touch(
        review,
        state=ReviewState.CLOSED,
        confirmed_by=by,
        confirmed_at=at,
        snapshot=snapshot.take(review, findings, before=before, today=today),
    )
    return review


def _agree_to_actions(review: Review, *, by: User, today: date) -> None:
    """What was noted in the review stands, and who is to do it hears of it, but for the two who
    have read it here."""
    for action in review.actions.filter(agreed_on=None).select_related("held_by"):
        action.agreed_on = today
        action.save(update_fields=["agreed_on"])
        tell_holder(action, given_by=review.proposed_by, but=by)


def remember(row: Aim | Step, *, by: User, why: str, at: datetime) -> None:
    """Say who changed a row, why and when, for the history that its next saving writes."""
    vars(row).update(_history_user=by, _change_reason=why, _history_date=at)


def _judge(step: Step, finding: Finding, *, by: User, at: datetime) -> None:
    today = timezone.localdate(at)
    step.level, step.direction, step.rests_on = finding.level, finding.direction, finding.rests_on
    step.reviewed_on = today
    step.next_review_on = months_after(today, step.review_every)
    remember(step, by=by, why=str(finding.review), at=at)
    step.save(
        update_fields=["level", "direction", "rests_on", "reviewed_on", "next_review_on"],
    )


def _for_confirmation(by: User, review: Review, version: int) -> Review:
    held = Review.objects.select_for_update(of=("self",)).select_related("aim").get(pk=review.pk)
    if held.state == ReviewState.CLOSED:
        raise MovedError(
            _("%(person)s confirmed this review at %(time)s, so it is closed already.")
            % {
                "person": held.confirmed_by.display_name if held.confirmed_by else "",
                "time": timezone.localtime(held.confirmed_at).strftime("%H:%M"),
            }
        )
    if held.state != ReviewState.PROPOSED:
        raise MovedError(moved_to(held))
    refusal = why_not(by, held, findings_of(held))
    if refusal:
        raise RefusedError(refusal)
    _refuse_if_changed(held, version)
    return held


def _tell(person: User, rule: str, review: Review) -> None:
    """Write a notice; the version tells the second time of one day from the first."""
    notify(
        person=person,
        rule=rule,
        subject=review.public_id,
        due_on=timezone.localdate(),
        rung=review.version,
    )


def _refuse_if_changed(review: Review, version: int) -> None:
    if review.version != version:
        raise StaleError(_("Somebody changed this review since you opened it. Read it again."))


def _hold_to_the_rules(findings: Sequence[Finding]) -> None:
    """Ask the evidence again: an entry may have been withdrawn since the finding was written."""
    said = []
    for finding in findings:
        cited = list(counting_evidence(finding.step).filter(findings=finding))
        try:
            refuse_against_the_rules(
                finding.step,
                finding.level,
                cited,
                other_explanation=finding.other_explanation,
                back_reason=finding.back_reason,
            )
        except RefusedError as refused:
            said += [f"{finding.step.short_name}: {words}" for words in refused.messages]
    if said:
        raise RefusedError(said)
