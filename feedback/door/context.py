from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from feedback.door.paths import is_public
from feedback.door.visit import visit_of
from imroc_ei.organisation.current import organisation_of
from imroc_ei.pages.navigation import FOOT, HEAD, Item, Link, links
from imroc_ei.people.reading import COOKIE, Reading


def public(request: HttpRequest) -> dict[str, Any]:
    """Give templates in front of the door what needs no person, in the place of what would.

    It stands behind the other context processors, and its values win.
    """
    if not is_public(request.path_info):
        return {}

    def shown(items: tuple[Item, ...]) -> list[Link]:
        # Who reads this may have signed in already: the page does not know.
        items = tuple(item for item in items if item.view != settings.LOGIN_URL)
        return links(items, organisation_of(request), AnonymousUser(), request.path)

    return {
        "at_the_door": True,
        "user": AnonymousUser(),
        "perms": {},
        "messages": [],
        "reading": Reading.from_cookie(request.COOKIES.get(COOKIE, "")),
        "navigation": SimpleLazyObject(lambda: shown(HEAD)),
        "footer_links": SimpleLazyObject(lambda: shown(FOOT)),
        # A form without it costs no cookie.
        "csrf_token": SimpleLazyObject(lambda: visit_of(request).form_token()),
    }
