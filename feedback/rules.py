"""Reasons for a notice that lie in this room: in cases, what we learned, and the procedure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.clocks import letters, rules
from feedback.clocks.nobody_left import owners_to_tell
from feedback.enums import LessonState
from feedback.models import Lesson, ProcedureVersion
from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from steps.reviews.rules import rung_on


class LessonToCheck(Rule):
    """A lesson waits for a second handler."""

    slug = "lesson-to-check"
    name = _("What we learned waits for a check")
    sentence = _("Once, when something that we learned waits for a second handler to check it.")
    roles = (RoleName.HANDLER,)
    # It is asked for again where it came back, so what was said is not kept.
    private = True

    def due(self, on: date) -> Iterator[Due]:
        handlers = list(User.objects.holding(RoleName.HANDLER).order_by("pk"))
        for lesson in Lesson.objects.filter(state=LessonState.TO_CHECK).order_by("pk"):
            for person in handlers:
                if person.pk != lesson.written_by_id:
                    day = lesson.written_on
                    yield Due(person=person, subject=lesson.public_id, due_on=day)

    def render(self, due: Due, *, today: date) -> Line | None:
        lesson = Lesson.objects.to_check().filter(public_id=due.subject).first()
        if lesson is None or lesson.written_by_id == due.person.pk:
            return None
        if not due.person.has_role(RoleName.HANDLER):
            return None
        return Line(
            text=gettext("Something that we learned waits for a second person to check it."),
            label=gettext("Read it and decide"),
            path=reverse("lesson_draft", args=[lesson.public_id]),
        )


class ProcedureReview(Rule):
    """The day is near, or past, on which the procedure is to be looked at afresh."""

    slug = "procedure-review-due"
    name = _("A review of the procedure is due")
    sentence = _("30, 7 and 1 days before the procedure is reviewed, on the day, and when late.")
    roles = (RoleName.HANDLER, RoleName.OWNER)

    def due(self, on: date) -> Iterator[Due]:
        version = ProcedureVersion.objects.in_force()
        rung = None
        if version is not None and version.review_on is not None:
            rung = rung_on((on - version.review_on).days)
        if version is None or version.review_on is None or rung is None:
            return
        for person in self._holders(version):
            yield Due(
                person=person, subject=str(version.number), due_on=version.review_on, rung=rung
            )

    def _holders(self, version: ProcedureVersion) -> list[User]:
        """Whoever holds it; where nobody does, those who may write it and those who live by it."""
        people = User.objects.present()
        holder = people.filter(pk=version.held_by_id)
        return list(holder) or list(people.filter(groups__name__in=self.roles).distinct())

    def render(self, due: Due, *, today: date) -> Line | None:
        version = ProcedureVersion.objects.in_force()
        if version is None or str(version.number) != due.subject:
            return None
        if version.review_on != due.due_on:
            return None
        said = {"day": date_format(due.due_on)}
        if due.due_on >= today:
            words = gettext(
                "The procedure for feedback and complaints is to be reviewed by %(day)s."
            )
        else:
            words = gettext(
                "The procedure for feedback and complaints was to be reviewed by %(day)s."
            )
        return Line(
            text=words % said, label=gettext("See the procedure"), path=reverse("procedure")
        )


class NobodyLeft(Rule):
    """Something waits that no handler and no outside contact may open: nobody else would ever
    notice. What it is, and of whom, nobody hears."""

    slug = "nobody-left"
    name = _("One more outside contact is needed")
    sentence = _("Every Monday, while something waits that nobody here may read.")
    roles = (RoleName.OWNER,)
    may_stop = False
    private = True

    def due(self, on: date) -> Iterator[Due]:
        monday = on - timedelta(days=on.weekday())
        for person in owners_to_tell():
            yield Due(person=person, subject=self.slug, due_on=monday)

    def render(self, due: Due, *, today: date) -> Line | None:
        if due.person not in owners_to_tell():
            return None
        return Line(
            text=gettext(
                "Something waits that nobody here may read. Give one more person the role of "
                "outside contact."
            ),
            label=gettext("See who holds which role"),
            path=reverse("roles"),
        )


RULES = (
    rules.CaseUrgent,
    rules.CaseDuty,
    rules.CaseDutyInPause,
    rules.CaseArrived,
    rules.CaseFromPerson,
    rules.SecondLookAsked,
    rules.PassedOn,
    rules.AnswerToRead,
    rules.AnswerRead,
    LessonToCheck,
    ProcedureReview,
    NobodyLeft,
)
SEALED_RULES = (letters.Receipt, letters.News, letters.Survey)
