from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from imroc_ei.dashboards.leaving import leave_for_good
from imroc_ei.people.models import User
from steps.activity.actions import delete_for_good, withdraw
from steps.enums import Audience
from steps.models import Activity, Quarter
from steps.quarters.actions import freeze_quarters
from steps.quarters.enums import PayShare, TimeBand
from steps.quarters.periods import Period
from steps.quarters.queries import told_in
from tests.factories import ActivityFactory, QuarterFactory, StepFactory, UserFactory

pytestmark = pytest.mark.django_db

FEBRUARY = date(2026, 2, 3)
MAY_11, MAY_12 = date(2026, 5, 11), date(2026, 5, 12)


def logged(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 17))


def work(people: list[User], day: date = FEBRUARY, **fields: Any) -> list[Activity]:
    """An entry of each of these people, of ten hours, logged on the day."""
    step = StepFactory()
    fields = {"minutes": 600, "happened_on": day, "logged_at": logged(day), **fields}
    return [ActivityFactory(logged_by=person, steps=[step], **fields) for person in people]


@pytest.fixture
def five(db: None) -> list[User]:
    return UserFactory.create_batch(5)


def frozen() -> list[tuple[date, str, str]]:
    return list(Quarter.objects.values_list("first_day", "time", "pay"))


FIRST = [(date(2026, 1, 1), TimeBand.FROM_50, "")]


def test_quarter_is_counted_six_weeks_after_it_ends(five: list[User]) -> None:
    work(five)
    assert freeze_quarters(today=MAY_11) == 0
    assert frozen() == []
    assert freeze_quarters(today=MAY_12) == 1
    assert frozen() == FIRST
    assert Quarter.objects.get().frozen_on == MAY_12


def test_late_entry_within_the_six_weeks_is_in(five: list[User]) -> None:
    work(five[:4])
    work(five[4:], logged_at=logged(MAY_11))
    freeze_quarters(today=MAY_12)
    assert frozen() == FIRST


def test_missed_quarters_are_caught_up_and_each_is_counted_once(five: list[User]) -> None:
    work(five)
    work(five, date(2026, 9, 30), paid=True)
    assert freeze_quarters(today=date(2026, 12, 1)) == 3
    caught_up = [
        (date(2026, 7, 1), TimeBand.FROM_50, ""),
        (date(2026, 4, 1), "", ""),
        *FIRST,
    ]
    assert frozen() == caught_up
    assert freeze_quarters(today=date(2026, 12, 2)) == 0
    assert frozen() == caught_up


def test_nothing_is_counted_where_nothing_was_shared(five: list[User]) -> None:
    work(five, audience=Audience.ONLY_ME)
    assert freeze_quarters(today=date(2027, 1, 1)) == 0
    assert frozen() == []


def test_quarters_before_the_first_entry_was_logged_are_not_counted(five: list[User]) -> None:
    work(five, date(2025, 5, 1), logged_at=logged(FEBRUARY))
    freeze_quarters(today=MAY_12)
    assert frozen() == [(date(2026, 1, 1), "", "")]


@pytest.mark.parametrize(
    "left_out",
    [
        {"audience": Audience.ONLY_ME},
        {"audience": Audience.TEAM},
        {"draft": True},
        {"withdrawn": True},
        {"minutes": None},
        {"minutes": 0},
        {"happened_on": date(2025, 12, 31)},
        {"happened_on": date(2026, 4, 1)},
    ],
)
def test_only_shared_entries_of_the_quarter_with_minutes_are_counted(
    five: list[User], left_out: dict[str, Any]
) -> None:
    work(five[:4])
    work(five[4:], **left_out)
    freeze_quarters(today=MAY_12)
    assert frozen() == [(date(2026, 1, 1), "", "")]


def test_entry_about_several_statements_is_counted_once(five: list[User]) -> None:
    (entry,) = work(five[:1], paid=True)
    entry.steps.add(StepFactory(), StepFactory())
    assert [one.minutes for one in told_in(Period(date(2026, 1, 1)), made_up=False)] == [600]


def test_what_changes_later_changes_nothing(five: list[User]) -> None:
    first, second, third, *_rest = work(five)
    work(five, paid=True)
    work(five, paid=False)
    freeze_quarters(today=MAY_12)
    before = frozen()
    assert before == [(date(2026, 1, 1), TimeBand.FROM_100, PayShare.HALF)]
    Activity.objects.filter(pk=first.pk).update(minutes=40_000, paid=True)
    withdraw(by=second.logged_by, activity=second)
    withdraw(by=third.logged_by, activity=third)
    delete_for_good(by=third.logged_by, activity=third)
    work(UserFactory.create_batch(9), minutes=6000)
    for days in (0, 1, 30):
        freeze_quarters(today=MAY_12 + timedelta(days=days))
    assert frozen() == before
    Activity.objects.all().delete()
    freeze_quarters(today=MAY_12)
    assert frozen() == before


def test_person_who_leaves_changes_nothing(five: list[User]) -> None:
    UserFactory(roles=["owner"])
    work(five)
    leave_for_good(by=five[0])
    freeze_quarters(today=MAY_12)
    assert frozen() == FIRST
    leave_for_good(by=five[1])
    freeze_quarters(today=MAY_12)
    assert frozen() == FIRST


def test_of_two_that_count_at_once_the_first_stands(
    five: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other counts when this one has looked for what is there, and has not written yet."""
    work(five)

    def meanwhile(told: object) -> None:
        if not Quarter.objects.exists():
            QuarterFactory(first_day=date(2026, 1, 1), time=TimeBand.FROM_400, pay="")

    monkeypatch.setattr("steps.quarters.actions.pay_share", meanwhile)
    freeze_quarters(today=MAY_12)
    assert frozen() == [(date(2026, 1, 1), TimeBand.FROM_400, "")]


def test_made_up_people_and_real_ones_are_never_counted_together(five: list[User]) -> None:
    made_up = UserFactory.create_batch(4, is_demo=True)
    work(made_up)
    work(five)
    freeze_quarters(today=MAY_12)
    assert frozen() == [(date(2026, 1, 1), "", "")]
    assert Quarter.objects.get().made_up is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_day": date(2026, 1, 2)},
        {"first_day": date(2026, 2, 1)},
        {"time": ""},
    ],
)
def test_quarter_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        QuarterFactory(**wrong)
