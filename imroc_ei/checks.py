"""What `manage.py check --deploy` says about settings that a public site must not have."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

Configs = Sequence[AppConfig] | None


def made_up_data_is_off(app_configs: Configs, **options: Any) -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    return [
        Error(
            "DEMO is on: made-up people can sign in, without a second factor.",
            hint="Take DEMO out of the environment.",
            id="imroc_ei.E001",
        )
    ]


def site_is_served_over_tls(app_configs: Configs, **options: Any) -> list[CheckMessage]:
    if settings.SERVED_OVER_TLS:
        return []
    return [
        Error(
            "SITE_URL does not begin with https://, so cookies and passwords go unprotected.",
            hint="Set SITE_URL to the site's public address, as in https://equity.example.org",
            id="imroc_ei.E002",
        )
    ]


def mail_goes_out(app_configs: Configs, **options: Any) -> list[CheckMessage]:
    if "console" not in settings.EMAIL_BACKEND:
        return []
    return [
        Caution(
            "Mail is only printed: nobody gets sign-in codes, invitations or reminders.",
            hint="Set EMAIL_URL, as in submission://user:password@mail.example.org:587",
            id="imroc_ei.W001",
        )
    ]


CHECKS: tuple[Callable[..., list[CheckMessage]], ...] = (
    made_up_data_is_off,
    site_is_served_over_tls,
    mail_goes_out,
)


def register_all() -> None:
    for check in CHECKS:
        register(check, Tags.security, deploy=True)
