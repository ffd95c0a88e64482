"""A small world for the tables: one of everything, in every state, with a person in every role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from aims.models import Aim, Term
from imroc_ei.people.models import Invitation, User
from steps.enums import Audience, StepKind
from steps.models import Activity, Evidence, Step
from tests.factories import (
    ActivityFactory,
    AimFactory,
    EvidenceFactory,
    InvitationFactory,
    OrganisationFactory,
    StepFactory,
    TeamTermFactory,
    TermFactory,
    UserFactory,
)


@dataclass(frozen=True)
class Plan:
    aims: dict[int, Aim]
    steps: dict[str, Step]


def make_plan() -> Plan:
    """Write five aims; a step that four share, with a sub-step; a goal set; one step more."""
    aims = {number: AimFactory(number=number) for number in range(1, 6)}
    growth = StepFactory(
        slug="growth-of-consultants", placed_in=[aims[number] for number in (1, 3, 4, 5)]
    )
    resources = StepFactory(slug="pertinent-resources", kind=StepKind.SUB_STEP, parent=growth)
    goals = StepFactory(
        slug="online-library-goals",
        kind=StepKind.GOAL_SET,
        placed_in=[aims[number] for number in (1, 4, 5)],
    )
    culture = StepFactory(slug="own-culture", placed_in=[aims[2]])
    steps = {step.slug: step for step in (growth, resources, goals, culture)}
    return Plan(aims=aims, steps=steps)


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
    }


def make_world(state: str = "full") -> World:
    OrganisationFactory()
    people = make_people()
    world = World(
        plan=make_plan(),
        people=people,
        term=TermFactory(slug="equity"),
        invitation=InvitationFactory(token="token-of-the-world", invited_by=people["owner"]),
        token="token-of-the-world",
    )
    if state == "full":
        fill(world)
    return world


def fill(world: World) -> None:
    for days, (state, fields) in enumerate(ACTIVITY_STATES.items()):
        entry = ActivityFactory(
            what_happened=f"We met about {word_of(state)}",
            learned=f"We learned {word_of(state)}",
            happened_on=timezone.localdate() - timedelta(days=days * 9),
            logged_by=world.people["author"],
            steps=[world.step],
            **fields,
        )
        world.activities[state] = entry
        world.evidence[state] = EvidenceFactory(activity=entry, text=f"They said {word_of(state)}")


def activity(state: str) -> Callable[[World], str]:
    return lambda world: world.activities[state].public_id


def evidence(state: str) -> Callable[[World], str]:
    return lambda world: world.evidence[state].public_id
