"""What a row of the table of pages says. The rows are in the modules beside this one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.world import World

# A person who has not signed in is sent to the sign-in page.
LOGIN = 302

ROLES = ("anyone", "nobody", "consultant", "author", "team_member", "lead", "handler", "owner")
Roles = Mapping[str, int]


def roles(*, anyone: int = LOGIN, others: int = 200, **exceptions: int) -> dict[str, int]:
    """Return what a page answers each role: `anyone` is not signed in, `nobody` holds no role."""
    return dict.fromkeys(ROLES, others) | {"anyone": anyone} | exceptions


EVERYONE = roles(anyone=200)
SIGNED_IN = roles()
CONSULTANTS = roles(nobody=403)
LEADS = roles(others=403, lead=200)
HANDLERS = roles(others=403, handler=200)
OWNERS = roles(others=403, owner=200)
AUTHOR = roles(others=404, author=200)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Data that a form of the page does not take, so that the page shows its error state.

    `by` is the role that sends it, `status` what the page answers.
    """

    data: Mapping[str, str | list[str]]
    by: str = "consultant"
    status: int = 200


@dataclass(frozen=True, kw_only=True)
class Page:
    """An address: whom it answers what, and the states in which it is looked at.

    `path` builds the address in a world; without it the name alone does. `in_states` are the
    worlds it is asked in: "full" has one of everything in every state, "empty" the plan and
    the people alone. `errors` are its error states by name. `html` is False for what is not a
    page (a file, a redirect, a machine's answer).
    """

    name: str
    roles: Roles
    path: Callable[[World], str] | None = None
    in_states: tuple[str, ...] = ("full", "empty")
    errors: Mapping[str, Sent] = field(default_factory=dict)
    html: bool = True
    # Where the page sends who has not signed in, if not to the site's own sign-in page.
    sign_in: str = ""

    def address(self, world: World) -> str:
        return self.path(world) if self.path else reverse(self.name)

    def __str__(self) -> str:
        return self.name


def at(name: str, *arguments: Callable[[World], Any], query: str = "") -> Callable[[World], str]:
    """Return what builds the address of `name` from a world."""

    def build(world: World) -> str:
        return reverse(name, args=[argument(world) for argument in arguments]) + query

    return build
