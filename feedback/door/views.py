"""What every page in front of the door does before anything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from feedback.door import network, refusing
from feedback.door.forgery import NO_CHANGE, is_ours

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]

READS = ("GET", "HEAD")


def public_page(view: View[Rest]) -> View[Rest]:
    """Open a view to everybody, take forms from our own pages alone, and not without end.

    The view never asks who somebody is: `Door` has hidden it, and the template gets nobody. It
    may raise TooOftenError.
    """

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        try:
            if request.method not in NO_CHANGE:
                network.keep_to(network.FORMS, network.bucket(request))
                if not is_ours(request):
                    return refusing.stale(request)
            return view(request, *args, **kwargs)
        except network.TooOftenError as often:
            return refusing.too_often(request, often.seconds)

    vars(guarded)["is_public_page"] = True
    return guarded


def page_to_read(view: View[Rest]) -> View[Rest]:
    """Open a view to everybody that only shows something: whatever else is asked is refused."""
    guarded = public_page(view)

    @wraps(guarded)
    def reading(
        request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        if request.method not in READS:
            return refusing.read_only(request)
        return guarded(request, *args, **kwargs)

    return reading
