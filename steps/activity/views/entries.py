"""Reading, changing and taking back an entry."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from imroc_ei.access import person_of, requires
from steps.activity.actions import (
    EntryChangedError,
    delete_for_good,
    edit_activity,
    restore,
    withdraw,
)
from steps.activity.entries import EntryPage, what_changed, with_statements
from steps.activity.forms.activity import ActivityForm, values_of, with_date_set
from steps.activity.views.log import log_page
from steps.models import Activity


@login_not_required
def activity(request: HttpRequest, public_id: str) -> HttpResponse:
    entries = with_statements(Activity.objects.visible_to(request.user))
    entry = get_object_or_404(entries.prefetch_related("evidence"), public_id=public_id)
    if entry.is_draft:
        return redirect("activity_edit", public_id=public_id)
    page = EntryPage(entry, request.user)
    context = {
        "page": page,
        "activity": entry,
        "evidence": entry.evidence.all(),
        "just_saved": page.is_own and "saved" in request.GET,
    }
    return render(request, "steps/activity/read.html", context)


def own_entry(request: HttpRequest, public_id: str) -> Activity:
    """Return an entry to change. What others wrote may be read by some, and changed by nobody."""
    entries = Activity.objects.visible_to(request.user)
    entry = get_object_or_404(entries, public_id=public_id)
    if entry.logged_by_id != request.user.pk:
        raise PermissionDenied
    return entry


@requires("steps.add_activity")
def activity_edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    entry = own_entry(request, public_id)
    person = person_of(request)
    if entry.is_withdrawn:
        return redirect(entry)
    if entry.is_draft:
        draft = ActivityForm(person=person, keeping=entry, initial=values_of(entry))
        return log_page(request, draft, draft=entry)
    if request.method != "POST":
        form = ActivityForm(person=person, keeping=entry, initial=values_of(entry))
        return edit_page(request, form, entry)
    if "set" in request.POST:
        return edit_page(request, with_date_set(request.POST, person=person, keeping=entry), entry)
    form = ActivityForm(request.POST, request.FILES, person=person, keeping=entry)
    form.refuse_if_too_much(request)
    return _changed(request, form, entry) if form.is_valid() else edit_page(request, form, entry)


def edit_page(
    request: HttpRequest,
    form: ActivityForm,
    entry: Activity,
    changed: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "activity": entry,
        "changed": changed,
        "saved_before": False,
        "file_again": bool(request.FILES),
    }
    return render(request, "steps/activity/edit.html", context)


def _changed(request: HttpRequest, form: ActivityForm, entry: Activity) -> HttpResponse:
    given = form.cleaned_data
    try:
        edit_activity(
            by=person_of(request),
            activity=entry,
            version=given.get("version") or 0,
            steps=given["steps"],
            evidence=form.new_evidence(),
            **form.entry_fields(),
        )
    except EntryChangedError as conflict:
        form.answer_to(conflict.activity)
        changed = what_changed(conflict.activity, form.entry_fields(), given["steps"])
        return edit_page(request, form, conflict.activity, changed)
    return redirect(f"{entry.get_absolute_url()}?saved=1")


@requires("steps.add_activity")
def activity_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    entry = own_entry(request, public_id)
    if request.method != "POST":
        return render(request, "steps/activity/withdraw.html", {"activity": entry})
    withdraw(by=person_of(request), activity=entry)
    return redirect(entry)


@requires("steps.add_activity")
def activity_restore(request: HttpRequest, public_id: str) -> HttpResponse:
    entry = own_entry(request, public_id)
    if request.method == "POST":
        restore(by=person_of(request), activity=entry)
    return redirect(f"{entry.get_absolute_url()}?saved=1")


@requires("steps.add_activity")
def activity_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    entry = own_entry(request, public_id)
    if not (entry.is_draft or entry.is_withdrawn):
        return redirect("activity_withdraw", public_id=public_id)
    if request.method != "POST":
        return render(request, "steps/activity/delete.html", {"activity": entry})
    delete_for_good(by=person_of(request), activity=entry)
    messages.success(request, _("Deleted for good."))
    return redirect("activities")
