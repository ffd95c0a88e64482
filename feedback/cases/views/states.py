from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from feedback.cases import drawing
from feedback.cases.views.doors import readers
from feedback.states import Who

WHO = {
    Who.HANDLER: _("a handler"),
    Who.ANOTHER_HANDLER: _("another handler"),
    Who.PERSON: _("the person"),
    Who.SCHEDULE: _("the site by itself"),
}


@readers()
def case_states(request: HttpRequest) -> HttpResponse:
    """How a case moves on, drawn from the table that the moves themselves obey."""
    width, height = drawing.size()
    rows = [(row, [WHO[who] for who in row.who]) for row in drawing.rows()]
    context = {
        "boxes": drawing.boxes(),
        "lines": drawing.lines(),
        "rows": rows,
        "width": width,
        "height": height,
        "box": (drawing.WIDTH, drawing.HEIGHT),
    }
    return render(request, "feedback/cases/states.html", context)
