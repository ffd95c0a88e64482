"""Who asked to hear by phone or by post hears nothing until somebody rings or posts it."""

import uuid
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from feedback.cases import writing
from feedback.cases.moves import (
    RefusedError,
    close_short,
    note_not_reached,
    note_told,
    redirect,
)
from feedback.cases.moves.by_person import why_no_second_look
from feedback.cases.page import page_of
from feedback.cases.sight import Sight
from feedback.clocks.duties import duties_of
from feedback.clocks.kinds import DutyKind
from feedback.door.follow_up.standing import words_of
from feedback.door.follow_up.versions import STANDARD
from feedback.enums import EntryKind, State
from feedback.models import Case, CaseEntry
from feedback.vault.retention import retention
from imroc_ei.people.models import User
from tests.clock import on
from tests.factories import UserFactory
from tests.feedback.cases.making import lead_case, make, written_answer
from tests.feedback.told import CODE, a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db: None) -> User:
    return UserFactory(roles=["handler"])


# A Monday, with no holiday near.
MONDAY = date(2026, 3, 2)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in range(1, 5))
BY_PHONE: dict[str, Any] = {"reply_by": "phone", "reach": "01632 960 300"}
BY_MAIL: dict[str, Any] = {"reply_by": "email", "reach": "a@example.net"}
BY_POST: dict[str, Any] = {"reply_by": "post", "reach": "1 Example Street"}
TO_TELL = {DutyKind.RING, DutyKind.POST, DutyKind.MAIL}


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def to_tell(case: Case) -> list[tuple[str, date]]:
    return [(duty.kind, duty.due_on) for duty in duties_of(now(case)) if duty.kind in TO_TELL]


def on_day(day: date, move: str, case: Case, by: User | None, **more: Any) -> Any:
    with on(day, time(14, 0)):
        return make(move, now(case), by, **more)


def acknowledged(handler: User, day: date = MONDAY, **answers: Any) -> Case:
    with on(MONDAY, time(9, 0)):
        case = a_case(**{**BY_PHONE, **answers})
    on_day(day, "take-in", case, handler)
    on_day(day, "acknowledge", case, handler)
    return case


def told(case: Case, by: User, day: date, **more: Any) -> Case:
    with on(day, time(15, 0)):
        return note_told(case=now(case), by=by, **{"how": "phone", "on": day, **more})


@pytest.mark.parametrize(("way", "kind"), [(BY_PHONE, DutyKind.RING), (BY_POST, DutyKind.POST)])
@pytest.mark.parametrize("code", ["", CODE])
def test_what_is_written_is_told_by_the_end_of_the_next_working_day(
    handler: User, way: dict[str, Any], kind: DutyKind, code: str
) -> None:
    case = acknowledged(handler, code=code, **way)
    assert to_tell(case) == [(kind, TUESDAY)]


def test_who_left_a_mail_address_and_holds_no_code_is_written_to_by_hand(handler: User) -> None:
    case = acknowledged(handler, **BY_MAIL)
    assert to_tell(case) == [(DutyKind.MAIL, TUESDAY)]
    told(case, handler, TUESDAY, how="email")
    assert to_tell(case) == []


@pytest.mark.parametrize("way", [{**BY_MAIL, "code": CODE}, {}])
def test_nobody_is_rung_who_hears_in_another_way(handler: User, way: dict[str, Any]) -> None:
    with on(MONDAY):
        case = a_case(**way)
    on_day(MONDAY, "take-in", case, handler)
    entry = on_day(MONDAY, "acknowledge", case, handler)
    assert (to_tell(case), entry.tell_by) == ([], None)


def test_before_a_weekend_it_is_told_on_monday(handler: User) -> None:
    case = acknowledged(handler, MONDAY)
    told(case, handler, MONDAY)
    on_day(FRIDAY, "extend", case, handler, until=MONDAY + timedelta(days=20))
    assert to_tell(case) == [(DutyKind.RING, MONDAY + timedelta(days=7))]


def test_it_is_never_told_later_than_the_day_of_what_it_carries(handler: User) -> None:
    on_its_last_day = acknowledged(handler, THURSDAY)
    assert to_tell(on_its_last_day) == [(DutyKind.RING, THURSDAY)]
    late = acknowledged(handler, FRIDAY)
    assert to_tell(late) == [(DutyKind.RING, FRIDAY)]


