"""Searches that somebody keeps, each with a feed of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from imroc_ei.access import person_of, requires
from imroc_ei.edit_pages import sent
from library.actions.lists import save_search
from library.crumbs import library_crumb, searches_crumb
from library.doors import in_library
from library.forms.lists import SaveSearchForm
from library.models import SavedSearch

SAVE = "library.add_savedsearch"


@in_library
@requires(SAVE)
def saved_searches(request: HttpRequest) -> HttpResponse:
    context = {
        "searches": SavedSearch.objects.visible_to(request.user),
        "crumbs": [library_crumb()],
    }
    return render(request, "library/saved_searches.html", context)


@in_library
@requires(SAVE)
def saved_search_new(request: HttpRequest) -> HttpResponse:
    """Keep the search whose address brought the person here: what stands behind its ?."""
    asked = request.GET.get("search", "")
    form = SaveSearchForm(sent(request), initial={"query": asked})
    if form.is_valid():
        save_search(by=person_of(request), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("saved_searches")
    context = {
        "form": form,
        "heading": _("Keep this search"),
        "about": _("It gets a feed, with which a feed reader tells you what is new."),
        "button": _("Keep it"),
        "back": reverse("library") + (f"?{asked}" if asked else ""),
        "crumbs": [library_crumb(), searches_crumb()],
    }
    return render(request, "library/form_page.html", context)


@in_library
@requires(SAVE)
def saved_search_delete(request: HttpRequest, search_id: str) -> HttpResponse:
    own = SavedSearch.objects.visible_to(request.user)
    found = get_object_or_404(own, public_id=search_id)
    if request.method == "POST":
        found.delete()
        messages.success(request, _("The search is no longer kept, and its feed is closed."))
    return redirect("saved_searches")
