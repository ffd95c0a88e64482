from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from imroc_ei.people import actions
from imroc_ei.people.reading import COOKIE, COOKIE_AGE_SECONDS, Reading, reading_of
from imroc_ei.people.reading_forms import ReadingForm


@login_not_required
def reading(request: HttpRequest) -> HttpResponse:
    back = way_back(request)
    if request.method == "POST":
        form = ReadingForm(request.POST)
        if form.is_valid():
            return keep(request, form.chosen(), back)
    else:
        form = ReadingForm(initial=asdict(reading_of(request)))
    context = {"form": form, "back": back, "saved": "saved" in request.GET}
    return render(request, "people/reading.html", context)


def keep(request: HttpRequest, chosen: Reading, back: str) -> HttpResponseRedirect:
    """Keep the choice on the account, or for somebody without one in the one cookie."""
    query = urlencode({"saved": 1, "next": back} if back else {"saved": 1})
    response = redirect(f"{reverse('reading')}?{query}")
    if request.user.is_authenticated:
        actions.keep_reading(by=request.user, reading=chosen)
        response.delete_cookie(COOKIE)
    elif chosen == Reading():
        response.delete_cookie(COOKIE)
    else:
        response.set_cookie(
            COOKIE,
            chosen.as_cookie,
            max_age=COOKIE_AGE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def way_back(request: HttpRequest) -> str:
    """Return the page of ours that somebody came from, as the address or the browser says."""
    back = request.GET.get("next", "")
    if not back and request.method == "GET":
        came_from = urlsplit(request.headers.get("Referer", ""))
        back = came_from.path if came_from.netloc == request.get_host() else ""
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if ours and back.startswith("/") and back != reverse("reading") else ""
