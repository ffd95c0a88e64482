from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from feedback.cases.search import search
from feedback.cases.views.doors import readers
from imroc_ei.access import person_of
from imroc_ei.forms.edit_pages import sent
from imroc_ei.forms.words import LineField


class SearchForm(forms.Form):
    """Sent as a post, so that what was sought stands in no address and no log."""

    words = LineField(
        label=_("Which words?"),
        help_text=_("A case is found where all of them stand in it."),
        longest=200,
        error_messages={"required": _("Write a word to look for.")},
    )


@readers()
def case_search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(sent(request))
    hits = None
    if request.method == "POST" and form.is_valid():
        hits = search(person_of(request), form.cleaned_data["words"])
    return render(request, "feedback/cases/search.html", {"form": form, "hits": hits})
