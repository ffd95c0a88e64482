"""Pages about the site itself, in our own plain words."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from feedback.privacy.queries import how_long_kept
from imroc_ei.dashboards.cookie_list import cookies_used
from imroc_ei.organisation.current import organisation_of
from steps.enums import LEVEL_CRITERIA


@login_not_required
def judging(request: HttpRequest) -> HttpResponse:
    levels = list(LEVEL_CRITERIA.items())
    context = {"levels": levels, "quiet_after_days": organisation_of(request).quiet_after_days}
    return render(request, "dashboards/about/judging.html", context)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboards/about/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboards/about/privacy.html", {"kept": how_long_kept()})


@login_not_required
def cookies(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboards/about/cookies.html", {"cookies": cookies_used()})


@login_not_required
def goodbye(request: HttpRequest) -> HttpResponse:
    """Where somebody stands who has just left for good."""
    return render(request, "dashboards/goodbye.html")
