"""Templates of replies."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from feedback.cases.forms.templates import ChangeTemplateForm, NewTemplateForm
from feedback.cases.templates import add_template, history_of, in_use, retire_template
from feedback.cases.views.doors import HANDLES, readers
from imroc_ei.access import person_of
from imroc_ei.forms.edit_pages import edit_page, sent


@readers(HANDLES)
def reply_templates(request: HttpRequest) -> HttpResponse:
    return render(request, "feedback/cases/templates.html", {"rows": in_use()})


@readers(HANDLES)
def reply_template_new(request: HttpRequest) -> HttpResponse:
    form = NewTemplateForm(sent(request))
    if request.method == "POST" and form.is_valid():
        add_template(by=person_of(request), **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("reply_templates")
    return render(request, "feedback/cases/template_new.html", {"form": form})


@readers(HANDLES)
def reply_template(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a template; below it what it said before, and who changed it."""
    row = get_object_or_404(in_use(), public_id=public_id)
    return edit_page(
        request,
        ChangeTemplateForm(sent(request), row=row),
        template="feedback/cases/template.html",
        to="reply_templates",
        row=row,
        versions=history_of(row),
    )


@readers(HANDLES)
@require_POST
def reply_template_retire(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_object_or_404(in_use(), public_id=public_id)
    retire_template(by=person_of(request), template=row)
    messages.success(request, gettext("It is no longer offered."))
    return redirect("reply_templates")