def test_more_time_is_told_before_the_day_that_it_puts_off_is_over(handler: User) -> None:
    case = acknowledged(handler)
    told(case, handler, MONDAY)
    last_day = MONDAY + timedelta(days=14)
    on_day(last_day, "extend", case, handler, until=last_day + timedelta(days=7))
    assert to_tell(case) == [(DutyKind.RING, last_day)]


def test_acknowledgement_is_told_by_the_day_of_the_law_on_data(handler: User) -> None:
    with on(MONDAY, time(9, 0)):
        case = a_case(**BY_PHONE, about_my_data="yes")
    procedure = case.procedure
    procedure.acknowledge_days = 60
    procedure.save()
    by_law = MONDAY + timedelta(days=procedure.personal_data_calendar_days)
    on_day(by_law, "take-in", case, handler)
    on_day(by_law, "acknowledge", case, handler)
    assert to_tell(case) == [(DutyKind.RING, by_law)]


def test_over_christmas_it_is_told_on_the_next_working_day(handler: User) -> None:
    christmas_eve = date(2026, 12, 24)
    with on(christmas_eve, time(9, 0)):
        case = a_case(**BY_PHONE)
    on_day(christmas_eve, "take-in", case, handler)
    on_day(christmas_eve, "acknowledge", case, handler)
    assert to_tell(case) == [(DutyKind.RING, date(2026, 12, 29))]


def test_the_days_for_it_are_those_of_the_version_under_which_it_came(handler: User) -> None:
    with on(MONDAY, time(9, 0)):
        case = a_case(**BY_PHONE)
    procedure = case.procedure
    procedure.tell_days = 2
    procedure.save()
    on_day(MONDAY, "take-in", case, handler)
    on_day(MONDAY, "acknowledge", case, handler)
    assert to_tell(case) == [(DutyKind.RING, WEDNESDAY)]


def test_told_ends_the_duty_and_says_in_the_log_how_and_when(handler: User) -> None:
    case = acknowledged(handler)
    told(case, handler, TUESDAY, note="She was glad of it.")
    line = case.moves.last()
    assert line is not None
    assert (line.move, line.by, line.on) == ("told", handler, TUESDAY)
    assert b"glad" not in bytes(line.why_sealed or b"")
    entry = case.entries.get(kind=EntryKind.ACKNOWLEDGEMENT)
    assert (to_tell(case), entry.told_on) == ([], TUESDAY)
    with pytest.raises(RefusedError):
        told(case, handler, TUESDAY)


@pytest.mark.parametrize("day", [MONDAY, FRIDAY])
def test_a_day_before_it_was_written_or_to_come_is_refused(handler: User, day: date) -> None:
    case = acknowledged(handler, TUESDAY)
    with on(THURSDAY), pytest.raises(RefusedError):
        note_told(case=now(case), by=handler, how="phone", on=day)
    assert to_tell(case) == [(DutyKind.RING, WEDNESDAY)]


def test_what_was_written_after_that_day_waits_on(handler: User) -> None:
    case = acknowledged(handler)
    with on(WEDNESDAY):
        writing.write_to_person(case=now(case), by=handler, words="More.", form_key=uuid.uuid4())
    assert to_tell(case) == [(DutyKind.RING, TUESDAY)]
    told(case, handler, WEDNESDAY, on=TUESDAY)
    assert to_tell(case) == [(DutyKind.RING, THURSDAY)]
    assert now(case).tell_from == WEDNESDAY
    told(case, handler, THURSDAY)
    assert to_tell(case) == []


def answered(handler: User, second: User, day: date, **answers: Any) -> Case:
    case = acknowledged(handler, **answers)
    told(case, handler, MONDAY)
    on_day(TUESDAY, "look-into", case, handler)
    written_answer(case, by=handler, read_by=second)
    on_day(day, "answer", case, handler)
    return case


def test_answer_counts_from_the_day_on_which_it_was_told(handler: User, second: User) -> None:
    case = answered(handler, second, TUESDAY)
    assert now(case).answered_on == TUESDAY
    told(case, handler, THURSDAY)
    assert now(case).answered_on == THURSDAY
    window = next(d for d in duties_of(now(case)) if d.kind == DutyKind.SECOND_WINDOW)
    assert window.due_on == THURSDAY + timedelta(days=30)
    # What the acknowledgement promised by a day keeps that day.
    assert now(case).acknowledged_on == MONDAY


