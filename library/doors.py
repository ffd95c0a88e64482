"""Who comes in before the library is open: those who fill it. Everybody else is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from imroc_ei.organisation.current import organisation_of
from imroc_ei.organisation.enums import Room
from steps.queries import worked_on_in

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imroc_ei.organisation.models import Organisation
    from imroc_ei.people.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

CURATE = "library.curate_resource"


def may_enter(person: User | AnonymousUser, site: Organisation) -> bool:
    return site.has_room(Room.LIBRARY) or person.has_perm(CURATE)


def closed_page(request: HttpRequest, *, status: int) -> HttpResponse:
    """What the library will be for, as long as it is not open."""
    context = {"statements": worked_on_in("library")}
    return render(request, "library/closed.html", context, status=status)


def in_library(view: View[P]) -> View[P]:
    """An address within the library; while that is closed, it is not there yet."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not may_enter(request.user, organisation_of(request)):
            return closed_page(request, status=404)
        return view(request, *args, **kwargs)

    return guarded


def for_who_has_the_address(answer: HttpResponse) -> HttpResponse:
    """Ask search engines and shared caches to keep nothing of a page whose address is its key."""
    answer.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, private=True)
    return answer
