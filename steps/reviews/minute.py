"""The minute of a review: its snapshot as the page, the PDF and the Word file show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from steps.enums import Direction, Level
from steps.reviews.levels import LADDER
from steps.reviews.snapshot import Json, people_in
from steps.reviews.words import also_part_of, evidence_in_words

if TYPE_CHECKING:
    from imroc_ei.people.models import User


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One statement in a minute."""

    slug: str
    short_name: str
    statement: str
    also_in: str
    level: str
    level_label: str
    level_before: str
    level_before_label: str
    criterion: str
    direction: str
    rests_on: str
    why: str
    other_explanation: str
    back_reason: str
    evidence: str
    evidence_count: int
    entries: list[str]
    activity: int
    activity_since: date | None

    @property
    def moved(self) -> bool:
        """Whether it went from one level of the ladder to another."""
        return self.level_before in LADDER and self.level_before != self.level


@dataclass(frozen=True, kw_only=True)
class ToDo:
    what: str
    who: str
    due: date
    statement: str
    became: str = ""


@dataclass(frozen=True, kw_only=True)
class Minute:
    """What a review says, in the words it had when it closed."""

    organisation: str
    number: int
    short_name: str
    aim: str
    closed_on: date | None
    proposed: tuple[str, datetime | None]
    confirmed: tuple[str, datetime | None]
    counts: list[tuple[str, str, int]]
    findings: list[Judged]
    learned: str
    stop_doing: str
    took_part: int | None
    affected_among: str
    not_agreed: str
    actions: list[ToDo]
    actions_before: list[ToDo]
    next_review_on: date | None

    @property
    def title(self) -> str:
        return _("Review of aim %(number)d") % {"number": self.number}


def minute_of(shot: Json) -> Minute:
    """Read a snapshot of schema 1. People are called what they are called now."""
    people: Mapping[str, User] = people_in(shot)
    return Minute(
        organisation=shot["organisation"],
        number=shot["aim"]["number"],
        short_name=shot["aim"]["short_name"],
        aim=shot["aim"]["statement"],
        closed_on=day(shot["closed_on"]) if shot["confirmed"]["at"] else None,
        proposed=_who(shot["proposed"], people),
        confirmed=_who(shot["confirmed"], people),
        counts=[(row["standing"], row["label"], row["count"]) for row in shot["counts"]],
        findings=[_judged(row) for row in shot["findings"]],
        learned=_("Nothing new yet.") if shot["nothing_new"] else shot["learned"],
        stop_doing=shot["stop_doing"],
        took_part=shot["took_part"],
        affected_among=label(shot["affected_among"]),
        not_agreed=shot["not_agreed"],
        actions=[_to_do(row, people) for row in shot["actions"]],
        actions_before=[_to_do(row, people) for row in shot["actions_before"]],
        next_review_on=day(shot["next_review_on"]),
    )


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def label(row: Json | None) -> str:
    return str(row["label"]) if row else ""


def value(row: Json | None) -> str:
    return str(row["value"]) if row else ""


def name(public_id: str | None, people: Mapping[str, User]) -> str:
    person = people.get(public_id or "")
    return person.display_name if person else _("Nobody now")


def _who(row: Json, people: Mapping[str, User]) -> tuple[str, datetime | None]:
    if not row["at"]:
        return "", None
    return name(row["by"], people), datetime.fromisoformat(row["at"])


def _judged(row: Json) -> Judged:
    before: Any = row["before"]["level"]
    first = value(row["direction"]) == Direction.CANNOT_SAY and value(before) == Level.NOT_REVIEWED
    return Judged(
        slug=row["slug"],
        short_name=row["short_name"],
        statement=row["statement"],
        also_in=also_part_of(row["also_in"]),
        level=value(row["level"]),
        level_label=label(row["level"]),
        level_before=value(before),
        level_before_label=label(before),
        criterion=row["criterion"],
        direction=_("First review") if first else label(row["direction"]),
        rests_on=label(row["rests_on"]),
        why=row["why"],
        other_explanation=row["other_explanation"],
        back_reason=row["back_reason"],
        evidence=evidence_in_words(row["evidence"]["count"], row["evidence"]["from_elsewhere"]),
        evidence_count=row["evidence"]["count"],
        entries=list(dict.fromkeys(piece["entry"] for piece in row["evidence"]["pieces"])),
        activity=row["activity"]["count"],
        activity_since=day(row["activity"]["since"]),
    )


def _to_do(row: Json, people: Mapping[str, User]) -> ToDo:
    return ToDo(
        what=row["what"],
        who=name(row["held_by"], people),
        due=date.fromisoformat(row["due"]),
        statement=row["statement"],
        became=_became(row),
    )


def _became(row: Json) -> str:
    if row.get("done_on"):
        return _("Done")
    return _("Let go") if row.get("let_go_on") else _("Open")
