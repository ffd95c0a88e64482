"""Makes the made-up people, and takes them away again."""

from datetime import date, datetime, time
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from imroc_ei.demo.read import past, term_end
from imroc_ei.people.models import RoleGrant, TeamTerm, User

PASSWORD = "imroc-demo"  # noqa: S105 - it opens made-up people only, and only while DEMO=1
MAY_SIGN_IN = (
    "consultant@example.org",
    "second@example.org",
    "lead@example.org",
    "handler@example.org",
    "handler2@example.org",
    "owner@example.org",
    "outside@example.org",
)
DAYS_HERE = 420


def add_people(rows: list[dict[str, Any]], today: date) -> dict[str, User]:
    """Make the people of `rows`, and return them by their slug."""
    people = {row["slug"]: _add_person(row, today) for row in rows}
    _give_roles(rows, people, today)
    return people


def _add_person(row: dict[str, Any], today: date) -> User:
    joined = past(today, {"days_ago": DAYS_HERE})
    person = User(
        email=row["email"],
        name=row["name"],
        pronouns=row.get("pronouns", ""),
        is_demo=True,
        joined_at=_noon(joined),
    )
    if row["email"] in MAY_SIGN_IN:
        person.set_password(PASSWORD)
    else:
        person.set_unusable_password()
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if term := row.get("team"):
        TeamTerm.objects.create(
            person=person,
            role=term["role"],
            starts_on=past(today, term, "from_days_ago"),
            ends_on=term_end(today, term),
            days_a_month=term.get("days_a_month"),
            paid=term.get("paid"),
            show_name=term.get("show_name", False),
        )
    return person


def _give_roles(rows: list[dict[str, Any]], people: dict[str, User], today: date) -> None:
    since = _noon(past(today, {"days_ago": DAYS_HERE}))
    owner = next(people[row["slug"]] for row in rows if "owner" in row["roles"])
    for row in rows:
        person = people[row["slug"]]
        person.groups.set(Group.objects.filter(name__in=row["roles"]))
        for role in row["roles"]:
            RoleGrant.objects.create(
                person=person,
                role=role,
                granted_by=None if person == owner else owner,
                granted_at=since,
                opened_at=since,
            )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
