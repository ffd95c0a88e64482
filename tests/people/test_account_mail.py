from pathlib import Path

import allauth
import pytest
from django.core import mail

from imroc_ei.people.account_adapter import AccountAdapter
from imroc_ei.people.account_mail import MAILS
from tests.people.sign_in import html_of

PACKAGE = Path(allauth.__file__).parent / "templates"
# A new password is chosen with a code here, never by a link.
NEVER_SENT = {"account/email/password_reset_key"}


def sent_by_the_package() -> set[str]:
    found = [*PACKAGE.glob("account/email/*_subject.txt"), *PACKAGE.glob("mfa/email/*_subject.txt")]
    return {str(path.relative_to(PACKAGE)).removesuffix("_subject.txt") for path in found}


def test_every_mail_of_the_package_has_our_words() -> None:
    assert set(MAILS) == sent_by_the_package() - NEVER_SENT


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MAILS))
def test_mail_goes_out_as_text_and_as_html(name: str) -> None:
    AccountAdapter().send_mail(name, "somebody@example.com", {"code": "ABC-123"})
    [message] = mail.outbox
    html, kind = html_of(message)
    words = MAILS[name]
    assert (message.to, message.subject, kind) == (
        ["somebody@example.com"],
        str(words.subject),
        "text/html",
    )
    assert str(words.says) in str(message.body)
    assert "ABC-123" in str(message.body)
    assert "ABC-123" in html
