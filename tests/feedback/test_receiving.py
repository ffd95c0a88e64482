import pytest

from feedback.enums import AccessReason, Channel, ConflictReason, EntryKind, State
from feedback.models import Case, CaseEntry, CaseMove
from feedback.receiving import NoProcedureError, receive
from feedback.vault.codes import derive
from feedback.vault.sealed import key_by_code, key_of, read
from imroc_ei.people.models import User
from tests.factories import UserFactory
from tests.feedback.told import CODE, a_case, told

pytestmark = pytest.mark.django_db


def let_in(case: Case) -> list[tuple[User, str]]:
    return [(row.person, row.reason) for row in case.access.select_related("person")]


@pytest.fixture
def second_handler(db: None) -> User:
    return UserFactory(roles=["handler"])


@pytest.fixture
def outside(db: None) -> User:
    return UserFactory(roles=["outside"])


def test_what_was_told_is_the_first_entry(handler: User) -> None:
    case = a_case(what_happened="They shouted", name="Ada", named="yes")
    entry = case.entries.get()
    words = read(entry, "words_sealed", key=key_of(case))
    assert (entry.kind, entry.by, words) == (
        EntryKind.SAID,
        None,
        told(what_happened="They shouted", named="yes").words(),
    )


def test_log_begins_with_the_receipt(handler: User) -> None:
    line = a_case().moves.get()
    assert (line.move, line.from_state, line.to_state, line.by) == ("receive", "", "received", None)


def test_same_submission_three_times_is_one_case(handler: User) -> None:
    cases = [a_case(code=CODE, submission=b"1" * 32) for _ in range(3)]
    assert len(set(cases)) == Case.objects.count() == 1
    assert CaseEntry.objects.count() == CaseMove.objects.count() == 1


def test_code_finds_the_case_and_opens_it(handler: User) -> None:
    case = a_case(code=CODE)
    derived = derive(CODE)
    found = Case.objects.get(code_look_up=derived.look_up)
    assert (found, key_by_code(found, derived.wrapping_key)) == (case, key_of(case))


def test_without_a_code_nobody_holds_a_copy_of_the_key(handler: User) -> None:
    case = a_case(code="")
    assert (case.code_look_up, case.reporter_key_wrapped) == (None, None)


def test_without_a_procedure_in_force_nothing_is_kept(handler: User) -> None:
    with pytest.raises(NoProcedureError):
        receive(told=told(), code="", submission=b"1" * 32, channel=Channel.FORM)
    assert Case.objects.count() == 0


def test_every_handler_is_let_in(handler: User, second_handler: User, outside: User) -> None:
    assert let_in(a_case()) == [
        (handler, AccessReason.ARRIVAL),
        (second_handler, AccessReason.ARRIVAL),
    ]


def test_handler_who_was_ticked_is_kept_out(handler: User, second_handler: User) -> None:
    case = a_case(not_these=[handler.public_id])
    assert let_in(case) == [(second_handler, AccessReason.ARRIVAL)]
    conflict = case.conflicts.get()
    assert (conflict.person, conflict.reason) == (handler, ConflictReason.TICKED)


def test_handler_whom_the_page_did_not_name_is_not_let_in(
    handler: User, second_handler: User
) -> None:
    case = a_case(readers=[second_handler.public_id])
    assert let_in(case) == [(second_handler, AccessReason.ARRIVAL)]


def test_outside_contact_is_let_in_where_all_were_ticked(
    handler: User, second_handler: User, outside: User
) -> None:
    case = a_case(not_these=[handler.public_id, second_handler.public_id])
    assert let_in(case) == [(outside, AccessReason.OUTSIDE)]
    assert list(Case.objects.visible_to(handler)) == []


def test_handler_confirmed_later_sees_nothing_of_it(handler: User) -> None:
    a_case()
    assert list(Case.objects.visible_to(UserFactory(roles=["handler"]))) == []


@pytest.mark.parametrize(("danger", "urgent"), [("yes", True), ("no", False), ("", False)])
def test_danger_makes_it_urgent(handler: User, danger: str, urgent: bool) -> None:
    case = a_case(danger=danger)
    assert (case.urgent, case.urgent_on) == (urgent, case.received_on if urgent else None)


def test_name_for_one_person_says_whose_it_is(handler: User) -> None:
    case = a_case(named="one", name="Ada", named_to=handler.public_id)
    name = read(case, "name_sealed", key=key_of(case))
    assert (case.name_for, name) == (handler, {"name": "Ada", "one": True})


def test_name_of_who_would_not_give_it_is_not_kept(handler: User) -> None:
    assert a_case(named="no", name="Ada").name_sealed is None


def test_address_is_sealed_apart(handler: User) -> None:
    case = a_case(reply_by="email", reach="ada@example.com", safely="after six")
    reach = read(case, "reach_sealed", key=key_of(case))
    assert (case.reply_by, reach) == ("email", {"reach": "ada@example.com", "safely": "after six"})


@pytest.mark.parametrize("reply_by", ["email", "phone", "post", ""])
def test_reply_without_an_address_waits_for_the_code(handler: User, reply_by: str) -> None:
    case = a_case(reply_by=reply_by, reach="")
    assert (case.reply_by, case.reach_sealed) == ("code", None)


def test_address_of_who_chose_the_code_is_not_kept(handler: User) -> None:
    assert a_case(reply_by="code", reach="ada@example.com").reach_sealed is None


def test_handler_who_wrote_it_down_stands_in_the_log(handler: User) -> None:
    case = a_case(by=handler)
    assert (case.channel, case.state, case.moves.get().by) == ("phone", State.RECEIVED, handler)


@pytest.mark.parametrize(("answer", "says_so"), [("yes", True), ("no", False), ("", False)])
def test_that_it_is_about_personal_data_is_kept_in_clear_for_its_day(
    answer: str, says_so: bool
) -> None:
    case = a_case(about_my_data=answer)
    assert (case.about_personal_data, case.law_on_data_holds) == (says_so, says_so)


def test_thanks_about_personal_data_have_no_day_by_law() -> None:
    assert not a_case(kind="thanks", about_my_data="yes").law_on_data_holds
