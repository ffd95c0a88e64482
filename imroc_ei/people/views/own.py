"""The pages about one's own account that are ours; signing in itself is in `views.sign_in`."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from imroc_ei.access import person_of
from imroc_ei.people import actions
from imroc_ei.people.forms import KEEP, PreferencesForm, show_refusal
from imroc_ei.people.models import User
from imroc_ei.people.queries import current_terms


def preferences(request: HttpRequest) -> HttpResponse:
    terms = current_terms(person_of(request), timezone.localdate())
    form = PreferencesForm(
        request.POST or None,
        person=person_of(request),
        in_team=bool(terms),
        initial=first_values(person_of(request))
        | {"show_name": any(term.show_name for term in terms)},
    )
    if form.is_valid() and save(request, form):
        return redirect("preferences")
    return render(request, "people/preferences.html", {"form": form})


def first_values(person: User) -> dict[str, object]:
    paused = person.reminders_paused(timezone.localdate())
    return {
        "name": person.name,
        "pronouns": person.pronouns,
        "monthly_nudge": person.monthly_nudge,
        "pause": KEEP if paused else "",
    }


def save(request: HttpRequest, form: PreferencesForm) -> bool:
    values = {key: value for key, value in form.cleaned_data.items() if key != "pause"}
    try:
        actions.change_preferences(
            by=person_of(request), paused_until=form.chosen_pause(), **values
        )
    except ValidationError as refused:
        show_refusal(form, refused)
        return False
    messages.success(request, _("Your preferences have been saved."))
    return True


def second_factor(request: HttpRequest) -> HttpResponse:
    """Why some roles ask for a second factor, and the ways to set one up."""
    has_one = bool(getattr(request.user, "has_second_factor", False))
    return render(request, "people/second_factor.html", {"has_one": has_one})
