"""Adding many resources: send a table, see what it says, add what is in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from imroc_ei.people.models import User
from imroc_ei.phrases import and_list
from imroc_ei.spreadsheets import csv_response
from library.crumbs import curation_crumb, library_crumb
from library.doors import CURATE
from library.forms.importing import ConfirmForm, ResourceImportForm, Rows, signed
from library.imports.columns import COLUMNS, TO_PUT_RIGHT
from library.imports.rows import Report, statements_by_name, understand
from library.imports.storing import sort, store

MOST_SHOWN = 200
LONGEST_NAME = 60


@requires(CURATE)
def library_import(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method == "POST" and "rows" in request.POST:
        return _confirmed(request, person)
    form = ResourceImportForm(sent(request), request.FILES or None)
    if form.is_valid():
        return _shown(request, form, person)
    return render(request, "library/import.html", _asking(form))


def _asking(form: ResourceImportForm) -> dict[str, Any]:
    names = {step.short_name for step in statements_by_name().values()}
    return {
        "form": form,
        "columns": COLUMNS,
        "names": sorted(names),
        "crumbs": [library_crumb(), curation_crumb()],
    }


def _shown(request: HttpRequest, form: ResourceImportForm, person: User) -> HttpResponse:
    """What would be added, and what is wrong where. Nothing is stored yet."""
    rows: Rows = form.cleaned_data["file"]
    report = understand(rows)
    found = sort(report.entries)
    context = {
        "report": report,
        "left_out": left_out(form.left_out),
        "faults": report.faults[:MOST_SHOWN],
        "found": found,
        "shown": found.new[:MOST_SHOWN],
        "confirm": ConfirmForm(initial={"rows": signed(rows, person=person)}, person=person),
        **_asking(ResourceImportForm()),
    }
    return render(request, "library/import_check.html", context)


def left_out(names: Iterable[str]) -> str:
    """Name the columns that nobody reads, but for the one that we gave out ourselves."""
    return and_list(name[:LONGEST_NAME] for name in names if name != str(TO_PUT_RIGHT))


def _confirmed(request: HttpRequest, person: User) -> HttpResponse:
    confirm = ConfirmForm(request.POST, person=person)
    if not confirm.is_valid():
        for problem in confirm.errors["rows"]:
            messages.warning(request, str(problem))
        return render(request, "library/import.html", _asking(ResourceImportForm()))
    rows: Rows = confirm.cleaned_data["rows"]
    report = understand(rows)
    if "faulty" in request.POST:
        return to_correct(rows, report)
    messages.success(request, _what_is_in(store(report.entries, by=person), report))
    return redirect("library_import" if report.faults else "library")


def _what_is_in(stored: int, report: Report) -> str:
    said = (
        ngettext("%(n)d resource was added.", "%(n)d resources were added.", stored)
        if stored
        else gettext("All of these are in the library already. Nothing was added a second time.")
    )
    left = len(report.faulty_rows)
    if left:
        said += " " + ngettext(
            "%(left)d row was left out: correct it and send it again.",
            "%(left)d rows were left out: correct them and send them again.",
            left,
        )
    return said % {"n": stored, "left": left}


def to_correct(rows: Rows, report: Report) -> HttpResponse:
    """The rows with a fault, as they came, each with what is to be put right in it."""
    wrong: dict[int, list[str]] = {}
    for fault in report.faults:
        wrong.setdefault(fault.row, []).append(f"{fault.column}: {fault.reason}")
    head = [*(str(column.label) for column in COLUMNS), str(TO_PUT_RIGHT)]
    lines = [
        [*(raw[column.slug] for column in COLUMNS), " ".join(wrong[number])]
        for number, raw in rows
        if number in wrong
    ]
    return csv_response("rows-to-correct", head, lines)


@requires(CURATE)
def library_import_template(request: HttpRequest) -> HttpResponse:
    head = [str(column.label) for column in COLUMNS]
    return csv_response("library", head, [[column.example for column in COLUMNS]])
