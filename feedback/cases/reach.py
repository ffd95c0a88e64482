"""Who somebody is and how to reach them, which is sealed apart from what they said."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.cases.sight import Sight
from feedback.enums import ReplyBy
from feedback.vault.sealed import read


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
