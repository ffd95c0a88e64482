"""A review proposed, confirmed or sent back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from steps.models import Finding, Review
from steps.reviews import snapshot
from steps.reviews.closing import confirm, propose, send_back, take_back
from steps.reviews.confirmers import who_may, why_not
from steps.reviews.errors import RefusedError, StaleError
from steps.reviews.forms import ProposeForm, SendBackForm
from steps.reviews.minute import minute_of
from steps.reviews.queries import claims_too_much, entries_cited, findings_of, what_is_missing
from steps.reviews.views.doors import (
    open_review_for,
    review_for,
    says_what_moved,
    version_sent,
)


def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """A review: on its way a list of what to do, then what is proposed, then its minute."""
    row = review_for(request, public_id)
    if row.is_proposed:
        return proposed_page(request, row, SendBackForm())
    if row.is_closed:
        minute = minute_of(row.snapshot or {})
        context = {
            "review": row,
            "minute": minute,
            "cited": entries_cited(minute, request.user),
            "others": others(row),
        }
        return render(request, "steps/reviews/minute.html", context)
    findings = findings_of(row)
    context = {
        "review": row,
        "findings": findings,
        "given": sum(finding.is_given for finding in findings),
        "missing": what_is_missing(row, findings),
        "noted": row.actions.count(),
        "next_url": next_page(row, findings),
    }
    return render(request, "steps/reviews/review.html", context)


def next_page(row: Review, findings: list[Finding]) -> str:
    """Where a lead goes on: statements, the next finding, the words, and then to check it all."""
    waiting = [finding for finding in findings if not finding.is_given]
    if waiting:
        return waiting[0].get_absolute_url()
    if not findings:
        return reverse("review_statements", args=[row.public_id])
    return reverse("review_check" if row.has_words else "review_words", args=[row.public_id])


def others(row: Review) -> list[Review]:
    """The other closed reviews of the same aim, to compare with."""
    closed = Review.objects.closed().filter(aim=row.aim_id).exclude(pk=row.pk)
    return list(closed.defer("snapshot").order_by("-confirmed_at", "-pk"))


def proposed_page(request: HttpRequest, row: Review, form: SendBackForm) -> HttpResponse:
    findings = findings_of(row)
    minute = minute_of(snapshot.preview(row, findings, today=timezone.localdate()))
    context = {
        "review": row,
        "minute": minute,
        "cited": entries_cited(minute, request.user),
        "why_not": why_not(person_of(request), row, findings),
        "claims": claims_too_much(findings),
        "form": form,
    }
    return render(request, "steps/reviews/proposed.html", context)


@requires("steps.add_review")
@says_what_moved
def review_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Check the answers, choose whom to ask, and propose."""
    row = open_review_for(request, public_id)
    findings = findings_of(row)
    form = ProposeForm(sent(request), people=who_may(findings, proposer=person_of(request)))
    if request.method == "POST" and form.is_valid() and propose_it(request, row, form):
        return redirect(row)
    minute = minute_of(snapshot.preview(row, findings, today=timezone.localdate()))
    context = {
        "review": row,
        "form": form,
        "findings": findings,
        "claims": claims_too_much(findings),
        "minute": minute,
        "cited": entries_cited(minute, request.user),
        "missing": what_is_missing(row, findings),
    }
    return render(request, "steps/reviews/check.html", context)


def propose_it(request: HttpRequest, row: Review, form: ProposeForm) -> bool:
    asked = form.cleaned_data["asked"]
    try:
        propose(by=person_of(request), review=row, version=version_sent(request), asked=asked)
    except (StaleError, RefusedError) as error:
        form.add_error(None, getattr(error, "messages", [str(error)]))
        return False
    messages.success(request, _("%(person)s is asked to confirm it.") % {"person": asked})
    return True


@requires("steps.confirm_review")
@require_POST
@says_what_moved
def review_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    row = review_for(request, public_id)
    confirm(by=person_of(request), review=row, version=version_sent(request))
    messages.success(request, _("The review is closed. Thank you for reading it."))
    return redirect(row)


@requires("steps.confirm_review")
@require_POST
@says_what_moved
def review_send_back(request: HttpRequest, public_id: str) -> HttpResponse:
    row = review_for(request, public_id)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return proposed_page(request, row, form)
    send_back(
        by=person_of(request),
        review=row,
        version=version_sent(request),
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("The review went back to the leads, with your reason."))
    return redirect("reviews")


@requires("steps.add_review")
@require_POST
@says_what_moved
def review_take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    row = review_for(request, public_id)
    take_back(by=person_of(request), review=row)
    messages.success(request, _("The review is open again."))
    return redirect(row)
