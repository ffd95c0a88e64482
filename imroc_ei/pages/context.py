"""What the frame around every page needs: the organisation, the way around, how it is read."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from imroc_ei.organisation.current import organisation_of
from imroc_ei.pages.navigation import FOOT, HEAD, Item, Link, links
from imroc_ei.people.reading import reading_of


def page(request: HttpRequest) -> dict[str, Any]:
    """Everything is worked out when a template asks for it, so that fragments cost no query."""
    site = SimpleLazyObject(lambda: organisation_of(request))

    def shown(items: tuple[Item, ...]) -> list[Link]:
        person = getattr(request, "user", AnonymousUser())
        # To the checker a lazy object is not yet what it will be.
        return links(items, site, person, request.path)  # type: ignore[arg-type]

    return {
        "site": site,
        "navigation": SimpleLazyObject(lambda: shown(HEAD)),
        "footer_links": SimpleLazyObject(lambda: shown(FOOT)),
        "reading": SimpleLazyObject(lambda: reading_of(request)),
        "demo": settings.DEMO,
    }
