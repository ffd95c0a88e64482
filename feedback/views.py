from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from feedback.door.views import public_page
from imroc_ei.organisation.current import organisation_of


@public_page
def feedback(request: HttpRequest) -> HttpResponse:
    """How to tell a person, for as long as there is no form."""
    bodies = organisation_of(request).external_bodies.splitlines()
    named = [body.strip() for body in bodies if body.strip()]
    return render(request, "feedback/closed.html", {"bodies": named})
