"""The course of every page that changes one row: show the form, store it, say so, go back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from imroc_ei.forms.editing import EditForm


def sent(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, or nothing while the page is only being read."""
    return request.POST if request.method == "POST" else None


def edit_page(
    request: HttpRequest, form: EditForm, *, template: str, to: str, **context: Any
) -> HttpResponse:
    if form.is_valid() and form.store(by=request.user):
        said = gettext("Saved.") if form.stored_something else gettext("Nothing changed.")
        messages.success(request, said)
        return redirect(to)
    return render(request, template, {"form": form, "back": to, **context})
