from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imroc_ei.dashboards.forms import SearchForm
from imroc_ei.dashboards.site_search import Asker, search_site
from imroc_ei.organisation.current import organisation_of


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """What the whole site says about some words, as far as this person may see it."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    asker = Asker(person=request.user, site=organisation_of(request))
    page = search_site(words, asker)
    return render(request, "dashboards/search.html", {"form": form, "page": page})
