"""What the home page shows: the vision, each aim in words, and what was learned lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aims.models import Aim, Vision
from feedback.lessons.feeding import LessonLine, lessons_of, newest_lessons
from imroc_ei.dashboards.sentences import aims_in_words, gone_quiet, state_of_an_aim
from imroc_ei.organisation.models import Organisation
from steps.models import Activity
from steps.queries import (
    Statement,
    count_standings,
    in_order,
    latest_learning,
    plan_statements,
    quiet_in,
)

LATELY_HEARD = 2


@dataclass(frozen=True, kw_only=True)
class AimState:
    aim: Aim
    state: str
    # Empty for those who see the published state alone, and where nothing has gone quiet.
    quiet: str = ""


@dataclass(frozen=True, kw_only=True)
class Lesson:
    activity: Activity
    aims: str


@dataclass(frozen=True, kw_only=True)
class HomePage:
    vision: Vision | None
    aims: list[AimState]
    lessons: list[Lesson]
    heard: list[LessonLine]


def home_page(site: Organisation, *, within: bool, today: date) -> HomePage:
    """Gather the page in three queries; who is `within` also reads what has gone quiet."""
    aims = list(
        Aim.objects.filter(retired_on=None)
        .select_related("vision")
        .order_by("number")
        .annotate(**newest_lessons())
    )
    statements = plan_statements(with_last=within) if aims else []
    return HomePage(
        vision=aims[0].vision if aims else None,
        aims=[_state(aim, statements, site, within, today) for aim in aims],
        lessons=_lessons(statements) if aims else [],
        heard=lessons_of(aims[0])[:LATELY_HEARD] if aims else [],
    )


def _state(
    aim: Aim, statements: list[Statement], site: Organisation, within: bool, today: date
) -> AimState:
    rows = in_order(statements, aim.number)
    state = state_of_an_aim(count_standings(rows))
    if not within:
        return AimState(aim=aim, state=state)
    quiet = quiet_in(rows, today=today, after_days=site.quiet_after_days)
    return AimState(aim=aim, state=state, quiet=gone_quiet(quiet))


def _lessons(statements: list[Statement]) -> list[Lesson]:
    aims_of = {row.step.pk: row.aims for row in statements}
    return [
        Lesson(
            activity=learning.activity,
            aims=aims_in_words(
                sorted({aim for step in learning.steps for aim in aims_of.get(step.pk, ())})
            ),
        )
        for learning in latest_learning(public_only=True)
    ]
