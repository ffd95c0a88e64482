"""Logging: one page, four answers. Every press of a button comes back to the same entry."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from imroc_ei.access import person_of, requires
from imroc_ei.people.models import User
from steps.activity.actions import log_activity, save_draft
from steps.activity.entries import says_the_same
from steps.activity.forms.activity import ActivityForm, starting_values, values_like, with_date_set
from steps.models import Activity


@requires("steps.add_activity")
def activity_new(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method != "POST":
        form = ActivityForm(person=person, initial=_starting_values(request, person))
        return log_page(request, form)
    data = _with_form_key(request.POST, person)
    if "set" in data:
        return log_page(request, with_date_set(data, person=person), file_again=bool(request.FILES))
    form = ActivityForm(data, request.FILES, person=person)
    form.refuse_if_too_much(request)
    if data.get("save") == "draft":
        return _keep_draft(request, form, person)
    if not form.is_valid():
        return log_page(request, form, file_again=bool(request.FILES))
    return _save(request, form, person)


def log_page(
    request: HttpRequest,
    form: ActivityForm,
    *,
    draft: Activity | None = None,
    file_again: bool = False,
) -> HttpResponse:
    context = {"form": form, "draft": draft, "file_again": file_again}
    return render(request, "steps/activity/log.html", context)


def _starting_values(request: HttpRequest, person: User) -> dict[str, Any]:
    values = starting_values()
    if like := request.GET.get("like"):
        entry = Activity.objects.by(person).filter(public_id=like[:20]).first()
        values |= values_like(entry) if entry else {}
    if steps := request.GET.getlist("step"):
        values["steps"] = steps
    return values


def _with_form_key(typed: QueryDict, person: User) -> QueryDict:
    """A form that lost its key gets one made from its words, so that it too is stored once."""
    data = typed.copy()
    try:
        UUID(data.get("form_key", ""))
    except ValueError:
        words = sorted((name, data.getlist(name)) for name in data if "csrf" not in name)
        data["form_key"] = str(uuid5(NAMESPACE_URL, f"{person.public_id} {words}"))
    return data


def _save(request: HttpRequest, form: ActivityForm, person: User) -> HttpResponse:
    given = form.cleaned_data
    activity = log_activity(
        by=person,
        form_key=given["form_key"],
        steps=given["steps"],
        evidence=form.new_evidence(),
        **form.entry_fields(),
    )
    if not says_the_same(activity, form.entry_fields(), given["steps"]):
        return _saved_before(request, form, activity)
    return redirect(f"{activity.get_absolute_url()}?saved=1")


def _saved_before(request: HttpRequest, form: ActivityForm, activity: Activity) -> HttpResponse:
    """The form went out before with other words: those just typed become a change to confirm."""
    form.answer_to(activity)
    context = {"form": form, "activity": activity, "saved_before": True}
    return render(request, "steps/activity/edit.html", context)


def _keep_draft(request: HttpRequest, form: ActivityForm, person: User) -> HttpResponse:
    draft = _draft_of(form, person)
    if not draft.is_draft:
        return redirect(draft.get_absolute_url())
    edit = reverse("activity_edit", args=[draft.public_id])
    kept = _("Your draft is saved. Only you can see it. You find it in My space.")
    messages.success(request, kept)
    for problem in form.errors.get("file", []):
        messages.error(request, format_html("{} {}", _("The file is not in it."), problem))
    return redirect(edit)


def _draft_of(form: ActivityForm, person: User) -> Activity:
    form.is_valid()
    return save_draft(
        by=person,
        form_key=form.cleaned_data["form_key"],
        steps=form.cleaned_data.get("steps", []),
        evidence=form.new_files(),
        unfinished=form.unfinished(),
        **form.draft_fields(),
    )


@require_POST
@requires("steps.add_activity")
def activity_draft(request: HttpRequest) -> JsonResponse:
    """Keep a draft while somebody types. Files are not among what is sent here."""
    person = person_of(request)
    form = ActivityForm(_with_form_key(request.POST, person), person=person)
    draft = _draft_of(form, person)
    now = time_format(timezone.localtime(), "TIME_FORMAT")
    said = _("Draft saved at %(time)s") % {"time": now} if draft.is_draft else ""
    return JsonResponse({"said": said})
