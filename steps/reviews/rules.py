"""Reasons for a notice that lie in reviews and their actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from steps.models import Action, Review
from steps.reviews.confirmers import why_not
from steps.reviews.queries import findings_of
from steps.reviews.telling import ACTION_GIVEN

# Days before (or after) the day of a review on which its holder hears of it.
AHEAD = (-30, -7, -1, 0)
FIRST_OVERDUE, OVERDUE_EVERY = 7, 30
# Days after which the other leads hear of an overdue review as well.
OTHERS_AFTER = 14


def rung_on(days: int) -> int | None:
    """Return the latest rung reached `days` after the day a review is due; none so far ahead."""
    if days >= FIRST_OVERDUE:
        return days - (days - FIRST_OVERDUE) % OVERDUE_EVERY
    return max((rung for rung in AHEAD if rung <= days), default=None)


class ReviewDue(Rule):
    """A review of an aim is coming, due or overdue.

    Who holds the aim hears of it; where nobody does, every lead. After two weeks the other
    leads hear of it too.
    """

    slug = "review-due"
    name = _("A review is due")
    sentence = _("30, 7 and 1 days before the review of an aim, on the day, and when it is late.")
    roles = (RoleName.LEAD,)

    def due(self, on: date) -> Iterator[Due]:
        leads = list(User.objects.holding(RoleName.LEAD).order_by("pk"))
        for aim in Aim.objects.filter(retired_on=None).exclude(next_review_on=None):
            if aim.next_review_on:
                yield from self._of(aim, leads, aim.next_review_on, (on - aim.next_review_on).days)

    def _of(self, aim: Aim, leads: list[User], day: date, days: int) -> Iterator[Due]:
        rung = rung_on(days)
        if rung is None:
            return
        holders = [lead for lead in leads if lead.pk == aim.held_by_id] or leads
        for lead in leads:
            if lead in holders:
                yield Due(person=lead, subject=str(aim.number), due_on=day, rung=rung)
            elif days >= OTHERS_AFTER:
                yield Due(
                    person=lead, subject=str(aim.number), due_on=day, rung=max(rung, OTHERS_AFTER)
                )

    def render(self, due: Due, *, today: date) -> Line | None:
        aim = Aim.objects.filter(number=due.subject, retired_on=None).first()
        if aim is None or aim.next_review_on != due.due_on:
            return None
        if not due.person.has_role(RoleName.LEAD):
            return None
        words = self._words(aim, due.due_on, today)
        return Line(text=words, label=str(aim), path=aim.get_absolute_url())

    def _words(self, aim: Aim, day: date, today: date) -> str:
        said = {"number": aim.number, "day": date_format(day)}
        if day > today:
            return gettext("A review of aim %(number)d is due on %(day)s.") % said
        if day == today:
            return gettext("A review of aim %(number)d is due today.") % said
        return gettext("A review of aim %(number)d was due on %(day)s.") % said


class ReviewToConfirm(Rule):
    """A review waits for this person. `steps.reviews.closing` calls `notify`."""

    slug = "review-to-confirm"
    name = _("A review waits for your confirmation")
    sentence = _("When a lead asks you to be the second person who confirms a review.")
    roles = (RoleName.CONSULTANT,)

    def render(self, due: Due, *, today: date) -> Line | None:
        review = (
            Review.objects.proposed()
            .filter(public_id=due.subject, asked=due.person)
            .select_related("aim")
            .first()
        )
        if review is None or why_not(due.person, review, findings_of(review)):
            return None
        return Line(
            text=gettext("A review of aim %(number)d waits for your confirmation.")
            % {"number": review.aim.number},
            label=gettext("Read it and decide"),
            path=review.get_absolute_url(),
        )


class ReviewSentBack(Rule):
    """What a lead proposed came back. `steps.reviews.closing` calls `notify`."""

    slug = "review-sent-back"
    name = _("A review came back to you")
    sentence = _("When the second person wants something in your review looked at again.")
    roles = (RoleName.LEAD,)

    def render(self, due: Due, *, today: date) -> Line | None:
        review = (
            Review.objects.open()
            .filter(public_id=due.subject)
            .exclude(sent_back_at=None)
            .select_related("aim")
            .first()
        )
        if review is None or not due.person.has_role(RoleName.LEAD):
            return None
        return Line(
            text=gettext("The review of aim %(number)d came back. It says there why.")
            % {"number": review.aim.number},
            label=gettext("See what to look at again"),
            path=review.get_absolute_url(),
        )


class ActionGiven(Rule):
    """Somebody gave this person an action. What writes or hands over actions calls `notify`."""

    slug = ACTION_GIVEN
    name = _("An action was given to you")
    sentence = _("In the next mail after somebody gave you an action, in a review or outside one.")
    roles = (RoleName.CONSULTANT,)
    # It may have come out of what somebody told us, so it leaves no time behind.
    known_by_day = True

    def render(self, due: Due, *, today: date) -> Line | None:
        action = _still_held(due)
        if action is None or (action.due <= today and ActionDue().is_on(due.person)):
            return None
        return Line(
            text=gettext("An action about “%(step)s” was given to you, to be done by %(day)s.")
            % {"step": action.step.short_name, "day": date_format(action.due)},
            label=gettext("See the action"),
            path=action.get_absolute_url(),
        )


class ActionDue(Rule):
    """The day of an action has come: who holds it hears of it once."""

    slug = "action-due"
    name = _("An action is due")
    sentence = _("On the day by which an action that you hold is to be done.")
    roles = (RoleName.CONSULTANT,)

    def due(self, on: date) -> Iterator[Due]:
        actions = Action.objects.open().due_by(on).filter(held_by__in=User.objects.present())
        for action in actions.select_related("held_by"):
            if action.held_by:
                yield Due(person=action.held_by, subject=action.public_id, due_on=action.due)

    def render(self, due: Due, *, today: date) -> Line | None:
        action = _still_held(due)
        if action is None or action.due != due.due_on:
            return None
        return Line(
            text=gettext("An action about “%(step)s” was to be done by %(day)s.")
            % {"step": action.step.short_name, "day": date_format(action.due)},
            label=gettext("See the action"),
            path=action.get_absolute_url(),
        )


def _still_held(due: Due) -> Action | None:
    """Return the action that this is about, while it is open and theirs."""
    actions = Action.objects.open().held_by(due.person).select_related("step")
    return actions.filter(public_id=due.subject).first()
