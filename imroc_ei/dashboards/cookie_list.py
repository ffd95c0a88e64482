"""Every cookie that the site sets, by its real name."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imroc_ei.reading import COOKIE as READING_COOKIE


@dataclass(frozen=True, kw_only=True)
class Cookie:
    name: str
    why: str | Promise
    when: str | Promise
    how_long: str | Promise


def cookies_used() -> list[Cookie]:
    return [
        Cookie(
            name=settings.SESSION_COOKIE_NAME,
            why=_("Keeps you signed in. It holds a random number and nothing about you."),
            when=_("When you sign in, or start to"),
            how_long=_("Up to 30 days; 12 hours for handlers and owners"),
        ),
        Cookie(
            name=settings.CSRF_COOKIE_NAME,
            why=_("Proves that a form was sent from our page and by you."),
            when=_("When a page with a form to send is open"),
            how_long=_("A year"),
        ),
        Cookie(
            name=READING_COOKIE,
            why=_("Remembers your reading settings: size, spacing, face and scheme."),
            when=_("When you choose reading settings without being signed in"),
            how_long=_("A year"),
        ),
    ]
