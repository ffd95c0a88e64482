from datetime import timedelta

import factory
from django.utils import timezone

from imroc_ei.notices.enums import NoticeState
from imroc_ei.notices.models import Notice, recipient_key
from tests.factories.base import ModelFactory
from tests.factories.people import UserFactory


class NoticeFactory(ModelFactory[Notice]):
    """A notice that waits, of the rule that asks once a month; `failed=True` gave up on it."""

    class Meta:
        model = Notice

    class Params:
        failed = factory.Trait(
            state=NoticeState.FAILED, attempts=5, claimed_at=factory.LazyFunction(timezone.now)
        )
        sent = factory.Trait(
            state=NoticeState.SENT,
            attempts=1,
            claimed_at=factory.LazyFunction(timezone.now),
            sent_at=factory.LazyFunction(timezone.now),
        )

    person = factory.SubFactory(UserFactory)
    recipient = factory.LazyAttribute(lambda made: recipient_key(made.person))
    rule = "anything-to-log"
    subject = factory.Sequence(lambda n: f"subject-{n}")
    due_on = factory.LazyFunction(timezone.localdate)


def claimed(minutes_ago: int, **fields: object) -> Notice:
    """Return a notice that somebody claimed and has not marked since."""
    return NoticeFactory(
        state=NoticeState.CLAIMED,
        claimed_at=timezone.now() - timedelta(minutes=minutes_ago),
        **{"attempts": 1, **fields},
    )
