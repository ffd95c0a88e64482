"""Adding a resource, changing it, looking at it again, withdrawing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aims.versions import versions
from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from library.actions import resources as actions
from library.crumbs import curation_crumb, library_crumb, resource_crumbs
from library.doors import CURATE, in_library
from library.forms.care import LookedAtForm, WithdrawForm
from library.forms.resource import EditResourceForm, NewResourceForm, SuggestedForm
from library.models import Resource, Suggestion
from library.queries.curation import curation
from library.views.items import seen_resource
from library.views.suggestions import seen_suggestion

HISTORY = [
    *("title", "url", "file_name", "creator", "year", "format", "minutes", "language"),
    *("accessibility", "lived_experience", "free_to_read", "licence", "content_notes"),
    *("why_here", "checked_on", "check_again_on", "state", "withdrawn_reason"),
]


@requires(CURATE)
def resource_new(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = NewResourceForm(sent(request), request.FILES or None, person=person)
    form.refuse_if_too_much(request)
    if form.is_valid():
        added = form.store(by=person)
        if added:
            messages.success(request, _("Added to the library."))
            return redirect(added)
    context = {"form": form, "heading": _("Add a resource"), "crumbs": [library_crumb()]}
    return render(request, "library/resource_form.html", context)


@requires(CURATE)
def suggestion_add(request: HttpRequest, suggestion_id: str) -> HttpResponse:
    """Add what was suggested: the form for a new resource, with what is known filled in."""
    person, row = person_of(request), seen_suggestion(request, suggestion_id)
    form = SuggestedForm(sent(request), request.FILES or None, person=person, suggestion=row)
    form.refuse_if_too_much(request)
    if form.is_valid():
        added = form.store(by=person)
        if added:
            messages.success(request, added_said(row, added))
            return redirect(added)
    context = {"form": form, "heading": _("Add what was suggested"), "crumbs": [curation_crumb()]}
    return render(request, "library/resource_form.html", context)


def added_said(suggestion: Suggestion, added: Resource) -> str:
    """Say who hears of it. Somebody may have answered the suggestion in the meantime."""
    suggestion.refresh_from_db()
    if suggestion.resource_id == added.pk:
        return _("Added to the library. Whoever suggested it hears of it.")
    return _("Added to the library. The suggestion had been answered already: that answer stands.")


@requires(CURATE)
def resource_edit(request: HttpRequest, resource_id: str) -> HttpResponse:
    person = person_of(request)
    row = seen_resource(request, resource_id)
    form = EditResourceForm(sent(request), request.FILES or None, row=row, person=person)
    form.refuse_if_too_much(request)
    if form.is_valid() and form.store(by=person):
        said = _("Saved.") if form.stored_something else _("Nothing changed.")
        messages.success(request, said)
        return redirect(row)
    context = {
        "form": form,
        "row": row,
        "heading": _("Change “%(title)s”") % {"title": row.title},
        "crumbs": resource_crumbs(row),
    }
    return render(request, "library/resource_form.html", context)


@requires(CURATE)
def resource_check(request: HttpRequest, resource_id: str) -> HttpResponse:
    row = seen_resource(request, resource_id)
    form = LookedAtForm(sent(request))
    if form.is_valid():
        again_on = form.cleaned_data["check_again_on"]
        actions.look_at(by=person_of(request), resource=row, again_on=again_on)
        messages.success(request, _("Looked at today."))
        return redirect(row)
    context = {
        "form": form,
        "heading": _("I looked at “%(title)s” today") % {"title": row.title},
        "about": _("It still opens, and what its page says about it still holds."),
        "button": _("Looked at"),
        "back": row.get_absolute_url(),
        "crumbs": resource_crumbs(row),
    }
    return render(request, "library/form_page.html", context)


@requires(CURATE)
def resource_withdraw(request: HttpRequest, resource_id: str) -> HttpResponse:
    """Withdraw it, with a reason; or put back what was withdrawn."""
    row = seen_resource(request, resource_id)
    if row.is_withdrawn or "back" in request.POST:
        return _put_back(request, row)
    form = WithdrawForm(sent(request))
    if form.is_valid():
        actions.withdraw(by=person_of(request), resource=row, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn from the library."))
        return redirect(row)
    context = {
        "form": form,
        "heading": _("Withdraw “%(title)s”") % {"title": row.title},
        "about": _("It leaves the library and every list. You can put it back later."),
        "button": _("Withdraw it"),
        "back": row.get_absolute_url(),
        "crumbs": resource_crumbs(row),
    }
    return render(request, "library/form_page.html", context)


def _put_back(request: HttpRequest, row: Resource) -> HttpResponse:
    """Put it back where that is the button that was pressed. Who meant to withdraw it, and came
    second, is told that it is withdrawn."""
    if "back" in request.POST:
        actions.put_back(by=person_of(request), resource=row)
        messages.success(request, _("Back in the library."))
        return redirect(row)
    if request.method == "POST":
        messages.warning(request, _("It had been withdrawn already. The first reason stands."))
        return redirect(row)
    context = {"row": row, "crumbs": resource_crumbs(row)}
    return render(request, "library/resource_put_back.html", context)


@in_library
@requires("library.view_historicalresource")
def resource_history(request: HttpRequest, resource_id: str) -> HttpResponse:
    row = seen_resource(request, resource_id)
    context = {
        "heading": _("How “%(name)s” came to be as it is") % {"name": row.title},
        "versions": versions(row, HISTORY),
        "crumbs": resource_crumbs(row),
    }
    return render(request, "aims/history.html", context)


@requires(CURATE)
def library_curation(request: HttpRequest) -> HttpResponse:
    """What waits for those who look after the library."""
    context = {"waiting": curation(timezone.localdate()), "crumbs": [library_crumb()]}
    return render(request, "library/curation.html", context)
