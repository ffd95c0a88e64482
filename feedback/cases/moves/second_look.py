"""The second look: by another handler, afresh."""

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


@carries_out("take-second-look")
@transaction.atomic
def take_second_look(*, case: Case, by: User, version: int | None = None) -> Case:
    now = turn(case=case, by=by, move="take-second-look", version=version)
    return now.finish(second_handler=by)


@carries_out("acknowledge-second-look")
@transaction.atomic
def acknowledge_second_look(
    *,
    case: Case,
    by: User,
    words: Acknowledgement,
    form_key: uuid.UUID | None = None,
    version: int | None = None,
) -> CaseEntry:
    now = turn(case=case, by=by, move="acknowledge-second-look", version=version)
    if now.case.second_acknowledged_on is not None:
        raise RefusedError(gettext("The second look has been acknowledged already."))
    entry = now.entry(EntryKind.ACKNOWLEDGEMENT, words.as_dict(), form_key=form_key)
    now.finish(second_acknowledged_on=now.today)
    telling.tell_person(now.case)
    return entry
