from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imroc_ei.dashboards.own_space import OwnSpace
from steps.views.people import person_of


def me(request: HttpRequest) -> HttpResponse:
    """One's own drafts and entries, what one holds, and the way to everything of one's own."""
    return render(request, "dashboards/me.html", {"space": OwnSpace(person=person_of(request))})
