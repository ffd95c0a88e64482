"""What the pages about people show, each list from one function."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from imroc_ei.people.models import Invitation, RoleGrant, TeamTerm, User
from imroc_ei.people.roles import ROLES, Role, RoleName

Viewer = User | AnonymousUser
MAY_SEE_PAID = (RoleName.LEAD, RoleName.OWNER)


@dataclass(frozen=True, kw_only=True)
class TeamRow:
    """A filled role as this viewer may see it: a name or a mark of payment may be hidden."""

    term: TeamTerm
    named: bool
    shows_paid: bool
    ends_soon: bool

    @property
    def person(self) -> User | None:
        return self.term.person if self.named else None


@dataclass(frozen=True, kw_only=True)
class Team:
    """The team on a day: who is in it, what nobody does since when, and who comes next."""

    rows: list[TeamRow]
    coming: list[TeamRow]
    vacant: list[tuple[str, date]]
    sees_all: bool
    waiting_handlers: list[RoleGrant] = field(default_factory=list)

    @property
    def is_one_person(self) -> bool:
        return len({row.term.person_id for row in self.rows}) == 1

    @property
    def ending(self) -> list[TeamRow]:
        return [row for row in self.rows if row.ends_soon]

    @property
    def shows_paid(self) -> bool:
        return any(row.shows_paid for row in [*self.rows, *self.coming])


def team_for(viewer: Viewer, day: date) -> Team:
    """Return the team as the viewer may see it: consultants see everybody, others who opted in."""
    sees_all = viewer.has_perm("people.view_teamterm")
    terms = list(TeamTerm.objects.with_people())
    present = [term for term in terms if has_begun(term, day) and not has_ended(term, day)]
    coming = [term for term in terms if not has_begun(term, day)] if sees_all else []
    return Team(
        rows=[team_row(term, viewer, sees_all, day) for term in present],
        coming=[team_row(term, viewer, sees_all, day) for term in coming],
        vacant=vacancies(terms, {term.role for term in present}, day),
        sees_all=sees_all,
        waiting_handlers=handlers_waiting_for(viewer),
    )


def has_begun(term: TeamTerm, day: date) -> bool:
    return term.starts_on <= day


def has_ended(term: TeamTerm, day: date) -> bool:
    return term.ends_on is not None and term.ends_on < day


def team_row(term: TeamTerm, viewer: Viewer, sees_all: bool, day: date) -> TeamRow:
    own = term.person_id == viewer.pk
    may_see_paid = isinstance(viewer, User) and any(map(viewer.has_role, MAY_SEE_PAID))
    return TeamRow(
        term=term,
        named=(term.show_name or sees_all or own) and term.person.is_active,
        shows_paid=own or may_see_paid,
        ends_soon=term.ends_soon(day),
    )


def vacancies(terms: list[TeamTerm], filled: set[str], day: date) -> list[tuple[str, date]]:
    """Return each role that somebody had and nobody has now, with the day it was last held."""
    last: dict[str, date] = {}
    for term in terms:
        if term.ends_on is not None and has_ended(term, day) and term.role not in filled:
            last[term.role] = max(last.get(term.role, term.ends_on), term.ends_on)
    return sorted(last.items())


def handlers_waiting_for(viewer: Viewer) -> list[RoleGrant]:
    """Return who was named by others to read cases, and whom this viewer can confirm."""
    if not (isinstance(viewer, User) and viewer.has_role(RoleName.HANDLER)):
        return []
    waiting = RoleGrant.objects.waiting().exclude(person=viewer).select_related("person")
    oldest_first = waiting.order_by("granted_at", "pk")
    return [grant for grant in oldest_first if grant.granted_by_id != viewer.pk]


def grants_by_role() -> list[tuple[Role, list[RoleGrant]]]:
    """Return every role with who holds it or waits for it, in the order of `roles.py`."""
    grants = (
        RoleGrant.objects.filter(ended_at=None, person__is_active=True)
        .select_related("person", "granted_by", "confirmed_by")
        .order_by("person__name", "pk")
    )
    held: dict[str, list[RoleGrant]] = {name.value: [] for name in RoleName}
    for grant in grants:
        held[grant.role].append(grant)
    return [(role, held[name.value]) for name, role in ROLES.items()]


def invitations() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("invited_by").order_by("-invited_at", "-pk")


def people_present() -> QuerySet[User]:
    people: QuerySet[User] = User.objects.present().order_by("name", "pk")
    return people


def demo_people() -> QuerySet[User]:
    """Return the made-up people who have a password, with their roles, for the sign-in page."""
    people: QuerySet[User] = User.objects.with_roles().present().filter(is_demo=True)
    return people.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).order_by("pk")


def current_terms(person: User, day: date) -> list[TeamTerm]:
    return list(TeamTerm.objects.on(day).filter(person=person))
