"""What `load_demo` has added, as one finds it."""

from collections import Counter

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from imroc_ei.demo.read import read
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from library.models import Resource, Suggestion
from library.search.find import find_resources
from steps.models import Action, Review, Step
from steps.reviews.confirmers import why_not
from steps.reviews.queries import findings_of

pytestmark = pytest.mark.usefixtures("made_up_year")
SEVEN = ["consultant", "second", "lead", "handler", "handler2", "owner", "outside"]


def test_load_demo_adds_reviews_that_keep_the_rules_and_one_that_waits() -> None:
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


@pytest.mark.parametrize("name", SEVEN)
def test_demo_people_sign_in_only_while_demo_is_on(
    client: Client, settings: Settings, name: str
) -> None:
    account = {"email": f"{name}@example.org", "password": "imroc-demo"}
    assert client.login(**account) is True
    settings.DEMO = False
    assert client.login(**account) is False


def test_demo_people_hold_their_roles() -> None:
    lead = User.objects.get(email="lead@example.org")
    assert lead.role_names == {"consultant", "lead"}
    owner = User.objects.get(email="owner@example.org")
    assert owner.role_names == {"consultant", "owner"}


def test_load_demo_fills_and_opens_the_library() -> None:
    resources = Resource.objects.all()
    assert resources.count() == len(read("library.toml")["resource"])
    assert resources.filter(made_up=True).count() == resources.count()
    assert Organisation.current().rooms == ["library", "feedback"]
    assert resources.to_look_at_by(timezone.localdate()).count() > 0
    assert Suggestion.objects.waiting().count() == 2
    assert list(find_resources(words="listened tables")) != []
