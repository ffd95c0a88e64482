"""What the schedule does at the door."""

from __future__ import annotations

from datetime import date

from feedback.cases.moves import RefusedError, bring_back
from feedback.clocks.duties import calendar_here
from feedback.door.drafts import prune
from feedback.door.network import forget_old_keys
from feedback.enums import State
from feedback.models import Case


def clear_away() -> None:
    """Delete drafts whose day is over, and what could still tell yesterday's networks apart."""
    prune()
    forget_old_keys()


def bring_back_due(today: date) -> int:
    """Bring back what was set aside and what nobody looked at in time; return how many."""
    calendar = calendar_here()
    aside = Case.objects.filter(state=State.QUARANTINED).select_related("procedure")
    late = [
        case
        for case in aside
        if case.quarantined_on
        and calendar.after(case.quarantined_on, case.procedure.quarantine_days) < today
    ]
    return sum(_brought_back(case) for case in late)


def _brought_back(case: Case) -> bool:
    try:
        bring_back(case=case)
    except RefusedError:
        # Somebody looked at it just now.
        return False
    return True
