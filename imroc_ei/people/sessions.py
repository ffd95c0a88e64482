"""How long somebody stays signed in, and how every sign-in of a person is ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from imroc_ei.people.models import User
from imroc_ei.people.roles import CONSULTANT


def session_end(person: User) -> datetime:
    """Return when a sign-in that starts now ends: the shortest of what the roles held allow."""
    hours = min((role.session_hours for role in person.roles), default=CONSULTANT.session_hours)
    return timezone.now() + timedelta(hours=hours)


def limit_session(request: HttpRequest) -> None:
    """End this sign-in when the person's roles say so, however much it is used until then."""
    if request.user.is_authenticated:
        request.session.set_expiry(session_end(request.user))


def end_sessions(person: User) -> None:
    """Delete every sign-in of this person, on all their devices."""
    kept = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [
        session.pk
        for session in kept.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()
