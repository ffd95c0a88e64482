"""What holds for every page that somebody who signed in opens or sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin

from imroc_ei.people.models import User

# Where somebody may go before they have set up the second factor that their role asks for.
OPEN_WITHOUT = {
    "second_factor",
    "reading",
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "healthz",
    "readyz",
}


def signed_in_person(request: HttpRequest) -> User | None:
    """Return who signed in; a visitor without our cookie costs no look at the session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None


def lacks_second_factor(person: User) -> bool:
    """Say whether this person's role asks for a second factor that they have not set up.

    `has_second_factor` comes with the person, in the query that fetched them.
    """
    if person.is_demo and settings.DEMO:
        return False
    return person.needs_second_factor and not getattr(person, "has_second_factor", False)


def waits_for_second_factor(request: HttpRequest) -> bool:
    """Whether this page stays closed until the person has set up a second factor."""
    name = (request.resolver_match.url_name if request.resolver_match else "") or ""
    if name in OPEN_WITHOUT or name.startswith("mfa_"):
        return False
    person = signed_in_person(request)
    return person is not None and lacks_second_factor(person)


class SecondFactorMiddleware(MiddlewareMixin):
    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        return redirect("second_factor") if waits_for_second_factor(request) else None


class FormLimitMiddleware(MiddlewareMixin):
    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method != "POST" or signed_in_person(request) is None:
            return None
        response: HttpResponseBase | None = consume_or_429(
            request, action="form", user=request.user
        )
        return response


class OwnPagesMiddleware(MiddlewareMixin):
    """On a computer that is shared, what somebody read goes when they sign out.

    Until then their browser may keep it, so that going back loses nothing they typed.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        # Only where the page asked who it is for: `/healthz` answers without the database.
        came_as = getattr(request, "_cached_user", None)
        if came_as is None or not came_as.is_authenticated:
            return response
        if not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache"'
        elif not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response


class SiteOfPageMiddleware(MiddlewareMixin):
    """The sign-in package calls the host `site`; on our pages that is the organisation."""

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        context = response.context_data
        if context and isinstance(context.get("site"), RequestSite):
            del context["site"]
        return response
