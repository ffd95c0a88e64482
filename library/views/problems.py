"""Telling us of a problem with a resource, and settling it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from imroc_ei.rate_limits import limited
from library.actions.problems import report_problem, settle_problem
from library.crumbs import curation_crumb, library_crumb, resource_crumbs
from library.doors import CURATE, in_library
from library.forms.problem import ProblemForm, SettleForm
from library.models import Problem
from library.views.items import seen_resource


@login_not_required
@in_library
@limited("library_problem")
def resource_problem(request: HttpRequest, resource_id: str) -> HttpResponse:
    """Anybody can tell us; nothing about them is asked or kept."""
    row = seen_resource(request, resource_id)
    if row.is_withdrawn:
        raise Http404
    form = ProblemForm(sent(request))
    if form.is_valid():
        report_problem(resource=row, **form.cleaned_data)
        return redirect(f"{row.get_absolute_url()}?told=1")
    context = {
        "form": form,
        "heading": _("Report a problem"),
        "about": _("With “%(title)s”. You need no account, and we do not ask who you are.")
        % {"title": row.title},
        "button": _("Send it"),
        "back": row.get_absolute_url(),
        "crumbs": resource_crumbs(row),
    }
    return render(request, "library/form_page.html", context)


@requires(CURATE)
def problem_settle(request: HttpRequest, problem_id: str) -> HttpResponse:
    rows = Problem.objects.select_related("resource")
    problem = get_object_or_404(rows, public_id=problem_id)
    form = SettleForm(sent(request))
    if form.is_valid():
        person, words = person_of(request), form.cleaned_data
        settled = settle_problem(by=person, problem=problem, **words)
        messages.success(request, _said(settled, outcome=words["outcome"]))
        return redirect("library_curation")
    context = {
        "form": form,
        "problem": problem,
        "heading": _("Say what was done"),
        "button": _("Settle it"),
        "back": problem.resource.get_absolute_url(),
        "crumbs": [library_crumb(), curation_crumb()],
    }
    return render(request, "library/problem_settle.html", context)


def _said(settled: Problem, *, outcome: str) -> str:
    if settled.outcome == outcome:
        return _("Settled.")
    return _("It had been settled already: %(outcome)s") % {"outcome": settled.outcome}
