from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from imroc_ei.access import person_of
from imroc_ei.dashboards.forms import LeaveForm
from imroc_ei.dashboards.leaving import leave_for_good
from imroc_ei.dashboards.own_export import own_copy
from imroc_ei.dashboards.own_space import OwnSpace
from imroc_ei.forms.edit_pages import sent
from imroc_ei.organisation.current import organisation_of


def me(request: HttpRequest) -> HttpResponse:
    """One's own drafts and entries, what one holds, and the way to everything of one's own."""
    space = OwnSpace(person=person_of(request), site=organisation_of(request))
    return render(request, "dashboards/me.html", {"space": space})


def me_export(request: HttpRequest) -> HttpResponseBase:
    """Say what the copy holds; give it when asked."""
    if request.method != "POST":
        return render(request, "dashboards/me_export.html")
    name = f"my-copy-{timezone.localdate().isoformat()}.zip"
    copy = own_copy(person_of(request))
    response = FileResponse(copy, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


def leave(request: HttpRequest) -> HttpResponse:
    """Say what stays and what goes; after the box is ticked, do it and sign out."""
    form = LeaveForm(sent(request))
    if form.is_valid():
        try:
            leave_for_good(by=person_of(request))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            logout(request)
            return redirect("goodbye")
    return render(request, "dashboards/leave.html", {"form": form})
