"""Evidence of an entry: adding, taking away, and handing out its files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from imroc_ei.access import person_of, requires
from imroc_ei.uploads.files import serve_as_attachment
from steps.activity.actions import add_evidence, remove_evidence
from steps.activity.forms.evidence import EvidenceForm
from steps.activity.views.entries import own_entry
from steps.enums import EvidenceKind
from steps.models import Activity, Evidence


@login_not_required
def evidence_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Hand the file to whoever may read the entry it belongs to."""
    readable = Activity.objects.visible_to(request.user)
    files = Evidence.objects.filter(kind=EvidenceKind.FILE, activity__in=readable)
    evidence = get_object_or_404(files, public_id=public_id)
    try:
        return serve_as_attachment(
            evidence.file, name=evidence.file_name, content_type=evidence.content_type
        )
    except FileNotFoundError as gone:
        raise Http404 from gone


@requires("steps.add_activity")
def evidence_add(request: HttpRequest, public_id: str) -> HttpResponse:
    entry = own_entry(request, public_id)
    if request.method != "POST":
        form = EvidenceForm()
    else:
        form = EvidenceForm(request.POST, request.FILES)
        form.refuse_if_too_much(request)
        if form.is_valid():
            add_evidence(by=person_of(request), activity=entry, evidence=form.new_evidence())
            return redirect(f"{entry.get_absolute_url()}#evidence")
    return render(request, "steps/activity/evidence.html", {"form": form, "activity": entry})


@requires("steps.add_activity")
def evidence_remove(request: HttpRequest, public_id: str, evidence_id: str) -> HttpResponse:
    entry = own_entry(request, public_id)
    evidence = get_object_or_404(entry.evidence.select_related("activity"), public_id=evidence_id)
    if request.method != "POST":
        context = {"activity": entry, "evidence": evidence}
        return render(request, "steps/activity/evidence_remove.html", context)
    remove_evidence(by=person_of(request), evidence=evidence)
    return redirect(f"{entry.get_absolute_url()}#evidence")
