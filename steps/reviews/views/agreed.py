"""Actions: noted in a review, listed, done or let go."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from steps.models import Action, Step
from steps.reviews.agreed import (
    drop_action,
    finish_action,
    hand_action_over,
    let_action_go,
)
from steps.reviews.errors import MovedError, RefusedError
from steps.reviews.forms import (
    AddActionForm,
    DoneForm,
    HandOverForm,
    LetGoForm,
    NoteActionForm,
)
from steps.reviews.queries import ActionFilter, action_visible_to, actions_listed, findings_of
from steps.reviews.views.doors import open_review_for, says_what_moved


@requires("steps.add_review")
@says_what_moved
def review_actions(request: HttpRequest, public_id: str) -> HttpResponse:
    review = open_review_for(request, public_id)
    steps = [finding.step for finding in findings_of(review)]
    form = NoteActionForm(sent(request), review=review, steps=steps)
    if form.is_valid() and form.store(by=person_of(request)):
        messages.success(request, _("The action is noted."))
        return redirect("review_actions", public_id)
    context = {
        "review": review,
        "form": form,
        "actions": review.actions.select_related("step", "held_by"),
    }
    return render(request, "steps/reviews/actions.html", context)


@requires("steps.add_review")
@require_POST
@says_what_moved
def review_action_drop(request: HttpRequest, public_id: str, action_id: str) -> HttpResponse:
    review = open_review_for(request, public_id)
    action = get_object_or_404(review.actions, public_id=action_id)
    drop_action(by=person_of(request), review=review, action=action)
    messages.success(request, _("The action is taken out."))
    return redirect("review_actions", public_id)


@requires("steps.add_action")
def step_action_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an action to a statement by hand; what was typed about a retired one is kept."""
    steps = Step.objects.all() if request.method == "POST" else Step.objects.current()
    step = get_object_or_404(steps, slug=slug)
    form = AddActionForm(sent(request), step=step)
    if form.is_valid() and form.store(by=person_of(request)):
        messages.success(request, _("The action is added."))
        return redirect(step)
    return render(request, "steps/reviews/action_add.html", {"step": step, "form": form})


@requires("steps.view_review")
def actions(request: HttpRequest) -> HttpResponse:
    """The actions that were agreed, those of one aim or one's own where the address says so."""
    chosen = ActionFilter.from_address(request.GET)
    context = {"chosen": chosen, "rows": actions_listed(person_of(request), chosen)}
    return render(request, "steps/reviews/action_list.html", context)


@requires("steps.view_review")
def action(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_object_or_404(action_visible_to(request.user), public_id=public_id)
    return render(request, "steps/reviews/action.html", action_page(request, row))


def action_page(request: HttpRequest, row: Action) -> dict[str, object]:
    return {
        "action": row,
        "may_end": may_end(request, row),
        "done_form": DoneForm(prefix="done", initial={"done_on": timezone.localdate()}),
        "let_go_form": LetGoForm(prefix="go"),
        "hand_over_form": HandOverForm(prefix="to", initial={"due": row.due}),
        "form": None,
    }


def may_end(request: HttpRequest, row: Action) -> bool:
    """Who holds an action ends it, or a lead does."""
    own = row.held_by_id == request.user.pk
    return row.is_open and (own or request.user.has_perm("steps.change_action"))


@requires("steps.view_review")
@require_POST
def action_done(request: HttpRequest, public_id: str) -> HttpResponse:
    row = action_to_end(request, public_id)
    form = DoneForm(request.POST, prefix="done")
    if form.is_valid() and end(request, row, form):
        return redirect(row)
    context = action_page(request, row) | {"done_form": form, "form": form}
    return render(request, "steps/reviews/action.html", context)


@requires("steps.view_review")
@require_POST
def action_let_go(request: HttpRequest, public_id: str) -> HttpResponse:
    row = action_to_end(request, public_id)
    form = LetGoForm(request.POST, prefix="go")
    if form.is_valid() and end(request, row, form):
        return redirect(row)
    context = action_page(request, row) | {"let_go_form": form, "form": form}
    return render(request, "steps/reviews/action.html", context)


@requires("steps.change_action")
@require_POST
def action_hand_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give an open action to somebody, as a lead does where its holder has left."""
    row = get_object_or_404(action_visible_to(request.user), public_id=public_id)
    form = HandOverForm(request.POST, prefix="to")
    if not form.is_valid():
        context = action_page(request, row) | {"hand_over_form": form, "form": form}
        return render(request, "steps/reviews/action.html", context)
    try:
        hand_action_over(by=person_of(request), action=row, **form.cleaned_data)
        messages.success(request, _("The action is handed over."))
    except MovedError as moved:
        messages.info(request, str(moved))
    return redirect(row)


def action_to_end(request: HttpRequest, public_id: str) -> Action:
    row = get_object_or_404(action_visible_to(request.user), public_id=public_id)
    if row.is_open and not may_end(request, row):
        raise PermissionDenied
    return row


def end(request: HttpRequest, row: Action, form: DoneForm | LetGoForm) -> bool:
    """End an action; False where the form has to say what does not fit."""
    person = person_of(request)
    try:
        if isinstance(form, DoneForm):
            finish_action(by=person, action=row, **form.cleaned_data)
            messages.success(request, _("The action is done. Thank you."))
        else:
            let_action_go(by=person, action=row, **form.cleaned_data)
            messages.success(request, _("The action is let go."))
    except MovedError as moved:
        messages.info(request, str(moved))
    except RefusedError as refused:
        form.add_error(None, refused.messages)
        return False
    return True
