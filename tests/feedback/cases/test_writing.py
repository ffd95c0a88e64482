"""What reaches nobody is not written, by whatever way it is asked for."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from feedback.cases import writing
from feedback.cases.moves import RefusedError, close_short, redirect
from feedback.enums import EntryKind, State
from feedback.models import Case
from imroc_ei.people.models import User
from tests.clients import said, signed_in
from tests.feedback.cases.browsing import ACKNOWLEDGEMENT, address, send
from tests.feedback.cases.making import case_at
from tests.feedback.told import CODE, a_case

pytestmark = pytest.mark.django_db

BY_MAIL = {"reply_by": "email", "reach": "a@example.net"}
RING = "It is kept. Now somebody has to ring the person and tell them."
POST = "It is kept. Now somebody has to post it to the person."
Write = Callable[..., object]
WRITERS: list[Write] = [writing.write_to_person, writing.note_progress]


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_is_written_to_who_is_out_of_reach(handler: User, write: Write) -> None:
    case = case_at(State.INVESTIGATING, by=handler, reply_by="none")
    with pytest.raises(RefusedError, match="nothing you write would reach them"):
        write(case=case, by=handler, words="Hello.", form_key=uuid.uuid4())
    assert case.entries.count() == 1


@pytest.mark.parametrize("write", WRITERS)
def test_who_holds_a_code_is_written_to(handler: User, write: Write) -> None:
    case = case_at(State.INVESTIGATING, by=handler, reply_by="none", code=CODE)
    write(case=case, by=handler, words="Hello.", form_key=uuid.uuid4())
    assert case.entries.count() == 2


def test_thanks_of_who_is_out_of_reach_are_closed_without_a_reply(handler: User) -> None:
    case = case_at(State.TRIAGE, by=handler, kind="thanks", reply_by="none")
    with pytest.raises(RefusedError):
        close_short(case=case, by=handler, reply="Thank you.")
    form = signed_in(handler).get(address(case, "close-short")).context["form"]
    assert "reply" not in form.fields
    send(handler, case, "close-short")
    assert Case.objects.get().state == State.CLOSED


def test_what_belongs_elsewhere_tells_the_person_so_if_anything_reaches_them(
    handler: User,
) -> None:
    out_of_reach, in_reach = a_case(reply_by="none"), a_case()
    with pytest.raises(RefusedError):
        redirect(case=in_reach, by=handler, why="It is theirs.")
    with pytest.raises(RefusedError):
        redirect(case=out_of_reach, by=handler, why="It is theirs.", words="Ask them.")
    send(handler, out_of_reach, "redirect", why="It is theirs.")
    assert Case.objects.get(pk=out_of_reach.pk).state == State.REDIRECTED
    assert out_of_reach.entries.filter(kind=EntryKind.MESSAGE).count() == 0


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"reply_by": "phone", "reach": "01632 960 300"},
            RING,
        ),
        (
            {"reply_by": "post", "reach": "1 Example Street"},
            POST,
        ),
        (
            {"reply_by": "none"},
            "It is kept here and goes nowhere: they want no reply and hold no code.",
        ),
        (BY_MAIL, "It is kept. Now somebody has to write it to the person by e-mail."),
        ({**BY_MAIL, "code": CODE}, "The acknowledgement has gone."),
    ],
)
def test_page_says_what_becomes_of_what_was_written(
    handler: User, told: dict[str, Any], words: str
) -> None:
    case = case_at(State.TRIAGE, by=handler, **told)
    assert said(send(handler, case, "acknowledge", **ACKNOWLEDGEMENT)) == [words]
