"""A small world for the tables: one of everything, in every state, with a person in every role."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from aims.models import Aim, Term
from feedback.cases.writing import note_fact
from feedback.models import Case, ReplyTemplate
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import Invitation, User
from imroc_ei.uploads.files import CheckedFile
from steps.enums import Audience, Origin, StepKind, StepState
from steps.loader import load_plan
from steps.models import Action, Activity, Evidence, Review, Step
from steps.reviews.actions import abandon
from steps.reviews.agreed import NewAction, add_action
from steps.reviews.closing import propose
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    EvidenceFactory,
    FindingFactory,
    InvitationFactory,
    OrganisationFactory,
    QuarterFactory,
    ReplyTemplateFactory,
    ReviewFactory,
    StepFactory,
    TeamTermFactory,
    UserFactory,
)
from tests.feedback.cases.making import WAY, lead_case
from tests.feedback.making import heard_of
from tests.feedback.told import a_case
from tests.library.making import library_of
from tests.steps.reviews.making import close_review

PLAN_FILE = Path(__file__).resolve().parent.parent / "steps" / "plans" / "imroc.toml"


@dataclass(frozen=True)
class Plan:
    """Aims by number, statements by slug."""

    aims: dict[int, Aim]
    steps: dict[str, Step]


def make_plan() -> Plan:
    """Load the plan that the product ships."""
    load_plan(PLAN_FILE)
    return Plan(
        aims={aim.number: aim for aim in Aim.objects.all()},
        steps={step.slug: step for step in Step.objects.all()},
    )


# Every state an entry can be in, as the factory makes it.
ACTIVITY_STATES: dict[str, dict[str, object]] = {
    "draft": {"draft": True},
    "only-me": {"audience": Audience.ONLY_ME},
    "team": {"audience": Audience.TEAM},
    "consultants": {"audience": Audience.CONSULTANTS},
    "waiting": {"audience": Audience.PUBLIC},
    "checked": {"checked": True},
    "withdrawn": {"withdrawn": True},
}


def word_of(state: str) -> str:
    """A word that stands in the entry of this state, its lesson and its evidence alone."""
    return f"zq{state.replace('-', '')}qz"


def sought_word_of(state: str) -> str:
    """A word of the same entry to search for: what was sought is shown to whoever seeks it."""
    return f"xq{state.replace('-', '')}qx"


@dataclass(frozen=True)
class World:
    """`people` by role ("nobody" holds none); `activities` and `evidence` by state, if full."""

    plan: Plan
    people: dict[str, User]
    term: Term
    invitation: Invitation
    token: str
    activities: dict[str, Activity] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    # By state, each with its own words. Nobody may know of those in "kept" but the outside contact.
    cases: dict[str, Case] = field(default_factory=dict)
    template: list[ReplyTemplate] = field(default_factory=list)
    # What is in the library, and about it, by what it is.
    library: dict[str, Any] = field(default_factory=dict)
    # Versions of the procedure and lessons by state, and a counted year.
    heard: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> str:
        return "full" if self.activities else "empty"

    @property
    def step(self) -> Step:
        return self.plan.steps["growth-of-consultants"]

    @property
    def goal_set(self) -> Step:
        return self.plan.steps["online-library-goals"]

    def person(self, role: str) -> User | None:
        """Return who stands for this role; nobody for "anyone", who has not signed in."""
        return self.people.get(role)


def make_people() -> dict[str, User]:
    return {
        "nobody": UserFactory(roles=[], name="Nye Norole"),
        "consultant": UserFactory(name="Cass Consultant"),
        "author": UserFactory(name="Alex Author"),
        "team_member": TeamTermFactory(person__name="Toni Teammember").person,
        "lead": UserFactory(roles=["consultant", "lead"], name="Lou Lead"),
        "handler": UserFactory(roles=["consultant", "handler"], name="Hari Handler"),
        "owner": UserFactory(roles=["consultant", "owner"], name="Oli Owner"),
        "only_lead": UserFactory(roles=["lead"], name="Lee Onlylead"),
        "only_handler": UserFactory(roles=["handler"], name="Hope Onlyhandler"),
        "ticked_handler": UserFactory(roles=["handler"], name="Tick Tickedhandler"),
        "outside": UserFactory(roles=["outside"], name="Otto Outside"),
        "only_owner": UserFactory(roles=["owner"], name="Ola Onlyowner"),
    }


def make_world(state: str = "full") -> World:
    plan = make_plan()
    OrganisationFactory()
    Organisation.objects.update(rooms=[Room.LIBRARY.value, Room.FEEDBACK.value])
    people = make_people()
    world = World(
        plan=plan,
        people=people,
        term=Term.objects.get(slug="equity"),
        invitation=InvitationFactory(token="token-of-the-world", invited_by=people["owner"]),
        token="token-of-the-world",
    )
    if state == "full":
        fill(world)
    return world


def fill(world: World) -> None:
    """Add what leads add, what is paused, and an entry of the author's in every state."""
    today = timezone.localdate()
    StepFactory(
        slug="a-goal-of-ours",
        kind=StepKind.GOAL,
        origin=Origin.ADDED,
        added_on=today,
        added_by=world.people["lead"],
        held_by=world.people["lead"],
        parent=world.goal_set,
    )
    StepFactory(
        slug="a-goal-retired",
        kind=StepKind.GOAL,
        origin=Origin.ADDED,
        added_on=today,
        state=StepState.RETIRED,
        parent=world.goal_set,
    )
    paused = world.plan.steps["key-events"]
    paused.state = StepState.PAUSED
    paused.paused_until = today + timedelta(days=40)
    paused.paused_reason = "The event was put off"
    paused.save()
    QuarterFactory(first_day=date(2025, 10, 1))
    QuarterFactory(first_day=date(2026, 1, 1), time="", pay="")
    add_entries(world)
    add_reviews(world)
    procedure = world.plan.steps["complaints-and-feedback-procedure"]
    world.heard.update(heard_of(procedure, world.people))
    add_cases(world)
    # Confirmed after the cases came, so none of them is theirs to read.
    world.people["later_handler"] = UserFactory(roles=["handler"], name="Lat Laterhandler")
    world.library.update(library_of(world.plan.aims, world.step, world.people))


