from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from feedback.cases.exports import copy_for_person
from feedback.cases.views.doors import readers, sight_for


@readers(of_a_case=True)
def case_export(request: HttpRequest, public_id: str) -> HttpResponse:
    sight = sight_for(request, public_id)
    if not sight.has_words:
        return redirect(sight.case)
    if request.method != "POST":
        return render(request, "feedback/cases/export.html", {"case": sight.case})
    response = HttpResponse(copy_for_person(sight), content_type="application/zip")
    name = f"{sight.case.reference}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
