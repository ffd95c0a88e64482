"""The made-up feedback: told, answered and learned from as real feedback is, in the past."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from feedback.clocks.duties import calendar_here, duties_of
from feedback.lessons.small_numbers import small_numbers
from feedback.models import (
    Case,
    CaseAction,
    CaseEntry,
    FeedbackYear,
    Lesson,
    ProcedureVersion,
    ReplyTemplate,
)
from feedback.opening import missing
from feedback.vault.sealed import key_of, read
from imroc_ei.demo.cases import days_of
from imroc_ei.demo.read import read as read_file
from imroc_ei.notices.models import Notice
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from tests.clients import signed_in
from tests.dashboards.pages import main_of
from tests.feedback.told import a_case

pytestmark = pytest.mark.usefixtures("made_up_year")
DATA = read_file("feedback.toml")


def test_a_dozen_cases_are_in_many_states() -> None:
    assert Case.objects.filter(made_up=True).count() == len(DATA["case"]) >= 12
    assert Counter(Case.objects.values_list("state", flat=True)) == {
        "closed": 7,
        "redirected": 1,
        "withdrawn": 1,
        "second-asked": 1,
        "investigating": 1,
        "acknowledged": 2,
        "answered": 1,
        "triage": 1,
        "received": 1,
    }


def test_who_comes_back_with_a_code_holds_one() -> None:
    without = Case.objects.filter(code_look_up=None)
    assert set(without.values_list("reply_by", flat=True)) == {"none", "phone", "post"}


def test_somebody_waits_to_be_rung_and_somebody_was_written_to() -> None:
    today = timezone.localdate()
    (case,) = Case.objects.exclude(tell_by=None)
    assert case.tell_from == today - timedelta(days=1)
    assert calendar_here().after(case.tell_from, 1) == case.tell_by
    told = CaseEntry.objects.exclude(told_on=None).order_by("pk").values_list("sent_on", "told_on")
    days = [today - timedelta(days=days) for days in (25, 14)]
    assert list(told) == [(day, day) for day in days]


def test_handlers_have_words_to_begin_with() -> None:
    assert Counter(ReplyTemplate.objects.values_list("used_for", flat=True)) == {
        "acknowledgement": 2,
        "answer": 2,
        "progress": 1,
        "message": 1,
    }


def test_days_of_a_case_lie_in_the_past_and_in_their_order() -> None:
    today = timezone.localdate()
    for case, row in zip(
        Case.objects.order_by("received_on"),
        sorted(DATA["case"], key=lambda row: -row["days_ago"]),
        strict=True,
    ):
        days = days_of(case)
        until = days.pop("extended_until", None)
        days.pop("tell_by", None)
        assert case.received_on == today - timedelta(days=row["days_ago"])
        assert all(case.received_on <= day <= case.last_act_on <= today for day in days.values())
        assert until is None or until > today
        order = [
            days[name] for name in ("taken_in_on", "acknowledged_on", "answered_on") if name in days
        ]
        assert order == sorted(order)
        assert {move.on for move in case.moves.all()} <= {*days.values(), *_steps(case, row)}
        held_from = case.procedure.in_force_from
        assert held_from is not None
        assert held_from <= case.received_on


def _steps(case: Case, row: dict[str, object]) -> set[object]:
    steps = row.get("step", [])
    assert isinstance(steps, list)
    return {case.received_on + timedelta(days=step["after"]) for step in steps}


def test_words_open_with_the_organisations_key() -> None:
    entry = CaseEntry.objects.filter(kind="said").earliest("pk")
    words = read(entry, "words_sealed", key=key_of(entry.case))
    assert words["what_happened"].startswith("I got the link")


def test_procedure_lessons_and_figures_are_there_and_the_form_is_open(client: Client) -> None:
    versions = ProcedureVersion.objects.order_by("number").values_list("number", "state")
    assert list(versions) == [(1, "superseded"), (2, "in-force")]
    assert Counter(Lesson.objects.values_list("state", flat=True)) == {
        "published": 3,
        "to-check": 1,
    }
    assert Organisation.current().has_room(Room.FEEDBACK)
    assert missing() == []
    year = FeedbackYear.objects.earliest("year")
    assert year.made_up
    assert "How many came: about 25." in main_of(client, year.get_absolute_url())


def test_lessons_hold_no_small_number() -> None:
    published = Lesson.objects.published()
    assert [small_numbers(f"{row.you_said} {row.we_did}") for row in published] == [[]] * 3


def test_actions_out_of_cases_show_as_any_other() -> None:
    assert CaseAction.objects.count() == 3
    for row in CaseAction.objects.select_related("action", "case"):
        assert row.action.review is None
        assert row.action.agreed_on is not None
        assert row.action.agreed_on.day == 1


def test_handlers_have_something_to_do_and_are_told_nothing_of_the_past() -> None:
    handler = User.objects.get(email="handler@example.org")
    assert any(duties_of(case) for case in Case.objects.visible_to(handler))
    subjects = set(Case.objects.values_list("public_id", flat=True))
    assert Notice.objects.filter(subject__in=subjects).count() == 0
    assert signed_in(handler).get("/feedback/cases/").status_code == 200


def test_version_that_something_real_came_under_stays() -> None:
    case = a_case()
    call_command("load_demo", "--remove", stdout=StringIO())
    assert list(Case.objects.all()) == [case]
    assert list(ProcedureVersion.objects.values_list("number", flat=True)) == [2]
    assert (ReplyTemplate.objects.count(), ReplyTemplate.history.count()) == (0, 0)