def case_word_of(state: str) -> str:
    """A word that stands in the case of this state, its name and its notes alone."""
    return f"zqcase{state.replace('-', '')}qz"


def add_cases(world: World) -> None:
    """Add a case in every state, as two handlers bring it there; one of them was ticked."""
    first, second = world.people["only_handler"], world.people["handler"]
    ticked = world.people["ticked_handler"]
    world.template.append(ReplyTemplateFactory())
    for state in WAY:
        case = told_case(world, str(state), not_these=[ticked])
        world.cases[str(state)] = lead_case(case, state, first=first, second=second)
        note_more(world.cases[str(state)], str(state), by=second)
    every_handler = [first, second, ticked]
    world.cases["kept"] = told_case(world, "kept", not_these=every_handler)


def told_case(world: World, state: str, *, not_these: list[User], danger: str = "") -> Case:
    word = case_word_of(state)
    return a_case(
        code="",
        what_happened=f"They said {word}",
        name=f"Ada {word}",
        named="yes",
        reply_by="phone",
        reach=f"0123 {word}",
        danger=danger,
        not_these=[person.public_id for person in not_these],
    )


def note_more(case: Case, state: str, *, by: User) -> None:
    """Note a fact with a file, as one of the handlers does."""
    content = ContentFile(f"It says {case_word_of(state)}".encode())
    file = CheckedFile(content, "a.txt", f"{case_word_of(state)}.txt", "text/plain")
    note_fact(
        case=case,
        by=by,
        words=f"A fact about {case_word_of(state)}",
        form_key=uuid4(),
        attached=[file],
    )


