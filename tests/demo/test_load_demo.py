from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from aims.models import Aim
from feedback.models import CaseAction, KeyMark
from imroc_ei.demo.read import read
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.models import Resource
from steps.enums import StepState
from steps.models import Action, Activity, Evidence, Quarter, Review, Step
from tests.factories import ActionFactory, ResourceFactory, UserFactory
from tests.steps.reviews.making import closed_review, written_review

pytestmark = pytest.mark.django_db
ENTRIES = read("activity.toml")["activity"]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue().strip()


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, histories included, but for which key the site is sealed with."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model is not KeyMark
    }


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True
    call_command("load_plan", stdout=StringIO())


@pytest.mark.usefixtures("demo")
def test_load_demo_adds_what_the_files_say_once() -> None:
    assert run() == f"Added {len(ENTRIES)} made-up entries."
    assert run() == "The made-up year is here already; nothing was added."
    assert Activity.objects.count() == len(ENTRIES)
    assert Evidence.objects.count() == sum(len(e.get("evidence", [])) for e in ENTRIES)
    assert User.objects.exclude(is_demo=True).count() == 0
    assert Quarter.objects.filter(made_up=True).count() in (3, 4)
    assert Organisation.current().contact_email == "equity@example.org"


def test_load_demo_without_demo_is_refused(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="set DEMO=1"):
        run()
    assert User.objects.count() == 0


def test_load_demo_without_a_plan_says_what_to_do(settings: Settings) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="load_plan"):
        run()


@pytest.mark.usefixtures("demo")
def test_load_demo_remove_leaves_the_plan_as_it_was_loaded() -> None:
    before = everything()
    run()
    assert run("--remove") == f"Removed {len(ENTRIES)} made-up entries and their people."
    assert everything() == before
    assert Organisation.current().contact_email == ""


@pytest.mark.usefixtures("demo")
def test_load_demo_adds_actions_by_hand_in_every_state_that_look_as_those_of_cases() -> None:
    run()
    without_review = Action.objects.filter(review=None)
    by_hand = without_review.exclude(pk__in=CaseAction.objects.values("action"))
    assert by_hand.count() == len(read("actions.toml")["action"])
    states = (
        by_hand.done(),
        by_hand.let_go(),
        by_hand.open(),
        by_hand.open().due_by(timezone.localdate()),
    )
    assert [rows.count() > 0 for rows in states] == [True, True, True, True]
    assert {action.agreed_on.day for action in without_review if action.agreed_on} == {1}


@pytest.mark.usefixtures("demo")
def test_load_demo_remove_keeps_what_real_people_recorded() -> None:
    run()
    real = User.objects.create_user("real@example.com", name="Real Person")
    added = Step.objects.get(origin="added")
    entry = Activity.objects.create(
        logged_by=real, happened_on="2026-01-05", what_happened="Real work"
    )
    entry.steps.add(added)
    run("--remove")
    assert list(Activity.objects.all()) == [entry]
    assert list(entry.steps.all()) == [added]


@pytest.mark.usefixtures("demo")
def test_load_demo_remove_keeps_a_statement_that_a_real_action_is_about() -> None:
    run()
    action = ActionFactory(step=Step.objects.get(origin="added"))
    run("--remove")
    assert list(Action.objects.all()) == [action]


@pytest.mark.usefixtures("demo")
def test_load_demo_leaves_contacts_that_an_owner_wrote() -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"contact_email": "us@example.com"})
    run()
    run("--remove")
    assert Organisation.current().contact_email == "us@example.com"


def said_of_the_plan() -> list[tuple[Any, ...]]:
    aims = Aim.objects.order_by("pk").values_list("held_by", "judgement", "next_review_on")
    return [*Step.objects.order_by("pk").values_list("held_by", "state"), *aims]


@pytest.mark.usefixtures("demo")
def test_load_demo_leaves_what_somebody_has_said_of_the_plan() -> None:
    real = UserFactory()
    today = timezone.localdate()
    Step.objects.update(held_by=real)
    Aim.objects.update(
        held_by=real,
        judgement="We have begun.",
        judged_on=today,
        judged_by=real,
        next_review_on=today + timedelta(days=77),
    )
    Step.objects.update(
        state=StepState.PAUSED, paused_until=today + timedelta(days=40), paused_reason="Money"
    )
    before = said_of_the_plan()
    run()
    added = Step.objects.filter(origin="added")
    assert [row for row in said_of_the_plan() if row not in before] == [
        (step.held_by_id, step.state) for step in added
    ]
    run("--remove")
    assert said_of_the_plan() == before


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("make", [closed_review, written_review])
def test_load_demo_adds_no_review_where_people_review_already(make: Callable[..., Review]) -> None:
    review = make(aim=Aim.objects.get(number=1))
    before = everything()
    run()
    assert list(Review.objects.values_list("pk", flat=True)) == [review.pk]
    run("--remove")
    assert everything() == before


@pytest.mark.usefixtures("demo")
def test_load_demo_remove_leaves_what_somebody_has_said_since() -> None:
    run()
    real, day = UserFactory(), timezone.localdate() + timedelta(days=77)
    held = Step.objects.exclude(held_by=None).order_by("pk")[:1].get()
    Step.objects.filter(pk=held.pk).update(held_by=real)
    Aim.objects.update(next_review_on=day)
    run("--remove")
    assert list(Step.objects.exclude(held_by=None).values_list("pk", "held_by")) == [
        (held.pk, real.pk)
    ]
    assert set(Aim.objects.values_list("next_review_on", flat=True)) == {day}


@pytest.mark.usefixtures("demo")
def test_load_demo_remove_leaves_the_library_that_people_filled() -> None:
    run()
    kept = ResourceFactory(title="Ours")
    run("--remove")
    assert list(Resource.objects.all()) == [kept]
    assert Organisation.current().rooms == ["library"]
