"""Leaving: what was private goes, what was shared stays without a name, and nobody holds it."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from aims.actions import reword_aim
from aims.models import Aim
from imroc_ei.dashboards.leaving import leave_for_good
from imroc_ei.people.models import User
from steps.enums import Audience, EvidenceKind
from steps.models import Activity, Step
from tests.clients import signed_in
from tests.dashboards.pages import main_of
from tests.factories import ActivityFactory, EvidenceFactory, NoticeFactory, UserFactory
from tests.world import ACTIVITY_STATES, Plan, word_of


def entries_of(person: User, plan: Plan) -> None:
    for state, fields in ACTIVITY_STATES.items():
        ActivityFactory(
            what_happened=word_of(state),
            logged_by=person,
            show_name=True,
            steps=[plan.steps["training"]],
            **fields,
        )


def leave_with(client: Client, ticked: bool) -> str:
    """Send the form; return where it led, or nothing where the page came back."""
    response = client.post(reverse("leave"), {"understood": "on"} if ticked else {})
    return response.headers.get("Location", "")


def test_leaving_keeps_what_was_shared_without_a_name(consultant: User, plan: Plan) -> None:
    entries_of(consultant, plan)
    leave_for_good(by=consultant)
    kept = Activity.objects.order_by("pk").values_list("what_happened", "show_name")
    shared = ("team", "consultants", "waiting", "checked")
    assert list(kept) == [(word_of(state), False) for state in shared]
    consultant.refresh_from_db()
    assert (consultant.name, consultant.is_active) == ("", False)
    assert "A former consultant" in main_of(signed_in(UserFactory()), "/steps/training/")


def test_what_somebody_held_is_held_by_nobody_after(consultant: User, plan: Plan) -> None:
    Step.objects.filter(slug="training").update(held_by=consultant)
    Aim.objects.filter(number=2).update(held_by=consultant)
    leave_for_good(by=consultant)
    assert not Step.objects.filter(held_by=consultant).exists()
    assert not Aim.objects.filter(held_by=consultant).exists()
    newest = Step.history.filter(slug="training").first()
    assert newest is not None
    assert newest.history_change_reason == "Handed over"


def test_the_last_owner_is_refused_and_loses_nothing(owner: User, plan: Plan) -> None:
    ActivityFactory(audience=Audience.ONLY_ME, logged_by=owner)
    Step.objects.filter(slug="training").update(held_by=owner)
    with pytest.raises(ValidationError):
        leave_for_good(by=owner)
    assert Activity.objects.count() == 1
    assert Step.objects.get(slug="training").held_by == owner


def test_the_page_tells_the_last_owner_why_not(owner: User, plan: Plan) -> None:
    client = signed_in(owner)
    response = client.post(reverse("leave"), {"understood": "on"})
    assert response.status_code == 200
    assert "this is the last one" in response.content.decode()
    assert client.get(reverse("me")).status_code == 200


def test_nobody_leaves_without_ticking_the_box(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    assert leave_with(client, ticked=False) == ""
    consultant.refresh_from_db()
    assert consultant.left_at is None


def test_who_has_left_is_signed_out_and_reads_goodbye(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    assert leave_with(client, ticked=True) == reverse("goodbye")
    assert "You have left" in main_of(client, reverse("goodbye"))
    assert client.get(reverse("me")).status_code == 302


def copy_of(client: Client) -> ZipFile:
    response = client.post(reverse("me_export"))
    assert response.headers["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(response.getvalue()))


def test_the_copy_holds_everything_of_ones_own(consultant: User, plan: Plan) -> None:
    entries_of(consultant, plan)
    Step.objects.filter(slug="training").update(held_by=consultant)
    entry = Activity.objects.filter(logged_by=consultant).first()
    evidence = EvidenceFactory(
        activity=entry,
        kind=EvidenceKind.FILE,
        text="",
        file=ContentFile(b"what they said", name="kept.txt"),
        file_name="../notes.txt",
    )
    copy = copy_of(signed_in(consultant))
    name = f"evidence/{evidence.public_id}-notes.txt"
    assert copy.namelist() == [
        "read-me.txt",
        "about-me.json",
        "what-i-hold.json",
        "activity.json",
        "what-i-changed.json",
        "library.json",
        "reminders.json",
        name,
    ]
    assert copy.read(name) == b"what they said"
    told = {row["what_happened"] for row in json.loads(copy.read("activity.json"))}
    assert told == {word_of(state) for state in ACTIVITY_STATES}
    assert json.loads(copy.read("about-me.json"))["account"]["email"] == consultant.email
    held = json.loads(copy.read("what-i-hold.json"))["statements"]
    assert [row["slug"] for row in held] == ["training"]


def test_the_copy_says_what_one_changed_and_of_what_one_is_reminded(
    owner: User, second: User, plan: Plan
) -> None:
    aim = Aim.objects.get(number=3)
    words = {"statement": "To strive", "short_name": "Striving"}
    reword_aim(by=owner, aim=aim, why="Shorter", **words)
    reword_aim(by=second, aim=aim, why="Shorter still", **(words | {"statement": "To try"}))
    NoticeFactory(person=owner, subject="mine")
    NoticeFactory(person=second, subject="theirs")
    copy = copy_of(signed_in(owner))
    changed = json.loads(copy.read("what-i-changed.json"))
    assert [(row["what"], row["why"]) for row in changed] == [("Aim 3: Striving", "Shorter")]
    reminders = json.loads(copy.read("reminders.json"))
    assert [(row["reason"], row["about"]) for row in reminders] == [("anything-to-log", "mine")]


def test_the_copy_holds_nothing_of_anybody_else(consultant: User, second: User, plan: Plan) -> None:
    entries_of(second, plan)
    copy = copy_of(signed_in(consultant))
    everything = b"".join(copy.read(name) for name in copy.namelist()).decode()
    assert [state for state in ACTIVITY_STATES if word_of(state) in everything] == []
    assert second.email not in everything


def test_a_file_that_is_lost_does_not_keep_the_copy_back(consultant: User, plan: Plan) -> None:
    entry = ActivityFactory(logged_by=consultant)
    evidence = EvidenceFactory(
        activity=entry, kind=EvidenceKind.FILE, text="", file="evidence/gone.txt"
    )
    copy = copy_of(signed_in(consultant))
    assert copy.read(f"evidence/{evidence.public_id}-gone.txt.missing.txt") == (
        b"This file is missing."
    )
