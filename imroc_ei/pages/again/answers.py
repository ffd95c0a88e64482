"""The page that gives back what was sent, and when it answers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imroc_ei.pages.again.carrying import WITHOUT_FILES, carried
from imroc_ei.pages.again.forms import FilesAgainForm
from imroc_ei.pages.again.origins import sent_from_here
from imroc_ei.pages.error_pages import stale
from imroc_ei.people.middleware import waits_for_second_factor


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token does not fit; one of our own is given back to be sent again."""
    return send_again(request) or stale(request)


def send_again(
    request: HttpRequest, *, status: int = 403, files_are_missing: bool = False
) -> HttpResponse | None:
    """Return the page with everything that was sent. None where nothing may be repeated."""
    ours = sent_from_here(request) and asks_for_a_page(request)
    sent = carried(request) if ours else None
    if sent is None:
        return None
    signed_out = wants_sign_in(request) and not request.user.is_authenticated
    lacks_factor = waits_for_second_factor(request)
    # Files wait until it can be sent: chosen before, they would have to be chosen twice.
    waits = signed_out or lacks_factor
    asked = {} if waits else sent.files
    context = {
        "sent": sent,
        "form": FilesAgainForm(*([{}, {}] if files_are_missing else []), chosen=asked),
        "signed_out": signed_out,
        "lacks_factor": lacks_factor,
        "waits": waits,
        "files_are_missing": files_are_missing,
        "without_files": WITHOUT_FILES,
        "keeps_cookies": settings.CSRF_COOKIE_NAME in request.COOKIES,
    }
    response = render(request, "send_again/page.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def asks_for_a_page(request: HttpRequest) -> bool:
    """Whether somebody will see the answer: a script that sends a form wants none to look at."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def wants_sign_in(request: HttpRequest) -> bool:
    found = request.resolver_match
    return found is None or getattr(found.func, "login_required", True)
