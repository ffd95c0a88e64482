"""What people do to the statements of the plan: word, add, look after, retire."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext

from imroc_ei.forms.editing import Edit
from imroc_ei.people.models import User
from steps.enums import Level, Origin, StepKind, StepState
from steps.models import Placement, Step

SLUG_LENGTH = 80
SHORT_NAME_LENGTH = 80
# What the team adds stands after everything that was published.
ADDED_AFTER = 1000


@transaction.atomic
def reword_statement(
    *, by: User, step: Step, statement: str, short_name: str, why: str, seen: str | None = None
) -> bool:
    """Change the words of a statement; return whether they differ from those before."""
    values = {"statement": statement, "short_name": short_name}
    return Edit(step, values, seen=seen).save(by=by, why=why)


@transaction.atomic
def look_after(
    *,
    by: User,
    step: Step,
    held_by: User | None,
    review_every: int,
    paused_until: date | None,
    paused_reason: str,
    seen: str | None = None,
) -> bool:
    """Say who holds a statement, how often it is reviewed, and whether work on it rests."""
    values = {
        "held_by": held_by,
        "review_every": review_every,
        "paused_until": paused_until,
        "paused_reason": paused_reason,
    }
    edit = Edit(step, values, seen=seen)
    return edit.save(by=by, why=_what_changed(edit), state=_state(paused_until))


@transaction.atomic
def say_for_aim(*, by: User, placement: Placement, note: str, seen: str | None = None) -> bool:
    """Say what a step means for one of the aims it serves; return whether that is new."""
    return Edit(placement, {"note": note}, seen=seen).save(by=by, why="")


def hand_over(*, by: User, step: Step, to: User | None) -> bool:
    """Give a statement to somebody else, or to nobody."""
    with transaction.atomic():
        return Edit(step, {"held_by": to}, seen=None).save(by=by, why=gettext("Handed over"))


@transaction.atomic
def pause(*, by: User, step: Step, until: date, reason: str) -> bool:
    """Let the work on a statement rest until a day on which it is looked at again."""
    edit = Edit(step, {"paused_until": until, "paused_reason": reason}, seen=None)
    return edit.save(by=by, why=_what_changed(edit), state=_state(until))


@transaction.atomic
def resume(*, by: User, step: Step) -> bool:
    """Take the work on a paused statement up again."""
    edit = Edit(step, {"paused_until": None, "paused_reason": ""}, seen=None)
    return edit.save(by=by, why=_what_changed(edit), state=_state(None))


def _state(paused_until: date | None) -> StepState:
    return StepState.PAUSED if paused_until else StepState.ACTIVE


def _what_changed(edit: Edit) -> str:
    """The reason for the history, out of what differs."""
    said = []
    if "held_by" in edit.differing:
        said.append(gettext("Handed over"))
    if "review_every" in edit.differing:
        said.append(gettext("Reviewed at another interval"))
    if {"paused_until", "paused_reason"} & set(edit.differing):
        said.append(gettext("Paused") if edit.wanted("paused_until") else gettext("Taken up again"))
    return ", ".join(said)


@dataclass(frozen=True)
class Added:
    """A statement, and whether it was added now or stood there already."""

    step: Step
    is_new: bool


@transaction.atomic
def add_statement(
    *,
    by: User,
    parent: Step,
    statement: str,
    short_name: str = "",
    held_by: User | None = None,
    review_every: int = 6,
) -> Added:
    """Add a sub-step under a step, or a goal under a goal set.

    The same words under the same parent are the same statement: sending them twice adds one.
    """
    # The lock on the parent lets two people add one after the other.
    parent = Step.objects.select_for_update().get(pk=parent.pk)
    same = parent.children.filter(statement__iexact=statement).first()
    if same:
        return Added(same, is_new=False)
    short_name = short_name or Truncator(statement).chars(SHORT_NAME_LENGTH)
    step = Step(
        slug=free_slug(short_name, parent),
        kind=StepKind.GOAL if parent.is_goal_set else StepKind.SUB_STEP,
        origin=Origin.ADDED,
        parent=parent,
        order=_last_order(parent) + 1,
        short_name=short_name,
        statement=statement,
        held_by=held_by,
        review_every=review_every,
        added_by=by,
        added_on=timezone.localdate(),
    )
    _save(step, by=by, why=gettext("Added by the team"))
    _settle_goals(parent, by=by)
    return Added(step, is_new=True)


def free_slug(words: str, parent: Step) -> str:
    """Return an address made from the words that no statement has yet."""
    start = slugify(words)[:SLUG_LENGTH].strip("-") or f"{parent.slug[: SLUG_LENGTH - 5]}-part"
    taken = set(Step.objects.filter(slug__startswith=start[:60]).values_list("slug", flat=True))
    slug, number = start, 1
    while slug in taken:
        number += 1
        slug = f"{start[: SLUG_LENGTH - len(str(number)) - 1]}-{number}"
    return slug


def _last_order(parent: Step) -> int:
    highest = parent.children.aggregate(highest=Max("order"))["highest"]
    return max(highest or 0, ADDED_AFTER)


@transaction.atomic
def retire_statement(*, by: User, step: Step, why: str) -> bool:
    """Take an added statement out of the plan: retired where it has a history, else deleted.

    Returns whether it is still there, retired.
    """
    step = Step.objects.select_for_update().get(pk=step.pk, origin=Origin.ADDED)
    parent = step.parent
    kept = Step.objects.with_history().filter(pk=step.pk).exists()
    if kept:
        step.state, step.paused_until, step.paused_reason = StepState.RETIRED, None, ""
        _save(step, by=by, why=why)
    else:
        _sign(step, by=by, why=why)
        step.delete()
    if parent:
        _settle_goals(parent, by=by)
    return kept


@transaction.atomic
def bring_back(*, by: User, step: Step, why: str) -> None:
    """Take an added statement that was retired back into the plan."""
    step = Step.objects.select_for_update().get(pk=step.pk, origin=Origin.ADDED)
    if step.state != StepState.RETIRED:
        return
    step.state = StepState.ACTIVE
    _save(step, by=by, why=why)
    if step.parent:
        _settle_goals(step.parent, by=by)


def _settle_goals(parent: Step, *, by: User) -> None:
    """A goal set has no level while it has no goals; with its first goal it waits for a review."""
    if not parent.is_goal_set:
        return
    has_goals = parent.children.current().exists()
    wanted = {
        (Level.NOT_RECORDED, True): (Level.NOT_REVIEWED, gettext("Its first goal was recorded")),
        (Level.NOT_REVIEWED, False): (Level.NOT_RECORDED, gettext("It has no goals any more")),
    }.get((Level(parent.level), has_goals))
    if wanted:
        parent.level, why = wanted
        _save(parent, by=by, why=why)


def _save(step: Step, *, by: User, why: str) -> None:
    _sign(step, by=by, why=why)
    step.save()


def _sign(step: Step, *, by: User, why: str) -> None:
    """Tell the history who is about to change the statement, and why."""
    vars(step).update(_history_user=by, _change_reason=why)
