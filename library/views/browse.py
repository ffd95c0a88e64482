"""The front page of the library."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imroc_ei.organisation.current import organisation_of
from library.doors import closed_page, may_enter
from library.models import Resource


@login_not_required
def library(request: HttpRequest) -> HttpResponse:
    if not may_enter(request.user, organisation_of(request)):
        return closed_page(request, status=200)
    resources = Resource.objects.visible_to(request.user)
    return render(request, "library/list.html", {"resources": resources})
