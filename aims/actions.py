"""What people do to the vision, the aims and the words: each change with who, when and why."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from aims.models import Aim, Term, Vision
from imroc_ei.forms.editing import Edit
from imroc_ei.people.models import User


@transaction.atomic
def reword_vision(
    *, by: User, vision: Vision, statement: str, why: str, seen: str | None = None
) -> bool:
    """Change the words of the vision; return whether they differ from those before."""
    return Edit(vision, {"statement": statement}, seen=seen).save(by=by, why=why)


@transaction.atomic
def reword_aim(
    *, by: User, aim: Aim, statement: str, short_name: str, why: str, seen: str | None = None
) -> bool:
    """Change the words of an aim; return whether they differ from those before."""
    values = {"statement": statement, "short_name": short_name}
    return Edit(aim, values, seen=seen).save(by=by, why=why)


@transaction.atomic
def reword_term(
    *,
    by: User,
    term: Term,
    summary: str,
    full_statement: str,
    review_on: date | None,
    why: str,
    seen: str | None = None,
) -> bool:
    """Change what is said about a word; return whether anything differs from before."""
    values = {"summary": summary, "full_statement": full_statement, "review_on": review_on}
    return Edit(term, values, seen=seen).save(by=by, why=why)


@transaction.atomic
def judge_aim(*, by: User, aim: Aim, words: str) -> bool:
    """Say how an aim is doing, dated today; empty words take the judgement away."""
    return _judge(Edit(aim, {"judgement": words}, seen=None), by=by, words=words)


@transaction.atomic
def keep_aim(
    *,
    by: User,
    aim: Aim,
    words: str,
    held_by: User | None,
    next_review_on: date | None,
    seen: str | None = None,
) -> bool:
    """Say how an aim is doing, who looks after it and when it is reviewed next."""
    values = {"judgement": words, "held_by": held_by, "next_review_on": next_review_on}
    return _judge(Edit(aim, values, seen=seen), by=by, words=words)


def _judge(edit: Edit, *, by: User, words: str) -> bool:
    """The date is that of the words: it moves only with them."""
    if "judgement" not in edit.differing:
        return edit.save(by=by, why=gettext("Who looks after it, or its next review"))
    dated = {
        "judged_on": timezone.localdate() if words else None,
        "judged_by": by if words else None,
    }
    return edit.save(by=by, why=gettext("How this aim is doing"), **dated)
