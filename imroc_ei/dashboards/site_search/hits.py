"""What a search of the site gives: hits, in groups of one kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.organisation.models import Organisation
    from imroc_ei.people.models import User

# So many of one kind are shown; the room itself shows the rest.
MOST_HITS = 5


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who searches, and on which site: what they may not see is not found for them."""

    person: User | AnonymousUser
    site: Organisation


@dataclass(frozen=True, kw_only=True)
class Hit:
    title: str
    url: str
    about: str = ""
    meta: str = ""


@dataclass(frozen=True, kw_only=True)
class Hits:
    """Everything of one kind: `total` were found, of which the first ones are shown."""

    slug: str
    heading: str | Promise
    hits: list[Hit]
    total: int
    # The address of the room's own search for the same words, where it has one.
    more_url: str = ""

    @property
    def has_more(self) -> bool:
        return self.total > len(self.hits)


Provider = Callable[[str, Asker], Hits | None]
