"""Who somebody is and how to reach them, which is sealed apart from what they said."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from feedback.cases.sight import Sight
from feedback.enums import ReplyBy
from feedback.models import Case
from feedback.vault.sealed import read


def why_out_of_reach(case: Case) -> str:
    """Return why nothing that we write would reach them, or ""."""
    if case.is_out_of_reach:
        return gettext("They want no reply and hold no code: nothing you write would reach them.")
    return ""


def why_not_told(case: Case) -> str:
    """Return why the person does not know yet what was written to them, or ""."""
    if case.tell_by is None:
        return ""
    return gettext("The person has not been told yet what was written. That comes first.")


def what_becomes_of_it(case: Case) -> str:
    """Return how something written comes to the person where that is left to us, or ""."""
    if case.is_out_of_reach:
        return gettext("It is kept here and goes nowhere: they want no reply and hold no code.")
    if not case.told_by_hand:
        return ""
    if case.reply_by == ReplyBy.PHONE:
        return gettext("It is kept. Now somebody has to ring the person and tell them.")
    if case.reply_by == ReplyBy.POST:
        return gettext("It is kept. Now somebody has to post it to the person.")
    return gettext("It is kept. Now somebody has to write it to the person by e-mail.")


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Who they are and how to reach them, as far as this reader may see it without a reason."""

    name: str = ""
    reach: str = ""
    safely: str = ""
    kept_close: bool = False
    kept_for: str = ""


def reach_of(sight: Sight) -> Reach:
    """Return who they are, unless that was given to one person, and this reader is another."""
    case = sight.case
    if not sight.has_words:
        return Reach()
    name = read(case, "name_sealed", key=sight.key) or {}
    kept_for = case.name_for.display_name if case.name_for else ""
    if name.get("one") and case.name_for_id != sight.by.pk:
        return Reach(kept_close=True, kept_for=kept_for)
    reach = read(case, "reach_sealed", key=sight.key) or {}
    if case.reply_by not in (ReplyBy.EMAIL, ReplyBy.PHONE, ReplyBy.POST):
        reach = {}
    return Reach(
        name=name.get("name", ""), reach=reach.get("reach", ""), safely=reach.get("safely", "")
    )
