"""A review on its way: opened, its statements chosen, a finding each, and what was learned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aims.models import Aim
from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from steps.models import Finding, Review, Step
from steps.reviews.actions import (
    abandon,
    choose_statements,
    open_review,
    record_finding,
    release,
    write_words,
)
from steps.reviews.errors import RefusedError, StaleError
from steps.reviews.forms import FindingForm, StatementsForm, WordsForm, finding, words
from steps.reviews.forms.fields import kept_beside
from steps.reviews.queries import (
    choices_for,
    findings_of,
    record_of,
    what_would_move_it_on,
)
from steps.reviews.views.decide import next_page
from steps.reviews.views.doors import (
    finding_for,
    open_review_for,
    review_for,
    says_what_moved,
    version_sent,
)


@requires("steps.add_review")
def review_open(request: HttpRequest, number: int) -> HttpResponse:
    """Say what a review is, and open one."""
    aim = get_object_or_404(Aim, number=number, retired_on=None)
    if request.method == "POST":
        review = open_review(by=person_of(request), aim=aim)
        begun = review.findings.exists()
        return redirect("review" if begun else "review_statements", review.public_id)
    at_work = Review.objects.at_work().of(aim).select_related("opened_by").first()
    return render(request, "steps/reviews/open.html", {"aim": aim, "at_work": at_work})


@requires("steps.add_review")
@says_what_moved
def review_statements(request: HttpRequest, public_id: str) -> HttpResponse:
    review = open_review_for(request, public_id)
    choices = choices_for(review)
    form = StatementsForm(sent(request), choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            choose_statements(by=person_of(request), review=review, steps=form.steps)
            return redirect("review", public_id)
        except RefusedError as refused:
            form.add_error("statements", refused.messages)
    elsewhere = [row for row in choices if row.elsewhere]
    unrecorded = [row for row in choices if row.statement.has_no_goals]
    context = {"review": review, "form": form, "elsewhere": elsewhere, "unrecorded": unrecorded}
    return render(request, "steps/reviews/statements.html", context)


@requires("steps.add_review")
@says_what_moved
def review_finding(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    review = open_review_for(request, public_id)
    found = finding_for(review, slug)
    record = record_of(found.step)
    form = FindingForm(
        sent(request),
        finding=found,
        record=record,
        stale=is_stale(request, found.version),
        initial=finding.initial_of(found),
    )
    if request.method == "POST" and form.is_valid() and keep_finding(request, found, form):
        return redirect(
            next_page(review, findings_of(review)) if form.finished else review.get_absolute_url()
        )
    context = {
        "review": review,
        "finding": found,
        "form": form,
        "record": record,
        "moving_on": what_would_move_it_on(found.step, record.ground),
    }
    return render(request, "steps/reviews/finding.html", context)


def is_stale(request: HttpRequest, version: int) -> bool:
    return request.method == "POST" and version_sent(request) != version


def keep_finding(request: HttpRequest, found: Finding, form: FindingForm) -> bool:
    """Keep a finding; say at the form what does not fit, with all that was typed."""
    try:
        record_finding(
            by=person_of(request),
            finding=found,
            version=version_sent(request),
            finished=form.finished,
            **form.words(),
        )
    except StaleError:
        form.add_error(None, kept_beside())
        return False
    except RefusedError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(
        request, _("What you found about “%(step)s” is saved.") % {"step": found.step.short_name}
    )
    return True


@requires("steps.add_review")
@says_what_moved
def review_words(request: HttpRequest, public_id: str) -> HttpResponse:
    review = open_review_for(request, public_id)
    form = WordsForm(
        sent(request),
        stale=is_stale(request, review.words_version),
        initial=words.initial_of(review),
    )
    if request.method == "POST" and form.is_valid():
        try:
            write_words(
                by=person_of(request),
                review=review,
                words_version=version_sent(request),
                **form.cleaned_data,
            )
            return redirect("review_actions", public_id)
        except StaleError:
            form.add_error(None, kept_beside())
    context = {"review": review, "form": form}
    return render(request, "steps/reviews/words.html", context)


@requires("steps.add_review")
@require_POST
@says_what_moved
def review_release(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Let a statement out of a review that was left, and go back to the one that wants it."""
    review = open_review_for(request, public_id)
    step = get_object_or_404(Step, slug=slug)
    release(by=person_of(request), review=review, step=step)
    messages.success(request, _("“%(step)s” is released.") % {"step": step.short_name})
    wanting = Review.objects.open().filter(public_id=request.POST.get("for", "")).first()
    return redirect("review_statements", wanting.public_id) if wanting else redirect(review)


@requires("steps.add_review")
@require_POST
@says_what_moved
def review_abandon(request: HttpRequest, public_id: str) -> HttpResponse:
    review = review_for(request, public_id)
    abandon(by=person_of(request), review=review)
    messages.success(request, _("The review is abandoned. Its statements are free."))
    return redirect("reviews")
