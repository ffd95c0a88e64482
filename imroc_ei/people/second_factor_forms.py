"""The forms of the second factor, in our words. What they check is the package's."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from imroc_ei.people.account_forms import CODE, word

LONGEST_NAME = 60


def word_factor(field: forms.Field, hint: Any = "") -> None:
    word(field, label=CODE, missing=_("Enter the code."), hint=hint)
    field.widget.attrs |= {"autocomplete": "one-time-code", "class": "w-medium"}


def word_name(field: forms.Field) -> None:
    word(
        field,
        label=_("A name for it"),
        missing=_("Enter a name, for example the device it is on."),
        hint=_("So that you can tell one from another, for example “work laptop”."),
    )
    if isinstance(field, forms.CharField):
        field.max_length = LONGEST_NAME
        field.validators = [too_long]


def too_long(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("Keep the name to %(most)d characters") % {"most": LONGEST_NAME})


class AuthenticateForm(base.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_factor(
            self.fields["code"],
            _("The six figures that your app shows, or one of your recovery codes."),
        )


class ReauthenticateForm(base.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_factor(
            self.fields["code"],
            _("The six figures that your app shows, or one of your recovery codes."),
        )


class ActivateAppForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_factor(self.fields["code"], _("The six figures that your app shows now."))


NO_ANSWER = _("Your device did not answer. Try again, or choose another way.")


def answer_of_device(kind: type[AuthenticationResponse | RegistrationResponse]) -> forms.JSONField:
    """Return the hidden field with what a device answered.

    What does not read as such an answer is refused here: the package would fall over it.
    """
    return forms.JSONField(
        widget=forms.HiddenInput,
        validators=[reads_as(kind)],
        error_messages={"required": NO_ANSWER, "invalid": NO_ANSWER},
    )


def reads_as(
    kind: type[AuthenticationResponse | RegistrationResponse],
) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        try:
            kind.from_dict(value)
        except (AttributeError, LookupError, TypeError, ValueError, struct.error) as unreadable:
            raise ValidationError(NO_ANSWER, code="unreadable") from unreadable

    return check


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_name(self.fields["name"])
        self.fields["credential"] = answer_of_device(RegistrationResponse)
        word(
            self.fields["passwordless"],
            label=_("Let me sign in with this alone"),
            missing="",
            hint=_("Your device then asks for your finger, your face or its own code each time."),
        )


class UsePasskeyForm(webauthn.AuthenticateWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = answer_of_device(AuthenticationResponse)


class PasskeySignInForm(webauthn.LoginWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = answer_of_device(AuthenticationResponse)


class ConfirmPasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = answer_of_device(AuthenticationResponse)


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_name(self.fields["name"])
