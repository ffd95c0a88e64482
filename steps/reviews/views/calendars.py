"""The calendar feed, and the page on which somebody makes or ends its address."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from imroc_ei.access import person_of, requires
from steps.models import CalendarFeed
from steps.reviews.calendar import calendar_of, end_feed, make_feed, person_of_secret


@login_not_required
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever has the secret address reads the calendar; any other address does not exist."""
    person = person_of_secret(secret)
    if person is None:
        raise Http404
    response = HttpResponse(calendar_of(person), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = 'inline; filename="equity-and-inclusion.ics"'
    return response


@requires("steps.view_review")
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make a secret address, which is shown this once, or end it."""
    person, address = person_of(request), ""
    if request.method == "POST" and "end" in request.POST:
        end_feed(by=person)
        messages.success(request, _("The address has ended. What was subscribed to it is empty."))
        return redirect("calendar_address")
    if request.method == "POST":
        address = f"{settings.SITE_URL}{reverse('calendar', args=[make_feed(by=person)])}"
    feed = CalendarFeed.objects.filter(person=person).first()
    context = {"feed": feed, "address": address}
    return render(request, "steps/reviews/calendar.html", context)
