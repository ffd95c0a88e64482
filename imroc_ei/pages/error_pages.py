"""One page for everything that can go wrong, in plain words, with a way on."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imroc_ei.organisation.models import Organisation
from imroc_ei.people.reading import Reading

# What somebody typed is worth giving back when it is at least this long.
WORTH_KEEPING_CHARACTERS = 15
NEVER_SHOWN_AGAIN = ("password", "token", "code", "key", "csrf", "credential")

Words = tuple[str | Promise, str | Promise]

BAD_REQUEST: Words = (
    _("We could not read that"),
    _("The address or the form was not complete. Go back and try again, or start at the aims."),
)
FORBIDDEN: Words = (
    _("This is not yours to do"),
    _(
        "Your account can see this part of the site, but not do this. "
        "An owner of the site can tell you who can."
    ),
)
NOT_FOUND: Words = (
    _("There is no such page"),
    _(
        "It may have moved, or it was never here, or it is for other people only. "
        "Check the address, or start at the aims."
    ),
)
TOO_LARGE: Words = (
    _("That is too large to send"),
    _("Go back and send less text, or a smaller file, or a link to it. Nothing was saved."),
)
TOO_LONG: Words = (
    _("That address is too long"),
    _("Go back and use fewer words: a search takes up to 200 characters. Nothing was lost."),
)
TOO_MUCH_BEFORE: Words = (
    _("Your browser sent more than we can read"),
    _("Take the cookies of this site out of your browser. Then open the page again."),
)
TOO_MANY_FILES: Words = (
    _("That is too many files at once"),
    _("Go back and choose ten or fewer. You can add the others afterwards. Nothing was sent."),
)
TOO_MANY: Words = (
    _("That was too many tries"),
    _("Wait a few minutes, then try again. Nothing is wrong with your account."),
)
STALE: Words = (
    _("This form has gone stale"),
    _(
        "It was open for a long time, you signed in or out in another tab, or your browser does "
        "not keep our cookies. Nothing was saved. Go back, load the page again and send it "
        "once more."
    ),
)
BROKEN: Words = (
    _("Something went wrong on our side"),
    _("It has been written down for the people who run this site. Try again in a few minutes."),
)
OUT_OF_REACH: Words = (
    _("We cannot reach our records just now"),
    _("Nothing you did caused this, and nothing was half saved. Try again in a few minutes."),
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if isinstance(exception, TooManyFilesSent):
        return error_page(request, 413, TOO_MANY_FILES)
    return error_page(request, 400, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404, NOT_FOUND)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 413, TOO_LARGE)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 429, TOO_MANY)


def stale(request: HttpRequest) -> HttpResponse:
    """Refuse a form whose token does not fit, and give back what was typed into it."""
    return error_page(request, 403, STALE, typed=typed_text(request))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when all else failed: this page asks nothing of the database or the session."""
    status, words = what_broke(sys.exc_info()[1])
    return HttpResponse(bare_page(status, words), status=status)


def too_long_page(status: int) -> str:
    """Return the page for what is refused before there is a request to speak of."""
    too_long = status == HTTPStatus.REQUEST_URI_TOO_LONG
    return bare_page(status, TOO_LONG if too_long else TOO_MUCH_BEFORE)


def bare_page(status: int, words: Words) -> str:
    return render_to_string("error.html", {**bare_context(), **describe(status, words)})


def bare_context() -> dict[str, Any]:
    """Return what the frame of a page needs, where nothing can be asked."""
    return {
        "site": Organisation(),
        "navigation": [],
        "footer_links": [],
        "reading": Reading(),
        "demo": settings.DEMO,
        "user": AnonymousUser(),
    }


def what_broke(error: BaseException | None) -> tuple[int, Words]:
    """Tell what the database cannot be asked (a null byte in an address) from our own faults."""
    match error:
        case OperationalError() | InterfaceError():
            return 503, OUT_OF_REACH
        case DataError():
            return 400, BAD_REQUEST
        case _:
            return 500, BROKEN


def error_page(request: HttpRequest, status: int, words: Words, **more: Any) -> HttpResponse:
    return render(request, "error.html", {**describe(status, words), **more}, status=status)


def describe(status: int, words: Words) -> dict[str, Any]:
    heading, explanation = words
    return {"status": status, "heading": heading, "explanation": explanation, "typed": []}


def typed_text(request: HttpRequest) -> list[str]:
    """Return the longer texts of a form that this site itself sent, so that none is lost."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    try:
        fields = request.POST.lists()
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return []
    return [
        value
        for name, values in fields
        if not any(word in name.lower() for word in NEVER_SHOWN_AGAIN)
        for value in values
        if len(value) >= WORTH_KEEPING_CHARACTERS
    ]
