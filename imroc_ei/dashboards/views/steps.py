from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imroc_ei.dashboards.step_page import step_page
from imroc_ei.dashboards.within import is_within
from imroc_ei.organisation.current import organisation_of


@login_not_required
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """A statement: its level, who looks after it, and the entries this person may read."""
    page = step_page(
        slug,
        request.user,
        within=is_within(request.user),
        site=organisation_of(request),
        number=request.GET.get("page", ""),
    )
    return render(request, "dashboards/step.html", {"page": page})
