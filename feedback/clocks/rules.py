"""Reasons for a notice that lie in a case.

A mail says that there is something, and where; never what, of which kind, or from whom. Every
rule asks the conflict guard when it writes its line, and what it has said is kept only for as
long as it would say it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.clocks.readers import readers_by_case
from feedback.clocks.reminders import Reminder, reminders
from feedback.enums import State
from feedback.models import Case, CaseEntry
from feedback.models.case import READERS, CaseQuerySet
from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.models import User


class CaseRule(Rule):
    """A reason that lies in a case. It may not be stopped, and waits for nobody's pause alone:
    what falls to somebody who pauses is handed on."""

    roles = READERS
    may_stop = False
    private = True
    in_pause = _(
        "What falls to you about feedback and complaints goes to others meanwhile. What is urgent "
        "reaches you all the same."
    )
    text: ClassVar[str | Promise]

    def render(self, due: Due, *, today: date) -> Line | None:
        case = self.open_to(due).first()
        if case is None or case.is_over or not self.still(case, due):
            return None
        return Line(text=str(self.text), label=gettext("Open it"), path=case.get_absolute_url())

    def open_to(self, due: Due) -> CaseQuerySet:
        """The conflict guard, asked at the moment of sending."""
        return Case.objects.visible_to(due.person).filter(public_id=due.subject)

    def still(self, case: Case, due: Due) -> bool:
        """Whether there is still something to say to this person."""
        return True


class CaseUrgent(CaseRule):
    """Somebody may be in danger: at once to all who may know, and every day until it is settled.

    The first time it is the move or the arrival that calls `notify`.
    """

    slug = "case-urgent"
    name = _("Something needs you today")
    sentence = _("At once, in a pause too, when something cannot wait until tomorrow.")
    urgent = True
    text = _("Something has come in that needs somebody today.")

    def due(self, on: date) -> Iterator[Due]:
        urgent = Case.objects.going_on().filter(urgent=True, urgent_on__lt=on)
        if not urgent.exists():
            return
        readers = readers_by_case(urgent)
        for case in urgent:
            day = case.urgent_on or on
            for person in readers.get(case.pk, []):
                # Below nothing, so that it is none of those that moves call `notify` with.
                late = (day - on).days
                yield Due(
                    person=person,
                    subject=case.public_id,
                    due_on=day,
                    rung=late,
                    in_the_morning=True,
                )

    def still(self, case: Case, due: Due) -> bool:
        return case.urgent


class CaseDuty(CaseRule):
    """Something is to be done by a day: half-way, the day before, and when it is late."""

    slug = "case-duty"
    name = _("Something is to be done by a day")
    sentence = _("Half-way to the day, the day before and when it is late. Others take over.")

    def due(self, on: date) -> Iterator[Due]:
        for reminder in reminders(Case.objects.all(), on):
            if self.is_for(reminder):
                yield Due(
                    person=reminder.person,
                    subject=reminder.case.public_id,
                    due_on=reminder.duty.due_on,
                    rung=reminder.rung,
                    in_the_morning=self.urgent,
                )

    def is_for(self, reminder: Reminder) -> bool:
        return not reminder.nobody_awake

    def render(self, due: Due, *, today: date) -> Line | None:
        """Say by which day the next thing is to be done that this person is reminded of."""
        told = [
            reminder
            for reminder in reminders(self.open_to(due), today)
            if reminder.person == due.person
        ]
        if not told:
            return None
        words = self._words(min(reminder.duty.due_on for reminder in told), today)
        path = told[0].case.get_absolute_url()
        return Line(text=words, label=gettext("Open it"), path=path)

    def _words(self, day: date, today: date) -> str:
        if day == today:
            return gettext("Something is to be done today.")
        if day > today:
            words = gettext("Something is to be done by the end of %(day)s.")
        else:
            words = gettext("Something was to be done by the end of %(day)s.")
        return words % {"day": date_format(day)}


class CaseDutyInPause(CaseDuty):
    """The same where everybody pauses at once: then there is nobody to hand it to, and it goes
    to those whose turn it is all the same."""

    slug = "case-duty-in-pause"
    name = _("Something is to be done while everybody pauses")
    sentence = _("Nobody else is left to hand it to, because everybody pauses.")
    urgent = True

    def due(self, on: date) -> Iterator[Due]:
        # Asked every minute, so what is cheap is asked first.
        readers = User.objects.present().filter(groups__name__in=READERS)
        if not readers.filter(reminders_paused_until__gt=on).exists():
            return
        # Each goes alone, so of two about one case the first to be done stands for both.
        firsts: dict[tuple[int, str], Due] = {}
        for due in super().due(on):
            firsts.setdefault((due.person.pk, due.subject), due)
        yield from firsts.values()

    def is_for(self, reminder: Reminder) -> bool:
        return reminder.nobody_awake


class CaseArrived(CaseRule):
    """Something has come in and nobody has taken it yet."""

    slug = "case-arrived"
    known_by_day = True
    name = _("Something new has come in")
    sentence = _("When something has come in that nobody has taken in yet.")
    text = _("Something new has come in.")

    def still(self, case: Case, due: Due) -> bool:
        return case.state in (State.RECEIVED, State.QUARANTINED)


class CaseFromPerson(CaseRule):
    """The person has written again. The action in which they do calls `notify`."""

    slug = "case-from-person"
    known_by_day = True
    name = _("Something new to read")
    sentence = _("When there is something new in what you read.")
    text = _("There is something new to read.")

    def render(self, due: Due, *, today: date) -> Line | None:
        """Say it even where it has ended: they may have written after that."""
        case = self.open_to(due).first()
        if case is None:
            return None
        return Line(text=str(self.text), label=gettext("Open it"), path=case.get_absolute_url())


class SecondLookAsked(CaseRule):
    slug = "case-second-look-asked"
    known_by_day = True
    name = _("Something new to take up")
    sentence = _("When something waits for somebody who has not handled it before.")
    text = _("Something waits for somebody who has not handled it before.")

    def still(self, case: Case, due: Due) -> bool:
        return case.state == State.SECOND_ASKED


class PassedOn(CaseRule):
    slug = "case-passed-on"
    name = _("Something has been passed to you")
    sentence = _("When somebody passes something on to you.")
    text = _("Something has been passed to you.")


class AnswerToRead(CaseRule):
    """What goes to the person waits for a second reader. Who asks them calls `notify`."""

    slug = "case-answer-to-read"
    name = _("Something to read before it goes")
    sentence = _("When you are asked to be the second person who reads something.")
    text = _("You are asked to read something before it goes.")

    def still(self, case: Case, due: Due) -> bool:
        unread = CaseEntry.objects.filter(case=case).unsent().filter(read_on=None)
        return case.reader_id == due.person.pk and unread.exists()


class AnswerRead(CaseRule):
    """The second person has read it. The action in which they do calls `notify`."""

    slug = "case-answer-read"
    name = _("What you wrote has been read")
    sentence = _("When the second person has read what you wrote.")
    text = _("The second person has read what you wrote.")
