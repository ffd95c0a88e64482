"""Suggesting something, seeing what came of it, and answering."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from library.actions import suggestions as actions
from library.actions.resources import with_address
from library.crumbs import library_crumb, suggestions_crumb
from library.doors import CURATE, in_library
from library.forms.suggestion import DeclineForm, MoreForm, SuggestForm
from library.models import Suggestion


@in_library
@requires("library.add_suggestion")
def library_suggest(request: HttpRequest) -> HttpResponse:
    form = SuggestForm(sent(request))
    if form.is_valid():
        made = form.store(by=person_of(request))
        if made:
            return redirect(made)
    context = {"form": form, "crumbs": [library_crumb()]}
    return render(request, "library/suggest.html", context)


@in_library
@requires("library.add_suggestion")
def library_suggestions(request: HttpRequest) -> HttpResponse:
    """What the person suggested, and what came of it."""
    own = Suggestion.objects.filter(suggested_by=person_of(request)).select_related("resource")
    context = {"suggestions": own, "crumbs": [library_crumb()]}
    return render(request, "library/suggestions.html", context)


def seen_suggestion(request: HttpRequest, suggestion_id: str) -> Suggestion:
    rows = Suggestion.objects.visible_to(request.user)
    joined = rows.select_related("suggested_by", "resource", "decided_by")
    return get_object_or_404(joined, public_id=suggestion_id)


@in_library
def library_suggestion(request: HttpRequest, suggestion_id: str) -> HttpResponse:
    """One suggestion: its author tells more while it waits; those who curate answer it."""
    person = person_of(request)
    row = seen_suggestion(request, suggestion_id)
    is_own = row.suggested_by_id == person.pk
    form = MoreForm(sent(request) if is_own else None, row=row)
    if form.is_valid():
        form.store(by=person)
        messages.success(request, _("Thank you. It is with your suggestion now."))
        return redirect(row)
    may_answer = person.has_perm(CURATE) and row.state == "received"
    context = {
        "form": form,
        "suggestion": row,
        "is_own": is_own,
        "may_answer": may_answer,
        "here": with_address(row.url) if may_answer else None,
        "crumbs": [library_crumb(), suggestions_crumb()],
    }
    return render(request, "library/suggestion.html", context)


@requires(CURATE)
def suggestion_decline(request: HttpRequest, suggestion_id: str) -> HttpResponse:
    row = seen_suggestion(request, suggestion_id)
    form = DeclineForm(sent(request))
    if form.is_valid():
        answered = actions.decline(by=person_of(request), suggestion=row, **form.cleaned_data)
        messages.success(request, answer_said(answered))
        return redirect("library_curation")
    context = {
        "form": form,
        "heading": _("Say why it is not added"),
        "about": str(row),
        "button": _("Send the answer"),
        "back": row.get_absolute_url(),
        "crumbs": [library_crumb(), suggestions_crumb()],
    }
    return render(request, "library/form_page.html", context)


@requires(CURATE)
def suggestion_is_here(request: HttpRequest, suggestion_id: str) -> HttpResponse:
    """Tell whoever suggested it that it is in the library, where it is."""
    row = seen_suggestion(request, suggestion_id)
    here = with_address(row.url)
    if request.method == "POST" and here and not here.is_withdrawn:
        answered = actions.say_it_is_here(by=person_of(request), suggestion=row, resource=here)
        messages.success(request, answer_said(answered))
        return redirect("library_curation")
    return redirect(row)


def answer_said(answered: int) -> str:
    if not answered:
        return _("It had been answered already. That answer stands.")
    return _("Answered. Whoever suggested it hears of it.")
