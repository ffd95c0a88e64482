"""Where signing in follows our rules: by invitation, in our words, with limits that say so."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from imroc_ei import mail
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.account_mail import MAILS, MESSAGES
from imroc_ei.people.models import User
from imroc_ei.people.sessions import limit_session

LIMITED = ("too_many_login_attempts", "rate_limited")
WRONG_CODE = _("That code does not fit. Check it, or ask for a new one.")
ERRORS: dict[str, str | Promise] = {
    "account_inactive": _("This account is closed."),
    "cannot_remove_primary_email": _("You sign in with this address, so it has to stay."),
    "duplicate_email": _("This is the address you have already."),
    "email_password_mismatch": _(
        "The address and the password do not fit together. Check both, or have a code sent to you."
    ),
    "email_taken": _("Somebody else here uses this address."),
    "enter_current_password": _("That is not the password you have now. Check it and try again."),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("That is not your password. Check it and try again."),
    "invalid_login": _("Enter your e-mail address."),
    "too_many_login_attempts": _("That was too many tries. Ask for a new code."),
    "rate_limited": _("That was too many tries. Wait a few minutes."),
    "same_as_current": _("This is the address you have already."),
    "unknown_email": _("Nobody here has this address."),
    "unverified_primary_email": _("Confirm your e-mail address first."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Answer 429 with the plain page where the package would only show the form again."""
        if code in LIMITED:
            raise ImmediateHttpResponse(respond_429(context.request))
        error: ValidationError = super().validation_error(code, *args)
        return error

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        closed: HttpResponse | None
        if user.is_shut_out:
            closed = self.respond_user_inactive(request, user)
        else:
            closed = super().pre_login(request, user, **kwargs)
        return closed

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        limit_session(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        words = MAILS[template_prefix]
        mail.send(
            to=email,
            subject=str(words.subject),
            template="account",
            context={"words": words, "code": context.get("code", "")},
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or MESSAGES.get(message_template or "", "")
        if words:
            super().add_message(request, level, extra_tags=extra_tags, message=words)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Take the second factor off first, then change your address."),
        "cannot_delete_authenticator": _("Your role asks for a second factor, so it has to stay."),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first."),
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def get_totp_issuer(self) -> str:
        return Organisation.current().site_name

    def _get_site_name(self) -> str:
        return Organisation.current().site_name

    def build_totp_svg(self, url: str) -> str:
        """Return the drawing as an element of the page: as an image of its own it would
        need an address that the content policy rightly refuses."""
        _declaration, _start, rest = super().build_totp_svg(url).partition("<svg")
        title = gettext("Square code for your app")
        return f'<svg role="img" aria-label="{title}"{rest}'

    def generate_authenticator_name(self, user: User, kind: str) -> str:
        count = Authenticator.objects.filter(user=user, type=kind).count() + 1
        return ngettext("My passkey", "My passkey %(count)d", count) % {"count": count}
