"""Marks of a case: what it is about, whether it is urgent, whether a legal hold keeps it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.moves.engine import RefusedError, turn
from feedback.enums import ENDED
from feedback.models import Case
from imroc_ei.people.models import User


@transaction.atomic
def set_theme(*, case: Case, by: User, theme: str, version: int | None = None) -> Case:
    """Say in a word or two what it is about. It stands in clear, so it names nobody."""
    return turn(case=case, by=by, version=version).finish(log="theme", theme=theme)


@transaction.atomic
def flag_urgent(*, case: Case, by: User, why: str, version: int | None = None) -> Case:
    """Somebody may be in danger: everybody who may know of the case hears of it at once."""
    now = turn(case=case, by=by, version=version)
    if now.case.state in ENDED:
        raise RefusedError(gettext("The case has ended. Open it again first."))
    if now.case.urgent:
        return now.case
    now.finish(log="urgent", why=why, urgent=True, urgent_on=now.today)
    telling.tell_all(now.case, telling.URGENT)
    return now.case


@transaction.atomic
def settle_urgent(*, case: Case, by: User, why: str, version: int | None = None) -> Case:
    """What could be done about the danger has been done; `why` says what that was."""
    now = turn(case=case, by=by, version=version)
    if not now.case.urgent:
        raise RefusedError(gettext("The case is not marked as urgent."))
    return now.finish(log="not-urgent", why=why, urgent=False)


@transaction.atomic
def hold(*, case: Case, by: User, why: str, version: int | None = None) -> Case:
    """A legal hold keeps what was said beyond its time."""
    return turn(case=case, by=by, version=version).finish(log="hold", why=why, held=True)


@transaction.atomic
def end_hold(*, case: Case, by: User, why: str, version: int | None = None) -> Case:
    return turn(case=case, by=by, version=version).finish(log="end-hold", why=why, held=False)
