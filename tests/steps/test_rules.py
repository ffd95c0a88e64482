from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from imroc_ei.notices import actions
from imroc_ei.notices.models import Notice
from imroc_ei.notices.rules import Due
from imroc_ei.people.models import User
from steps.enums import Audience, StepState
from steps.models import Activity, Step
from steps.rules import (
    AnythingToLog,
    DraftUnfinished,
    EntryDeclined,
    EntryToCheck,
    StatementQuiet,
)
from tests.clock import on
from tests.factories import ActivityFactory, OrganisationFactory, StepFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with on(DAY):
        yield


def about(person: User, activity: Activity) -> Due:
    return Due(person=person, subject=activity.public_id, due_on=DAY)


def test_entry_to_check_is_said_while_it_waits(lead: User) -> None:
    waiting = ActivityFactory(audience=Audience.PUBLIC)
    line = EntryToCheck().render(about(lead, waiting), today=DAY)
    assert line
    assert line.path == "/activity/to-check/"
    assert waiting.what_happened not in line.text


@pytest.mark.parametrize("fields", [{"checked": True}, {"audience": "team"}, {"withdrawn": True}])
def test_entry_to_check_is_dropped_once_it_is_done(lead: User, fields: dict[str, object]) -> None:
    done = ActivityFactory(**fields)
    assert EntryToCheck().render(about(lead, done), today=DAY) is None


def test_entry_to_check_is_dropped_for_who_is_no_longer_a_lead(consultant: User) -> None:
    waiting = ActivityFactory(audience=Audience.PUBLIC)
    assert EntryToCheck().render(about(consultant, waiting), today=DAY) is None


def test_entry_declined_is_said_to_its_author(consultant: User) -> None:
    declined = ActivityFactory(logged_by=consultant, check_note="Somebody could be known by it")
    line = EntryDeclined().render(about(consultant, declined), today=DAY)
    assert line
    assert line.text == "An entry of yours was not made public. It says there why."
    assert line.path == declined.get_absolute_url()


@pytest.mark.parametrize("fields", [{"checked": True}, {"audience": "public"}, {"draft": True}])
def test_entry_declined_is_dropped_once_it_waits_again_or_is_public(
    consultant: User, fields: dict[str, object]
) -> None:
    entry = ActivityFactory(logged_by=consultant, **fields)
    assert EntryDeclined().render(about(consultant, entry), today=DAY) is None


def test_entry_declined_is_said_to_nobody_else(consultant: User, second: User) -> None:
    entry = ActivityFactory(logged_by=consultant)
    assert EntryDeclined().render(about(second, entry), today=DAY) is None


def draft_of(person: User, days_ago: int) -> Activity:
    begun = timezone.now() - timedelta(days=days_ago)
    return ActivityFactory(draft=True, logged_by=person, logged_at=begun)


def test_draft_is_due_a_week_after_it_was_begun(consultant: User) -> None:
    draft_of(consultant, 6)
    week_old = draft_of(consultant, 7)
    old = draft_of(consultant, 60)
    draft_of(consultant, 61)
    dues = sorted(DraftUnfinished().due(DAY), key=lambda due: due.due_on)
    assert dues == [
        Due(person=consultant, subject=old.public_id, due_on=DAY - timedelta(days=53)),
        Due(person=consultant, subject=week_old.public_id, due_on=DAY),
    ]


def test_draft_is_spoken_of_by_its_day_alone(consultant: User) -> None:
    draft = draft_of(consultant, 7)
    line = DraftUnfinished().render(about(consultant, draft), today=DAY)
    assert line
    assert line.text == "You began an entry on 24 February 2026 and have not finished it."
    assert draft.what_happened not in line.text


def test_finished_draft_is_dropped(consultant: User) -> None:
    entry = ActivityFactory(logged_by=consultant)
    assert DraftUnfinished().render(about(consultant, entry), today=DAY) is None


@pytest.fixture
def held(consultant: User) -> Step:
    """A statement that the consultant has held since the first day of 2025."""
    with on("2025-01-01"):
        return StepFactory(held_by=consultant, short_name="Own culture")


def quiet_days(step: Step) -> list[date]:
    return [due.due_on for due in StatementQuiet().due(DAY) if due.subject == step.slug]


def happened(step: Step, day: str, **fields: object) -> Activity:
    return ActivityFactory(steps=[step], happened_on=date.fromisoformat(day), **fields)


def test_statement_is_quiet_after_the_organisations_own_time(held: Step) -> None:
    OrganisationFactory(quiet_after_days=60)
    happened(held, "2026-01-02")
    assert quiet_days(held) == [DAY]


def test_statement_is_not_quiet_a_day_earlier(held: Step) -> None:
    OrganisationFactory(quiet_after_days=60)
    happened(held, "2026-01-03")
    assert quiet_days(held) == []


