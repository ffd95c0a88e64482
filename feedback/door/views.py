"""What every page in front of the door does before anything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from feedback.door.forgery import is_ours
from imroc_ei.error_pages import Words, error_page, typed_text

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

STALE: Words = (
    _("This page has gone stale"),
    _(
        "It was open for a very long time, or your browser does not keep our one cookie. Nothing "
        "was sent. Go back, load the page again and send it once more."
    ),
)


def public_page(view: View[Rest]) -> View[Rest]:
    """Open a view to everybody, and take forms from our own pages alone.

    The view never asks who somebody is: `Door` has hidden it, and the template gets nobody.
    """

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not is_ours(request):
            return error_page(request, 403, STALE, typed=typed_text(request))
        return view(request, *args, **kwargs)

    return guarded
