"""The figures in easy words: fewer of the same, by the same names, and never another number."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.figures.tables import ANSWERED, LONG, SHORT, Table, Whole

IN_TIME = Table(
    name="answered-in-time",
    caption=_("Did we answer in time?"),
    head=_("When"),
    parts={
        "in-time": _("In time"),
        "extended": _("Later, and we said why"),
        "late": _("Too late"),
    },
)
WHOLES = (
    Whole(
        name=LONG.name,
        heading=_("When something was wrong"),
        how_many=_("People told us"),
        tables=(),
    ),
    Whole(
        name=ANSWERED.name,
        heading=_("Our answers"),
        how_many=_("We answered"),
        tables=(IN_TIME,),
    ),
    Whole(
        name=SHORT.name,
        heading=_("Thanks and ideas"),
        how_many=_("People told us"),
        tables=(),
    ),
)


def easy_wholes() -> tuple[Whole, ...]:
    return WHOLES


def number_in_easy_words(number: int | None) -> str:
    """Return a number that was frozen as part of a line: "about 15 times"."""
    if number is None:
        return gettext("we do not show this number")
    return gettext("about %(number)d times") % {"number": number}
