"""The pages in front of the door that say no: each in short sentences, and once in easy words.

Which words somebody reads is known from the address, or from what their browser has begun; no
session is read. Where neither says, the standard words answer: short enough for everybody.
"""

from __future__ import annotations

import sys
from math import ceil
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from feedback.door import drafts, refusals
from feedback.door.paths import is_easy, is_public
from feedback.door.refusals import Refusal
from imroc_ei.pages import error_pages
from imroc_ei.pages.error_pages import typed_text

EASY_PAGE = "feedback/refused/easy.html"
STANDARD_PAGE = "feedback/refused/standard.html"


def refuse(
    request: HttpRequest, refusal: Refusal, *, typed: list[str] | None = None, **said: str
) -> HttpResponse:
    """Answer with a page that says why not, and what to do; `said` fills in its words."""
    easy = wants_easy_words(request)
    context = in_words(refusal, easy=easy, typed=typed or [], **said)
    template = EASY_PAGE if easy else STANDARD_PAGE
    return render(request, template, context, status=refusal.status)


def in_words(refusal: Refusal, *, easy: bool, typed: list[str], **said: str) -> dict[str, Any]:
    words = refusal.easy if easy else refusal.standard
    return {
        "status": refusal.status,
        "heading": words.heading,
        "explanation": " ".join(words.said(**said)),
        "lines": words.said(**said),
        "drawing": refusal.drawing,
        "typed": typed,
        # Whoever sees their words again may have to go at once.
        "leave": bool(typed),
    }


def wants_easy_words(request: HttpRequest) -> bool:
    """Whether the address says so; where it says nothing, whether the draft does."""
    if is_easy(request.path_info):
        return True
    found = request.resolver_match
    if found is not None and "version" in found.kwargs:
        return False
    # What is refused before it comes to the door has begun nothing.
    if "visit" not in vars(request):
        return False
    draft = drafts.draft_of(request)
    return draft is not None and draft.easy


def stale(request: HttpRequest) -> HttpResponse:
    """Refuse a form that is none of ours, or no longer, and give back what was typed into it."""
    return refuse(request, refusals.STALE, typed=typed_text(request))


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429, say when to try again, and give back what was typed."""
    minutes = ceil(seconds / 60)
    wait = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    response = refuse(request, refusals.TOO_OFTEN, typed=typed_text(request), wait=wait)
    response["Retry-After"] = str(seconds)
    return response


def read_only(request: HttpRequest) -> HttpResponse:
    """Answer 405 where a page takes nothing."""
    response = refuse(request, refusals.READ_ONLY)
    response["Allow"] = "GET, HEAD"
    return response


# What Django asks for where nobody else has answered. Behind the door the site's own pages do.


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not is_public(request.path_info):
        return error_pages.bad_request(request, exception)
    match exception:
        case RequestDataTooBig():
            return refuse(request, refusals.TOO_LARGE)
        case TooManyFilesSent():
            return refuse(request, refusals.TOO_MANY_FILES)
        case _:
            return refuse(request, refusals.UNREADABLE)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not is_public(request.path_info):
        return error_pages.not_found(request, exception)
    return refuse(request, refusals.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when all else failed: asked is the address alone, neither database nor cookie."""
    if not is_public(request.path_info):
        return error_pages.server_error(request)
    status, _words = error_pages.what_broke(sys.exc_info()[1])
    easy = is_easy(request.path_info)
    context = {
        **error_pages.bare_context(),
        **in_words(refusals.BROKEN[status], easy=easy, typed=[]),
        "at_the_door": True,
    }
    page = render_to_string(EASY_PAGE if easy else STANDARD_PAGE, context)
    return HttpResponse(page, status=status)
