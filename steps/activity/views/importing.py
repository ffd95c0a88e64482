"""Bringing in a past year: send a table, see what it says, store it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from imroc_ei.people.models import User
from imroc_ei.spreadsheets import csv_response
from steps.activity.choices import StatementChoices
from steps.activity.forms.importing import ConfirmForm, ImportForm, Rows, signed
from steps.activity.imports.columns import COLUMNS
from steps.activity.imports.rows import understand
from steps.activity.imports.storing import sort, store

PAGE = "steps/activity/import.html"
MOST_SHOWN = 200


@requires("steps.add_activity")
def activity_import(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method == "POST" and "rows" in request.POST:
        return _confirmed(request, person)
    form = ImportForm(sent(request), request.FILES or None)
    if form.is_valid():
        return _shown(request, form.cleaned_data["file"], person)
    return render(request, PAGE, _asking(form, person))


def _asking(form: ImportForm, person: User) -> dict[str, Any]:
    return {"form": form, "columns": COLUMNS, "steps": StatementChoices(person).by_slug.values()}


def _shown(request: HttpRequest, rows: Rows, person: User) -> HttpResponse:
    """Everything that is wrong, or everything that would be stored. Nothing is stored yet."""
    report = understand(rows, person=person)
    if report.faults:
        context = {
            "faults": report.faults[:MOST_SHOWN],
            "count": len(report.faults),
            **_asking(ImportForm(), person),
        }
        return render(request, "steps/activity/import_faults.html", context)
    found = sort(report.entries, person=person)
    confirm = ConfirmForm(initial={"rows": signed(rows, person=person)}, person=person)
    context = {
        "found": found,
        "shown": found.new[:MOST_SHOWN],
        "confirm": confirm,
    }
    return render(request, "steps/activity/import_check.html", context)


def _confirmed(request: HttpRequest, person: User) -> HttpResponse:
    confirm = ConfirmForm(request.POST, person=person)
    if not confirm.is_valid():
        form = ImportForm()
        for problem in confirm.errors["rows"]:
            messages.warning(request, str(problem))
        return render(request, PAGE, _asking(form, person))
    report = understand(confirm.cleaned_data["rows"], person=person)
    if report.faults:
        return _shown(request, confirm.cleaned_data["rows"], person)
    stored = store(report.entries, by=person)
    messages.success(request, _what_is_in(stored))
    return redirect(f"{reverse('activities')}?mine=1")


def _what_is_in(stored: int) -> str:
    if not stored:
        return gettext("These entries were here already. Nothing was stored a second time.")
    return ngettext("%(n)d entry is in.", "%(n)d entries are in.", stored) % {"n": stored}


@requires("steps.add_activity")
def activity_import_template(request: HttpRequest) -> HttpResponse:
    head = [str(column.label) for column in COLUMNS]
    return csv_response("past-year", head, [[column.example for column in COLUMNS]])