def add_reviews(world: World) -> None:
    """Add a review in every state, and an action in every state."""
    lead, second, steps = world.people["lead"], world.people["handler"], world.plan.steps
    for state, days_ago in (("closed-before", 200), ("closed", 20)):
        world.reviews[state] = review_of(world, 1, steps["historic-legacies"])
        action = ActionFactory(
            review=world.reviews[state], step=steps["historic-legacies"], held_by=lead
        )
        world.actions["open" if state == "closed" else "done"] = action
        closed_at = timezone.now() - timedelta(days=days_ago)
        close_review(world.reviews[state], by=second, at=closed_at)
    world.actions["done"].done_on = timezone.localdate()
    world.actions["done"].save()
    world.reviews["open"] = review_of(world, 2, steps["culture-of-safety"], steps["own-culture"])
    world.reviews["open"].findings.update(given_at=None)
    world.actions["noted"] = ActionFactory(
        review=world.reviews["open"], step=steps["own-culture"], agreed_on=None, held_by=lead
    )
    wanted = NewAction(
        what="Ask who has room", step=world.step, held_by=second, due=timezone.localdate()
    )
    world.actions["by hand"] = add_action(by=lead, form_key=uuid4(), wanted=wanted)
    proposed = world.reviews["proposed"] = review_of(world, 3, steps["continual-learning"])
    propose(by=lead, review=proposed, version=1, asked=second)
    world.reviews["ready"] = review_of(world, 5, steps["growth-of-consultants"])
    world.reviews["abandoned"] = review_of(world, 4, steps["social-media-goals"])
    abandon(by=lead, review=world.reviews["abandoned"])


def review_of(world: World, number: int, *steps: Step) -> Review:
    """An open review of an aim by the lead, with a finding about each of these statements."""
    review = ReviewFactory(
        written=True, aim=world.plan.aims[number], opened_by=world.people["lead"]
    )
    for step in steps:
        FindingFactory(review=review, step=step, given=True)
    return review


def add_entries(world: World) -> None:
    for days, state in enumerate(ACTIVITY_STATES):
        entry = entry_of(world, state, days_ago=days * 9)
        world.activities[state] = entry
        world.evidence[state] = EvidenceFactory(activity=entry, text=f"They said {word_of(state)}")


def add_more_entries(world: World, states: Iterable[str]) -> None:
    """Add another entry of the author's in each of these states, with a lesson and a link."""
    for state in states:
        EvidenceFactory(activity=entry_of(world, state, days_ago=1))


def entry_of(world: World, state: str, *, days_ago: int) -> Activity:
    return ActivityFactory(
        what_happened=f"We met about {word_of(state)}\nIt was {sought_word_of(state)}",
        learned=f"We learned {word_of(state)}",
        happened_on=timezone.localdate() - timedelta(days=days_ago),
        logged_by=world.people["author"],
        steps=[world.step, world.plan.steps["own-culture"]],
        **ACTIVITY_STATES[state],
    )


def case(state: str) -> Callable[[World], str]:
    return lambda world: world.cases[state].public_id


def case_file(state: str) -> Callable[[World], str]:
    return lambda world: world.cases[state].files.get().public_id


def activity(state: str) -> Callable[[World], str]:
    return lambda world: world.activities[state].public_id


def review(state: str) -> Callable[[World], str]:
    return lambda world: world.reviews[state].public_id


def action(state: str) -> Callable[[World], str]:
    return lambda world: world.actions[state].public_id


def evidence(state: str) -> Callable[[World], str]:
    return lambda world: world.evidence[state].public_id


def shelf(what: str, name: str = "public_id") -> Callable[[World], str]:
    """What stands for a row of the library in addresses."""
    return lambda world: str(getattr(world.library[what], name))


def lesson(state: str) -> Callable[[World], str]:
    return lambda world: str(world.heard["lessons"][state].public_id)


def version(state: str) -> Callable[[World], int]:
    return lambda world: int(world.heard["versions"][state].number)


def counted_year(world: World) -> int:
    return int(world.heard["year"].year)
