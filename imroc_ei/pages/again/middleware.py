"""Stands where signing in is asked for: who sent a form first keeps what they typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

from imroc_ei.pages.again.answers import send_again
from imroc_ei.pages.again.carrying import lacks_files
from imroc_ei.people.middleware import waits_for_second_factor

View = Callable[..., HttpResponseBase]


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for signing in, after the check for forged forms and before every view."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if request.method != "POST":
            return refused
        if refused is not None:
            return send_again(request) or refused
        if waits_for_second_factor(request):
            return send_again(request)
        # A view with a check of its own reads its form itself.
        if getattr(view_func, "csrf_exempt", False) or not lacks_files(request):
            return None
        return send_again(request, status=200, files_are_missing=True)
