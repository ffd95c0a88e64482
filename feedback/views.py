from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imroc_ei.organisation.current import organisation_of


@login_not_required
def feedback(request: HttpRequest) -> HttpResponse:
    """How to tell a person, for as long as there is no form."""
    bodies = organisation_of(request).external_bodies.splitlines()
    named = [body.strip() for body in bodies if body.strip()]
    return render(request, "feedback/closed.html", {"bodies": named})
