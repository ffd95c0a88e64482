"""Doors: who may come through a view. Views are signed-in by default (see settings)."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

if TYPE_CHECKING:
    from imroc_ei.people.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def requires(permission: str) -> Callable[[View[P]], View[P]]:
    """Let in who holds `permission` ("app.codename"); everybody else who signed in gets 403."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def person_of(request: HttpRequest) -> "User":
    """Return who signed in. Nobody did: refused, though the door has usually seen to that."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user
