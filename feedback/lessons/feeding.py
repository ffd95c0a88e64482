"""What was heard and learned, as lines on the home page, on aims and on statements.

The lines come along with the rows that a page asks for anyhow, so that they cost no question of
their own. They hold what is published and nothing besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date

from feedback.models import Lesson, ProcedureVersion
from steps.models import Step

NEWEST = 3
# The room whose word this is in the plan file.
WORKED_ON_HERE = "feedback"
ABOUT = Lesson.steps.through._default_manager


@dataclass(frozen=True, kw_only=True)
class LessonLine:
    you_said: str
    we_did: str
    url: str
    day: date


@dataclass(frozen=True, kw_only=True)
class ProcedureLine:
    """The version of the procedure that holds now."""

    version: ProcedureVersion
    is_overdue: bool


def newest_lessons() -> Mapping[str, Subquery]:
    """What rows are annotated with, so that the newest lessons come along with them."""
    return _newest(Q())


def lessons_for_an_aim() -> Mapping[str, Subquery]:
    """The same for aims: lessons about what is placed in one, and about what stands under it."""
    served = Q(step__placements__aim_id=OuterRef(OuterRef("pk"))) | Q(
        step__parent__placements__aim_id=OuterRef(OuterRef("pk"))
    )
    return _newest(Q(Exists(ABOUT.filter(served, lesson_id=OuterRef("pk")))))


def lessons_for_a_statement() -> Mapping[str, Subquery]:
    """The same for statements: lessons about one, and about what stands under it. The one that is
    worked on in this room has them all."""
    served = Q(step_id=OuterRef(OuterRef("pk"))) | Q(step__parent_id=OuterRef(OuterRef("pk")))
    about = Exists(ABOUT.filter(served, lesson_id=OuterRef("pk")))
    here = Exists(Step.objects.filter(pk=OuterRef(OuterRef("pk")), working_place=WORKED_ON_HERE))
    return _newest(Q(about) | Q(here))


def procedure_now() -> Mapping[str, Subquery]:
    """What a row is annotated with, so that the version in force comes along with it."""
    versions = ProcedureVersion.objects.filter(state="in-force").order_by("pk")
    said = JSONObject(number="number", since="in_force_from", review_on="review_on")
    return {"procedure_now": Subquery(versions.values(said=said)[:1])}


def lessons_of(row: Any) -> list[LessonLine]:
    """Read the lessons that came along with a row; none where none were asked for."""
    found = [getattr(row, f"newest_lesson_{n}", None) for n in range(NEWEST)]
    return [_line(said) for said in found if said]


def procedure_of(row: Any, today: date) -> ProcedureLine | None:
    """Read the version that came along with a row; None where none is in force."""
    said = getattr(row, "procedure_now", None)
    if not said:
        return None
    review_on = parse_date(said["review_on"])
    version = ProcedureVersion(
        number=said["number"], in_force_from=parse_date(said["since"]), review_on=review_on
    )
    return ProcedureLine(version=version, is_overdue=review_on is not None and review_on < today)


def _newest(about: Q) -> Mapping[str, Subquery]:
    said = JSONObject(
        public_id="public_id", you_said="you_said", we_did="we_did", day="published_on"
    )
    lessons = Lesson.objects.published().filter(about).order_by("-published_on", "-pk")
    rows = lessons.values(said=said)
    return {f"newest_lesson_{n}": Subquery(rows[n : n + 1]) for n in range(NEWEST)}


def _line(said: dict[str, str]) -> LessonLine:
    day = parse_date(said["day"])
    if day is None:
        raise ValueError(said["day"])
    return LessonLine(
        you_said=said["you_said"],
        we_did=said["we_did"],
        url=Lesson(public_id=said["public_id"]).get_absolute_url(),
        day=day,
    )
