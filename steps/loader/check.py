"""What has to hold between the parts of a plan: numbers, slugs, places, no circle."""

from collections.abc import Iterator

from steps.enums import StepKind
from steps.loader.errors import Problem
from steps.loader.plan import Plan, PlannedStep


def check(plan: Plan) -> Iterator[Problem]:
    yield from _aim_numbers(plan)
    circles = dict(_circles(plan))
    yield from circles.values()
    yield from _slugs_used_twice(plan, apart_from=set(circles))
    yield from _places(plan)
    yield from _goal_sets(plan)


def _aim_numbers(plan: Plan) -> Iterator[Problem]:
    if not plan.aims:
        yield Problem(1, "There is no aim in the file: [[aim]].")
    numbers: set[int] = set()
    for aim in plan.aims:
        if aim.number in numbers:
            yield Problem(aim.line, f"Two aims have the number {aim.number}.")
        numbers.add(aim.number)
    for missing in sorted(set(range(1, max(numbers, default=0) + 1)) - numbers):
        after = next(aim for aim in plan.aims if aim.number > missing)
        yield Problem(
            after.line,
            f"Aim {missing} is missing: aims are numbered from 1 to {max(numbers)} without a gap.",
        )


def _circles(plan: Plan) -> Iterator[tuple[str, Problem]]:
    """Statements that stand, over one or more others, under themselves."""
    under: dict[str, list[str]] = {}
    for step in plan.steps:
        under.setdefault(step.slug, []).extend(sub.slug for sub in step.sub_steps)
    for step in plan.steps:
        for sub in step.sub_steps:
            if step.slug in _reached(sub.slug, under):
                yield (
                    sub.slug,
                    Problem(
                        sub.line,
                        f"“{sub.slug}” stands under “{step.slug}”, and so under itself: a circle.",
                    ),
                )


def _reached(start: str, under: dict[str, list[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        for slug in under.get(waiting.pop(), []):
            if slug not in reached:
                reached.add(slug)
                waiting.append(slug)
    return reached


def _slugs_used_twice(plan: Plan, *, apart_from: set[str]) -> Iterator[Problem]:
    statements = [(step.slug, step.line) for step in plan.statements()]
    terms = [(term.slug, term.line) for term in plan.terms]
    threads = [(thread.slug, plan.vision.line) for thread in plan.vision.threads]
    for named in (statements, terms, threads):
        first: dict[str, int] = {}
        for slug, line in named:
            if slug in first and slug not in apart_from:
                yield Problem(line, f"The slug “{slug}” is used already, in line {first[slug]}.")
            first.setdefault(slug, line)


def _places(plan: Plan) -> Iterator[Problem]:
    steps = {step.slug for step in plan.steps}
    parents = {sub.slug: step.slug for step in plan.steps for sub in step.sub_steps}
    for aim in plan.aims:
        names = f"Aim {aim.number} names"
        for slug, line in dict(zip(aim.steps, aim.step_lines, strict=True)).items():
            if aim.steps.count(slug) > 1:
                yield Problem(line, f"{names} “{slug}” more than once.")
            if slug in steps:
                continue
            if slug in parents:
                yield Problem(
                    line,
                    f"{names} “{slug}”, a sub-step of “{parents[slug]}”: "
                    "it comes along with its step and is not placed by itself.",
                )
            else:
                yield Problem(line, f"{names} “{slug}”, and no step has that slug.")
    placed = {slug for aim in plan.aims for slug in aim.steps}
    for step in plan.steps:
        if step.slug not in placed:
            yield Problem(step.line, f"No aim names “{step.slug}”: each step needs a place.")


def _goal_sets(plan: Plan) -> Iterator[Problem]:
    for step in plan.steps:
        if step.kind == StepKind.GOAL_SET:
            yield from (_under_goal_set(step, sub) for sub in step.sub_steps)


def _under_goal_set(step: PlannedStep, sub: PlannedStep) -> Problem:
    return Problem(
        sub.line,
        f"“{sub.slug}” stands under the goal set “{step.slug}”: "
        "a goal set has goals, which leads write, and no sub-steps.",
    )
