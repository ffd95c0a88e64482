"""What the tests of signing in share."""

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, hotp_value
from django.core import mail
from django.test import Client

from imroc_ei.people.models import User
from tests.factories.people import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client: Client, person: User, password: str = PASSWORD) -> Any:
    sent = {"login": person.email, "password": password}
    return client.post("/accounts/login/", sent)


def ask_for_code(client: Client, email: str) -> Any:
    return client.post("/accounts/login/code/", {"email": email})


def code_in_last_mail() -> str:
    found = re.search(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def set_up_app(person: User) -> None:
    """Give this person an app of which the tests know the secret, and recovery codes."""
    Authenticator.objects.filter(user=person).delete()
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)


def code_of_app() -> str:
    return f"{hotp_value(SECRET, int(time.time()) // 30):06d}"


def person_of(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def html_of(message: Any) -> tuple[str, str]:
    """Return the other form of a mail, and its kind."""
    [(content, kind)] = message.alternatives
    return str(content), str(kind)
