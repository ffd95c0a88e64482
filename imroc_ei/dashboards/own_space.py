"""What somebody finds in their own space. Nobody else is ever shown it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from aims.models import Aim
from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import RoleGrant, User
from imroc_ei.people.queries import handlers_waiting_for
from imroc_ei.people.roles import RoleName
from steps.models import Action, Activity, Review, Step
from steps.queries import (
    declined_entries,
    entries_to_check,
    held_statements,
    own_entries,
    waiting_entries,
    withdrawn_entries,
)
from steps.reviews.figures import opened_by, waiting_for
from steps.reviews.queries import open_actions


@dataclass(kw_only=True)
class OwnSpace:
    person: User
    site: Organisation

    @property
    def library_is_open(self) -> bool:
        return self.site.has_room(Room.LIBRARY)

    @cached_property
    def may_log(self) -> bool:
        return self.person.has_perm("steps.add_activity")

    @cached_property
    def drafts(self) -> list[Activity]:
        return list(Activity.objects.by(self.person).drafts())

    @cached_property
    def recent(self) -> list[Activity]:
        return own_entries(self.person)

    @cached_property
    def waiting(self) -> list[Activity]:
        return waiting_entries(self.person)

    @cached_property
    def declined(self) -> list[Activity]:
        return declined_entries(self.person)

    @cached_property
    def withdrawn(self) -> list[Activity]:
        return withdrawn_entries(self.person)

    @cached_property
    def aims_held(self) -> list[Aim]:
        return list(self.person.aims_held.filter(retired_on=None).order_by("number"))

    @cached_property
    def statements_held(self) -> list[Step]:
        return held_statements(self.person)

    @cached_property
    def may_check(self) -> bool:
        return self.person.has_perm("steps.check_activity")

    @cached_property
    def to_check(self) -> int:
        return entries_to_check().count()

    @cached_property
    def handlers_to_confirm(self) -> list[RoleGrant]:
        return handlers_waiting_for(self.person)

    @cached_property
    def reviews_to_confirm(self) -> list[Review]:
        return waiting_for(self.person)

    @cached_property
    def reviews_to_finish(self) -> list[Review]:
        return opened_by(self.person)

    @cached_property
    def open_actions(self) -> list[Action]:
        return open_actions(self.person)

    @property
    def is_owner(self) -> bool:
        return self.person.has_role(RoleName.OWNER)
