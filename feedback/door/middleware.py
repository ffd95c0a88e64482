"""Hides from everything behind it who knocks, and says to browsers and caches to keep nothing."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from feedback.door.paths import is_public
from feedback.door.visit import CASE_COOKIE, COOKIE, Visit, key_in
from imroc_ei.people.reading import COOKIE as READING_COOKIE

# What a page needs of the headers; who sent it is in the others.
KEPT_HEADERS = {
    *("HTTP_HOST", "HTTP_ORIGIN", "HTTP_SEC_FETCH_SITE", "HTTP_ACCEPT", "HTTP_CONNECTION"),
    *("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT"),
    *("HTTP_TRANSFER_ENCODING", "HTTP_EXPECT"),
}
WHO = ("REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER", "REMOTE_IDENT")
SHOWN_COOKIES = (READING_COOKIE,)
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        # What is being typed is kept while it is typed.
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class Door:
    """Stands before sessions: behind it there is no session, nobody is signed in, and no address.

    The server's own record of the request is changed, too, so that no log can name anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_public(request.path_info):
            return self.get_response(request)
        visit = Visit(
            key=key_in(request.COOKIES.get(COOKIE, "")),
            sealed_case=request.COOKIES.get(CASE_COOKIE, ""),
            address=address_of(request),
        )
        hide_who(request)
        vars(request)["visit"] = visit
        response = self.get_response(request)
        response.cookies.clear()
        visit.set_cookies(response)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        # A file that is handed out has a stricter one.
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


def address_of(request: HttpRequest) -> str:
    try:
        return get_client_ip(request) or ""
    except ImproperlyConfigured:
        return ""


def hide_who(request: HttpRequest) -> None:
    shown = [(name, request.COOKIES[name]) for name in SHOWN_COOKIES if name in request.COOKIES]
    for name in list(request.META):
        if name in WHO or (name.startswith("HTTP_") and name not in KEPT_HEADERS):
            del request.META[name]
    if shown:
        request.META["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in shown)
    # Worked out from the headers, and kept.
    for name in ("COOKIES", "headers"):
        vars(request).pop(name, None)
