"""Codes for people who rang, wrote or came by."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from feedback.cases.moves.engine import RefusedError, turn
from feedback.enums import Channel
from feedback.models import Case
from feedback.vault.codes import derive, grouped, new_code
from feedback.vault.keys import wrap_with
from imroc_ei.people.models import User


@transaction.atomic
def give_new_code(*, case: Case, by: User, version: int | None = None) -> str:
    """Return a new code in its groups; one that was given before opens nothing any more.

    Only for what a handler wrote down: who used the form holds a code that nobody here has seen.
    """
    now = turn(case=case, by=by, version=version)
    if now.case.channel == Channel.FORM:
        raise RefusedError(gettext("Who used the form has a code."))
    code = new_code()
    made = derive(code)
    wrapped = wrap_with(made.wrapping_key, now.key, case=now.case.public_id, pepper=made.pepper)
    now.finish(
        log="new-code",
        reporter_key_wrapped=wrapped,
        code_look_up=made.look_up,
        pepper_version=made.pepper,
    )
    return grouped(code)
