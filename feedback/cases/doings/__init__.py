"""Everything that can be done with a case, a module for each group of the case page.

The case page offers what is open now, and one view carries all of it out.
"""

from feedback.cases.doings import knowing, marking, onward, write
from feedback.cases.doings.doing import Doing
from feedback.cases.sight import Sight

ON, WRITE, PEOPLE, MARKS = "on", "write", "people", "marks"
GROUPS: dict[str, tuple[Doing, ...]] = {
    ON: onward.DOINGS,
    WRITE: write.DOINGS,
    PEOPLE: knowing.DOINGS,
    MARKS: marking.DOINGS,
}
DOINGS = tuple(doing for doings in GROUPS.values() for doing in doings)
BY_SLUG = {doing.name: doing for doing in DOINGS}

__all__ = ["BY_SLUG", "DOINGS", "MARKS", "ON", "PEOPLE", "WRITE", "Doing", "open_now"]


def open_now(sight: Sight) -> dict[str, list[Doing]]:
    """Return what can be done now, by group, in the order of its module."""
    return {
        group: [doing for doing in doings if not doing.why_not(sight)]
        for group, doings in GROUPS.items()
    }
