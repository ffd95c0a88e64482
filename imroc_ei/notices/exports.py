"""The reminders that are kept about one person, as data that can be written as JSON."""

from __future__ import annotations

from typing import Any

from imroc_ei.notices import rules
from imroc_ei.notices.models import Notice, recipient_key
from imroc_ei.people.models import User


def own_notice_rows(person: User) -> list[dict[str, Any]]:
    """What waits to be sent to this person and what was sent lately; `about` names nobody.

    Left out is what is about somebody else's private matter.
    """
    notices = Notice.objects.filter(recipient=recipient_key(person)).order_by("pk")
    shown = notices.exclude(rule__in=rules.private_slugs())
    return [
        {
            "reason": notice.rule,
            "about": notice.subject,
            "due_on": notice.due_on.isoformat(),
            "state": notice.state,
            "made_at": notice.created_at.isoformat(),
            "sent_at": notice.sent_at.isoformat() if notice.sent_at else None,
        }
        for notice in shown
    ]
