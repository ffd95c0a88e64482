"""Stores a plan: adds, changes and brings back what the file has, all of it or nothing."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext

from aims.models import Aim, Term, Vision
from imroc_ei.organisation.models import Organisation
from steps.enums import Level, Origin, StepKind, StepState
from steps.loader.errors import PlanError, Problem
from steps.loader.gone import named, retire_or_remove, went_with_its_step
from steps.loader.merge import Merging, save
from steps.loader.plan import Plan, PlannedAim, PlannedStep
from steps.loader.read import read_plan
from steps.loader.report import Change, Report
from steps.models import Placement, Step


def load_plan(path: Path, *, check: bool = False) -> Report:
    """Make the kept plan equal to the file, keeping what owners edited; say what changed.

    With `check` everything is done and then undone, so that the report is the true one.

    Raises:
        PlanError: something in the file has to be put right; nothing was stored.
    """
    plan = read_plan(path)
    report = Report()
    with transaction.atomic():
        _Loading(plan, path, report).run()
        transaction.set_rollback(check)
    return report


class _Loading:
    def __init__(self, plan: Plan, path: Path, report: Report) -> None:
        self._plan = plan
        self._path = path
        self._report = report
        self._merging = Merging(report)
        self._steps: dict[str, Step] = {}
        self._new_aims: set[int] = set()

    def run(self) -> None:
        self._organisation()
        vision = self._vision()
        aims = [self._aim(planned, vision) for planned in self._plan.aims]
        self._statements()
        for aim, planned in zip(aims, self._plan.aims, strict=True):
            self._place(aim, planned)
        self._leave_aims_that_are_gone()
        self._terms()
        retire_or_remove(self._plan, self._report)
        self._refuse_misfits()

    def _organisation(self) -> None:
        """The file names the organisation once; from then on its owners do."""
        _, added = Organisation.objects.get_or_create(
            pk=1, defaults={"name": self._plan.organisation}
        )
        if added:
            self._report.note(Change.ADDED, f"organisation “{self._plan.organisation}”")

    def _vision(self) -> Vision:
        # The row is locked, so that two loads at once follow each other.
        vision = Vision.objects.select_for_update().filter(pk=1).first() or Vision(pk=1)
        planned = self._plan.vision
        threads = [{"slug": thread.slug, "name": thread.name} for thread in planned.threads]
        self._merging.store(
            vision,
            "the vision",
            editable={"statement": planned.statement},
            fixed={"threads": threads},
        )
        return vision

    def _aim(self, planned: PlannedAim, vision: Vision) -> Aim:
        aim = Aim.objects.filter(number=planned.number).first() or Aim(
            number=planned.number, vision=vision
        )
        what = f"aim {planned.number}"
        if aim._state.adding:
            self._new_aims.add(planned.number)
        if aim.retired_on:
            aim.retired_on = None
            save(aim, gettext("Back in the plan file"))
            self._report.note(Change.BROUGHT_BACK, what)
        self._merging.store(
            aim,
            what,
            editable={"short_name": planned.short_name, "statement": planned.statement},
            fixed={},
        )
        return aim

    def _statements(self) -> None:
        kept = {step.slug: step for step in Step.objects.select_related("parent")}
        for order, planned in enumerate(self._plan.steps, 1):
            step = self._statement(planned, kept.get(planned.slug), parent=None, order=order)
            for under, sub_step in enumerate(planned.sub_steps, 1):
                self._statement(sub_step, kept.get(sub_step.slug), parent=step, order=under)

    def _statement(
        self, planned: PlannedStep, step: Step | None, *, parent: Step | None, order: int
    ) -> Step:
        step = step or Step(slug=planned.slug, level=first_level(planned.kind))
        self._refuse_added(step, planned)
        self._bring_back(step)
        self._merging.store(
            step,
            f"{planned.kind.label.lower()} “{planned.slug}”",
            editable={
                "short_name": planned.short_name,
                "statement": planned.statement,
                "review_every": planned.review_every,
            },
            fixed={
                "kind": planned.kind,
                "parent": parent,
                "order": order,
                "confirmer": planned.confirmer,
                "working_place": planned.working_place,
            },
        )
        self._steps[step.slug] = step
        return step

    def _refuse_added(self, step: Step, planned: PlannedStep) -> None:
        if step.origin == Origin.ADDED:
            self._refuse(
                planned.line,
                f"“{planned.slug}” is the slug of a statement that the team added. "
                "Choose another slug.",
            )

    def _bring_back(self, step: Step) -> None:
        """What went with a step comes back with it; what leads retired themselves does not."""
        if step.state != StepState.RETIRED:
            return
        came_with = [
            child
            for child in step.children.filter(origin=Origin.ADDED, state=StepState.RETIRED)
            if child.history.first().history_change_reason == went_with_its_step()
        ]
        for back in [step, *came_with]:
            back.state = StepState.ACTIVE
            save(back, gettext("Back in the plan file"))
            self._report.note(Change.BROUGHT_BACK, named(back))

    def _place(self, aim: Aim, planned: PlannedAim) -> None:
        """Put the steps of an aim in order. What left the file stays where it stood."""
        standing = {
            placement.step.slug: placement
            for placement in aim.placements.select_related("step")
            if placement.step.slug in self._steps
        }
        for order, slug in enumerate(planned.steps, 1):
            placement = standing.get(slug) or Placement(aim=aim, step=self._steps[slug])
            if placement.order != order:
                placement.order = order
                placement.save()
        for slug in standing.keys() - set(planned.steps):
            standing[slug].delete()
        if tuple(standing) != planned.steps and aim.number not in self._new_aims:
            self._report.note(Change.CHANGED, f"aim {aim.number}", "its steps or their order")

    def _leave_aims_that_are_gone(self) -> None:
        """A step of the file stands only where the file places it."""
        numbers = [aim.number for aim in self._plan.aims]
        Placement.objects.filter(step__in=self._steps.values()).exclude(
            aim__number__in=numbers
        ).delete()
        Placement.objects.filter(step__in=self._steps.values()).exclude(step__parent=None).delete()

    def _terms(self) -> None:
        for order, planned in enumerate(self._plan.terms, 1):
            term = Term.objects.filter(slug=planned.slug).first() or Term(slug=planned.slug)
            self._merging.store(
                term,
                f"word “{planned.slug}”",
                editable={"summary": planned.summary},
                fixed={"name": planned.name, "order": order},
            )

    def _refuse_misfits(self) -> None:
        """What the team added under a step has to fit what the step has become."""
        parts = Step.objects.exclude(parent=None).select_related("parent")
        for part in parts:
            wanted = StepKind.GOAL_SET if part.kind == StepKind.GOAL else StepKind.STEP
            parent = part.parent
            if parent and parent.kind != wanted:
                line = next(s.line for s in self._plan.statements() if s.slug == parent.slug)
                self._refuse(
                    line,
                    f"“{parent.slug}” cannot become a {parent.get_kind_display().lower()}: "
                    f"“{part.slug}” stands under it.",
                )

    def _refuse(self, line: int, reason: str) -> None:
        raise PlanError(self._path, [Problem(line, reason)])


def first_level(kind: StepKind) -> Level:
    return Level.NOT_RECORDED if kind == StepKind.GOAL_SET else Level.NOT_REVIEWED
