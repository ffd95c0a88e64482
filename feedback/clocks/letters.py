"""What goes by mail to somebody who told us something and left an address.

The address is opened when the mail leaves. No mail says what it is about, of which kind it is, or
a name; none holds the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from feedback.enums import SHORT_KINDS, ReplyBy, State
from feedback.models import Case
from feedback.models.case import CaseQuerySet
from feedback.survey.links import survey_path
from feedback.vault.sealed import key_of, read
from imroc_ei.notices.actions import tell
from imroc_ei.notices.sealed import Matter, SealedRule, Words

RECEIVED = "person-received"
NEWS = "person-news"


def write_to_person(case: Case, rule: str) -> None:
    """Put a mail to whoever told us this into the outbox, in the transaction that is running,
    if they left an address for it. Each version of a case is one time."""
    if case.reply_by == ReplyBy.EMAIL and case.reach_sealed:
        today = timezone.localdate()
        tell(rule=rule, subject=case.public_id, due_on=today, rung=case.version)


class LetterToPerson(SealedRule):
    def cases(self, matter: Matter) -> CaseQuerySet:
        """The case that it is about, while there is an address to write to."""
        found = Case.objects.filter(public_id=matter.subject, reply_by=ReplyBy.EMAIL)
        return found.exclude(reach_sealed=None)

    def address(self, matter: Matter) -> str:
        case = self.cases(matter).first()
        if case is None or (case.made_up and not settings.DEMO):
            return ""
        return str(read(case, "reach_sealed", key=key_of(case))["reach"])


class Receipt(LetterToPerson):
    """That it has arrived. No person has read it yet, and the mail says so.

    What was set aside gets none: a made-up message must not make us write to somebody's address.
    """

    slug = RECEIVED

    def words(self, matter: Matter, *, today: date) -> Words | None:
        case = self.cases(matter).exclude(state=State.QUARANTINED).first()
        if case is None:
            return None
        text = gettext(
            "What you told us has reached us. This note comes by itself: nobody has read it yet."
        )
        return _with_the_way_back(case, gettext("What you told us has reached us"), text)


class News(LetterToPerson):
    """That there is something to read. What it is, the page says to whoever has the code."""

    slug = NEWS

    def words(self, matter: Matter, *, today: date) -> Words | None:
        case = self.cases(matter).exclude(code_look_up=None).first()
        if case is None:
            return None
        text = gettext("There is something new for you to read.")
        return _with_the_way_back(case, gettext("Something new for you"), text)


class Survey(LetterToPerson):
    """A few questions on how it was, once, some weeks after closing."""

    slug = "person-survey"

    def due(self, on: date) -> Iterator[Matter]:
        for case in self._to_ask().select_related("procedure").order_by("pk"):
            closed = case.closed_on
            if closed and closed + timedelta(weeks=case.procedure.survey_weeks) <= on:
                yield Matter(subject=case.public_id, due_on=closed)

    def words(self, matter: Matter, *, today: date) -> Words | None:
        case = self._to_ask().filter(public_id=matter.subject).first()
        if case is None:
            return None
        return Words(
            heading=gettext("How was it for you?"),
            text=gettext(
                "You told us something some time ago. Would you answer a few short questions about "
                "how we dealt with it? You need not, and nothing changes if you do not."
            ),
            label=gettext("Answer the questions"),
            path=survey_path(case),
        )

    def has_gone(self, matter: Matter) -> None:
        Case.objects.filter(public_id=matter.subject).update(surveyed_on=timezone.localdate())

    def _to_ask(self) -> CaseQuerySet:
        closed = Case.objects.filter(state=State.CLOSED, reply_by=ReplyBy.EMAIL, surveyed_on=None)
        unasked = closed.filter(survey_answered=False).exclude(kind__in=SHORT_KINDS)
        return unasked.exclude(reach_sealed=None)


def _with_the_way_back(case: Case, heading: str, text: str) -> Words:
    if case.code_look_up is None:
        return Words(heading=heading, text=text)
    return Words(
        heading=heading,
        text=text,
        label=gettext("Come back with your code"),
        path=reverse("feedback_follow_up"),
    )
