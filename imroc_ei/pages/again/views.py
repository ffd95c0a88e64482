from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def signed_in(request: HttpRequest) -> HttpResponse:
    """Where signing in leads from a page that waits in another tab."""
    return render(request, "send_again/signed_in.html")
