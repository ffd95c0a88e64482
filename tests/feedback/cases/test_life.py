"""The life of a complaint in the browsers of two handlers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from feedback.enums import EntryKind, State
from feedback.models import Case
from feedback.vault.sealed import key_of, read
from imroc_ei.people.models import User
from steps.models import Action
from tests.clients import signed_in
from tests.factories import UserFactory
from tests.feedback.cases.browsing import ACKNOWLEDGEMENT, ANSWER, address, hidden, send
from tests.feedback.cases.making import an_action, case_at, lead_case, make
from tests.feedback.told import CODE, a_case
from tests.world import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db: None) -> User:
    return UserFactory(roles=["consultant", "handler"])


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_complaint_from_arrival_to_an_action_on_the_plan(
    handler: User, second: User, plan: Plan
) -> None:
    case = a_case(what_happened="The door was shut")
    send(handler, case, "take-in", theme="doors")
    send(handler, case, "acknowledge", **ACKNOWLEDGEMENT)
    send(handler, case, "look-into")
    send(handler, case, "write-answer", **ANSWER)
    send(handler, case, "ask-to-read", reader=second.public_id)
    send(second, case, "agree-to-answer")
    send(handler, case, "answer")
    assert now(case).state == State.ANSWERED
    due = timezone.localdate() + timedelta(days=60)
    step = plan.steps["complaints-and-feedback-procedure"]
    send(
        handler,
        case,
        "close",
        **{
            "learned": "Doors want signs.",
            "what-1": "Put up a sign",
            "step-1": step.slug,
            "held_by-1": second.public_id,
            "due-1_day": due.day,
            "due-1_month": due.month,
            "due-1_year": due.year,
        },
    )
    assert now(case).state == State.CLOSED
    action = Action.objects.get()
    assert (action.what, action.step, action.held_by, action.due) == (
        "Put up a sign",
        step,
        second,
        due,
    )
    kinds = [entry.kind for entry in now(case).entries.all()]
    assert kinds == [
        EntryKind.SAID,
        EntryKind.ACKNOWLEDGEMENT,
        EntryKind.ANSWER,
        EntryKind.LEARNED,
    ]
    places = (action.get_absolute_url(), step.get_absolute_url(), reverse("aim", args=[3]))
    for page in (*places, reverse("actions")):
        assert "Put up a sign" in signed_in(second).get(page).content.decode()


def test_action_says_nothing_of_where_it_came_from(handler: User, plan: Plan) -> None:
    case = case_at(State.ANSWERED, by=handler)
    step = plan.steps["complaints-and-feedback-procedure"]
    make("close", case, handler, actions=[an_action(step, handler)])
    action = Action.objects.get()
    first = timezone.localdate().replace(day=1)
    assert (action.review, action.agreed_on, timezone.localdate(action.noted_at)) == (
        None,
        first,
        first,
    )


def test_second_look_is_taken_by_another_and_hidden_from_the_first(
    handler: User, second: User
) -> None:
    case = lead_case(a_case(), State.SECOND_ASKED, first=handler, second=second)
    assert signed_in(handler).get(case.get_absolute_url()).status_code == 404
    send(second, case, "take-second-look")
    assert (now(case).state, now(case).second_handler) == (State.SECOND_LOOK, second)
    page = signed_in(handler).get(reverse("cases")).content.decode()
    assert case.reference not in page


def test_second_browser_is_told_and_keeps_what_it_typed(handler: User, second: User) -> None:
    case = a_case()
    send(handler, case, "take-in")
    late = signed_in(second)
    path = address(case, "acknowledge")
    before = hidden(late, path)
    send(handler, case, "acknowledge", **ACKNOWLEDGEMENT)
    answer = late.post(path, {**before, **ACKNOWLEDGEMENT, "understood": "Something else"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Somebody else did something with this case" in page
    assert "Something else" in page
    assert now(case).entries.filter(kind=EntryKind.ACKNOWLEDGEMENT).count() == 1


def test_same_form_twice_is_stored_once_and_no_complaint(handler: User) -> None:
    case = a_case()
    send(handler, case, "take-in")
    client, path = signed_in(handler), address(case, "acknowledge")
    filled = {**hidden(client, path), **ACKNOWLEDGEMENT}
    answers = [client.post(path, filled) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert now(case).entries.filter(kind=EntryKind.ACKNOWLEDGEMENT).count() == 1


@pytest.mark.parametrize(
    ("doing", "field"), [("conflict", "person"), ("pass-on", "to"), ("kind", "kind")]
)
def test_pressed_twice_it_is_done_once_and_no_complaint(
    handler: User, doing: str, field: str
) -> None:
    case, other = a_case(), UserFactory(roles=["handler"])
    client, path = signed_in(handler), address(case, doing)
    chosen = "concern" if doing == "kind" else other.public_id
    filled = {**hidden(client, path), field: chosen, "why": "A cousin."}
    answers = [client.post(path, filled) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (
        "It was sent twice, and is done once."
        in client.get(case.get_absolute_url()).content.decode()
    )
    assert now(case).version == case.version + 1


def test_answer_kept_twice_by_one_press_is_no_complaint_but_a_changed_one_is_asked_about(
    handler: User,
) -> None:
    case = case_at(State.INVESTIGATING, by=handler)
    client, path = signed_in(handler), address(case, "write-answer")
    filled = {**hidden(client, path), **ANSWER}
    answers = [client.post(path, filled) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    changed = client.post(path, {**filled, "why-1": "It was jammed."}).content.decode()
    assert "Somebody else did something with this case" in changed
    assert "It was jammed." in changed
    assert now(case).entries.filter(kind=EntryKind.ANSWER).count() == 1


@pytest.mark.parametrize(
    ("code", "ways"),
    [(CODE, "Come back with your code to /feedback/follow-up/, write or ring."), ("", "Write or")],
)
def test_answer_begins_with_how_to_ask_for_a_second_look_by_a_way_that_they_have(
    handler: User, code: str, ways: str
) -> None:
    case = case_at(State.INVESTIGATING, by=handler, code=code)
    form = signed_in(handler).get(address(case, "write-answer")).context["form"]
    words = form["second_look"].value()
    assert "within 30 days of hearing this answer" in words
    assert words.split("afresh. ")[1].startswith(ways)


@pytest.mark.parametrize(("danger", "offered"), [("no", True), ("yes", False)])
def test_what_is_urgent_is_not_offered_to_be_set_aside(
    handler: User, danger: str, offered: bool
) -> None:
    case = a_case(danger=danger)
    page = signed_in(handler).get(case.get_absolute_url()).content.decode()
    assert (address(case, "set-aside") in page) is offered


def test_one_more_point_keeps_what_was_typed(handler: User) -> None:
    case = case_at(State.INVESTIGATING, by=handler)
    client, path = signed_in(handler), address(case, "write-answer")
    typed = {**hidden(client, path), "point-1": "The door", "more": "1"}
    form = client.post(path, typed).context["form"]
    assert (form.count, form["point-1"].value(), form.errors) == (2, "The door", {})
    assert now(case).entries.count() == 1


def test_answer_written_again_begins_with_what_it_said(handler: User) -> None:
    case = case_at(State.INVESTIGATING, by=handler)
    send(handler, case, "write-answer", **ANSWER)
    form = signed_in(handler).get(address(case, "write-answer")).context["form"]
    assert (form["point-1"].value(), form["found-1"].value()) == ("The door was shut", "upheld")
    send(handler, case, "write-answer", **{**ANSWER, "why-1": "It was jammed."})
    entry = now(case).entries.get(kind=EntryKind.ANSWER)
    words = read(entry, "words_sealed", key=key_of(now(case)))
    assert words["points"][0]["why"] == "It was jammed."
