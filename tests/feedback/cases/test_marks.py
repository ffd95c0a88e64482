"""What a case is called, and what the law asks for whatever it is called."""

from typing import Any

import pytest

from feedback.cases.log import log_of
from feedback.cases.marks import kinds_for, set_kind
from feedback.cases.moves import RefusedError
from feedback.cases.sight import Sight
from feedback.clocks.duties import duties_of
from feedback.clocks.kinds import DutyKind
from feedback.enums import SHORT_KINDS, Kind, State
from feedback.models import Case
from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.feedback.cases.browsing import address, send
from tests.feedback.cases.making import case_at
from tests.feedback.told import a_case

pytestmark = pytest.mark.django_db


def now() -> Case:
    return Case.objects.get()


@pytest.mark.parametrize("state", [State.RECEIVED, State.TRIAGE, State.REOPENED])
def test_kind_is_changed_before_the_acknowledgement_and_logged(handler: User, state: State) -> None:
    case = case_at(state, by=handler)
    send(handler, case, "kind", kind="concern", why="It is milder.")
    assert now().kind == Kind.CONCERN
    (line,) = [line for line in log_of(Sight(case=now(), by=handler)).moves if line.why]
    assert (line.label, line.who, line.why) == (
        "Said what kind it is",
        handler.display_name,
        "From “Complaint” to “Concern”: It is milder.",
    )


def test_kind_stands_once_it_is_acknowledged(handler: User) -> None:
    case = case_at(State.ACKNOWLEDGED, by=handler)
    with pytest.raises(RefusedError):
        set_kind(case=case, by=handler, kind="concern", why="It is milder.")
    answer = signed_in(handler).get(address(case, "kind"))
    assert answer.headers["Location"] == case.get_absolute_url()


@pytest.mark.parametrize("kind", SHORT_KINDS)
def test_longer_way_is_taken_from_nobody(handler: User, kind: Kind) -> None:
    case = a_case()
    with pytest.raises(RefusedError):
        set_kind(case=case, by=handler, kind=kind, why="It is none.")
    assert kind not in kinds_for(case)
    assert signed_in(handler).post(address(case, "kind"), {"kind": kind}).status_code == 200
    assert now().kind == Kind.COMPLAINT


def test_thanks_with_a_complaint_in_them_take_the_longer_way(handler: User) -> None:
    case = case_at(State.TRIAGE, by=handler, kind="thanks", about_my_data="yes")
    assert [duty for duty in duties_of(case) if duty.kind == DutyKind.ACKNOWLEDGE] == []
    set_kind(case=case, by=handler, kind="complaint", why="It is one.")
    kinds = {duty.kind for duty in duties_of(now())}
    assert {DutyKind.ACKNOWLEDGE, DutyKind.PERSONAL_DATA} <= kinds


@pytest.mark.parametrize(
    ("answers", "shown"),
    [({"about_my_data": "yes"}, True), ({"kind": "personal-data"}, True), ({}, False)],
)
def test_page_of_a_case_says_that_it_is_about_personal_information(
    handler: User, answers: dict[str, Any], shown: bool
) -> None:
    page = signed_in(handler).get(a_case(**answers).get_absolute_url()).content.decode()
    assert ('<span class="tag">About personal information</span>' in page) is shown
