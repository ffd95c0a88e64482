"""Who may do what: each role is a Django group, with one sentence that says what it is for."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RoleName(StrEnum):
    CONSULTANT = "consultant"
    LEAD = "lead"
    HANDLER = "handler"
    OWNER = "owner"
    OUTSIDE = "outside"


# Whoever reads what people tell us is named by an owner and confirmed by a handler.
CONFIRMED_BY_A_HANDLER = (RoleName.HANDLER, RoleName.OUTSIDE)


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role, what it is for, and the Django permissions ("app.codename") it gives."""

    name: RoleName
    label: str | Promise
    sentence: str | Promise
    permissions: tuple[str, ...] = ()
    second_factor: bool = False
    session_hours: int = 30 * 24

    @property
    def waits_for_a_handler(self) -> bool:
        """Whether it opens only once a handler has confirmed it."""
        return self.name in CONFIRMED_BY_A_HANDLER


# Who changed which words of the plan, when and why.
WORDING_HISTORY = (
    "aims.view_historicalaim",
    "aims.view_historicalvision",
    "aims.view_historicalterm",
    "steps.view_historicalstep",
)

CONSULTANT = Role(
    name=RoleName.CONSULTANT,
    label=_("Consultant"),
    sentence=_("Logs what they did, reads what others share and sees how each aim is doing."),
    permissions=(
        "steps.add_activity",
        "steps.view_activity",
        "steps.view_review",
        "steps.confirm_review",
        "people.view_teamterm",
        "library.add_suggestion",
        "library.add_readinglist",
        "library.add_savedsearch",
        "library.view_historicalresource",
        *WORDING_HISTORY,
    ),
)
LEAD = Role(
    name=RoleName.LEAD,
    label=_("Lead"),
    sentence=_(
        "Looks after the aims and the library: reviews, adds sub-steps, goals and actions, "
        "chooses resources, and checks what is to become public."
    ),
    permissions=(
        "steps.check_activity",
        "steps.add_step",
        "steps.care_step",
        "steps.add_review",
        "steps.add_action",
        "steps.change_action",
        "steps.read_quarters",
        "aims.judge_aim",
        "library.curate_resource",
        "library.view_historicalresource",
        *WORDING_HISTORY,
        "people.change_teamterm",
    ),
    second_factor=True,
)
HANDLER = Role(
    name=RoleName.HANDLER,
    label=_("Handler"),
    sentence=_("Takes in feedback and complaints and answers them."),
    permissions=(
        "people.confirm_handler",
        "feedback.handle_case",
        "feedback.write_lesson",
    ),
    second_factor=True,
    session_hours=12,
)
OWNER = Role(
    name=RoleName.OWNER,
    label=_("Owner"),
    sentence=_("Runs the site: invites people, gives roles, and keeps the plan's wording."),
    permissions=(
        "people.add_invitation",
        "people.change_rolegrant",
        "people.change_teamterm",
        "organisation.change_organisation",
        "notices.view_jobrun",
        "aims.change_aim",
        "aims.change_vision",
        "aims.change_term",
        "steps.change_step",
        "library.view_historicalresource",
        "feedback.change_procedureversion",
        *WORDING_HISTORY,
    ),
    second_factor=True,
    session_hours=12,
)
OUTSIDE = Role(
    name=RoleName.OUTSIDE,
    label=_("Outside contact"),
    sentence=_("Is from outside, and takes what people tell us where no handler may know of it."),
    permissions=("feedback.read_passed_case",),
    second_factor=True,
    session_hours=12,
)

ROLES = {role.name: role for role in (CONSULTANT, LEAD, HANDLER, OWNER, OUTSIDE)}
