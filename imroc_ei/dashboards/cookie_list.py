"""Every cookie that the site sets, by its real name."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.door.visit import CASE_COOKIE
from feedback.door.visit import COOKIE as FEEDBACK_COOKIE
from imroc_ei.people.reading import COOKIE as READING_COOKIE


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
        Cookie(
            name=FEEDBACK_COOKIE,
            why=_(
                "Opens what you have begun to tell us, so that going back loses nothing. It holds "
                "a random key and nothing about you."
            ),
            when=_("From the first question of feedback and complaints on"),
            how_long=_(
                "Until you close the browser; what it opens is gone within 24 hours, and your code "
                "within 24 hours of sending"
            ),
        ),
        Cookie(
            name=CASE_COOKIE,
            why=_(
                "Keeps open, on your way from page to page, what you came back to with your code. "
                "It is sealed: only this site can read it."
            ),
            when=_("When you have entered a code"),
            how_long=_("Until 30 minutes after your last page, or until you close the browser"),
        ),
    ]
