"""The pages of the journey. Each is there twice, in standard and in easy words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from feedback.door import drafts
from feedback.door.views import public_page
from feedback.door.visit import CASE_COOKIE, visit_of
from feedback.journey import checking, questioning
from feedback.journey.afterwards import confirmation
from feedback.journey.questioning import Asked
from feedback.journey.questions import BY_SLUG
from feedback.journey.versions import STANDARD, Version
from feedback.models import FeedbackChoices
from feedback.opening import open_under
from imroc_ei.organisation.current import organisation_of


def bodies(request: HttpRequest) -> list[str]:
    lines = organisation_of(request).external_bodies.splitlines()
    return [line.strip() for line in lines if line.strip()]


def closed(request: HttpRequest, version: Version) -> HttpResponse:
    """How to tell a person, for as long as there is no form."""
    page = version.page("closed") if version.is_easy else "feedback/closed.html"
    return render(request, page, {"version": version, "bodies": bodies(request)})


@public_page
def start(request: HttpRequest, version: Version = STANDARD) -> HttpResponse:
    procedure = open_under(organisation_of(request))
    if procedure is None:
        return closed(request, version)
    context = {
        "version": version,
        "bodies": bodies(request),
        "procedure": procedure,
        "kept": "kept" in request.GET,
    }
    return render(request, version.page("start"), context)


@public_page
def question(request: HttpRequest, question: str, version: Version = STANDARD) -> HttpResponse:
    draft = drafts.draft_of(request)
    if draft is None and not open_under(organisation_of(request)):
        return closed(request, version)
    if question not in BY_SLUG:
        raise Http404
    if draft and draft.is_sent:
        return redirect(version.sent)
    page = Asked(
        question=BY_SLUG[question],
        version=version,
        answers=draft.answers if draft else {},
        changing=request.GET.get("from") == "answers",
    )
    if request.method == "POST":
        keeping = questioning.KEEP in request.GET
        return questioning.keep(request, page) if keeping else questioning.take(request, page)
    again = questioning.AGAIN in request.GET or page.is_waiting
    form = page.typed_before() if again else page.form()
    return questioning.show(request, page, form)


@public_page
def check(request: HttpRequest, version: Version = STANDARD) -> HttpResponse:
    draft = drafts.draft_of(request)
    if draft is None:
        return gone(request, version)
    if draft.is_sent:
        return redirect(version.sent)
    if request.method == "POST":
        return checking.send(request, draft, version)
    return checking.show(request, draft, version, again=questioning.AGAIN in request.GET)


@public_page
def sent(request: HttpRequest, version: Version = STANDARD) -> HttpResponse:
    """The reference and the code, until the person says that they have kept them."""
    draft = drafts.draft_of(request)
    if draft is None:
        return gone(request, version)
    if not draft.is_sent:
        return redirect(version.check)
    if request.method == "POST":
        drafts.forget(request)
        return redirect(f"{version.start}?kept=1")
    done = confirmation(draft)
    asks = FeedbackChoices.current().asks_about_people and not draft.asked_about_you
    context = {"version": version, "done": done, "leave": not done.is_short, "asks": asks}
    return render(request, version.page("sent"), context)


def gone(request: HttpRequest, version: Version) -> HttpResponse:
    """Nothing has been begun in this browser, or its day is over."""
    if not open_under(organisation_of(request)):
        return closed(request, version)
    return render(request, version.page("gone"), {"version": version})


@public_page
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was begun and clear what the browser kept; then lead somewhere harmless.

    A link on another site cannot make anybody lose their words: it only shows the page.
    """
    forgotten = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    if forgotten:
        drafts.forget(request)
        visit_of(request).cookies[CASE_COOKIE] = ""
    context = {"navigation": [], "footer_links": [], "forgotten": forgotten}
    response = render(request, "feedback/journey/leave.html", context)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
