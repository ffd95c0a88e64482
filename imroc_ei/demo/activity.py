"""Writes the made-up year of activity."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from imroc_ei.demo.read import past
from imroc_ei.people.models import User
from steps.enums import ActivityStatus, Precision
from steps.models import Activity, Evidence, Step

OPTIONAL = ("learned", "aimed_at", "shaped_by", "minutes", "paid", "threads", "show_name")
EVENING = time(17, 30)
DAYS_UNTIL_CHECKED = 2


def add_activity(rows: list[dict[str, Any]], people: dict[str, User], today: date) -> None:
    steps = dict(Step.objects.values_list("slug", "pk"))
    checker = next(person for person in people.values() if person.email == "lead@example.org")
    entries = Activity.objects.bulk_create(
        _entry(row, people[row["who"]], checker, today) for row in rows
    )
    link = Activity.steps.through
    link._default_manager.bulk_create(
        link(activity_id=entry.pk, step_id=steps[slug])
        for row, entry in zip(rows, entries, strict=True)
        for slug in row["steps"]
    )
    Evidence.objects.bulk_create(
        Evidence(activity=entry, **evidence)
        for row, entry in zip(rows, entries, strict=True)
        for evidence in row.get("evidence", [])
    )


def _entry(row: dict[str, Any], person: User, checker: User, today: date) -> Activity:
    happened = past(today, row)
    logged = min(timezone.make_aware(datetime.combine(happened, EVENING)), timezone.now())
    checked = {}
    if row.get("checked"):
        checked = {
            "checked_by": checker,
            "checked_at": min(logged + timedelta(days=DAYS_UNTIL_CHECKED), timezone.now()),
        }
    return Activity(
        status=row.get("status", ActivityStatus.SAVED),
        happened_on=happened,
        precision=row.get("precision", Precision.DAY),
        kind=row["kind"],
        what_happened=row["what"].strip(),
        audience=row["audience"],
        logged_by=person,
        logged_at=logged,
        **checked,
        **{key: row[key] for key in OPTIONAL if key in row},
    )
