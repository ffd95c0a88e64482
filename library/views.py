from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from steps.queries import worked_on_in


@login_not_required
def library(request: HttpRequest) -> HttpResponse:
    """What the library will be for, for as long as nothing is in it."""
    return render(request, "library/closed.html", {"statements": worked_on_in("library")})
