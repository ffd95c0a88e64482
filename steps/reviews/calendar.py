"""A private calendar: the reviews and actions of a person, at a secret address they can end."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from aims.models import Aim
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from steps.models import Action, CalendarFeed

if TYPE_CHECKING:
    from django.db.models import QuerySet

SECRET_BYTES = 32
DAY = timedelta(days=1)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: User) -> str:
    """Make a new secret address for somebody's own calendar, and end the one before.

    Returns the secret, which is kept nowhere.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    fields = {"secret_digest": digest_of(secret), "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(person=by, defaults=fields)
    return secret


@transaction.atomic
def end_feed(*, by: User) -> None:
    """End somebody's own calendar address."""
    CalendarFeed.objects.filter(person=by).delete()


def person_of_secret(secret: str) -> User | None:
    """Return whose calendar an address opens; nobody for one that has ended."""
    feed = (
        CalendarFeed.objects.filter(
            secret_digest=digest_of(secret), person__in=User.objects.present()
        )
        .select_related("person")
        .first()
    )
    return feed.person if feed else None


def reviews_ahead(person: User) -> QuerySet[Aim]:
    """The aims whose review this person hears of: those held, and for leads those of nobody."""
    mine = Q(held_by=person)
    if person.has_role(RoleName.LEAD):
        mine |= Q(held_by=None)
    return Aim.objects.filter(mine, retired_on=None).exclude(next_review_on=None)


def calendar_of(person: User) -> bytes:
    """Write the calendar of a person: nothing private, only what it is about and a link."""
    calendar = Calendar()
    calendar.add("prodid", "-//Equity and inclusion//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Equity and inclusion"))
    for aim in reviews_ahead(person):
        title = _("Review of aim %(number)d: %(name)s") % {
            "number": aim.number,
            "name": aim.short_name,
        }
        uid = f"review-of-aim-{aim.number}"
        calendar.add_component(_event(uid, title, aim.next_review_on, aim.get_absolute_url()))
    for action in Action.objects.open().held_by(person).select_related("step"):
        title = _("Action due: %(what)s") % {"what": " ".join(str(action).split())}
        uid = f"action-{action.public_id}"
        calendar.add_component(_event(uid, title, action.due, action.get_absolute_url()))
    return bytes(calendar.to_ical())


def _event(uid: str, title: str, day: date | None, path: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{settings.ALLOWED_HOSTS[0]}")
    event.add("dtstamp", timezone.now())
    event.add("summary", title)
    if day:
        event.add("dtstart", day)
        event.add("dtend", day + DAY)
    event.add("url", f"{settings.SITE_URL}{path}")
    event.add("transp", "TRANSPARENT")
    return event
