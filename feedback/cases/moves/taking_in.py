"""From the door to the work: set aside or taken in, acknowledged, and how it goes on."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext

from feedback import telling
from feedback.cases.moves.engine import RefusedError, turn
from feedback.cases.words import Acknowledgement
from feedback.enums import EntryKind
from feedback.models import Case, CaseEntry
from feedback.states import carries_out
from imroc_ei.people.models import User


@carries_out("set-aside")
@transaction.atomic
def set_aside(
    *, case: Case, by: User | None = None, why: str = "", version: int | None = None
) -> Case:
    """Set aside what looks like spam, for a person to look at. Never what is urgent."""
    now = turn(case=case, by=by, move="set-aside", version=version)
    if now.case.urgent:
        raise RefusedError(gettext("What is urgent is never set aside."))
    return now.finish(why=why, quarantined_on=now.today)


@carries_out("bring-back")
@transaction.atomic
def bring_back(
    *, case: Case, by: User | None = None, why: str = "", version: int | None = None
) -> Case:
    now = turn(case=case, by=by, move="bring-back", version=version)
    return now.finish(why=why, quarantined_on=None)


@carries_out("take-in")
@transaction.atomic
def take_in(
    *,
    case: Case,
    by: User,
    theme: str = "",
    stands_in: User | None = None,
    version: int | None = None,
) -> Case:
    """Take the case: from now on its duties are one's own. `stands_in` helps where one cannot."""
    now = turn(case=case, by=by, move="take-in", version=version)
    if stands_in is not None and stands_in not in telling.readers_of(now.case):
        raise RefusedError(gettext("Who stands in has to be somebody who may see this case."))
    return now.finish(
        handler=by,
        second_handler=None,
        stands_in=None if stands_in == by else stands_in,
        theme=theme or now.case.theme,
        taken_in_on=now.today,
    )


@carries_out("acknowledge")
@transaction.atomic
def acknowledge(
    *,
    case: Case,
    by: User,
    words: Acknowledgement,
    form_key: uuid.UUID | None = None,
    version: int | None = None,
) -> CaseEntry:
    """Say what we understood, what they want, who looks at it, by when, and what support is."""
    now = turn(case=case, by=by, move="acknowledge", version=version)
    entry = now.entry(EntryKind.ACKNOWLEDGEMENT, words.as_dict(), form_key=form_key)
    now.finish(acknowledged_on=now.today, progress_on=None)
    telling.tell_person(now.case)
    return entry


@carries_out("try-early")
@transaction.atomic
def try_early(*, case: Case, by: User, version: int | None = None) -> Case:
    return turn(case=case, by=by, move="try-early", version=version).finish()


@carries_out("look-into")
@transaction.atomic
def look_into(*, case: Case, by: User, version: int | None = None) -> Case:
    return turn(case=case, by=by, move="look-into", version=version).finish()
