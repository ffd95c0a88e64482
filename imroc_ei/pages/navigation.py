"""The way around: which links the head and the foot of a page show, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imroc_ei.organisation.enums import Room
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName

Person = User | AnonymousUser
Predicate = Callable[[Organisation, Person], bool]

MOST_ITEMS = 6


@dataclass(frozen=True, kw_only=True)
class Item:
    """A place to go: its name, who is shown it, and the addresses that belong to it."""

    label: str | Promise
    view: str
    shown: Predicate
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Link:
    label: str | Promise
    url: str
    # What aria-current says: "page" on the page itself, "true" below it, "" elsewhere.
    current: str = ""


def everybody(site: Organisation, person: Person) -> bool:
    return True


def consultants(site: Organisation, person: Person) -> bool:
    return isinstance(person, User) and person.has_role(RoleName.CONSULTANT)


def reads_cases(site: Organisation, person: Person) -> bool:
    return isinstance(person, User) and any(
        person.has_role(role) for role in (RoleName.HANDLER, RoleName.OUTSIDE)
    )


def signed_in(site: Organisation, person: Person) -> bool:
    return person.is_authenticated


def strangers(site: Organisation, person: Person) -> bool:
    return not person.is_authenticated


def room_is_open(room: Room) -> Predicate:
    return lambda site, person: site.has_room(room)


HEAD = (
    Item(
        label=_("Aims"),
        view="home",
        shown=everybody,
        sections=("/aims/", "/steps/", "/overview/", "/reviews/", "/actions/"),
    ),
    Item(
        label=_("Log activity"),
        view="activity_new",
        shown=consultants,
        sections=("/activity/new/",),
    ),
    Item(label=_("Activity"), view="activities", shown=consultants, sections=("/activity/",)),
    Item(
        label=_("Library"),
        view="library",
        shown=room_is_open(Room.LIBRARY),
        sections=("/library/",),
    ),
    Item(
        label=_("Feedback"),
        view="feedback",
        shown=lambda site, person: site.has_room(Room.FEEDBACK) and not reads_cases(site, person),
        sections=("/feedback/",),
    ),
    # In the place of the item before: who reads cases finds the form in the foot.
    Item(label=_("Cases"), view="cases", shown=reads_cases, sections=("/feedback/cases/",)),
    Item(label=_("My space"), view="me", shown=signed_in, sections=("/me/", "/people/me/")),
    Item(label=_("Sign in"), view="account_login", shown=strangers, sections=("/accounts/",)),
)

FOOT = (
    Item(label=_("Search the site"), view="search", shown=everybody),
    Item(label=_("Why we say equity and inclusion"), view="language", shown=everybody),
    Item(label=_("How we judge progress"), view="judging", shown=everybody),
    Item(label=_("Reviews"), view="reviews", shown=consultants),
    Item(label=_("People"), view="people", shown=everybody),
    Item(
        label=_("Feedback"),
        view="feedback",
        shown=lambda site, person: not site.has_room(Room.FEEDBACK) or reads_cases(site, person),
    ),
    Item(label=_("Reading settings"), view="reading", shown=everybody),
    Item(label=_("Accessibility"), view="accessibility", shown=everybody),
    Item(label=_("Privacy"), view="privacy", shown=everybody),
    Item(label=_("Cookies"), view="cookies", shown=everybody),
    Item(label=_("Sign out"), view="account_logout", shown=signed_in),
)


def links(items: tuple[Item, ...], site: Organisation, person: Person, path: str) -> list[Link]:
    """Return the links this person is shown on the page at `path`, in the order of `items`."""
    shown = [item for item in items if item.shown(site, person)]
    here = section_of(shown, path)
    return [
        Link(
            label=item.label,
            url=address(item.view),
            current="page" if address(item.view) == path else "true" if item is here else "",
        )
        for item in shown
    ]


@cache
def address(view: str) -> str:
    return reverse(view)


def section_of(items: list[Item], path: str) -> Item | None:
    """Return the item whose section holds `path`; the most exact one where several do."""
    matches = [
        (len(section), item)
        for item in items
        for section in item.sections
        if path.startswith(section)
    ]
    return max(matches, key=lambda match: match[0])[1] if matches else None
