from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from feedback.models import FeedbackChoices, ProcedureVersion
from feedback.procedure import actions
from feedback.procedure.numbers import FIELDS
from feedback.procedure.shipped import shipped_easy_text, shipped_text
from imroc_ei.forms.editing import ChangedMeanwhileError, fingerprint
from imroc_ei.people.models import User
from tests.factories import CaseFactory, LessonFactory, ProcedureFactory

pytestmark = pytest.mark.django_db

IN_A_YEAR = date(2099, 1, 1)


def consulted(**fields: object) -> ProcedureVersion:
    return ProcedureFactory(
        state="consulted",
        consulted_from=date(2026, 1, 5),
        consulted_with="Everybody here",
        **fields,
    )


def test_first_version_begins_from_the_text_that_comes_along(owner: User) -> None:
    begun = actions.begin(by=owner, number=1)
    version = begun.version
    assert begun.is_new
    assert (version.number, version.state) == (1, "draft")
    assert (version.text, version.easy_text) == (shipped_text(), shipped_easy_text())
    assert ProcedureVersion.objects.in_force() is None
    assert version.history.get().history_user == owner


def test_next_version_begins_from_the_newest_with_its_numbers(owner: User) -> None:
    ProcedureFactory(number=1)
    ProcedureFactory(number=4, text="Ours", acknowledge_days=2, held_by=owner, in_force=True)
    version = actions.begin(by=owner, number=5).version
    assert (version.number, version.text, version.acknowledge_days) == (5, "Ours", 2)
    assert version.held_by == owner
    again = actions.begin(by=owner, number=6, from_shipped=True).version
    assert (again.text, again.acknowledge_days) == (shipped_text(), 2)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_version_is_begun_once_for_the_number_that_the_page_named(owner: User, number: int) -> None:
    ProcedureFactory(number=1)
    first = actions.begin(by=owner, number=2)
    again = actions.begin(by=owner, number=min(number, 2))
    assert (first.is_new, again.is_new) == (True, False)
    assert ProcedureVersion.objects.count() == 2


def test_number_far_ahead_is_the_next_one(owner: User) -> None:
    assert actions.begin(by=owner, number=900).version.number == 1


def test_words_are_kept_with_who_and_why(owner: User) -> None:
    version = ProcedureFactory()
    assert actions.reword(by=owner, version=version, text="New", easy_text="", why="Shorter")
    version.refresh_from_db()
    last = version.history.latest()
    assert (version.text, last.history_user, last.history_change_reason) == (
        "New",
        owner,
        "Shorter",
    )


def test_words_changed_by_somebody_else_meanwhile_are_not_lost(owner: User, second: User) -> None:
    version = ProcedureFactory()
    seen = fingerprint(version, ("text", "easy_text"))
    actions.reword(by=second, version=version, text="Theirs", easy_text="", why="x")
    with pytest.raises(ChangedMeanwhileError):
        actions.reword(by=owner, version=version, text="Mine", easy_text="", why="x", seen=seen)
    version.refresh_from_db()
    assert version.text == "Theirs"


def test_numbers_are_set(owner: User) -> None:
    version = ProcedureFactory()
    numbers = {field: getattr(version, field) for field in FIELDS} | {"answer_days": 15}
    assert actions.set_numbers(by=owner, version=version, numbers=numbers)
    version.refresh_from_db()
    assert version.answer_days == 15


def test_lessons_that_led_to_it_are_kept_beside_what_changed(owner: User) -> None:
    version, one, other = ProcedureFactory(), LessonFactory(), LessonFactory()
    version.lessons.add(one)
    assert actions.say_what_changed(by=owner, version=version, changed="All", lessons=[other])
    assert list(version.lessons.all()) == [other]
    assert not actions.say_what_changed(by=owner, version=version, changed="All", lessons=[other])


@pytest.mark.parametrize("state", ["in-force", "superseded"])
def test_version_that_cases_came_under_stays_as_it_is(owner: User, state: str) -> None:
    superseded_on = date(2026, 2, 1) if state == "superseded" else None
    version = ProcedureFactory(
        state=state,
        in_force_from=date(2026, 1, 1),
        review_on=date(2027, 1, 1),
        superseded_on=superseded_on,
        text="As it was",
    )
    with pytest.raises(actions.StandsAlreadyError):
        actions.reword(by=owner, version=version, text="Else", easy_text="", why="x")
    with pytest.raises(actions.StandsAlreadyError):
        actions.set_numbers(
            by=owner, version=version, numbers=dict.fromkeys(FIELDS, 1) | {"answer_days": 9}
        )
    version.refresh_from_db()
    assert (version.text, version.answer_days) == ("As it was", 10)


def test_draft_that_nobody_was_asked_about_is_not_put_in_force(owner: User) -> None:
    version = ProcedureFactory()
    with pytest.raises(actions.NotAskedYetError):
        actions.put_in_force(by=owner, version=version, review_on=IN_A_YEAR)
    actions.consult(
        by=owner, version=version, consulted_from=date(2026, 1, 1), consulted_with="All"
    )
    assert actions.put_in_force(by=owner, version=version, review_on=IN_A_YEAR)


def test_version_in_force_replaces_the_one_before(owner: User) -> None:
    before = ProcedureFactory(in_force=True)
    case = CaseFactory(procedure=before)
    version = consulted()
    assert actions.put_in_force(by=owner, version=version, review_on=IN_A_YEAR)
    before.refresh_from_db()
    version.refresh_from_db()
    today = timezone.localdate()
    assert (before.state, before.superseded_on) == ("superseded", today)
    assert (version.state, version.in_force_from, version.review_on) == (
        "in-force",
        today,
        IN_A_YEAR,
    )
    assert ProcedureVersion.objects.in_force() == version
    case.refresh_from_db()
    assert case.procedure == before


def test_putting_in_force_twice_does_it_once(owner: User) -> None:
    version = consulted()
    assert actions.put_in_force(by=owner, version=version, review_on=IN_A_YEAR)
    assert not actions.put_in_force(by=owner, version=version, review_on=IN_A_YEAR)
    assert version.history.filter(state="in-force").count() == 1


def test_database_holds_one_version_in_force() -> None:
    ProcedureFactory(in_force=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureFactory(in_force=True)


def test_version_in_force_is_looked_after(owner: User) -> None:
    version = ProcedureFactory(in_force=True)
    later = timezone.localdate() + timedelta(days=200)
    assert actions.look_after(by=owner, version=version, held_by=owner, review_on=later)
    version.refresh_from_db()
    assert (version.held_by, version.review_on) == (owner, later)


def test_choices_are_kept_in_one_row(owner: User) -> None:
    assert FeedbackChoices.current().asks_about_people is False
    assert actions.choose(by=owner, asks_about_people=True)
    assert not actions.choose(by=owner, asks_about_people=True)
    assert FeedbackChoices.objects.get().asks_about_people is True
