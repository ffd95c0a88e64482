from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from feedback.cases import moves
from feedback.cases.moves import RefusedError
from feedback.cases.writing import note_fact
from feedback.clocks.duties import calendar_here, longest_extension, next_duty
from feedback.clocks.kinds import DutyKind
from feedback.enums import EntryKind, State
from feedback.models import Case, CaseEntry
from imroc_ei.people.models import User
from tests.clock import on
from tests.factories import UserFactory
from tests.feedback.cases.making import ANSWERED, case_at, key, lead_case, make, written_answer
from tests.feedback.told import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db: None) -> User:
    return UserFactory(roles=["handler"])


@pytest.fixture
def case(handler: User, second: User) -> Case:
    return case_at(State.INVESTIGATING, by=handler)


def sent(case: Case) -> list[CaseEntry]:
    return list(case.entries.filter(kind=EntryKind.ANSWER).exclude(sent_on=None))


class TestAnswer:
    def test_does_not_go_unread(self, case: Case, handler: User) -> None:
        written_answer(case, by=handler)
        with pytest.raises(RefusedError, match="Somebody else reads an answer"):
            moves.answer(case=case, by=handler)
        assert sent(case) == []

    def test_does_not_go_unread_for_a_reason_while_somebody_can_read_it(
        self, case: Case, handler: User
    ) -> None:
        written_answer(case, by=handler)
        with pytest.raises(RefusedError):
            moves.answer(case=case, by=handler, unread_because="There is no time.")

    def test_goes_once_another_has_agreed(self, case: Case, handler: User, second: User) -> None:
        entry = written_answer(case, by=handler)
        moves.agree_to_answer(case=case, by=second)
        moves.answer(case=case, by=handler)
        assert sent(case) == [entry]

    def test_is_read_by_nobody_who_wrote_it(self, case: Case, handler: User) -> None:
        entry = written_answer(case, by=handler)
        with pytest.raises(RefusedError, match="cannot be its second reader"):
            moves.agree_to_answer(case=case, by=handler)
        with pytest.raises(RefusedError, match="cannot be its second reader"):
            moves.ask_to_read(case=case, by=handler, reader=handler)
        entry.read_by = handler
        with pytest.raises(IntegrityError), transaction.atomic():
            entry.save()

    def test_that_is_changed_is_read_again(self, case: Case, handler: User, second: User) -> None:
        written_answer(case, by=handler, read_by=second)
        moves.write_answer(case=case, by=handler, words=ANSWERED)
        with pytest.raises(RefusedError):
            moves.answer(case=case, by=handler)

    def test_is_not_read_by_somebody_who_may_not_know(self, case: Case, handler: User) -> None:
        written_answer(case, by=handler)
        stranger = UserFactory(roles=["handler"])
        with pytest.raises(RefusedError, match="may see this case"):
            moves.ask_to_read(case=case, by=handler, reader=stranger)
        with pytest.raises(PermissionDenied):
            moves.agree_to_answer(case=case, by=stranger)

    def test_of_who_is_alone_goes_with_a_reason_that_is_logged(self, handler: User) -> None:
        case = case_at(State.INVESTIGATING, by=handler)
        written_answer(case, by=handler)
        with pytest.raises(RefusedError, match="Nobody else may see this case"):
            moves.answer(case=case, by=handler)
        moves.answer(case=case, by=handler, unread_because="All others are named in it.")
        line = case.moves.last()
        assert line is not None
        assert (line.move, line.why_sealed is not None) == ("answer", True)


class TestExtend:
    def test_ends_within_the_procedures_days(self, case: Case, handler: User) -> None:
        latest = longest_extension(case, calendar_here())
        assert latest is not None
        with pytest.raises(RefusedError):
            moves.extend(case=case, by=handler, until=latest + timedelta(days=1), why="Ill")
        with pytest.raises(RefusedError):
            moves.extend(case=case, by=handler, until=timezone.localdate(), why="Ill")
        moves.extend(case=case, by=handler, until=latest, why="Ill")
        assert Case.objects.get(pk=case.pk).extended_until == latest

    def test_is_taken_once_in_a_stage_and_told(self, case: Case, handler: User) -> None:
        make("extend", case, handler)
        with pytest.raises(RefusedError, match="once"):
            make("extend", case, handler)
        entry = case.entries.get(kind=EntryKind.EXTENSION)
        assert entry.sent_on == timezone.localdate()

    def test_is_open_again_in_the_second_look(self, handler: User, second: User) -> None:
        case = lead_case(a_case(), State.INVESTIGATING, first=handler, second=second)
        make("extend", case, handler)
        written_answer(case, by=handler, read_by=second)
        case.refresh_from_db()
        make("answer", case, handler)
        make("ask-second-look", case, None)
        make("take-second-look", case, second)
        make("acknowledge-second-look", case, second)
        make("extend", case, second)
        after = Case.objects.get(pk=case.pk)
        assert (after.extended_until, after.second_extended_until) != (None, None)


