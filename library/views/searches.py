"""Searches that somebody keeps, each with a feed of its own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from imroc_ei.organisation.current import organisation_of
from library.actions.lists import save_search
from library.crumbs import library_crumb, searches_crumb
from library.doors import for_who_has_the_address, in_library
from library.feeds import atom_feed
from library.forms.lists import SaveSearchForm
from library.models import SavedSearch
from library.search.filters import ResourceFilter

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


@login_not_required
@in_library
@conditional_page
def saved_search_feed(request: HttpRequest, feed_key: str) -> HttpResponse:
    """The feed of a search, for whoever has its address: a feed reader signs in nowhere."""
    kept = get_object_or_404(SavedSearch, feed_key=feed_key)
    feed = atom_feed(
        ResourceFilter(QueryDict(kept.query)).qs,
        title=kept.name,
        page=kept.get_absolute_url(),
        feed=request.path,
        site=organisation_of(request),
    )
    return for_who_has_the_address(feed)
