from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aims.models import Aim
from imroc_ei.access import requires
from imroc_ei.dashboards import exports
from imroc_ei.dashboards.aim_page import (
    AimDashboard,
    AimPage,
    Since,
    aim_or_404,
    statements_shown,
)
from imroc_ei.dashboards.aim_reviews import AimReviews
from imroc_ei.dashboards.within import is_within
from imroc_ei.organisation.current import organisation_of
from imroc_ei.organisation.enums import Room
from imroc_ei.spreadsheets import csv_response, xlsx_response
from steps.queries import statements_of


@login_not_required
def aim(request: HttpRequest, number: int) -> HttpResponse:
    """How an aim is doing: all that is shared for those within, the published part for anyone."""
    library_is_open = organisation_of(request).has_room(Room.LIBRARY)
    found = aim_or_404(number, with_library=library_is_open, with_lessons=True)
    show = request.GET.get("show", "")
    if is_within(request.user):
        page: AimPage = _dashboard(request, found, show)
        return render(request, "dashboards/aim.html", {"page": page, "choices": list(Since)})
    statements = statements_of(found)
    page = AimPage(aim=found, statements=statements, show=show, today=timezone.localdate())
    return render(request, "dashboards/aim_public.html", {"page": page})


def _dashboard(request: HttpRequest, found: Aim, show: str) -> AimDashboard:
    statements, today = statements_of(found), timezone.localdate()
    return AimDashboard(
        aim=found,
        statements=statements,
        show=show,
        since=Since.chosen(request.GET.get("since", "")),
        reviews=AimReviews(
            aim=found,
            statements=statements,
            today=today,
            compare=request.GET.get("compare", "").replace("\0", ""),
            otherwise="since" in request.GET,
        ),
        today=today,
        quiet_after_days=organisation_of(request).quiet_after_days,
    )


@requires("steps.view_activity")
def aim_csv(request: HttpRequest, number: int) -> HttpResponse:
    rows = statements_shown(aim_or_404(number), request.GET.get("show", ""), timezone.localdate())
    return csv_response(f"aim-{number}", exports.head(), exports.rows(rows))


@requires("steps.view_activity")
def aim_xlsx(request: HttpRequest, number: int) -> HttpResponse:
    rows = statements_shown(aim_or_404(number), request.GET.get("show", ""), timezone.localdate())
    return xlsx_response(f"aim-{number}", exports.head(), exports.rows(rows))
