"""By when somebody rings a person, posts or mails to them, what was written to them.

Who asked to hear by phone or by post hears nothing until somebody here does that, whether or not
they hold a code as well; nor does who left an e-mail address and holds no code, as our own mails
never say what there is. It is done by the end of the next working day (a choice: the time to
find a moment that is safe for the person, or to catch the post), and never later than the day by
which the thing itself was due: an acknowledgement that is written on its last day is rung that
day. What is late already is told on the day on which it is written.
"""

from __future__ import annotations

from datetime import date

from feedback.clocks.duties import calendar_here, duties_of
from feedback.clocks.kinds import DutyKind
from feedback.enums import EntryKind
from feedback.models import Case

# The duties that an entry fulfils or puts off, whose days hold for telling it as well.
CARRIES: dict[str, tuple[DutyKind, ...]] = {
    EntryKind.ACKNOWLEDGEMENT: (
        DutyKind.ACKNOWLEDGE,
        DutyKind.PERSONAL_DATA,
        DutyKind.SECOND_ACKNOWLEDGE,
    ),
    EntryKind.ANSWER: (DutyKind.ANSWER, DutyKind.SECOND_ANSWER),
    # That the answer takes longer is known before the day on which it was promised is over.
    EntryKind.EXTENSION: (DutyKind.ANSWER, DutyKind.SECOND_ANSWER),
    EntryKind.PROGRESS: (DutyKind.PROGRESS,),
}


def tell_by(case: Case, kind: str, today: date) -> date | None:
    """Return by when an entry of this kind is told, as the case stands before it; None where
    nobody has to ring or to post."""
    if not case.told_by_hand:
        return None
    calendar = calendar_here()
    fulfilled = CARRIES.get(kind, ())
    due = [duty.due_on for duty in duties_of(case, calendar) if duty.kind in fulfilled]
    soon = calendar.after(today, case.procedure.tell_days)
    return min([soon, *(max(day, today) for day in due)])
