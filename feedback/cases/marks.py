"""Marks of a case: what it is about, whether it is urgent, whether a legal hold keeps it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.moves.engine import RefusedError, turn
from feedback.clocks.duties import BEFORE_ACKNOWLEDGING
from feedback.enums import ENDED, SHORT_KINDS, Kind
from feedback.models import Case
from imroc_ei.people.models import User


@transaction.atomic
def set_theme(*, case: Case, by: User, theme: str, version: int | None = None) -> Case:
    """Say in a word or two what it is about. It stands in clear, so it names nobody."""
    return turn(case=case, by=by, version=version).finish(log="theme", theme=theme)


@transaction.atomic
def set_kind(*, case: Case, by: User, kind: str, why: str, version: int | None = None) -> Case:
    """Call it what it is, before it is acknowledged. The log keeps what it was called before.

    Whoever raised a concern or a complaint keeps the longer way, with its days and second look.
    """
    now = turn(case=case, by=by, version=version)
    refusal = why_kind_stands(now.case)
    if refusal:
        raise RefusedError(refusal)
    if kind not in kinds_for(now.case):
        raise RefusedError(gettext("This kind would take the longer way from them."))
    was, wanted = Kind(now.case.kind).label, Kind(kind).label
    change = gettext("From “%(was)s” to “%(now)s”: %(why)s")
    return now.finish(log="kind", why=change % {"was": was, "now": wanted, "why": why}, kind=kind)


def why_kind_stands(case: Case) -> str:
    """Return why the kind cannot be changed any more, or ""."""
    if case.state in BEFORE_ACKNOWLEDGING:
        return ""
    return gettext("The kind is settled before it is acknowledged.")


def kinds_for(case: Case) -> list[Kind]:
    """Return what else the case could be called."""
    return [
        kind for kind in Kind if kind != case.kind and (case.is_short or kind not in SHORT_KINDS)
    ]


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
