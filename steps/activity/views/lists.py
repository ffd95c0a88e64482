"""The list of entries a person may read, and the same rows to take away."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from imroc_ei.access import requires
from imroc_ei.pages.numbers import page_asked_for
from imroc_ei.spreadsheets import csv_response, xlsx_response
from steps.activity.entries import EntryPage, with_statements
from steps.activity.exports import list_head, list_rows
from steps.activity.filters import ActivityFilter, chosen_filters
from steps.models import Activity

ROWS_ON_A_PAGE = 25
ACTIVITY = "activity"


def _asked_for(request: HttpRequest) -> ActivityFilter:
    entries = Activity.objects.visible_to(request.user).saved()
    return ActivityFilter(request.GET, queryset=entries, request=request)


@requires("steps.view_activity")
def activities(request: HttpRequest) -> HttpResponse:
    found = _asked_for(request)
    pages = Paginator(with_statements(found.qs), ROWS_ON_A_PAGE)
    page = page_asked_for(pages, request.GET.get("page"))
    mine = "mine" in request.GET
    context = {
        "form": found.form,
        "chosen": chosen_filters(found, request.GET),
        "page_obj": page,
        "rows": [EntryPage(entry, request.user) for entry in page],
        "withdrawn": Activity.objects.withdrawn_by(request.user) if mine else [],
        "title": _("My activity") if mine else _("Activity"),
    }
    return render(request, "steps/activity/list.html", context)


@requires("steps.view_activity")
def activities_csv(request: HttpRequest) -> HttpResponse:
    return csv_response(ACTIVITY, list_head(), list_rows(_asked_for(request).qs))


@requires("steps.view_activity")
def activities_xlsx(request: HttpRequest) -> HttpResponse:
    return xlsx_response(ACTIVITY, list_head(), list_rows(_asked_for(request).qs))
