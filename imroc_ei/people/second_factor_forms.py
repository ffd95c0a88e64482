"""The forms of the second factor, in our words. What they check is the package's."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.account_forms import CODE, word

LONGEST_NAME = 60


def word_factor(field: forms.Field, hint: Any = "") -> None:
    word(field, label=CODE, missing=_("Enter the code"), hint=hint)
    field.widget.attrs |= {"autocomplete": "one-time-code", "class": "w-medium"}


def word_name(field: forms.Field) -> None:
    word(
        field,
        label=_("A name for it"),
        missing=_("Enter a name, for example the device it is on"),
        hint=_("So that you can tell one from another, for example “work laptop”."),
    )
    if isinstance(field, forms.CharField):
        field.max_length = LONGEST_NAME
        field.validators = [too_long]


def too_long(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise forms.ValidationError(
            _("Keep the name to %(most)d characters") % {"most": LONGEST_NAME}
        )


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


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_name(self.fields["name"])
        word(
            self.fields["passwordless"],
            label=_("Let me sign in with this alone"),
            missing="",
            hint=_("Your device then asks for your finger, your face or its own code each time."),
        )
        word(
            self.fields["credential"],
            label="",
            missing=_("Your device did not answer. Try again, or choose an app instead."),
        )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_name(self.fields["name"])
