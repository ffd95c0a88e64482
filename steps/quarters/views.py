"""Time and pay by quarter, for leads. Both read what stands, and count nothing themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from imroc_ei.access import requires
from imroc_ei.spreadsheets import csv_response
from steps.models import Quarter
from steps.quarters.exports import quarters_head, quarters_rows
from steps.quarters.periods import next_due


@require_safe
@requires("steps.read_quarters")
def quarters(request: HttpRequest) -> HttpResponse:
    context = {
        "quarters": Quarter.objects.visible_to(request.user),
        "next": next_due(timezone.localdate()),
    }
    return render(request, "steps/quarters/list.html", context)


@require_safe
@requires("steps.read_quarters")
def quarters_csv(request: HttpRequest) -> HttpResponse:
    rows = quarters_rows(Quarter.objects.visible_to(request.user))
    return csv_response("time-and-pay", quarters_head(), rows)
