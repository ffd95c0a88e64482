"""The procedure as anybody reads it. Nothing here asks who that is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from feedback.door.views import page_to_read
from feedback.models import ProcedureVersion
from feedback.procedure.queries import Shown, version_in_force
from imroc_ei.organisation.current import organisation_of


@page_to_read
def procedure(request: HttpRequest) -> HttpResponse:
    """The version in force; before there is one, the page says so."""
    return _page(request, version_in_force(), "feedback/procedure/read.html")


@page_to_read
def procedure_easy(request: HttpRequest) -> HttpResponse:
    return _page(request, version_in_force(), "feedback/procedure/easy.html")


@page_to_read
def procedure_version(request: HttpRequest, number: int) -> HttpResponse:
    """A version that holds or once held; a draft does not exist for anybody here."""
    version = get_object_or_404(ProcedureVersion.objects.once_in_force(), number=number)
    return _page(request, version, "feedback/procedure/read.html")


@page_to_read
def procedure_version_easy(request: HttpRequest, number: int) -> HttpResponse:
    version = get_object_or_404(ProcedureVersion.objects.once_in_force(), number=number)
    return _page(request, version, "feedback/procedure/easy.html")


def _page(request: HttpRequest, version: ProcedureVersion | None, template: str) -> HttpResponse:
    bodies = organisation_of(request).external_bodies.splitlines()
    context = {
        "page": Shown(version=version) if version else None,
        "bodies": [body.strip() for body in bodies if body.strip()],
    }
    return render(request, template, context)
