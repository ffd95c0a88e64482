"""Codes for people who rang, wrote or came by: shown until whoever gave one has passed it on."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from feedback.cases.moves.engine import RefusedError, turn
from feedback.enums import Channel
from feedback.models import Case
from feedback.vault.codes import code_of, derive, grouped
from feedback.vault.sealed import give_copy
from imroc_ei.people.models import User

RECEIVED, GIVEN, PASSED_ON = "receive", "new-code", "code-passed-on"


def give_new_code(*, case: Case, by: User, form_key: uuid.UUID, version: int | None = None) -> str:
    """Return a new code in its groups; one that was given before opens nothing any more.

    Only for what a handler wrote down: who used the form holds a code that nobody here has seen.
    The same form sent again returns the same code, until it is said to be passed on: what has
    been read out on the telephone must not be made void by a second press.
    """
    code = code_of(form_key, place=case.public_id)
    # Deriving takes long, so it is done before anything is locked.
    made = derive(code)
    with transaction.atomic():
        now = turn(case=case, by=by)
        if now.case.channel == Channel.FORM:
            raise RefusedError(gettext("Who used the form has a code."))
        if _is_held(now.case, made.look_up):
            if is_to_be_passed_on(now.case, by=by):
                return grouped(code)
            raise RefusedError(gettext("This code stands already, and is not shown again."))
        now.insist_on(version, otherwise=what_a_new_one_ends(now.case))
        give_copy(now.case, made, key=now.key)
        now.finish(log=GIVEN)
    return grouped(code)


@transaction.atomic
def pass_on_code(*, case: Case, by: User, version: int | None = None) -> Case:
    """The person has their code now: from here on nobody is shown it again."""
    now = turn(case=case, by=by, version=version)
    if not is_to_be_passed_on(now.case, by=by):
        raise RefusedError(gettext("No code waits for you to pass it on."))
    return now.finish(log=PASSED_ON)


def shown_again(case: Case, code: str, *, by: User) -> bool:
    """Whether this code, given to whoever wrote the case down, may be on their page once more."""
    return _is_held(case, derive(code).look_up) and is_to_be_passed_on(case, by=by)


def is_to_be_passed_on(case: Case, *, by: User) -> bool:
    """Whether this person gave the code of the case today and has not said that it is passed on."""
    if not case.code_look_up:
        return False
    last = case.moves.filter(move__in=(RECEIVED, GIVEN, PASSED_ON)).last()
    if last is None or last.move == PASSED_ON:
        return False
    return (last.by_id, last.on) == (by.pk, timezone.localdate())


def what_a_new_one_ends(case: Case) -> str:
    """Return who gave the code that the person has, and that another makes it void, or ""."""
    given = case.moves.filter(move__in=(RECEIVED, GIVEN)).select_related("by").last()
    if not case.code_look_up or given is None:
        return ""
    return gettext(
        "The person has had a code since %(day)s, from %(person)s. Give another only if that one "
        "is lost: it will open nothing any more."
    ) % {
        "day": date_format(given.on),
        "person": given.by.display_name if given.by else gettext("somebody who has left"),
    }


def _is_held(case: Case, look_up: bytes) -> bool:
    return case.code_look_up is not None and bytes(case.code_look_up) == look_up
