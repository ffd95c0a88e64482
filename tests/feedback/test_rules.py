"""Reminders about what we learned and about the procedure itself."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.mail import EmailMultiAlternatives

from feedback.models import Lesson, ProcedureVersion
from feedback.rules import LessonToCheck, NobodyLeft, ProcedureReview
from imroc_ei.notices import actions, sending
from imroc_ei.notices.rules import Due
from tests.clock import on
from tests.factories import LessonFactory, ProcedureFactory, UserFactory
from tests.feedback.clocks.people import a_case, a_handler
from tests.notices.rules import registered

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with on(DAY):
        yield


def test_a_lesson_to_check_is_told_to_every_handler_but_its_writer() -> None:
    writer, first, second = a_handler(), a_handler(), a_handler()
    UserFactory(roles=["owner"])
    lesson = LessonFactory(written_by=writer, state="to-check")
    LessonFactory(written_by=writer, state="draft")
    rule = LessonToCheck()
    dues = list(rule.due(DAY))
    assert [(due.person, due.subject) for due in dues] == [
        (first, lesson.public_id),
        (second, lesson.public_id),
    ]
    line = rule.render(dues[0], today=DAY)
    assert line is not None
    assert line.path == f"/feedback/cases/lessons/{lesson.public_id}/"
    assert lesson.you_said not in line.text


def test_a_lesson_that_came_back_and_is_asked_for_again_is_said_again(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    a_handler(email="a@example.org")
    LessonFactory(state="to-check")
    for state in ("to-check", "to-check", "draft", "to-check"):
        day = DAY + timedelta(days=len(mailoutbox))
        Lesson.objects.update(state=state)
        with on(day), registered(LessonToCheck):
            actions.work_out(day)
            sending.send_due()
    # Once to the second handler for each time, and to the writer never.
    assert [mail.to for mail in mailoutbox] == [["a@example.org"]] * 2


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_a_lesson_that_waits_no_more_is_not_said(state: str) -> None:
    handler = a_handler()
    lesson = LessonFactory(published=True)
    Lesson.objects.update(state=state)
    due = Due(person=handler, subject=lesson.public_id, due_on=DAY)
    assert LessonToCheck().render(due, today=DAY) is None


def test_a_lesson_is_not_said_to_its_writer_nor_to_who_is_no_handler() -> None:
    writer, consultant = a_handler(), UserFactory(roles=["consultant"])
    lesson = LessonFactory(written_by=writer, state="to-check")
    for person in (writer, consultant):
        due = Due(person=person, subject=lesson.public_id, due_on=DAY)
        assert LessonToCheck().render(due, today=DAY) is None


@pytest.mark.parametrize(
    ("days", "rung"), [(31, None), (30, -30), (7, -7), (1, -1), (0, 0), (-6, 0), (-7, 7)]
)
def test_the_review_of_the_procedure_is_said_by_rungs(days: int, rung: int | None) -> None:
    holder = a_handler()
    version = ProcedureFactory(in_force=True, held_by=holder)
    review_on = DAY + timedelta(days=days)
    ProcedureVersion.objects.update(review_on=review_on)
    found = [(due.person, due.subject, due.rung) for due in ProcedureReview().due(DAY)]
    assert found == ([] if rung is None else [(holder, str(version.number), rung)])


def test_the_review_of_a_procedure_that_nobody_holds_is_said_to_owners_and_handlers() -> None:
    people = {a_handler(), UserFactory(roles=["owner", "handler"]), UserFactory(roles=["owner"])}
    UserFactory(roles=["lead"])
    ProcedureFactory(in_force=True, review_on=DAY, held_by=UserFactory(is_active=False))
    dues = list(ProcedureReview().due(DAY))
    assert len(dues) == 3
    assert {due.person for due in dues} == people


def test_no_procedure_in_force_asks_for_no_review() -> None:
    ProcedureFactory(review_on=DAY)
    a_handler()
    assert list(ProcedureReview().due(DAY)) == []


def test_the_review_is_said_until_another_day_is_set() -> None:
    holder = a_handler()
    version = ProcedureFactory(in_force=True, held_by=holder, review_on=DAY)
    due = Due(person=holder, subject=str(version.number), due_on=DAY)
    said = {
        day: rule.text
        for day in (DAY - timedelta(days=1), DAY + timedelta(days=1))
        if (rule := ProcedureReview().render(due, today=day))
    }
    procedure = "The procedure for feedback and complaints"
    assert said == {
        DAY - timedelta(days=1): f"{procedure} is to be reviewed by 2 March 2026.",
        DAY + timedelta(days=1): f"{procedure} was to be reviewed by 2 March 2026.",
    }
    ProcedureVersion.objects.update(review_on=DAY + timedelta(days=365))
    assert ProcedureReview().render(due, today=DAY) is None
    ProcedureVersion.objects.update(review_on=DAY, number=version.number + 1)
    assert ProcedureReview().render(due, today=DAY) is None


def test_that_nobody_may_read_something_is_said_to_owners_once_a_week_and_says_no_more(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    outside = UserFactory(roles=["outside"])
    UserFactory(roles=["owner"], email="owner@example.org")
    case = a_case(a_handler(is_active=False), conflicts=(outside,))
    for number in range(8):
        day = DAY + timedelta(days=number)
        with on(day), registered(NobodyLeft):
            actions.work_out(day)
            sending.send_due()
    assert [mail.to for mail in mailoutbox] == [["owner@example.org"]] * 2
    body = str(mailoutbox[0].body)
    assert "nobody here may read" in body
    assert (case.public_id in body, case.reference in body) == (False, False)


def test_that_nobody_may_read_something_is_not_said_once_somebody_may() -> None:
    owner, outside = UserFactory(roles=["owner"]), UserFactory(roles=["outside"])
    a_case(conflicts=(outside,))
    (due,) = NobodyLeft().due(DAY)
    assert due.person == owner
    line = NobodyLeft().render(due, today=DAY)
    assert line is not None
    assert line.path == "/people/roles/"
    UserFactory(roles=["outside"])
    assert NobodyLeft().render(due, today=DAY) is None
