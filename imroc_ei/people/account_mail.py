"""The mails about signing in and about changes to an account: what each says.

Each goes out as text and HTML through one pair of templates, `mail/account`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

NOT_YOU = _(
    "If this was not you, you need do nothing: without the code nobody can go further. "
    "Nobody from this site will ever ask you for it."
)
CHANGED_BY_OTHERS = _(
    "If you did not do this, sign in now, change your password, look through your sign-in "
    "methods, and tell an owner of the site."
)


@dataclass(frozen=True, kw_only=True)
class AccountMail:
    subject: Text
    says: Text
    then: Text = CHANGED_BY_OTHERS


MAILS: dict[str, AccountMail] = {
    "account/email/login_code": AccountMail(
        subject=_("Your code to sign in"),
        says=_("Type this code on the page you left open. It works once, for 15 minutes."),
        then=NOT_YOU,
    ),
    "account/email/unknown_account": AccountMail(
        subject=_("Somebody tried to sign in with this address"),
        says=_(
            "Somebody asked for a code for this address, and nobody here has it. If it was you, "
            "you may be known by another address, or you have not been invited yet: "
            "ask an owner of the site."
        ),
        then=_("If it was not you, you need do nothing."),
    ),
    "account/email/account_already_exists": AccountMail(
        subject=_("This address is in use already"),
        says=_("Somebody tried to use this address for another account. It belongs to yours."),
        then=_("If it was you, sign in with this address. If not, you need do nothing."),
    ),
    "account/email/email_confirmation": AccountMail(
        subject=_("Your code to confirm this address"),
        says=_("Type this code on the page you left open. It works once, for 15 minutes."),
        then=NOT_YOU,
    ),
    "account/email/email_confirm": AccountMail(
        subject=_("Your address is confirmed"), says=_("Your e-mail address has been confirmed.")
    ),
    "account/email/email_changed": AccountMail(
        subject=_("Your e-mail address was changed"),
        says=_("The address that you sign in with has been changed."),
    ),
    "account/email/email_deleted": AccountMail(
        subject=_("An e-mail address was taken off your account"),
        says=_("An e-mail address has been taken off your account."),
    ),
    "account/email/password_changed": AccountMail(
        subject=_("Your password was changed"), says=_("Your password has been changed.")
    ),
    "account/email/password_set": AccountMail(
        subject=_("Your account has a password now"),
        says=_("A password has been set for your account."),
    ),
    "account/email/password_reset": AccountMail(
        subject=_("Your password was changed"), says=_("Your password has been changed.")
    ),
    "account/email/password_reset_code": AccountMail(
        subject=_("Your code to choose a new password"),
        says=_("Type this code on the page you left open. It works once, for 15 minutes."),
        then=NOT_YOU,
    ),
    "mfa/email/recovery_codes_generated": AccountMail(
        subject=_("You have new recovery codes"),
        says=_("New recovery codes have been made for your account. The old ones are void."),
    ),
    "mfa/email/totp_activated": AccountMail(
        subject=_("An app now guards your account"),
        says=_("An app for codes has been added to your account."),
    ),
    "mfa/email/totp_deactivated": AccountMail(
        subject=_("The app for codes was taken off your account"),
        says=_("The app for codes has been taken off your account."),
    ),
    "mfa/email/webauthn_added": AccountMail(
        subject=_("A passkey was added to your account"),
        says=_("A passkey or security key has been added to your account."),
    ),
    "mfa/email/webauthn_removed": AccountMail(
        subject=_("A passkey was taken off your account"),
        says=_("A passkey or security key has been taken off your account."),
    ),
}
MAILS["account/email/email_confirmation_signup"] = MAILS["account/email/email_confirmation"]

# What the page says after such a change. What is not here is said by the page itself.
MESSAGES: dict[str, Text] = {
    "account/messages/cannot_delete_primary_email.txt": _(
        "You sign in with this address, so it has to stay."
    ),
    "account/messages/email_confirmed.txt": _("Your e-mail address has been confirmed."),
    "account/messages/email_deleted.txt": _("The address has been taken off your account."),
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/password_changed.txt": _("Your password has been changed."),
    "account/messages/password_set.txt": _("Your password has been set."),
    "account/messages/primary_email_set.txt": _("Your e-mail address has been changed."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "You have new recovery codes. Keep them somewhere safe."
    ),
    "mfa/messages/totp_activated.txt": _("The app has been added to your account."),
    "mfa/messages/totp_deactivated.txt": _("The app has been taken off your account."),
    "mfa/messages/webauthn_added.txt": _("The passkey has been added to your account."),
    "mfa/messages/webauthn_removed.txt": _("The passkey has been taken off your account."),
}
