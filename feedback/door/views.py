"""What every page in front of the door does before anything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from feedback.door import network
from feedback.door.forgery import NO_CHANGE, is_ours
from imroc_ei.error_pages import Words, error_page, typed_text

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]

# Short sentences: the same words answer in the version in easy words.
STALE: Words = (
    _("This page has gone stale"),
    _(
        "Nothing was sent. The page was open for a very long time. Or your browser does not keep "
        "our one cookie. Go back and load the page again. Then send it once more."
    ),
)


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
                    return error_page(request, 403, STALE, typed=typed_text(request))
            return view(request, *args, **kwargs)
        except network.TooOftenError as often:
            return too_often(request, often.seconds)

    guarded.is_public_page = True  # type: ignore[attr-defined]
    return guarded


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429, say when to try again, and give back what was typed."""
    minutes = ceil(seconds / 60)
    wait = ngettext(
        "Wait %(count)d minute, then try again.", "Wait %(count)d minutes, then try again.", minutes
    )
    words = (
        _("That was too many tries"),
        _("Too much came from your network. %(wait)s Nothing is wrong with what you did.")
        % {"wait": wait % {"count": minutes}},
    )
    response = error_page(request, 429, words, typed=typed_text(request))
    response["Retry-After"] = str(seconds)
    return response
