"""The forms of signing in and of one's own account, in our words.

What they check and do is the sign-in package's; only labels, hints and messages are ours.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models import User
from imroc_ei.people.sessions import limit_session

# A text, translated when it is shown. Django's stubs have a type of their own for it.
Text = Any

EMAIL = _("E-mail address")
EMAIL_MISSING = _("Enter your e-mail address.")
EMAIL_WRONG = _("Enter an e-mail address in full, like name@example.org.")
CODE = _("Code")
CODE_MISSING = _("Enter the code from our e-mail.")
PASSWORD_MISSING = _("Enter your password.")
NEW_PASSWORD = _("New password")
NEW_PASSWORD_HINT = _(
    "At least 10 characters. Three or four words that do not belong together work well."
)
NEW_PASSWORD_MISSING = _("Enter a new password.")
AGAIN = _("The same password again")
AGAIN_MISSING = _("Enter the same password again.")


def word(
    field: forms.Field, *, label: Text, missing: Text, hint: Text = "", wrong: Text = ""
) -> None:
    """Give a field our label, hint and messages; what it checks stays as it is."""
    field.label = label
    field.help_text = hint
    field.widget.attrs.pop("placeholder", None)
    # A field says these in place of what its validators, which others share, would say.
    field.error_messages |= {"required": missing, "invalid": wrong or missing}


def word_email(field: forms.Field, hint: Text = "") -> None:
    word(field, label=EMAIL, missing=EMAIL_MISSING, wrong=EMAIL_WRONG, hint=hint)


def word_code(field: forms.Field) -> None:
    word(field, label=CODE, missing=CODE_MISSING)
    field.widget.attrs |= {"autocomplete": "one-time-code", "class": "w-medium"}


def word_new_password(fields: dict[str, forms.Field]) -> None:
    word(
        fields["password1"],
        label=NEW_PASSWORD,
        missing=NEW_PASSWORD_MISSING,
        hint=NEW_PASSWORD_HINT,
    )
    word(fields["password2"], label=AGAIN, missing=AGAIN_MISSING)


class CodeSignInForm(account.RequestLoginCodeForm):
    """The first way in: a code goes to the address, whether or not anybody here has it."""

    # Whom the package found by the address.
    _user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"])

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self._user and self._user.is_shut_out:
            self._user = None
        return email


class PasswordSignInForm(account.LoginForm):
    # The form beside it on the page asks for the address too; ids may not repeat.
    prefix_of_ids = "password-sign-in"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.prefix_of_ids}_%s")
        super().__init__(*args, **kwargs)
        word_email(self.fields["login"])
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        word(self.fields["password"], label=_("Password"), missing=PASSWORD_MISSING)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        limit_session(request)
        return response


class ConfirmCodeForm(account.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(self.fields["code"])


class ConfirmResetCodeForm(account.ConfirmPasswordResetCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(self.fields["code"])


class ConfirmAddressForm(account.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_code(self.fields["code"])


class ChangeAddressForm(account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"])
        self.fields["email"].label = _("New e-mail address")


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self.fields["email"])


class NewPasswordForm(account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_new_password(self.fields)


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_new_password(self.fields)


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(
            self.fields["oldpassword"],
            label=_("The password you have now"),
            missing=_("Enter the password you have now."),
        )
        word_new_password(self.fields)


class ConfirmPasswordForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["password"], label=_("Password"), missing=PASSWORD_MISSING)
