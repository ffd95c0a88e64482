"""A page of its own, after sending: what is answered here does not meet what was sent."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from feedback.door.drafts import changing, draft_of
from feedback.door.views import public_page
from feedback.equality.versions import other
from feedback.journey.afterwards import came_the_long_way
from feedback.models import FeedbackChoices
from feedback.sheet_pages import SheetForm, SheetIn
from feedback.unlinked import hand_in


@public_page
def questions_about_you(request: HttpRequest, version: SheetIn) -> HttpResponse:
    if not FeedbackChoices.current().asks_about_people:
        raise Http404
    draft = draft_of(request)
    may_answer = draft is not None and draft.is_sent and not draft.asked_about_you
    form = SheetForm(request.POST if request.method == "POST" else None, asked=version)
    if may_answer and form.is_valid():
        with changing(request) as held:
            # Pressing the button twice, or in two tabs, counts once.
            if held.is_sent and not held.asked_about_you:
                hand_in(sheet=version.sheet, answers=form.cleaned_data)
                held.asked_about_you = True
        return redirect(version.url())
    context = {
        "version": version.journey,
        "other": other(version).url(),
        "form": form,
        "may_answer": may_answer,
        "has_answered": draft is not None and draft.asked_about_you,
        "leave": draft is not None and draft.is_sent and came_the_long_way(draft),
    }
    return render(request, version.template("questions"), context)