def test_case_is_not_closed_before_the_person_knows_the_answer(handler: User, second: User) -> None:
    case = answered(handler, second, TUESDAY)
    with pytest.raises(RefusedError, match="not been told"):
        on_day(WEDNESDAY, "close", case, handler)
    told(case, handler, WEDNESDAY)
    on_day(WEDNESDAY, "close", case, handler)
    assert now(case).state == State.CLOSED


def test_who_cannot_be_reached_ends_the_duty_with_what_was_tried(
    handler: User, second: User
) -> None:
    case = answered(handler, second, TUESDAY)
    with on(THURSDAY):
        note_not_reached(case=now(case), by=handler, why="Rang three times.")
    line = case.moves.last()
    assert line is not None
    assert (line.move, to_tell(case), now(case).answered_on) == ("not-reached", [], TUESDAY)
    on_day(FRIDAY, "close", case, handler)


def test_time_for_a_second_look_runs_out_for_nobody_who_was_not_told(
    handler: User, second: User
) -> None:
    case = answered(handler, second, TUESDAY, code=CODE)
    with on(TUESDAY + timedelta(days=31)):
        assert why_no_second_look(now(case), by_person=True) == ""
        assert words_of(now(case), STANDARD) == "We have answered."
    on_day(TUESDAY + timedelta(days=31), "ask-second-look", case, None)
    assert now(case).state == State.SECOND_ASKED


def test_who_asks_for_a_second_look_has_heard_the_answer(handler: User, second: User) -> None:
    case = answered(handler, second, TUESDAY, code=CODE)
    on_day(WEDNESDAY, "ask-second-look", case, None)
    assert (to_tell(case), now(case).answered_on) == ([], WEDNESDAY)
    assert case.entries.get(kind=EntryKind.ANSWER).told_on == WEDNESDAY


def test_of_what_was_taken_back_nothing_is_told(handler: User) -> None:
    case = acknowledged(handler)
    on_day(TUESDAY, "withdraw", case, None)
    assert (to_tell(case), case.entries.to_tell().count()) == ([], 0)


def test_reply_that_closes_a_case_is_told_all_the_same(handler: User) -> None:
    with on(MONDAY):
        case = a_case(kind="idea", **BY_POST)
    on_day(MONDAY, "take-in", case, handler)
    with on(MONDAY):
        close_short(case=now(case), by=handler, reply="We will try it.")
    assert (now(case).state, to_tell(case)) == (State.CLOSED, [(DutyKind.POST, TUESDAY)])
    assert not now(case).is_over
    told(case, handler, TUESDAY, how="post")
    assert now(case).is_over


def test_words_that_are_destroyed_wait_for_nobody(handler: User) -> None:
    with on(MONDAY):
        case = a_case(**BY_PHONE)
        redirect(case=case, by=handler, words="Ask the council.", why="It is theirs.")
    retention(MONDAY + timedelta(days=400))
    gone = now(case)
    assert (gone.content_gone_on is not None, gone.tell_by, gone.is_over) == (True, None, True)
    assert [entry.waits for entry in page_of(Sight(case=gone, by=handler)).thread] == [False] * 2


def test_the_database_holds_that_only_what_went_is_told(handler: User) -> None:
    case = acknowledged(handler)
    today = timezone.localdate()
    wrong: list[tuple[type[Any], dict[str, Any]]] = [
        (Case, {"tell_from": None}),
        (Case, {"tell_by": MONDAY - timedelta(days=1)}),
        (Case, {"reply_by": "code"}),
        (CaseEntry, {"tell_by": None, "told_on": today}),
        (CaseEntry, {"sent_on": None}),
        (CaseEntry, {"told_on": MONDAY - timedelta(days=1)}),
    ]
    entry = case.entries.get(kind=EntryKind.ACKNOWLEDGEMENT)
    for model, values in wrong:
        row = case if model is Case else entry
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**values)


def test_the_whole_way_by_phone_reaches_every_state(handler: User, second: User) -> None:
    case = a_case(**BY_PHONE)
    lead_case(case, State.ANSWERED_AGAIN, first=handler, second=second)
    assert (to_tell(case), case.entries.to_tell().count()) == ([], 0)
    make("close", now(case), second)
    assert now(case).is_over
