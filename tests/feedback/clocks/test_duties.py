"""The clocks of the procedure, in the working days of England and Wales unless it says so."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from feedback.clocks.duties import (
    calendar_here,
    duties_of,
    longest_extension,
    next_duty,
    with_next_duty,
)
from feedback.clocks.kinds import OURS, DutyKind, Whose
from feedback.enums import ENDED, SHORT_KINDS, Kind, State
from feedback.models import Case
from imroc_ei.working_days import WorkingDays
from tests.clock import on
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.feedback import CaseFactory
from tests.feedback.clocks.cases import ENGLAND, SCOTLAND, case_of, day, due, one, others

# Monday to Monday, with no bank holiday between.
ACKNOWLEDGED: dict[str, Any] = {"taken_in_on": "2026-03-03", "acknowledged_on": "2026-03-04"}
ANSWERED: dict[str, Any] = {**ACKNOWLEDGED, "answered_on": "2026-03-16"}
ASKED: dict[str, Any] = {**ANSWERED, "second_asked_on": "2026-03-20"}


def test_received_is_acknowledged_within_three_working_days() -> None:
    for state in (State.RECEIVED, State.TRIAGE):
        assert due(case_of(state)) == {DutyKind.ACKNOWLEDGE: "2026-03-05"}


def test_acknowledged_has_an_early_answer_to_aim_for_and_an_answer_and_a_note() -> None:
    for state in (State.ACKNOWLEDGED, State.EARLY):
        assert due(case_of(state, **ACKNOWLEDGED)) == {
            DutyKind.EARLY: "2026-03-11",
            DutyKind.ANSWER: "2026-03-18",
            DutyKind.PROGRESS: "2026-03-18",
        }


def test_an_early_answer_is_no_more_aimed_for_while_it_is_looked_into() -> None:
    case = case_of(State.INVESTIGATING, **ACKNOWLEDGED)
    assert due(case) == {DutyKind.ANSWER: "2026-03-18", DutyKind.PROGRESS: "2026-03-18"}


def test_an_early_answer_does_not_stop_the_clock_of_the_answer() -> None:
    early, looked_into = (
        case_of(state, **ACKNOWLEDGED) for state in (State.EARLY, State.INVESTIGATING)
    )
    assert due(early)[DutyKind.ANSWER] == due(looked_into)[DutyKind.ANSWER]


def test_a_note_of_progress_is_due_ten_working_days_after_the_last() -> None:
    case = case_of(
        State.INVESTIGATING,
        **ACKNOWLEDGED,
        progress_on="2026-03-17",
        extended_until="2026-04-01",
    )
    assert due(case) == {DutyKind.PROGRESS: "2026-03-31", DutyKind.ANSWER: "2026-04-01"}


def test_an_answer_is_put_off_once_and_by_ten_working_days_at_most() -> None:
    case = case_of(State.INVESTIGATING, **ACKNOWLEDGED)
    assert longest_extension(case, ENGLAND) == day("2026-04-01")
    case.extended_until = day("2026-03-25")
    assert longest_extension(case, ENGLAND) is None
    assert due(case)[DutyKind.ANSWER] == "2026-03-25"


@pytest.mark.parametrize("state", [State.RECEIVED, State.TRIAGE, State.ANSWERED, State.CLOSED])
def test_nothing_is_put_off_where_no_answer_is_due(state: State) -> None:
    days = ANSWERED if state in (State.ANSWERED, State.CLOSED) else {"taken_in_on": None}
    assert longest_extension(case_of(state, **days, closed_on="2026-03-17"), ENGLAND) is None


def test_answered_is_closed_by_the_end_of_the_window_for_a_second_look() -> None:
    case = case_of(State.ANSWERED, **ANSWERED)
    assert due(case) == {DutyKind.CLOSE: "2026-04-15"}
    assert others(case)[DutyKind.SECOND_WINDOW] == "2026-04-15"
    assert one(case, DutyKind.SECOND_WINDOW).whose == Whose.PERSON


def test_a_second_look_is_acknowledged_and_answered() -> None:
    asked = case_of(State.SECOND_ASKED, **ASKED)
    assert due(asked) == {DutyKind.SECOND_ACKNOWLEDGE: "2026-03-25"}
    taken = case_of(State.SECOND_LOOK, **ASKED)
    assert due(taken) == {DutyKind.SECOND_ACKNOWLEDGE: "2026-03-25"}
    taken.second_acknowledged_on = day("2026-03-25")
    # Good Friday and Easter Monday lie between.
    assert due(taken) == {DutyKind.PROGRESS: "2026-04-10", DutyKind.SECOND_ANSWER: "2026-04-24"}
    assert DutyKind.SECOND_WINDOW not in others(taken)


def test_a_second_answer_is_put_off_once_and_by_twenty_working_days_at_most() -> None:
    case = case_of(State.SECOND_LOOK, **ASKED, second_acknowledged_on="2026-03-25")
    # The May bank holiday is the fourth.
    assert longest_extension(case, ENGLAND) == day("2026-05-26")
    case.second_extended_until = day("2026-05-20")
    assert longest_extension(case, ENGLAND) is None
    assert due(case)[DutyKind.SECOND_ANSWER] == "2026-05-20"


def test_answered_again_is_closed_and_has_no_other_window() -> None:
    case = case_of(
        State.ANSWERED_AGAIN,
        **ASKED,
        second_acknowledged_on="2026-03-25",
        second_answered_on="2026-04-20",
    )
    assert due(case) == {DutyKind.CLOSE: "2026-05-20"}
    assert DutyKind.SECOND_WINDOW not in others(case)


def test_personal_data_is_acknowledged_within_thirty_calendar_days_at_the_latest() -> None:
    case = case_of(kind=Kind.PERSONAL_DATA)
    assert due(case) == {
        DutyKind.ACKNOWLEDGE: "2026-03-05",
        DutyKind.PERSONAL_DATA: "2026-04-01",
    }


@pytest.mark.parametrize(
    ("kind", "held"),
    [(Kind.CONCERN, True), (Kind.COMPLAINT, True), (Kind.PERSONAL_DATA, True), (Kind.IDEA, False)],
)
def test_what_is_said_to_be_about_personal_data_has_the_day_of_the_law(
    kind: Kind, held: bool
) -> None:
    case = case_of(kind=kind, about_personal_data=True)
    assert (due(case).get(DutyKind.PERSONAL_DATA) == "2026-04-01") is held
    assert DutyKind.PERSONAL_DATA not in due(case_of(State.ACKNOWLEDGED, **ACKNOWLEDGED))


def test_who_is_out_of_reach_waits_for_no_note_of_progress() -> None:
    case = case_of(State.INVESTIGATING, **ACKNOWLEDGED, reply_by="none")
    assert due(case) == {DutyKind.ANSWER: "2026-03-18"}
    case.code_look_up = b"1"
    assert due(case) == {DutyKind.PROGRESS: "2026-03-18", DutyKind.ANSWER: "2026-03-18"}


TO_TELL: dict[str, Any] = {
    "reply_by": "phone",
    "tell_from": day("2026-03-16"),
    "tell_by": day("2026-03-17"),
}


def test_to_ring_falls_to_who_has_the_case_also_once_it_has_ended() -> None:
    case = case_of(State.CLOSED, **ANSWERED, closed_on="2026-03-16", handler_id=4, **TO_TELL)
    duty = one(case, DutyKind.RING)
    assert (duty.due_on, duty.whose, duty.person) == (day("2026-03-17"), Whose.HANDLER, 4)
    case.handler_id = None
    assert one(case, DutyKind.RING).whose == Whose.EVERYBODY


def test_to_ring_falls_to_the_only_one_who_may_know_the_number() -> None:
    case = case_of(State.ANSWERED, **ANSWERED, handler_id=4, name_for_id=7, **TO_TELL)
    assert one(case, DutyKind.RING).person == 7
    assert one(case, DutyKind.CLOSE).person == 4


def test_urgent_is_the_same_day_whatever_day_it_is_and_comes_first() -> None:
    sunday = case_of(State.INVESTIGATING, **ACKNOWLEDGED, urgent=True, urgent_on="2026-03-22")
    assert due(sunday)[DutyKind.URGENT] == "2026-03-22"
    first = next_duty(sunday, ENGLAND)
    assert first is not None
    assert (first.kind, first.whose) == (DutyKind.URGENT, Whose.EVERYBODY)


def test_what_was_set_aside_is_looked_at_within_two_working_days() -> None:
    case = case_of(State.QUARANTINED, received_on="2026-03-05", quarantined_on="2026-03-06")
    assert due(case) == {DutyKind.QUARANTINE: "2026-03-10"}
    assert one(case, DutyKind.QUARANTINE).whose == Whose.EVERYBODY


@pytest.mark.parametrize("kind", SHORT_KINDS)
def test_the_short_way_has_no_clock(kind: Kind) -> None:
    for state in (State.RECEIVED, State.TRIAGE):
        assert due(case_of(state, kind=kind)) == {}
    closed = case_of(State.CLOSED, kind=kind, closed_on="2026-03-10")
    assert DutyKind.SURVEY not in others(closed)


@pytest.mark.parametrize("state", ENDED)
def test_nothing_is_left_to_do_once_it_has_ended(state: State) -> None:
    case = case_of(state, **ANSWERED, closed_on="2026-03-17", urgent=True, urgent_on="2026-03-02")
    assert due(case) == {}
    assert next_duty(case, ENGLAND) is None


def test_the_survey_comes_four_weeks_after_closing_and_once() -> None:
    closed = {**ANSWERED, "closed_on": "2026-03-17", "reply_by": "email"}
    assert others(case_of(State.CLOSED, **closed))[DutyKind.SURVEY] == "2026-04-14"
    # Whom no mail of ours reaches, the site does not ask.
    not_by_mail = {"reply_by": "phone"}
    for asked in ({"surveyed_on": "2026-04-14"}, {"survey_answered": True}, not_by_mail):
        done = case_of(State.CLOSED, **{**closed, **asked})
        assert DutyKind.SURVEY not in others(done)


def test_retention_counts_from_the_last_act() -> None:
    case = case_of(State.CLOSED, **ANSWERED, closed_on="2026-03-17", last_act_on="2024-02-29")
    kinds = (DutyKind.FORGET, DutyKind.ANONYMISE, DutyKind.DELETE)
    assert [others(case)[kind] for kind in kinds] == ["2025-02-28", "2029-02-28", "2034-02-28"]
    case.content_gone_on = day("2025-03-01")
    case.anonymised_on = day("2029-03-01")
    assert [kind for kind in kinds if kind in others(case)] == [DutyKind.DELETE]


def test_opened_again_is_acknowledged_anew_and_work_in_between_gains_no_time() -> None:
    before = {**ANSWERED, "closed_on": "2026-03-17", "reopened_on": "2026-05-11"}
    reopened = case_of(State.REOPENED, **before, last_act_on="2026-05-13")
    assert due(reopened) == {DutyKind.ACKNOWLEDGE: "2026-05-14"}
    taken_in = case_of(State.TRIAGE, **{**before, "taken_in_on": "2026-05-14"})
    assert due(taken_in) == {DutyKind.ACKNOWLEDGE: "2026-05-14"}


def test_the_numbers_are_those_of_the_version_it_came_under() -> None:
    numbers = {"acknowledge_days": 5, "answer_days": 7, "early_days": 2, "progress_days": 4}
    case = case_of(State.RECEIVED, numbers=numbers)
    assert due(case) == {DutyKind.ACKNOWLEDGE: "2026-03-09"}
    case = case_of(State.EARLY, numbers=numbers, **ACKNOWLEDGED)
    assert due(case) == {
        DutyKind.EARLY: "2026-03-06",
        DutyKind.PROGRESS: "2026-03-10",
        DutyKind.ANSWER: "2026-03-13",
    }


def test_over_christmas() -> None:
    case = case_of(received_on="2026-12-23")
    assert due(case) == {DutyKind.ACKNOWLEDGE: "2026-12-30"}
    case = case_of(
        State.INVESTIGATING,
        received_on="2026-12-18",
        taken_in_on="2026-12-18",
        acknowledged_on="2026-12-21",
    )
    assert due(case)[DutyKind.ANSWER] == "2027-01-07"


def test_over_easter() -> None:
    assert due(case_of(received_on="2026-04-01")) == {DutyKind.ACKNOWLEDGE: "2026-04-08"}


def test_over_a_bank_holiday_in_one_nation_only() -> None:
    case = case_of(received_on="2026-11-26")
    assert due(case, ENGLAND) == {DutyKind.ACKNOWLEDGE: "2026-12-01"}
    assert due(case, SCOTLAND) == {DutyKind.ACKNOWLEDGE: "2026-12-02"}


def test_on_a_friday_evening() -> None:
    with on("2026-03-06") as morning:
        evening = morning.replace(hour=23, minute=59)
    case = case_of(received_on=timezone.localdate(evening))
    assert due(case) == {DutyKind.ACKNOWLEDGE: "2026-03-11"}


@pytest.mark.parametrize(
    ("received", "last"), [("2026-03-27", "2026-04-01"), ("2026-10-23", "2026-10-28")]
)
def test_over_the_change_of_the_clocks(received: str, last: str) -> None:
    """It lasts until the end of that day, as the clocks in London show it."""
    duty = one(case_of(received_on=received), DutyKind.ACKNOWLEDGE)
    assert duty.due_on == day(last)
    with on(last) as morning:
        ends = morning.replace(hour=23, minute=59)
    assert not duty.is_overdue(timezone.localdate(ends))
    assert duty.is_overdue(timezone.localdate(ends + timedelta(minutes=1)))


STATES: list[tuple[State, dict[str, Any]]] = [
    (State.RECEIVED, {}),
    (State.QUARANTINED, {"quarantined_on": "2026-03-03"}),
    (State.EARLY, ACKNOWLEDGED),
    (State.INVESTIGATING, {**ACKNOWLEDGED, "extended_until": "2026-03-24"}),
    (State.ANSWERED, ANSWERED),
    (State.SECOND_ASKED, ASKED),
    (State.SECOND_LOOK, {**ASKED, "second_acknowledged_on": "2026-03-24"}),
    (State.CLOSED, {**ANSWERED, "closed_on": "2026-03-17"}),
]


@given(
    standing=st.sampled_from(STATES),
    kind=st.sampled_from([Kind.COMPLAINT, Kind.PERSONAL_DATA]),
    offs=st.sets(st.integers(min_value=0, max_value=90), max_size=40),
    more=st.sets(st.integers(min_value=0, max_value=90), max_size=20),
)
def test_excluded_days_lengthen_a_duty_and_never_shorten_it(
    standing: tuple[State, dict[str, Any]], kind: Kind, offs: set[int], more: set[int]
) -> None:
    state, days = standing
    case = case_of(state, kind=kind, **days)
    first = date(2026, 3, 2)
    some = {first + timedelta(days=number) for number in offs}
    extra = {first + timedelta(days=number) for number in more}
    before = {d.kind: d for d in duties_of(case, WorkingDays(some.__contains__))}
    after = {d.kind: d for d in duties_of(case, WorkingDays((some | extra).__contains__))}
    assert before.keys() == after.keys()
    for name, duty in before.items():
        assert after[name].due_on >= duty.due_on
        assert after[name].begun_on == duty.begun_on


@pytest.mark.django_db
def test_a_duty_falls_to_whoever_has_the_case_now() -> None:
    first, second = UserFactory(roles=["handler"]), UserFactory(roles=["handler"])
    case = case_of(State.INVESTIGATING, **ACKNOWLEDGED, handler=first)
    answer = one(case, DutyKind.ANSWER)
    assert (answer.whose, answer.person) == (Whose.HANDLER, first.pk)
    asked = case_of(State.SECOND_ASKED, **ASKED, handler=first)
    waiting = one(asked, DutyKind.SECOND_ACKNOWLEDGE)
    assert (waiting.whose, waiting.person) == (Whose.EVERYBODY, None)
    asked.second_handler = second
    assert one(asked, DutyKind.SECOND_ACKNOWLEDGE).person == second.pk


@pytest.mark.django_db
def test_calendar_here_is_that_of_the_organisation() -> None:
    OrganisationFactory(nation="scotland")
    assert not calendar_here().includes(day("2026-11-30"))
    assert next_duty(case_of(received_on="2026-11-26")) == one(
        case_of(received_on="2026-11-26"), DutyKind.ACKNOWLEDGE, SCOTLAND
    )


@pytest.mark.django_db
def test_with_next_duty_puts_the_urgent_first_and_what_is_due_before_what_is_not() -> None:
    closed = CaseFactory(state=State.CLOSED, closed_on=day("2026-03-02"))
    late = CaseFactory(received_on=day("2026-03-04"))
    soon = CaseFactory(received_on=day("2026-03-02"))
    urgent = CaseFactory(received_on=day("2026-03-06"), urgent=True, urgent_on=day("2026-03-06"))
    found = with_next_duty(Case.objects.select_related("procedure").order_by("pk"))
    assert [case for case, _duty in found] == [urgent, soon, late, closed]
    assert [duty.due_on.isoformat() if duty else None for _case, duty in found] == [
        "2026-03-06",
        "2026-03-05",
        "2026-03-09",
        None,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_with_next_duty_asks_nothing_for_each_case(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        CaseFactory(handler=UserFactory(roles=["handler"]))
    with django_assert_num_queries(2):
        assert len(with_next_duty(Case.objects.select_related("procedure"))) == count


def test_every_duty_of_ours_is_that_of_a_handler_or_of_everybody() -> None:
    assert set(OURS) == {Whose.HANDLER, Whose.EVERYBODY}
