"""Reading one resource, and taking it along."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from imroc_ei.uploads.files import serve_as_attachment
from library.citation import ris
from library.doors import in_library
from library.item_page import ItemPage
from library.models import Resource

RIS_TYPE = "application/x-research-info-systems; charset=utf-8"


def seen_resource(request: HttpRequest, resource_id: str) -> Resource:
    """Fetch a resource that this person may see."""
    return get_object_or_404(Resource.objects.visible_to(request.user), public_id=resource_id)


@login_not_required
@in_library
def resource(request: HttpRequest, resource_id: str) -> HttpResponse:
    page = ItemPage(resource=seen_resource(request, resource_id), person=request.user)
    context = {"page": page, "resource": page.resource, "told": "told" in request.GET}
    return render(request, "library/resource.html", context)


@login_not_required
@in_library
def resource_file(request: HttpRequest, resource_id: str) -> HttpResponseBase:
    """Hand the file out under its real name."""
    found = seen_resource(request, resource_id)
    if not found.file:
        raise Http404
    try:
        return serve_as_attachment(
            found.file, name=found.file_name, content_type=found.content_type
        )
    except FileNotFoundError as gone:
        raise Http404 from gone


@login_not_required
@in_library
def resource_ris(request: HttpRequest, resource_id: str) -> HttpResponse:
    found = seen_resource(request, resource_id)
    return ris_response(slugify(found.title)[:60] or "resource", ris([found]))


def ris_response(name: str, text: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ris"'}
    return HttpResponse(text, content_type=RIS_TYPE, headers=headers)
