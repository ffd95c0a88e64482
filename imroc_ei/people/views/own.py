"""The pages about one's own account that are ours; signing in itself is in `views.sign_in`."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from imroc_ei.access import person_of
from imroc_ei.forms.edit_pages import sent
from imroc_ei.people import actions
from imroc_ei.people.forms import PreferencesForm
from imroc_ei.people.queries import current_terms


def preferences(request: HttpRequest) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    terms = current_terms(person, today)
    now = {
        "name": person.name,
        "pronouns": person.pronouns,
        "show_name": any(term.show_name for term in terms),
    }
    form = PreferencesForm(sent(request), in_team=bool(terms), initial=now)
    if form.is_valid():
        actions.change_preferences(by=person, **form.cleaned_data)
        messages.success(request, _("Your preferences have been saved."))
        return redirect("preferences")
    context = {"form": form, "paused_until": person.pause_ends(today)}
    return render(request, "people/preferences.html", context)


def second_factor(request: HttpRequest) -> HttpResponse:
    """Why some roles ask for a second factor, and the ways to set one up."""
    has_one = bool(getattr(request.user, "has_second_factor", False))
    return render(request, "people/second_factor.html", {"has_one": has_one})
