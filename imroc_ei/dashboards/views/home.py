from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from imroc_ei.access import requires
from imroc_ei.dashboards.home_page import home_page
from imroc_ei.dashboards.overview_page import overview as overview_page
from imroc_ei.dashboards.within import is_within
from imroc_ei.organisation.current import organisation_of
from imroc_ei.organisation.enums import Room


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The vision, the aims with their state in words, what was learned, and how to tell us."""
    site = organisation_of(request)
    page = home_page(site, within=is_within(request.user), today=timezone.localdate())
    feedback_is_open = site.has_room(Room.FEEDBACK)
    return render(
        request, "dashboards/home.html", {"page": page, "feedback_is_open": feedback_is_open}
    )


@requires("steps.view_review")
def overview(request: HttpRequest) -> HttpResponse:
    """All aims at once, for the meeting of the leads."""
    page = overview_page(today=timezone.localdate())
    return render(request, "dashboards/overview.html", {"page": page})
