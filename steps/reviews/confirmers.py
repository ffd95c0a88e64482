"""Who may confirm what a lead proposes: a consultant who has no part in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from steps.enums import Confirmer

if TYPE_CHECKING:
    from imroc_ei.people.models.user import UserQuerySet
    from steps.models import Finding, Review


def why_not(person: User, review: Review, findings: Iterable[Finding]) -> str:
    """Say why this person may not confirm the review; nothing where they may.

    `findings` are those kept in the review, with their statements.
    """
    findings = list(findings)
    if not person.has_perm("steps.confirm_review"):
        return _("A consultant confirms a review.")
    if person.pk == review.proposed_by_id:
        return _("You proposed this review, so somebody else confirms it.")
    if person.pk in {finding.found_by_id for finding in findings}:
        return _("You wrote part of this review, so somebody else confirms it.")
    if person.pk in {finding.step.held_by_id for finding in findings}:
        return _("You hold a statement of this review, so somebody else confirms it.")
    not_a_lead = any(finding.step.confirmer == Confirmer.NOT_LEAD for finding in findings)
    if not_a_lead and person.has_role(RoleName.LEAD):
        return _(
            "One of its statements is about leaders, so a consultant who is not a lead confirms."
        )
    return ""


def who_may(findings: Iterable[Finding], *, proposer: User) -> UserQuerySet:
    """The people who could be asked to confirm what `proposer` proposes, by name."""
    findings = list(findings)
    taken = {proposer.pk} | {finding.found_by_id for finding in findings}
    taken |= {finding.step.held_by_id for finding in findings}
    people: UserQuerySet = User.objects.holding(RoleName.CONSULTANT).exclude(pk__in=taken - {None})
    if any(finding.step.confirmer == Confirmer.NOT_LEAD for finding in findings):
        leads = User.objects.holding(RoleName.LEAD).order_by().values("pk")
        people = people.exclude(Q(pk__in=leads))
    return people
