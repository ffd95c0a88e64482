"""How the views of a review find it, and what they say when somebody was quicker."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from steps.models import Finding, Review
from steps.reviews.actions import moved_to
from steps.reviews.errors import MovedError, RefusedError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
PEOPLE = ("aim", "opened_by", "proposed_by", "confirmed_by", "asked", "sent_back_by")


def review_for(request: HttpRequest, public_id: str) -> Review:
    """Return the review at this address, if this person may see it."""
    visible = Review.objects.visible_to(request.user).select_related(*PEOPLE)
    return get_object_or_404(visible, public_id=public_id)


def open_review_for(request: HttpRequest, public_id: str) -> Review:
    """Return a review that can be changed. Raise MovedError where it no longer can."""
    review = review_for(request, public_id)
    if not review.is_open:
        raise MovedError(moved_to(review))
    return review


def finding_for(review: Review, slug: str) -> Finding:
    """Return what a review says about a statement. Raise MovedError where it was released."""
    finding = (
        review.findings.select_related("step__held_by", "step__parent", "review__aim")
        .prefetch_related("evidence")
        .filter(step__slug=slug)
        .first()
    )
    if finding is None:
        raise Http404
    if not finding.is_open:
        raise MovedError(_("This statement was released from the review."))
    return finding


def says_what_moved(view: View[P]) -> View[P]:
    """Send somebody who was too late back to the review, with what happened meanwhile."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except MovedError as moved:
            messages.info(request, str(moved))
        except RefusedError as refused:
            messages.warning(request, " ".join(refused.messages))
        return redirect("review", kwargs["public_id"])

    return guarded


def version_sent(request: HttpRequest, name: str = "version") -> int:
    """Return the version that a form was read at; none of ours is 0."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
