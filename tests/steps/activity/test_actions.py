from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from imroc_ei.notices.models import Notice
from imroc_ei.people.models import User
from imroc_ei.uploads.files import CheckedFile
from steps.activity import actions
from steps.activity.actions import (
    DecidedAlreadyError,
    EntryChangedError,
    NewEvidence,
    add_evidence,
    check_activity,
    decline_activity,
    delete_for_good,
    edit_activity,
    forget_private_entries,
    log_activity,
    remove_evidence,
    restore,
    save_draft,
    withdraw,
)
from steps.enums import ActivityStatus, Audience, EvidenceKind
from steps.models import Activity, Evidence, Step
from tests.factories import ActivityFactory, EvidenceFactory, StepFactory, UserFactory

AT_ONCE = 6


def a_file() -> NewEvidence:
    content = ContentFile(b"words")
    file = CheckedFile(content, f"{uuid4().hex}.txt", "notes.txt", "text/plain")
    return NewEvidence(kind=EvidenceKind.FILE, from_whom="team", file=file)


def log(person: User, step: Step, **fields: Any) -> Activity:
    given: dict[str, Any] = {
        "form_key": uuid4(),
        "what_happened": "We met",
        "happened_on": timezone.localdate(),
    }
    return log_activity(by=person, steps=[step], **(given | fields))


def test_log_activity_of_another_person_s_form_is_refused(consultant: User, second: User) -> None:
    key, step = uuid4(), StepFactory()
    log(consultant, step, form_key=key)
    with pytest.raises(PermissionDenied):
        log(second, step, form_key=key)


def test_log_activity_that_lost_a_race_gives_back_the_entry_of_the_winner(
    consultant: User,
) -> None:
    """The winner's row appears between the look and the writing of the second."""
    key, step = uuid4(), StepFactory()
    won = log(consultant, step, form_key=key)
    with mock.patch.object(actions, "_found", return_value=None):
        assert log(consultant, step, form_key=key) == won
    assert Activity.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_log_activity_at_once_stores_one_entry() -> None:
    """SQLite in memory knows one writer, so there the presses come one after the other."""
    person, key, step = UserFactory(), uuid4(), StepFactory()

    def press(_number: int) -> int:
        try:
            return log(person, step, form_key=key, evidence=[a_file()]).pk
        finally:
            if workers > 1:
                connection.close()

    workers = AT_ONCE if connection.vendor == "postgresql" else 1
    with ThreadPoolExecutor(workers) as pool:
        made = set(pool.map(press, range(AT_ONCE))) if workers > 1 else {press(0), press(1)}
    assert len(made) == Activity.objects.count() == Evidence.objects.count() == 1


def test_log_activity_that_fails_leaves_no_file(consultant: User) -> None:
    broken = NewEvidence(kind=EvidenceKind.LINK, from_whom="team")
    with pytest.raises(Exception, match="evidence_has_what_its_kind_says"):
        log(consultant, StepFactory(), evidence=[a_file(), broken])
    assert Activity.objects.count() == 0
    assert default_storage.listdir("evidence")[1] == []


def test_log_activity_for_anyone_tells_the_other_leads(lead: User) -> None:
    other = UserFactory(roles=["consultant", "lead"])
    entry = log(lead, StepFactory(), audience=Audience.PUBLIC)
    assert list(Notice.objects.values_list("person", "rule", "subject")) == [
        (other.pk, "entry-to-check", entry.public_id)
    ]


def test_save_draft_never_touches_what_is_saved(consultant: User) -> None:
    entry = log(consultant, StepFactory())
    save_draft(
        by=consultant, form_key=entry.form_key, steps=[], unfinished={}, what_happened="Late"
    )
    entry.refresh_from_db()
    assert (entry.what_happened, entry.steps.count()) == ("We met", 1)


def test_edit_activity_with_an_old_version_changes_nothing(consultant: User) -> None:
    entry = log(consultant, StepFactory())
    step = StepFactory()
    edit_activity(by=consultant, activity=entry, version=1, steps=[step], what_happened="First")
    with pytest.raises(EntryChangedError) as conflict:
        edit_activity(by=consultant, activity=entry, version=1, steps=[], what_happened="Second")
    assert (conflict.value.activity.what_happened, conflict.value.activity.version) == ("First", 2)
    assert list(Activity.objects.get().steps.all()) == [step]


def test_edit_activity_that_anyone_reads_makes_it_wait_again(consultant: User, lead: User) -> None:
    entry = ActivityFactory(logged_by=consultant, checked=True, checked_by=lead)
    edited = edit_activity(
        by=consultant, activity=entry, version=1, steps=entry.steps.all(), what_happened="New"
    )
    assert edited.waits_to_become_public
    assert (edited.checked_at, edited.checked_by) == (None, None)
    assert Notice.objects.filter(person=lead, rule="entry-to-check").count() == 1


@pytest.mark.parametrize("act", [withdraw, restore, delete_for_good])
def test_only_its_author_takes_an_entry_back(consultant: User, lead: User, act: Any) -> None:
    entry = ActivityFactory(logged_by=consultant)
    with pytest.raises(PermissionDenied):
        act(by=lead, activity=entry)


