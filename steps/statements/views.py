from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aims.crumbs import Crumb, home_crumb
from aims.versions import versions
from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import edit_page, sent
from steps.enums import Origin, StepState
from steps.models import Placement, Step
from steps.statements import actions
from steps.statements.forms import AddForm, CareForm, ForAimForm, StatementForm, WhyForm

HISTORY = [
    "statement",
    "short_name",
    "state",
    "paused_until",
    "paused_reason",
    "held_by",
    "review_every",
]


def crumbs(step: Step) -> list[Crumb]:
    return [home_crumb(), Crumb(step.short_name, step.get_absolute_url())]


@requires("steps.change_step")
def step_edit(request: HttpRequest, slug: str) -> HttpResponse:
    step = get_object_or_404(Step.objects.current(), slug=slug)
    return edit_page(
        request,
        StatementForm(sent(request), row=step),
        template="steps/plan/edit.html",
        to=step.get_absolute_url(),
        heading=_("Change the words of “%(name)s”") % {"name": step.short_name},
        aim_numbers=step.aim_numbers(),
        crumbs=crumbs(step),
        history_url=reverse("step_history", args=[slug]),
    )


@requires("steps.care_step")
def step_care(request: HttpRequest, slug: str) -> HttpResponse:
    step = get_object_or_404(Step.objects.current().select_related("held_by"), slug=slug)
    return edit_page(
        request,
        CareForm(sent(request), row=step),
        template="steps/plan/care.html",
        to=step.get_absolute_url(),
        heading=_("Look after “%(name)s”") % {"name": step.short_name},
        step=step,
        crumbs=crumbs(step),
    )


@requires("steps.care_step")
def step_for_aim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    placed = Placement.objects.filter(step__in=Step.objects.current(), aim__retired_on=None)
    placement = get_object_or_404(
        placed.select_related("step", "aim"), step__slug=slug, aim__number=number
    )
    return edit_page(
        request,
        ForAimForm(sent(request), row=placement),
        template="steps/plan/for_aim.html",
        to=placement.step.get_absolute_url(),
        heading=_("What “%(name)s” means for aim %(number)d")
        % {"name": placement.step.short_name, "number": number},
        placement=placement,
        crumbs=crumbs(placement.step),
    )


@requires("steps.view_historicalstep")
def step_history(request: HttpRequest, slug: str) -> HttpResponse:
    step = get_object_or_404(Step, slug=slug)
    context = {
        "heading": _("How “%(name)s” came to be as it is") % {"name": step.short_name},
        "versions": versions(step, HISTORY),
        "crumbs": crumbs(step),
    }
    return render(request, "aims/history.html", context)


@requires("steps.add_step")
def step_add(request: HttpRequest, slug: str) -> HttpResponse:
    parent = get_object_or_404(Step.objects.current().top(), slug=slug)
    form = AddForm(sent(request), parent=parent)
    if form.is_valid():
        added = form.carry_out(by=person_of(request))
        said = _("Added to the plan.") if added.is_new else _("This stands in the plan already.")
        messages.success(request, said)
        return redirect(added.step)
    context = {"form": form, "parent": parent, "crumbs": crumbs(parent)}
    return render(request, "steps/plan/add.html", context)


@requires("steps.add_step")
def step_retire(request: HttpRequest, slug: str) -> HttpResponse:
    added = Step.objects.current().filter(origin=Origin.ADDED).select_related("parent")
    step = get_object_or_404(added, slug=slug)
    form = WhyForm(sent(request))
    if form.is_valid():
        kept = actions.retire_statement(by=person_of(request), step=step, **form.cleaned_data)
        messages.success(request, _("Retired.") if kept else _("Taken out of the plan."))
        return redirect(step if kept or not step.parent else step.parent)
    has_history = Step.objects.with_history().filter(pk=step.pk).exists()
    context = {"form": form, "step": step, "has_history": has_history, "crumbs": crumbs(step)}
    return render(request, "steps/plan/retire.html", context)


@requires("steps.add_step")
def step_bring_back(request: HttpRequest, slug: str) -> HttpResponse:
    retired = Step.objects.filter(origin=Origin.ADDED, state=StepState.RETIRED)
    step = get_object_or_404(retired.exclude(parent__state=StepState.RETIRED), slug=slug)
    form = WhyForm(sent(request))
    if form.is_valid():
        actions.bring_back(by=person_of(request), step=step, **form.cleaned_data)
        messages.success(request, _("Back in the plan."))
        return redirect(step)
    context = {"form": form, "step": step, "crumbs": crumbs(step)}
    return render(request, "steps/plan/bring_back.html", context)