@pytest.mark.parametrize(
    "fields", [{"audience": "only-me"}, {"audience": "team"}, {"draft": True}, {"withdrawn": True}]
)
def test_only_shared_entries_break_the_silence(held: Step, fields: dict[str, object]) -> None:
    happened(held, "2025-11-01")
    happened(held, "2026-03-01", **fields)
    assert quiet_days(held) == [date(2026, 1, 30)]


def test_statement_never_spoken_of_is_quiet_from_when_it_was_taken_on(held: Step) -> None:
    assert quiet_days(held) == [date(2025, 4, 1)]


def test_who_takes_over_is_given_the_whole_time(held: Step, second: User) -> None:
    with on("2025-12-05"):
        held.held_by = second
        held.save()
    assert quiet_days(held) == []
    held.held_by = None
    held.save()
    with on(date(2026, 6, 1)):
        assert list(StatementQuiet().due(date(2026, 6, 1))) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"state": StepState.RETIRED},
        {"state": StepState.PAUSED, "paused_until": DAY, "paused_reason": "No funds"},
        {"held_by": None},
    ],
)
def test_other_statements_are_not_called_quiet(held: Step, fields: dict[str, object]) -> None:
    Step.objects.filter(pk=held.pk).update(**fields)
    assert quiet_days(held) == []


def test_statement_held_by_somebody_who_left_is_not_called_quiet(held: Step) -> None:
    User.objects.update(is_active=False)
    assert quiet_days(held) == []


def test_statement_is_told_once_while_it_stays_quiet(held: Step) -> None:
    happened(held, "2025-11-01")
    for days in (0, 1, 30):
        actions.work_out(DAY + timedelta(days=days))
    assert Notice.objects.count() == 1


def test_entry_about_an_earlier_day_begins_no_new_silence(held: Step) -> None:
    happened(held, "2025-11-01")
    actions.work_out(DAY)
    happened(held, "2025-11-20")
    actions.work_out(DAY)
    assert Notice.objects.count() == 1


def test_new_silence_is_told_anew(held: Step) -> None:
    happened(held, "2025-11-01")
    actions.work_out(DAY)
    happened(held, "2026-03-02")
    actions.work_out(DAY + timedelta(days=100))
    assert list(Notice.objects.values_list("due_on", flat=True)) == [
        date(2026, 1, 30),
        date(2026, 5, 31),
    ]


def test_statement_is_named_and_linked(held: Step, consultant: User) -> None:
    due = Due(person=consultant, subject=held.slug, due_on=DAY)
    line = StatementQuiet().render(due, today=DAY)
    assert line
    assert line.text == "Nothing has been shared for a while about “Own culture”."
    assert line.path == held.get_absolute_url()


def test_statement_spoken_of_meanwhile_is_dropped(held: Step, consultant: User) -> None:
    happened(held, "2026-03-02")
    due = Due(person=consultant, subject=held.slug, due_on=DAY)
    assert StatementQuiet().render(due, today=DAY) is None


def test_statement_handed_over_meanwhile_is_dropped(held: Step, second: User) -> None:
    due = Due(person=second, subject=held.slug, due_on=DAY)
    assert StatementQuiet().render(due, today=DAY) is None


LATE = date(2026, 3, 25)


def asked() -> User:
    return UserFactory(monthly_nudge=True)


def test_who_asked_is_asked_from_the_25th_on(consultant: User) -> None:
    person = asked()
    assert list(AnythingToLog().due(LATE - timedelta(days=1))) == []
    expected = [Due(person=person, subject="2026-03", due_on=LATE)]
    assert list(AnythingToLog().due(LATE)) == expected
    assert list(AnythingToLog().due(date(2026, 3, 31))) == expected


def ask(person: User, today: date) -> bool:
    due = Due(person=person, subject="2026-03", due_on=LATE)
    return AnythingToLog().render(due, today=today) is not None


def test_who_logged_this_month_is_not_asked() -> None:
    person = asked()
    assert ask(person, LATE) is True
    ActivityFactory(logged_by=person, happened_on=date(2026, 2, 20))
    assert ask(person, LATE) is False


def test_entry_of_another_month_or_a_draft_does_not_count() -> None:
    person = asked()
    before = datetime(2026, 2, 28, 23, 59, tzinfo=ZoneInfo("Europe/London"))
    ActivityFactory(logged_by=person, logged_at=before)
    ActivityFactory(logged_by=person, draft=True)
    assert ask(person, LATE) is True


def test_question_about_a_month_gone_by_is_dropped() -> None:
    assert ask(asked(), date(2026, 4, 1)) is False


def test_question_is_switched_with_the_persons_own_choice(consultant: User) -> None:
    rule = AnythingToLog()
    assert rule.is_on(consultant) is False
    rule.switch(consultant, on=True)
    assert (consultant.monthly_nudge, rule.is_on(consultant)) == (True, True)
    assert consultant.stopped_rules == []
