from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from feedback.models import CaseAction, KeyMark
from imroc_ei.demo.read import read
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.models import Resource, Suggestion
from library.search.find import find_resources
from steps.models import Action, Activity, Evidence, Quarter, Review, Step
from steps.reviews.confirmers import why_not
from steps.reviews.queries import findings_of
from tests.factories import ActionFactory, ResourceFactory

pytestmark = pytest.mark.django_db
ENTRIES = read("activity.toml")["activity"]
SEVEN = ["consultant", "second", "lead", "handler", "handler2", "owner", "outside"]


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
def test_load_demo_adds_reviews_that_keep_the_rules_and_one_that_waits() -> None:
    run()
    closed = Review.objects.closed()
    counts = Counter(review.aim.number for review in closed.select_related("aim"))
    assert counts == {1: 2, 2: 1, 3: 1, 4: 1}
    assert closed.filter(confirmed_by=F("proposed_by")).count() == 0
    waiting = Review.objects.get(state="proposed")
    assert waiting.asked is not None
    assert why_not(waiting.asked, waiting, findings_of(waiting)) == ""
    levels = Step.objects.exclude(reviewed_on=None).values_list("level", flat=True)
    assert len(set(levels)) == 4
    ended = Action.objects.exclude(review=None)
    assert (ended.done().count() > 2, ended.let_go().count()) == (True, 1)


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
@pytest.mark.parametrize("name", SEVEN)
def test_demo_people_sign_in_only_while_demo_is_on(
    client: Client, settings: Settings, name: str
) -> None:
    run()
    account = {"email": f"{name}@example.org", "password": "imroc-demo"}
    assert client.login(**account) is True
    settings.DEMO = False
    assert client.login(**account) is False


@pytest.mark.usefixtures("demo")
def test_load_demo_leaves_contacts_that_an_owner_wrote() -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"contact_email": "us@example.com"})
    run()
    run("--remove")
    assert Organisation.current().contact_email == "us@example.com"


@pytest.mark.usefixtures("demo")
def test_demo_people_hold_their_roles() -> None:
    run()
    lead = User.objects.get(email="lead@example.org")
    assert lead.role_names == {"consultant", "lead"}
    owner = User.objects.get(email="owner@example.org")
    assert owner.role_names == {"consultant", "owner"}


@pytest.mark.usefixtures("demo")
def test_load_demo_fills_and_opens_the_library() -> None:
    run()
    resources = Resource.objects.all()
    assert resources.count() == len(read("library.toml")["resource"])
    assert resources.filter(made_up=True).count() == resources.count()
    assert Organisation.current().rooms == ["library", "feedback"]
    assert resources.to_look_at_by(timezone.localdate()).count() > 0
    assert Suggestion.objects.waiting().count() == 2
    assert list(find_resources(words="listened tables")) != []


@pytest.mark.usefixtures("demo")
def test_load_demo_remove_leaves_the_library_that_people_filled() -> None:
    run()
    kept = ResourceFactory(title="Ours")
    run("--remove")
    assert list(Resource.objects.all()) == [kept]
    assert Organisation.current().rooms == ["library"]
