"""Who comes in to the pages of cases, and how a view finds its case."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from feedback.cases.queries import case_for
from feedback.cases.sight import Sight
from imroc_ei.access import person_of
from imroc_ei.organisation.current import organisation_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
HANDLES, READS_PASSED = "feedback.handle_case", "feedback.read_passed_case"


def readers(*permissions: str, of_a_case: bool = False) -> Callable[[View[P]], View[P]]:
    """Let in who holds one of these. No browser keeps the page, and no link tells of it.

    A page of a case does not exist for others.
    """
    wanted = permissions or (HANDLES, READS_PASSED)

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(request.user.has_perm(permission) for permission in wanted):
                raise Http404 if of_a_case else PermissionDenied
            response = view(request, *args, **kwargs)
            if "Cache-Control" not in response.headers:
                add_never_cache_headers(response)
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["Referrer-Policy"] = "same-origin"
            return response

        return guarded

    return decorate


def sight_for(request: HttpRequest, public_id: str) -> Sight:
    """Return the case at this address as this person may see it; to others it does not exist."""
    person = person_of(request)
    case = case_for(person, public_id)
    if case is None:
        raise Http404
    return Sight(case=case, by=person, nation=organisation_of(request).nation)
