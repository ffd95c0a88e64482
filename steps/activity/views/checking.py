"""Leads look at what is to become public, one entry after the other."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from steps.activity.actions import (
    DecidedAlreadyError,
    EntryChangedError,
    check_activity,
    decline_activity,
)
from steps.activity.entries import EntryPage, with_statements
from steps.activity.forms.check import CheckForm
from steps.models import Activity


@requires("steps.check_activity")
def activities_to_check(request: HttpRequest) -> HttpResponse:
    entries = with_statements(Activity.objects.to_check())
    pages = [EntryPage(entry, request.user) for entry in entries]
    return render(request, "steps/activity/to_check.html", {"pages": pages})


@requires("steps.check_activity")
def activity_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide about one entry. Who decides second is told what the first decided."""
    entries = Activity.objects.visible_to(request.user) | Activity.objects.to_check()
    readable = with_statements(entries)
    entry = get_object_or_404(readable.prefetch_related("evidence"), public_id=public_id)
    page = EntryPage(entry, request.user)
    if page.is_own:
        return render(request, "steps/activity/check_own.html", {"page": page}, status=403)
    form = CheckForm(sent(request), initial={"version": entry.version})
    if form.is_valid():
        return _decided(request, form, entry)
    context = {"page": page, "activity": entry, "evidence": entry.evidence.all(), "form": form}
    return render(request, "steps/activity/check.html", context)


def _decided(request: HttpRequest, form: CheckForm, entry: Activity) -> HttpResponse:
    given = form.cleaned_data
    decide = check_activity if given["decision"] == CheckForm.PUBLIC else decline_activity
    try:
        decide(by=person_of(request), activity=entry, note=given["note"], version=given["version"])
    except DecidedAlreadyError:
        messages.warning(request, _("This had been decided already. Nothing was changed."))
        return redirect("activity_check", public_id=entry.public_id)
    except EntryChangedError:
        changed = _("The author changed this entry while you read it. Read it again.")
        messages.warning(request, changed)
        return redirect("activity_check", public_id=entry.public_id)
    messages.success(request, form.said)
    return redirect("activities_to_check")
