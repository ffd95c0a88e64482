import secrets
from datetime import date, timedelta

import factory
from django.utils import timezone

from feedback.enums import AccessReason, ConflictReason, EntryKind, Kind, LessonState
from feedback.models import (
    Case,
    CaseAccess,
    CaseEntry,
    CaseMove,
    CaseView,
    Conflict,
    FeedbackYear,
    Lesson,
    ProcedureVersion,
    ReplyTemplate,
)
from tests.factories.base import ModelFactory
from tests.factories.people import UserFactory


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


class ProcedureFactory(ModelFactory[ProcedureVersion]):
    """A version of the procedure, a draft; `in_force=True` says that it holds."""

    class Meta:
        model = ProcedureVersion

    class Params:
        in_force = factory.Trait(
            state="in-force",
            in_force_from=factory.LazyFunction(lambda: days_ago(100)),
            review_on=factory.LazyFunction(lambda: days_ago(-265)),
        )

    number = factory.Sequence(lambda n: n + 1)
    text = "## How we answer\n\nA person reads what you tell us."
    easy_text = "A person reads it.\nThe person answers you."


class CaseFactory(ModelFactory[Case]):
    """A case as a bare row, without a key or words: `feedback.receiving` makes whole ones."""

    class Meta:
        model = Case

    kind = Kind.COMPLAINT
    submission = factory.LazyFunction(lambda: secrets.token_bytes(32))
    received_on = factory.LazyFunction(timezone.localdate)
    last_act_on = factory.LazyFunction(timezone.localdate)

    procedure = factory.LazyFunction(
        lambda: ProcedureVersion.objects.in_force() or ProcedureFactory(in_force=True)
    )


class CaseAccessFactory(ModelFactory[CaseAccess]):
    class Meta:
        model = CaseAccess

    case = factory.SubFactory(CaseFactory)
    person = factory.SubFactory(UserFactory, roles=["handler"])
    reason = AccessReason.ARRIVAL


class ConflictFactory(ModelFactory[Conflict]):
    class Meta:
        model = Conflict

    case = factory.SubFactory(CaseFactory)
    person = factory.SubFactory(UserFactory, roles=["handler"])
    reason = ConflictReason.TICKED


class CaseEntryFactory(ModelFactory[CaseEntry]):
    class Meta:
        model = CaseEntry

    case = factory.SubFactory(CaseFactory)
    kind = EntryKind.SAID


class CaseMoveFactory(ModelFactory[CaseMove]):
    class Meta:
        model = CaseMove

    case = factory.SubFactory(CaseFactory)
    move = "take-in"
    from_state = "received"
    to_state = "triage"


class CaseViewFactory(ModelFactory[CaseView]):
    class Meta:
        model = CaseView

    case = factory.SubFactory(CaseFactory)
    person = factory.SubFactory(UserFactory, roles=["handler"])


class ReplyTemplateFactory(ModelFactory[ReplyTemplate]):
    class Meta:
        model = ReplyTemplate

    name = factory.Sequence(lambda n: f"Words to begin with {n}")
    used_for = EntryKind.ACKNOWLEDGEMENT
    text = "Thank you for telling us."


class LessonFactory(ModelFactory[Lesson]):
    """A lesson that waits to be written out; `published=True` has been checked by another;
    `easy=True` has easy words, too."""

    class Meta:
        model = Lesson

    class Params:
        published = factory.Trait(
            state=LessonState.PUBLISHED,
            published_on=factory.LazyFunction(lambda: days_ago(10)),
            checked_by=factory.SubFactory(UserFactory, roles=["handler"]),
        )
        easy = factory.Trait(
            easy_said="You did not find the door.\nYou looked for it for long.",
            easy_did="We put up a big sign.",
        )

    you_said = "The way in was hard to find."
    we_did = "There is a sign at the door now."
    written_by = factory.SubFactory(UserFactory, roles=["handler"])


class FeedbackYearFactory(ModelFactory[FeedbackYear]):
    """A counted year; the next one made lies a year earlier."""

    class Meta:
        model = FeedbackYear

    year = factory.Sequence(lambda n: 2020 - n % 19)
    tables = factory.LazyFunction(
        lambda: [
            {"whole": "long", "total": 15},
            {
                "table": "long-kinds",
                "parts": {"concern": 10, "complaint": None, "personal-data": None},
            },
            {"whole": "answered", "total": None},
            {"whole": "short", "total": 20},
            {"table": "about-you.age", "parts": {"under-25": None, "25-to-44": 10}},
        ]
    )
    frozen_on = factory.LazyFunction(timezone.localdate)
