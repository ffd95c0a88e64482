from datetime import date, timedelta

import pytest
import vobject
from django.test import Client
from django.utils import timezone

from imroc_ei.people.models import User
from steps.models import CalendarFeed
from steps.reviews.calendar import end_feed, make_feed
from tests.clients import signed_in
from tests.factories import ActionFactory, AimFactory

pytestmark = pytest.mark.django_db


def events_at(secret: str) -> list[tuple[str, date]]:
    """Read a feed as a calendar programme would, with another library than wrote it."""
    answer = Client().get(f"/calendar/{secret}/")
    assert answer.status_code == 200
    calendar = vobject.readOne(answer.content.decode())
    events = calendar.contents.get("vevent", [])
    return [(event.summary.value, event.dtstart.value) for event in events]


def test_calendar_carries_ones_own_reviews_and_actions(lead: User, second: User) -> None:
    day = timezone.localdate() + timedelta(days=20)
    AimFactory(number=1, short_name="Understanding", held_by=lead, next_review_on=day)
    AimFactory(number=2, held_by=second, next_review_on=day)
    AimFactory(number=3, held_by=lead, next_review_on=None)
    ActionFactory(held_by=lead, what="Write; to, them\nand wait", due=day)
    ActionFactory(held_by=second)
    ActionFactory(held_by=lead, done_on=day)
    ActionFactory(held_by=lead, agreed_on=None)
    assert events_at(make_feed(by=lead)) == [
        ("Review of aim 1: Understanding", day),
        ("Action due: Write; to, them and wait", day),
    ]


def test_calendar_of_a_lead_has_the_reviews_that_nobody_holds(lead: User, second: User) -> None:
    AimFactory(number=4, short_name="Ours", next_review_on=date(2027, 1, 5))
    assert events_at(make_feed(by=lead)) == [("Review of aim 4: Ours", date(2027, 1, 5))]
    assert events_at(make_feed(by=second)) == []


def test_new_address_ends_the_one_before(lead: User) -> None:
    first, second = make_feed(by=lead), make_feed(by=lead)
    assert Client().get(f"/calendar/{first}/").status_code == 404
    assert Client().get(f"/calendar/{second}/").status_code == 200


def test_ended_address_does_not_exist(lead: User) -> None:
    secret = make_feed(by=lead)
    end_feed(by=lead)
    assert Client().get(f"/calendar/{secret}/").status_code == 404


def test_address_of_who_has_left_does_not_exist(lead: User) -> None:
    secret = make_feed(by=lead)
    lead.name, lead.is_active, lead.left_at = "", False, timezone.now()
    lead.save()
    assert Client().get(f"/calendar/{secret}/").status_code == 404


def test_secret_is_kept_nowhere(lead: User) -> None:
    secret = make_feed(by=lead)
    assert secret not in CalendarFeed.objects.get().secret_digest


def test_address_is_shown_once(consultant: User) -> None:
    client = signed_in(consultant)
    made = client.post("/me/calendar/").content.decode()
    assert "http://localhost:8000/calendar/" in made
    assert "http://localhost:8000/calendar/" not in client.get("/me/calendar/").content.decode()
    client.post("/me/calendar/", {"end": "1"})
    assert CalendarFeed.objects.count() == 0
