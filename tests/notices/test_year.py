"""A year, day by day: each person hears what the rules say, once, and nothing else.

One year for everybody, because living through it is what takes the time.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

import pytest
from django.core.mail import EmailMultiAlternatives

from aims.models import Aim
from imroc_ei.notices import actions, tasks
from imroc_ei.people.models import User
from steps.enums import ActivityStatus, Audience
from steps.models import Activity, Step
from steps.reviews.agreed import hand_action_over
from tests.clock import on
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    AimFactory,
    OrganisationFactory,
    StepFactory,
    TeamTermFactory,
    UserFactory,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
# The machine was off: nothing ran on these days.
OFF = [*(date(2026, 4, day) for day in range(9, 13)), date(2026, 11, 25)]

Outbox = list[EmailMultiAlternatives]
Happenings = dict[str, list[Callable[[], object]]]
# By person: the day of each mail, and what it says.
Told = dict[str, list[tuple[str, list[str]]]]


def person(name: str, *roles: str, **fields: object) -> User:
    return UserFactory(email=f"{name}@example.com", roles=["consultant", *roles], **fields)


def held_by(holder: User, short_name: str) -> Step:
    with on("2025-12-01"):
        return StepFactory(held_by=holder, short_name=short_name)


def begin(*people: User) -> None:
    for author in people:
        ActivityFactory(draft=True, logged_by=author, what_happened="Quite private words")


def ask_to_publish(lead: User) -> None:
    entry = ActivityFactory(audience=Audience.PUBLIC, what_happened="Quite private words")
    actions.notify(
        person=lead, rule="entry-to-check", subject=entry.public_id, due_on=date(2026, 5, 4)
    )


def change(who: User, **fields: object) -> None:
    User.objects.filter(pk=who.pk).update(**fields)


def review(number: int) -> None:
    Aim.objects.filter(number=number).update(next_review_on=date(2027, 6, 1))


def make_people() -> Happenings:
    """Write everybody into the database, and return what happens to them on which day."""
    OrganisationFactory(quiet_after_days=90)
    days: Happenings = defaultdict(list)

    own_culture = held_by(person("hana"), "Own culture")
    for day in ("05-20", "06-01"):
        days[day].append(lambda: ActivityFactory(steps=[own_culture]))

    # The silence is complete on 10 April, when the machine is off until the 12th.
    late = held_by(person("idris"), "Key events")
    days["01-10"].append(lambda: ActivityFactory(steps=[late], happened_on=date(2026, 1, 10)))

    mona = person("mona", monthly_nudge=True)
    for month in range(2, 11):
        days[f"{month:02}-03"].append(lambda: ActivityFactory(logged_by=mona, steps=[]))

    dora, finn = person("dora"), person("finn")
    days["02-01"].append(lambda: begin(dora, finn))
    finished = {"status": ActivityStatus.SAVED}
    days["02-06"].append(lambda: Activity.objects.by(finn).update(**finished))

    lena = person("lena", "lead")
    for _time in range(2):
        days["05-04"].append(lambda: ask_to_publish(lena))

    person("olga", "owner")
    TeamTermFactory(person=person("tariq"), starts_on=date(2025, 9, 1), ends_on=date(2026, 8, 31))

    paula = person("paula")
    held_by(paula, "Legacies")
    days["02-20"].append(lambda: actions.pause(by=paula, weeks=4))
    days["02-22"].append(lambda: begin(paula))

    rhea = person("rhea", "lead")
    # A week before the first review the machine is off until the 12th.
    for number, due, done in ((1, date(2026, 4, 17), "04-20"), (2, date(2026, 6, 30), "07-20")):
        aim = AimFactory(number=number, held_by=rhea, next_review_on=due)
        days[done].append(partial(review, aim.number))
    ActionFactory(held_by=rhea, due=date(2026, 9, 10), step=late)

    gone = person("gregor")
    held_by(gone, "Reflection")
    days["02-28"].append(lambda: change(gone, is_active=False))

    sam = person("sam")
    stopped = held_by(sam, "Training")
    days["03-05"].append(lambda: ActivityFactory(steps=[stopped]))
    days["03-06"].append(lambda: change(sam, stopped_rules=["statement-quiet"]))

    # What is given early in the day is in the mail of that day, and is said once.
    vera = person("vera")
    given = ActionFactory(due=date(2026, 12, 10), step=late)
    for _time in range(2):
        days["10-05"].append(
            lambda: hand_action_over(by=rhea, action=given, held_by=vera, due=given.due)
        )

    person("nils")
    return days


def sentences(letter: EmailMultiAlternatives) -> list[str]:
    """Return what a mail says about things, without its links and its foot."""
    said = str(letter.body).partition("\n-- ")[0].splitlines()
    return [line for line in said if line and "http" not in line]


def live_through(happenings: Happenings, outbox: Outbox) -> Told:
    """Let every day pass. What happens on one happens at 07:00; every job runs at 08:00 and
    again at 17:00."""
    told: Told = defaultdict(list)
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        with on(day, time(7, 0)):
            for happening in happenings.get(f"{day:%m-%d}", ()):
                happening()
        for hour in () if day in OFF else (8, 17):
            with on(day, time(hour, 0)):
                for job in (tasks.work_out_due, tasks.send_due, tasks.sweep):
                    job()
        for letter in outbox:
            name = letter.to[0].partition("@")[0]
            told[name].append((f"{day:%m-%d}", sentences(letter)))
        outbox.clear()
    return told


def quiet(name: str) -> str:
    return f"Nothing has been shared for a while about “{name}”."


@pytest.mark.django_db
def test_each_person_hears_what_the_rules_say_once(mailoutbox: Outbox) -> None:
    anything = ["Anything to log from this month? A few words are enough."]
    term = "term in the equity and inclusion team ends on 31 August 2026."
    unfinished = "You began an entry on {} February 2026 and have not finished it."
    assert live_through(make_people(), mailoutbox) == {
        "hana": [("03-01", [quiet("Own culture")]), ("08-30", [quiet("Own culture")])],
        "idris": [("04-13", [quiet("Key events")])],
        # The machine was off on 25 November.
        "mona": [("01-25", anything), ("11-26", anything), ("12-25", anything)],
        "dora": [("02-08", [unfinished.format(1)])],
        "lena": [
            ("05-04", ["There is something to check before it becomes public."]),
            # Two weeks late, the other leads hear of it.
            ("07-14", ["A review of aim 2 was due on 30 June 2026."]),
        ],
        "rhea": [
            ("03-18", ["A review of aim 1 is due on 17 April 2026."]),
            ("04-13", ["A review of aim 1 is due on 17 April 2026."]),
            ("04-16", ["A review of aim 1 is due on 17 April 2026."]),
            ("04-17", ["A review of aim 1 is due today."]),
            ("05-31", ["A review of aim 2 is due on 30 June 2026."]),
            ("06-23", ["A review of aim 2 is due on 30 June 2026."]),
            ("06-29", ["A review of aim 2 is due on 30 June 2026."]),
            ("06-30", ["A review of aim 2 is due today."]),
            ("07-07", ["A review of aim 2 was due on 30 June 2026."]),
            ("09-10", ["An action about “Key events” was to be done by 10 September 2026."]),
        ],
        "olga": [("07-02", [f"A {term}"])],
        "tariq": [("07-02", [f"Your {term}"])],
        "paula": [("03-20", [unfinished.format(22), quiet("Legacies")])],
        "vera": [
            (
                "10-05",
                ["An action about “Key events” was given to you, to be done by 10 December 2026."],
            ),
            ("12-10", ["An action about “Key events” was to be done by 10 December 2026."]),
        ],
        "sam": [("03-01", [quiet("Training")])],
    }
