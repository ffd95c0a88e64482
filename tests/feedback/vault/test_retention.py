"""After their time the words are nowhere, then the people, then the case; a hold keeps them."""

import os
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone
from pytest_django import Settings

from feedback.enums import ENDED, State
from feedback.models import (
    Case,
    CaseAccess,
    CaseAction,
    CaseEntry,
    CaseFile,
    CaseMove,
    CaseView,
    Conflict,
)
from feedback.states import carried_out_by
from feedback.vault import destroying, sealed
from feedback.vault.destroying import models_of_cases, sealed_fields
from feedback.vault.retention import retention
from feedback.vault.schedule import Hold, Step
from feedback.vault.sealed import KeyGoneError
from imroc_ei.notices.models import Notice
from steps.models import Action
from tests.factories import ActionFactory, NoticeFactory
from tests.feedback.vault.making import (
    A_YEAR_ON,
    DAY,
    FIVE_YEARS_ON,
    LAST_ACT,
    TEN_YEARS_ON,
    add_file,
    full_case,
    old_case,
    still_sealed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_disk_apart")]


def stored(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_everything_that_can_be_sealed_is_known() -> None:
    """What is added to the models later is found without being named; this says what it is."""
    assert {
        f"{model._meta.object_name}.{name}"
        for model in models_of_cases()
        for name in sealed_fields(model)
    } == {
        "Case.code_look_up",
        "Case.key_wrapped",
        "Case.name_sealed",
        "Case.reach_sealed",
        "Case.reporter_key_wrapped",
        "CaseEntry.words_sealed",
        "CaseFile.about_sealed",
        "CaseMove.why_sealed",
        "Conflict.why_sealed",
    }


def test_after_a_year_keys_words_and_files_are_gone(settings: Settings) -> None:
    case = full_case()
    NoticeFactory(subject=case.public_id)
    other = NoticeFactory()
    assert (len(still_sealed()), len(stored(settings))) == (9, 1)
    report = retention(A_YEAR_ON)
    assert report.done == {Step.CONTENT: [case.reference], Step.ANONYMOUS: [], Step.DELETED: []}
    assert report.files_removed == 1
    assert report.proof.still_there == []
    assert still_sealed() == {}
    assert stored(settings) == []
    assert list(Notice.objects.all()) == [other]
    case.refresh_from_db()
    with pytest.raises(KeyGoneError):
        sealed.key_of(case)
    with pytest.raises(KeyGoneError):
        sealed.key_by_code(case, bytes(32))


def test_after_a_year_states_days_and_who_handled_it_stay() -> None:
    case = full_case()
    retention(A_YEAR_ON)
    after = Case.objects.get(pk=case.pk)
    assert after.content_gone_on == A_YEAR_ON
    assert (after.state, after.closed_on, after.handler) == (State.CLOSED, LAST_ACT, case.handler)
    assert (after.last_act_on, after.reference) == (LAST_ACT, case.reference)
    assert after.entries.count() == 2
    assert after.moves.order_by("-pk")[0].move == "forget"


def test_after_five_years_nobody_and_nothing_else_is_named() -> None:
    case, action = full_case(), ActionFactory(done_on=LAST_ACT)
    CaseAction.objects.create(case=case, action=action)
    retention(A_YEAR_ON)
    retention(FIVE_YEARS_ON)
    after = Case.objects.get(pk=case.pk)
    assert (after.state, after.anonymised_on) == (State.ANONYMISED, FIVE_YEARS_ON)
    assert (after.kind, after.closed_on, after.theme) == (case.kind, LAST_ACT, "")
    people = ("handler", "stands_in", "second_handler", "reader", "name_for")
    assert {getattr(after, name) for name in people} == {None}
    assert after.reference != case.reference
    assert after.public_id != case.public_id
    assert bytes(after.submission) != bytes(case.submission)
    for model in (CaseEntry, CaseAccess, CaseView, Conflict, CaseAction, CaseFile):
        assert model._base_manager.count() == 0
    assert list(CaseMove.objects.exclude(by=None)) == []
    assert Action.objects.get() == action


def test_after_ten_years_nothing_is_left() -> None:
    action = ActionFactory(done_on=LAST_ACT)
    CaseAction.objects.create(case=full_case(), action=action)
    for day in (A_YEAR_ON, FIVE_YEARS_ON, TEN_YEARS_ON):
        retention(day)
    assert {model._meta.label: model._base_manager.count() for model in models_of_cases()} == (
        dict.fromkeys((model._meta.label for model in models_of_cases()), 0)
    )
    assert Action.objects.get() == action


def test_what_was_missed_for_years_is_done_at_once(settings: Settings) -> None:
    case = full_case()
    report = retention(TEN_YEARS_ON)
    assert report.done == {step: [case.reference] for step in Step}
    assert (Case.objects.count(), stored(settings), report.proof.still_there) == (0, [], [])


def test_anonymising_is_the_move_of_the_table() -> None:
    assert carried_out_by["make-anonymous"] is destroying.make_anonymous


def held_by_an_action(case: Case) -> None:
    CaseAction.objects.create(case=case, action=ActionFactory())


def held_by_law(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(held=True)


def held_by_a_message(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(person_wrote_on=A_YEAR_ON - timedelta(days=29))


def held_by_a_second_look(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(state=State.SECOND_LOOK)


@pytest.mark.parametrize(
    ("hold", "kept_because"),
    [
        (held_by_an_action, [Hold.ACTION]),
        (held_by_law, [Hold.LEGAL]),
        (held_by_a_message, [Hold.MESSAGE]),
        (held_by_a_second_look, [Hold.GOING_ON, Hold.SECOND_LOOK]),
    ],
)
def test_hold_keeps_the_words(
    settings: Settings, hold: Callable[[Case], None], kept_because: list[Hold]
) -> None:
    case = full_case()
    hold(case)
    report = retention(A_YEAR_ON)
    assert report.held == {case.reference: kept_because}
    assert report.done == {step: [] for step in Step}
    assert (len(still_sealed()), len(stored(settings))) == (9, 1)
    case.refresh_from_db()
    said = case.entries.order_by("pk")[0]
    assert sealed.read(said, "words_sealed", key=sealed.key_of(case)) == "What was said"


def test_words_go_when_the_hold_ends() -> None:
    case = full_case()
    held_by_an_action(case)
    retention(A_YEAR_ON)
    Action.objects.update(done_on=A_YEAR_ON)
    assert retention(A_YEAR_ON + DAY).done[Step.CONTENT] == [case.reference]
    assert still_sealed() == {}


def test_message_of_thirty_days_ago_holds_no_longer() -> None:
    case = full_case()
    Case.objects.filter(pk=case.pk).update(person_wrote_on=A_YEAR_ON - timedelta(days=30))
    assert retention(A_YEAR_ON).done[Step.CONTENT] == [case.reference]


@pytest.mark.parametrize("state", sorted(set(State) - set(ENDED)))
def test_case_that_has_not_ended_is_kept_however_old(state: State) -> None:
    case = old_case(state=state)
    report = retention(TEN_YEARS_ON)
    assert Hold.GOING_ON in report.held[case.reference]
    assert "CaseEntry.words_sealed" in still_sealed()


def test_case_that_is_not_old_is_not_touched() -> None:
    case = full_case()
    report = retention(A_YEAR_ON - DAY)
    assert (report.done, report.held) == ({step: [] for step in Step}, {})
    assert len(still_sealed()) == 9
    case.refresh_from_db()
    assert case.version == 1


def test_run_again_does_nothing_more() -> None:
    full_case()
    retention(A_YEAR_ON)
    report = retention(A_YEAR_ON)
    assert report.done == {step: [] for step in Step}
    assert Case.objects.get().version == 2


def test_dry_run_says_and_writes_nothing(settings: Settings) -> None:
    case, kept = full_case(), old_case(code="", held=True)
    report = retention(FIVE_YEARS_ON, dry_run=True)
    assert report.done == {
        Step.CONTENT: [case.reference],
        Step.ANONYMOUS: [case.reference],
        Step.DELETED: [],
    }
    assert report.held == {kept.reference: [Hold.LEGAL]}
    assert (len(still_sealed()), len(stored(settings))) == (9, 1)
    assert Case.objects.exclude(content_gone_on=None).count() == 0


def test_file_that_cannot_be_removed_is_said_and_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_case()
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "delete", lambda storage, name: None)
        report = retention(A_YEAR_ON)
        assert report.proof.still_there == ["files of such cases: 1"]
        assert retention(A_YEAR_ON).proof.still_there == ["files of such cases: 1"]
    assert (len(stored(settings)), still_sealed()) == (1, {})
    report = retention(A_YEAR_ON)
    assert (report.files_removed, report.proof.still_there, stored(settings)) == (1, [], [])


def test_sealed_value_that_is_still_there_is_said() -> None:
    """As after a hand in the database, or a defect of ours."""
    case = full_case()
    entry = case.entries.order_by("pk")[0]
    words = bytes(entry.words_sealed or b"")
    retention(A_YEAR_ON)
    CaseEntry.objects.filter(pk=entry.pk).update(words_sealed=words)
    assert retention(A_YEAR_ON).proof.still_there == [
        "rows of feedback.CaseEntry with something sealed: 1"
    ]


def test_file_left_over_by_a_stop_is_removed_once_it_is_old(settings: Settings) -> None:
    case = old_case(last_act_on=A_YEAR_ON)
    add_file(case, b"%PDF-1.7 content")
    default_storage.save("feedback/left-over", ContentFile(b"sealed"))
    yesterday = timezone.make_aware(datetime.combine(A_YEAR_ON - DAY, time()))
    for path in stored(settings):
        os.utime(path, (yesterday.timestamp(), yesterday.timestamp()))
    retention(A_YEAR_ON)
    assert len(stored(settings)) == 2
    retention(A_YEAR_ON + DAY)
    assert [path.name for path in stored(settings)] == [Path(CaseFile.objects.get().stored_as).name]
