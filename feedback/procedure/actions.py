"""What an owner does with the versions of the procedure.

A version is written, asked about, and put in force; then its words and numbers stand for good,
because cases have come under it. The version before is kept, and says until when it held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from feedback.enums import ProcedureState
from feedback.models import FeedbackChoices, Lesson, ProcedureVersion
from feedback.procedure.numbers import FIELDS
from feedback.procedure.shipped import shipped_easy_text, shipped_text
from imroc_ei.forms.editing import Edit
from imroc_ei.people.models import User

WRITABLE = (ProcedureState.DRAFT, ProcedureState.CONSULTED)


class StandsAlreadyError(Exception):
    """The version has been put in force meanwhile: its words and numbers stand."""


class NotAskedYetError(Exception):
    """Nobody has been asked about this version yet."""


@dataclass(frozen=True)
class Begun:
    """A version, and whether it was begun now or stood there already."""

    version: ProcedureVersion
    is_new: bool


def next_number() -> int:
    highest = ProcedureVersion.objects.aggregate(highest=Max("number"))["highest"]
    return int(highest or 0) + 1


def begin(*, by: User, number: int, from_shipped: bool = False, made_up: bool = False) -> Begun:
    """Begin the version `number`, from the newest one before it or from the shipped text.

    The number is the one that the page named, so that two who press the button at once, or one
    who presses it twice, begin one version.
    """
    try:
        with transaction.atomic():
            number = min(number, next_number())
            there = ProcedureVersion.objects.filter(number=number).first()
            if there is not None:
                return Begun(there, is_new=False)
            made = _begin(by=by, number=number, from_shipped=from_shipped, made_up=made_up)
            return Begun(made, is_new=True)
    except IntegrityError:
        # Somebody else began it at the same moment.
        return Begun(ProcedureVersion.objects.get(number=number), is_new=False)


def _begin(*, by: User, number: int, from_shipped: bool, made_up: bool) -> ProcedureVersion:
    before = ProcedureVersion.objects.order_by("-number").first()
    version = ProcedureVersion(number=number, made_up=made_up)
    if from_shipped or before is None:
        version.text, version.easy_text = shipped_text(), shipped_easy_text()
    else:
        version.text, version.easy_text = before.text, before.easy_text
    if before is not None:
        version.held_by = before.held_by
        for field in FIELDS:
            setattr(version, field, getattr(before, field))
    _sign(version, by=by, why=gettext("Begun"))
    version.save(force_insert=True)
    return version


@transaction.atomic
def reword(
    *,
    by: User,
    version: ProcedureVersion,
    text: str,
    easy_text: str,
    why: str,
    seen: str | None = None,
) -> bool:
    """Write the words of a version that does not hold yet."""
    return _edit(version, {"text": text, "easy_text": easy_text}, seen=seen).save(by=by, why=why)


@transaction.atomic
def set_numbers(
    *, by: User, version: ProcedureVersion, numbers: dict[str, int], seen: str | None = None
) -> bool:
    """Set the times of a version that does not hold yet."""
    values: dict[str, Any] = {field: numbers[field] for field in FIELDS}
    return _edit(version, values, seen=seen).save(by=by, why=gettext("Other times"))


@transaction.atomic
def say_what_changed(
    *,
    by: User,
    version: ProcedureVersion,
    changed: str,
    lessons: Iterable[Lesson],
    seen: str | None = None,
) -> bool:
    """Say what is different from the version before, why, and which lessons caused it."""
    values: dict[str, Any] = {"changed": changed, "lessons": list(lessons)}
    return _edit(version, values, seen=seen).save(by=by, why=gettext("What changed, and why"))


@transaction.atomic
def consult(
    *,
    by: User,
    version: ProcedureVersion,
    consulted_from: date,
    consulted_with: str,
    seen: str | None = None,
) -> bool:
    """Say who was asked about a version, since when, and what they said."""
    values = {"consulted_from": consulted_from, "consulted_with": consulted_with}
    edit = _edit(version, values, seen=seen)
    return edit.save(by=by, why=gettext("Asked about"), state=ProcedureState.CONSULTED)


@transaction.atomic
def put_in_force(*, by: User, version: ProcedureVersion, review_on: date) -> bool:
    """Let a version hold from today, and the one before it no longer. Once is enough.

    Raises NotAskedYetError for a draft. Cases that came before keep the version they came under.
    """
    version = ProcedureVersion.objects.select_for_update().get(pk=version.pk)
    if version.state not in WRITABLE:
        return False
    if version.state == ProcedureState.DRAFT:
        raise NotAskedYetError
    today = timezone.localdate()
    for before in ProcedureVersion.objects.select_for_update().filter(
        state=ProcedureState.IN_FORCE
    ):
        before.state, before.superseded_on = ProcedureState.SUPERSEDED, today
        _sign(before, by=by, why=gettext("Replaced by version %(n)d") % {"n": version.number})
        before.save()
    version.state, version.in_force_from = ProcedureState.IN_FORCE, today
    version.review_on = review_on
    _sign(version, by=by, why=gettext("Put in force"))
    version.save()
    return True


@transaction.atomic
def look_after(
    *,
    by: User,
    version: ProcedureVersion,
    held_by: User | None,
    review_on: date | None,
    seen: str | None = None,
) -> bool:
    """Say who holds a version, and when it is looked at again: of one in force as well."""
    values = {"held_by": held_by, "review_on": review_on}
    return Edit(version, values, seen=seen).save(by=by, why=gettext("Looked after"))


@transaction.atomic
def choose(*, by: User, asks_about_people: bool, seen: str | None = None) -> bool:
    """Choose what is not part of the procedure; return whether anything differs."""
    choices, _ = FeedbackChoices.objects.get_or_create(pk=1)
    return Edit(choices, {"asks_about_people": asks_about_people}, seen=seen).save(by=by, why="")


def _edit(version: ProcedureVersion, values: dict[str, Any], *, seen: str | None) -> Edit:
    edit = Edit(version, values, seen=seen)
    if edit.row.state not in WRITABLE:
        raise StandsAlreadyError
    return edit


def _sign(version: ProcedureVersion, *, by: User, why: str) -> None:
    """Tell the history who is about to change a version, and why."""
    vars(version).update(_history_user=by, _change_reason=why)
