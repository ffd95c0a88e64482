"""What has to be there before the form opens: people who read it, and a promise of what happens."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from feedback.models import ProcedureVersion
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName

FEWEST_HANDLERS = 2


def missing() -> list[str | Promise]:
    """Return, in words, what the form still waits for."""
    found: list[str | Promise] = []
    handlers = User.objects.holding(RoleName.HANDLER).count()
    if handlers < FEWEST_HANDLERS:
        words = _(
            "The feedback form needs two confirmed handlers, so that somebody else can take the "
            "second look. There are %(count)d."
        )
        found.append(words % {"count": handlers})
    if not User.objects.holding(RoleName.OUTSIDE).exists():
        found.append(
            _(
                "The feedback form needs an outside contact, who reads what no handler here "
                "should read. Give somebody that role first."
            )
        )
    if ProcedureVersion.objects.in_force() is None:
        found.append(
            _(
                "The feedback form needs a version of the procedure in force, so that it can say "
                "what happens next and by when."
            )
        )
    return found


def open_under(organisation: Organisation) -> ProcedureVersion | None:
    """Return the version of the procedure that the form is open under; None while it is closed."""
    if not organisation.has_room(Room.FEEDBACK):
        return None
    return ProcedureVersion.objects.in_force()
