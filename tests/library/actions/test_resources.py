"""Adding, changing, looking at, withdrawing."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from imroc_ei.forms.editing import ChangedMeanwhileError, fingerprint
from imroc_ei.people.models import User
from imroc_ei.uploads.files import CheckedFile
from library.actions import resources as actions
from library.actions.resources import AlreadyHereError
from library.actions.writing import topics_named
from library.enums import LinkState, ResourceState
from library.models import Resource, Topic
from library.search.find import find_resources
from tests.factories import AimFactory, ResourceFactory, StepFactory, TopicFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def values(**more: Any) -> Any:
    return {
        "title": "A title",
        "url": "https://example.org/a",
        "why_here": "It helps.",
        "format": "video",
        **more,
    }


def a_file(name: str = "plain.txt") -> CheckedFile:
    return CheckedFile(ContentFile(b"Plain words"), f"{uuid4().hex}.txt", name, "text/plain")


def added(lead: User, **more: Any) -> Resource:
    return actions.add_resource(by=lead, form_key=uuid4(), values=values(**more))


def test_added_resource_has_all_that_was_said_and_who_said_it(lead: User) -> None:
    aim, step = AimFactory(), StepFactory()
    made = added(lead, aims=[aim], steps=[step], topics=["Rest", "rest ", "Work life"])
    assert (made.added_by, made.checked_on, made.state) == (lead, TODAY(), "published")
    assert made.address_key == "//example.org/a"
    assert list(made.aims.all()) == [aim]
    assert list(made.steps.all()) == [step]
    assert [topic.slug for topic in made.topics.all()] == ["rest", "work-life"]
    record = made.history.get()
    assert (record.history_user, record.history_change_reason) == (lead, "Added")


def test_added_resource_is_found_by_its_words_and_topics(lead: User) -> None:
    made = added(lead, title="Listening well", topics=["Théâtre"])
    assert list(find_resources(words="listen theatre")) == [made]


def test_same_form_twice_adds_one(lead: User) -> None:
    key = uuid4()
    made = [actions.add_resource(by=lead, form_key=key, values=values()) for _ in range(2)]
    assert made[0] == made[1]
    assert Resource.objects.count() == 1


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_address_that_is_here_is_not_added_again(lead: User, state: str) -> None:
    here = ResourceFactory(url="https://example.org/a/", withdrawn=state == "withdrawn")
    with pytest.raises(AlreadyHereError) as refused:
        added(lead, url="http://EXAMPLE.org/a?utm_source=mail#top")
    assert refused.value.resource == here
    assert Resource.objects.count() == 1


def test_file_is_kept_under_a_name_nobody_can_guess(lead: User) -> None:
    made = actions.add_resource(by=lead, form_key=uuid4(), values=values(url=""), file=a_file())
    assert (made.url, made.file_name, made.content_type) == ("", "plain.txt", "text/plain")
    assert "plain" not in str(made.file.name)
    assert default_storage.exists(str(made.file.name))


def test_file_of_what_was_refused_is_not_left_behind(lead: User) -> None:
    with pytest.raises(ValueError, match="year"):
        actions.add_resource(
            by=lead, form_key=uuid4(), values=values(url="", year="year"), file=a_file()
        )
    assert default_storage.listdir("library")[1] == []


def test_topics_that_differ_in_capitals_and_accents_are_one(lead: User) -> None:
    known = TopicFactory(name="Café talk", slug="cafe-talk")
    assert topics_named(["cafe talk", "CAFÉ TALK", "--", "Rest"]) == [
        known,
        Topic.objects.get(slug="rest"),
    ]


def test_topic_that_was_renamed_goes_by_both_its_names() -> None:
    renamed = TopicFactory(name="Resting", slug="rest")
    assert topics_named(["Resting", "Rest"]) == [renamed]


def seen(resource: Resource, *names: str) -> str:
    return fingerprint(resource, names)


def test_edited_resource_keeps_its_history_and_is_found_by_its_new_words(lead: User) -> None:
    made = added(lead, topics=["Old"])
    changed: Any = {"title": "Other words", "topics": ["New"]}
    assert actions.edit_resource(by=lead, resource=made, values=changed)
    assert list(find_resources(words="other new")) == [made]
    assert list(find_resources(words="old")) == []
    latest = made.history.first()
    assert latest is not None
    assert (latest.title, latest.history_change_reason) == ("Other words", "Also changed: topics")


def test_same_words_again_leave_no_trace(lead: User) -> None:
    made = added(lead, topics=["Rest"])
    same: Any = {"title": made.title, "topics": ["rest"]}
    assert not actions.edit_resource(by=lead, resource=made, values=same)
    assert made.history.count() == 1


def test_edit_of_what_somebody_else_changed_is_not_stored(lead: User) -> None:
    made = added(lead)
    before = seen(made, "title")
    actions.edit_resource(by=lead, resource=made, values={"title": "Theirs"})
    with pytest.raises(ChangedMeanwhileError):
        actions.edit_resource(by=lead, resource=made, values={"title": "Mine"}, seen=before)
    assert Resource.objects.get().title == "Theirs"


def test_edit_to_an_address_that_is_here_is_not_stored(lead: User) -> None:
    made, here = added(lead), ResourceFactory()
    with pytest.raises(AlreadyHereError) as refused:
        actions.edit_resource(by=lead, resource=made, values={"url": here.url})
    assert refused.value.resource == here
    assert Resource.objects.get(pk=made.pk).url == "https://example.org/a"


def test_new_address_is_not_checked_yet_and_the_same_one_keeps_its_check(lead: User) -> None:
    checked = {"link_state": LinkState.BROKEN, "failures_in_a_row": 4}
    made = ResourceFactory(**checked, link_checked_at=timezone.now(), link_note="404")
    same: Any = {"url": f"{made.url}?utm_source=x"}
    actions.edit_resource(by=lead, resource=made, values=same)
    made.refresh_from_db()
    assert made.failures_in_a_row == 4
    actions.edit_resource(by=lead, resource=made, values={"url": "https://example.org/new"})
    made.refresh_from_db()
    assert (made.link_state, made.failures_in_a_row, made.link_note) == ("not-checked", 0, "")


def test_file_takes_the_place_of_an_address_and_the_other_way_round(
    lead: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    made = added(lead)
    actions.edit_resource(by=lead, resource=made, values={"url": ""}, file=a_file())
    made.refresh_from_db()
    name = str(made.file.name)
    assert (made.url, made.address_key, made.file_name) == ("", "", "plain.txt")
    with django_capture_on_commit_callbacks(execute=True):
        actions.edit_resource(by=lead, resource=made, values={"url": "https://example.org/b"})
    made.refresh_from_db()
    assert (made.url, made.file_name, bool(made.file)) == ("https://example.org/b", "", False)
    assert not default_storage.exists(name)


def test_new_file_replaces_the_old_one(
    lead: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    made = actions.add_resource(by=lead, form_key=uuid4(), values=values(url=""), file=a_file())
    old = str(made.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.edit_resource(by=lead, resource=made, values={"url": ""}, file=a_file("new.txt"))
    made.refresh_from_db()
    assert made.file_name == "new.txt"
    assert [default_storage.exists(name) for name in (old, str(made.file.name))] == [False, True]


def test_looked_at_is_kept_with_the_day_to_look_again(lead: User) -> None:
    made = ResourceFactory()
    again = TODAY() + timedelta(days=90)
    for _ in range(2):
        actions.look_at(by=lead, resource=made, again_on=again)
    made.refresh_from_db()
    assert (made.checked_on, made.check_again_on) == (TODAY(), again)
    # The factory wrote the first line of the history, and pressing twice one more.
    assert made.history.count() == 2


def test_withdrawn_resource_is_out_of_the_library_and_can_come_back(lead: User) -> None:
    made = added(lead, title="Findable")
    actions.withdraw(by=lead, resource=made, reason="Out of date")
    assert list(find_resources(words="findable")) == []
    actions.withdraw(by=lead, resource=made, reason="Another reason")
    made.refresh_from_db()
    assert (made.state, made.withdrawn_reason) == (ResourceState.WITHDRAWN, "Out of date")
    for _ in range(2):
        actions.put_back(by=lead, resource=made)
    assert list(find_resources(words="findable")) == [made]
    assert made.history.count() == 3
