"""What the made-up people hold, paused, added and wrote about the plan.

It is written past the history of the wording, so that taking it away leaves no trace, and only
where nobody has said anything yet.
"""

from datetime import date, timedelta
from typing import Any

from aims.models import Aim
from imroc_ei.demo.read import past
from imroc_ei.people.models import User
from steps.enums import Origin, StepKind, StepState
from steps.models import Step


def describe_plan(rows: dict[str, Any], people: dict[str, User], today: date) -> None:
    for row in rows["holds"]:
        free = Step.objects.filter(slug=row["statement"], held_by=None)
        free.update(held_by=people[row["person"]])
    for row in rows["pause"]:
        Step.objects.filter(slug=row["statement"], state=StepState.ACTIVE).update(
            state=StepState.PAUSED,
            paused_until=today + timedelta(days=row["until_in_days"]),
            paused_reason=row["reason"],
        )
    for row in rows["judgement"]:
        Aim.objects.filter(number=row["aim"], judgement="").update(
            judgement=row["words"], judged_on=past(today, row), judged_by=people[row["by"]]
        )
    for row in rows["added_sub_step"]:
        _add_sub_step(row, people[row["by"]], today)


def clear_plan(rows: dict[str, Any]) -> None:
    """Undo what `describe_plan` wrote, wherever nobody has changed it since."""
    for row in rows["pause"]:
        Step.objects.filter(slug=row["statement"], paused_reason=row["reason"]).update(
            state=StepState.ACTIVE, paused_until=None, paused_reason=""
        )
    for row in rows["judgement"]:
        Aim.objects.filter(number=row["aim"], judgement=row["words"]).update(
            judgement="", judged_on=None, judged_by=None
        )
    for row in rows["added_sub_step"]:
        if not Step.objects.with_history().filter(slug=row["slug"]).exists():
            Step.objects.filter(slug=row["slug"]).delete()
            # Last, as taking a statement away writes a line of history too.
            Step.history.filter(slug=row["slug"]).delete()


def _add_sub_step(row: dict[str, Any], by: User, today: date) -> None:
    parent = Step.objects.get(slug=row["parent"])
    Step.objects.bulk_create(
        [
            Step(
                slug=row["slug"],
                kind=StepKind.SUB_STEP,
                origin=Origin.ADDED,
                parent=parent,
                order=parent.children.count() + 1,
                short_name=row["short_name"],
                statement=row["statement"],
                added_by=by,
                added_on=past(today, row),
            )
        ]
    )
