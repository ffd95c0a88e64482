"""What the file no longer has: retired where somebody did something about it, else deleted."""

from django.utils import timezone
from django.utils.translation import gettext

from aims.models import Aim, Term
from steps.enums import Origin, StepState
from steps.loader.merge import save
from steps.loader.plan import Plan
from steps.loader.report import Change, Report
from steps.models import Step

NOT_IN_FILE = "it is no longer in the file"


def retire_or_remove(plan: Plan, report: Report) -> None:
    """Statements first: an aim stays for as long as a retired statement stands in it."""
    _statements(plan, report)
    _aims(plan, report)
    _terms(plan, report)


def _statements(plan: Plan, report: Report) -> None:
    """What stands under a step goes before it, so that the step knows whether it is alone."""
    gone = Step.objects.published().exclude(slug__in=[step.slug for step in plan.statements()])
    for step in [*gone.exclude(parent=None), *gone.top()]:
        if step.children.exists() or Step.objects.with_history().filter(pk=step.pk).exists():
            _retire(step, report)
        else:
            step.delete()
            report.note(Change.REMOVED, named(step), NOT_IN_FILE)


def _retire(step: Step, report: Report) -> None:
    if step.state == StepState.RETIRED:
        return
    put_away(step, gettext("No longer in the plan file"))
    report.note(Change.RETIRED, named(step), f"{NOT_IN_FILE}, and it has a history")
    for child in step.children.current().filter(origin=Origin.ADDED):
        put_away(child, went_with_its_step())
        report.note(Change.RETIRED, named(child), "its step is no longer in the file")


def went_with_its_step() -> str:
    return gettext("Its step is no longer in the plan file")


def put_away(step: Step, why: str) -> None:
    step.state, step.paused_until, step.paused_reason = StepState.RETIRED, None, ""
    save(step, why)


def _aims(plan: Plan, report: Report) -> None:
    gone = Aim.objects.current().exclude(number__in=[aim.number for aim in plan.aims])
    for aim in gone:
        what = f"aim {aim.number}"
        if aim.has_history or aim.placements.exists():
            aim.retired_on = timezone.localdate()
            save(aim, gettext("No longer in the plan file"))
            report.note(Change.RETIRED, what, f"{NOT_IN_FILE}, and it has a history")
        else:
            aim.delete()
            report.note(Change.REMOVED, what, NOT_IN_FILE)


def _terms(plan: Plan, report: Report) -> None:
    for term in Term.objects.exclude(slug__in=[term.slug for term in plan.terms]):
        what = f"word “{term.slug}”"
        if term.full_statement or term.summary != term.loaded_summary:
            report.note(Change.KEPT, what, f"{NOT_IN_FILE}, and an owner has written in it")
        else:
            term.delete()
            report.note(Change.REMOVED, what, NOT_IN_FILE)


def named(step: Step) -> str:
    return f"{step.get_kind_display().lower()} “{step.slug}”"
