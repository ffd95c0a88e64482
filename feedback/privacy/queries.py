"""For how long what people tell us is kept: both pages on privacy say it from here."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.door.drafts import LIFE
from feedback.models import ProcedureVersion
from feedback.vault.schedule import A_MESSAGE_IS_YOUNG

SECONDS_OF_AN_HOUR = 3600


@dataclass(frozen=True, kw_only=True)
class HowLongKept:
    procedure: ProcedureVersion
    draft_hours: int
    days_after_writing: int


def how_long_kept() -> HowLongKept:
    """Return the times that hold now: those of the version in force, else the defaults."""
    return HowLongKept(
        procedure=ProcedureVersion.objects.in_force() or ProcedureVersion(),
        draft_hours=int(LIFE.total_seconds()) // SECONDS_OF_AN_HOUR,
        days_after_writing=A_MESSAGE_IS_YOUNG.days,
    )
