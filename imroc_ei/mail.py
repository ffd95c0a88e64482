"""The way out for every mail: one text part, one HTML part, one recipient."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine

from imroc_ei.organisation.models import Organisation


def send(
    *,
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> None:
    """Render `templates/mail/<template>.txt` and `.html` and send them to `to`, now.

    Templates are also given `site` (the organisation), `site_url` and `subject`. Addresses in
    `context` are whole. Raises what the mail server's connection raises.
    """
    values = {
        "site": Organisation.current(),
        "site_url": settings.SITE_URL,
        "subject": subject,
        **context,
    }
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=_render(f"mail/{template}.txt", values, autoescape=False),
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    message.attach_alternative(_render(f"mail/{template}.html", values), "text/html")
    message.send()


def _render(name: str, values: dict[str, Any], *, autoescape: bool = True) -> str:
    template = Engine.get_default().get_template(name)
    return template.render(Context(values, autoescape=autoescape)).strip() + "\n"
