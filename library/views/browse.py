"""The front page of the library: its list, and the same list as a feed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page

from imroc_ei.organisation.current import organisation_of
from library.doors import closed_page, in_library, may_enter
from library.feeds import atom_feed
from library.list_page import ListPage
from library.search.filters import ResourceFilter


@login_not_required
def library(request: HttpRequest) -> HttpResponse:
    """What is in the library, as the address asks for it."""
    if not may_enter(request.user, organisation_of(request)):
        return closed_page(request, status=200)
    found = ResourceFilter(request.GET)
    page = ListPage(found=found, address=request.GET)
    return render(request, "library/list.html", {"form": found.form, "page": page})


@login_not_required
@in_library
@conditional_page
def library_feed(request: HttpRequest) -> HttpResponse:
    """A feed reader asks often: what it has already is not sent again."""
    found = ResourceFilter(request.GET)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    title = gettext("“%(words)s” in the library") % {"words": found.words}
    return atom_feed(
        found.qs,
        title=title if found.words else gettext("New in the library"),
        page=reverse("library") + query,
        feed=reverse("library_feed") + query,
        site=organisation_of(request),
    )