class TestSecondLook:
    def test_closes_the_case_for_who_handled_it_before(self, handler: User, second: User) -> None:
        case = lead_case(a_case(), State.SECOND_ASKED, first=handler, second=second)
        assert list(Case.objects.visible_to(handler)) == []
        assert list(Case.objects.visible_to(second)) == [case]
        with pytest.raises(PermissionDenied):
            moves.take_second_look(case=case, by=handler)

    def test_lets_the_outside_contact_in_where_nobody_else_is_left(self, handler: User) -> None:
        outside = UserFactory(roles=["outside"])
        case = case_at(State.ANSWERED, by=handler)
        moves.ask_second_look(case=case)
        assert list(Case.objects.visible_to(outside)) == [case]
        moves.take_second_look(case=case, by=outside)
        assert Case.objects.get(pk=case.pk).second_handler == outside

    def test_can_be_asked_for_within_its_days_by_the_person(
        self, case: Case, handler: User
    ) -> None:
        case = case_at(State.ANSWERED, by=handler)
        with on(timezone.localdate() + timedelta(days=31)):
            with pytest.raises(RefusedError, match="ended on"):
                moves.ask_second_look(case=case)
            moves.ask_second_look(case=case, by=handler, why="They were ill")
        assert Case.objects.get(pk=case.pk).state == State.SECOND_ASKED

    def test_happens_once(self, handler: User, second: User) -> None:
        case = lead_case(a_case(), State.ANSWERED_AGAIN, first=handler, second=second)
        make("close", case, second)
        with pytest.raises(RefusedError, match="already"):
            moves.ask_second_look(case=case)

    def test_of_a_case_opened_again_begins_afresh(self, handler: User, second: User) -> None:
        case = lead_case(a_case(), State.ANSWERED_AGAIN, first=handler, second=second)
        make("close", case, second)
        make("reopen", case, second)
        after = Case.objects.get(pk=case.pk)
        assert (after.in_second_look, after.answered_on, after.second_handler) == (
            False,
            None,
            None,
        )
        assert list(Case.objects.visible_to(handler)) == []


class TestOpeningAgain:
    def test_counts_from_its_day_though_somebody_writes_and_takes_it_in_later(
        self, handler: User, second: User
    ) -> None:
        case = lead_case(a_case(), State.CLOSED, first=handler, second=second)
        make("reopen", case, handler)
        day, calendar = timezone.localdate(), calendar_here()
        due = calendar.after(day, case.procedure.acknowledge_days)
        with on(day + timedelta(days=2)):
            note_fact(case=case, by=handler, words="More has come.", form_key=key())
            noted = next_duty(Case.objects.get(pk=case.pk))
            make("take-in", case, handler)
        taken_in = next_duty(Case.objects.get(pk=case.pk))
        assert [(duty.kind, duty.due_on) for duty in (noted, taken_in) if duty] == [
            (DutyKind.ACKNOWLEDGE, due)
        ] * 2


class TestClosing:
    @pytest.mark.parametrize(
        "said",
        [{}, {"learned": "Doors", "nothing_new_because": "We knew"}],
    )
    def test_says_either_what_was_learned_or_why_nothing(
        self, handler: User, said: dict[str, Any]
    ) -> None:
        case = case_at(State.ANSWERED, by=handler)
        with pytest.raises(RefusedError):
            moves.close(case=case, by=handler, **said)

    def test_with_nothing_new_keeps_why(self, handler: User) -> None:
        case = case_at(State.ANSWERED, by=handler)
        moves.close(case=case, by=handler, nothing_new_because="We knew.")
        assert case.entries.filter(kind=EntryKind.LEARNED).count() == 1


def test_what_is_urgent_is_never_set_aside(handler: User) -> None:
    case = a_case(danger="yes")
    with pytest.raises(RefusedError, match="urgent"):
        moves.set_aside(case=case)
    assert Case.objects.get(pk=case.pk).state == State.RECEIVED