def test_withdraw_takes_the_check_away_and_restore_asks_for_it_again(consultant: User) -> None:
    entry = ActivityFactory(logged_by=consultant, checked=True)
    assert withdraw(by=consultant, activity=entry).status == ActivityStatus.WITHDRAWN
    back = restore(by=consultant, activity=entry)
    assert (back.status, back.waits_to_become_public) == (ActivityStatus.SAVED, True)


def test_delete_for_good_takes_its_files_along(
    consultant: User, django_capture_on_commit_callbacks: Any
) -> None:
    entry = log(consultant, StepFactory(), evidence=[a_file()])
    withdraw(by=consultant, activity=entry)
    name = str(entry.evidence.get().file.name)
    with django_capture_on_commit_callbacks(execute=True):
        delete_for_good(by=consultant, activity=entry)
    assert Activity.objects.count() == 0
    assert not default_storage.exists(name)


def test_delete_for_good_of_a_saved_entry_is_refused(consultant: User) -> None:
    entry = ActivityFactory(logged_by=consultant)
    with pytest.raises(PermissionDenied):
        delete_for_good(by=consultant, activity=entry)


def test_add_and_remove_evidence_of_what_anyone_reads_makes_it_wait(
    consultant: User, django_capture_on_commit_callbacks: Any
) -> None:
    entry = ActivityFactory(logged_by=consultant, checked=True)
    add_evidence(by=consultant, activity=entry, evidence=[a_file()])
    entry.refresh_from_db()
    assert entry.waits_to_become_public
    evidence = entry.evidence.get()
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(by=consultant, evidence=evidence)
    assert entry.evidence.count() == 0
    assert not default_storage.exists(str(evidence.file.name))


def test_remove_evidence_of_somebody_else_is_refused(consultant: User, second: User) -> None:
    evidence = EvidenceFactory(activity__logged_by=consultant)
    with pytest.raises(PermissionDenied):
        remove_evidence(by=second, evidence=evidence)


def test_check_activity_makes_it_public(consultant: User, lead: User) -> None:
    entry = ActivityFactory(logged_by=consultant, audience=Audience.PUBLIC)
    checked = check_activity(by=lead, activity=entry)
    assert (checked.is_public, checked.checked_by) == (True, lead)
    assert list(Activity.objects.public()) == [entry]


def test_decline_activity_keeps_it_inside_and_tells_its_author(
    consultant: User, lead: User
) -> None:
    entry = ActivityFactory(logged_by=consultant, audience=Audience.PUBLIC)
    declined = decline_activity(by=lead, activity=entry, note="It names a town")
    assert (declined.audience, declined.check_note) == (Audience.CONSULTANTS, "It names a town")
    assert list(Notice.objects.values_list("person", "rule", "due_on")) == [
        (consultant.pk, "entry-declined", timezone.localdate())
    ]


def test_second_decision_is_told_that_there_was_a_first(consultant: User, lead: User) -> None:
    other = UserFactory(roles=["consultant", "lead"])
    entry = ActivityFactory(logged_by=consultant, audience=Audience.PUBLIC)
    check_activity(by=lead, activity=entry)
    with pytest.raises(DecidedAlreadyError):
        decline_activity(by=other, activity=entry, note="No")
    assert Activity.objects.get().is_public


def test_check_of_a_version_the_lead_has_not_read_is_refused(consultant: User, lead: User) -> None:
    entry = ActivityFactory(logged_by=consultant, audience=Audience.PUBLIC)
    edit_activity(by=consultant, activity=entry, version=1, steps=[], what_happened="Other")
    with pytest.raises(EntryChangedError):
        check_activity(by=lead, activity=entry, version=1)
    assert not Activity.objects.get().is_public


@pytest.mark.parametrize("who", ["author", "consultant"])
def test_only_another_lead_decides(consultant: User, lead: User, who: str) -> None:
    entry = ActivityFactory(logged_by=lead, audience=Audience.PUBLIC)
    with pytest.raises(PermissionDenied):
        check_activity(by=lead if who == "author" else consultant, activity=entry)


def test_forget_private_entries_keeps_what_was_shared_without_the_name(
    consultant: User, django_capture_on_commit_callbacks: Any
) -> None:
    step = StepFactory()
    kept = ActivityFactory(logged_by=consultant, checked=True, show_name=True)
    team = ActivityFactory(logged_by=consultant, audience=Audience.TEAM)
    ActivityFactory(logged_by=consultant, draft=True)
    ActivityFactory(logged_by=consultant, withdrawn=True)
    alone = log(consultant, step, audience=Audience.ONLY_ME, evidence=[a_file()])
    name = str(alone.evidence.get().file.name)
    others = ActivityFactory(audience=Audience.ONLY_ME)
    with django_capture_on_commit_callbacks(execute=True):
        forget_private_entries(by=consultant)
    assert set(Activity.objects.all()) == {kept, team, others}
    assert not Activity.objects.get(pk=kept.pk).show_name
    assert not default_storage.exists(name)
