"""Who sees what is shared inside the organisation, and who sees what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.people.models import User


def is_within(person: User | AnonymousUser) -> bool:
    """Whoever may read shared entries sees the figures that count them; others what anyone sees.

    So nobody is shown a number whose rows they could not read.
    """
    return person.has_perm("steps.view_activity")
