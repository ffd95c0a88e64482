"""Everything that this room holds about one person, as data that can be written as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from imroc_ei.people.models import Invitation, TeamTerm, User

Rows = dict[str, Any]


def own_rows(person: User) -> Rows:
    """Return what is held about this person, for themselves. Secrets are named, never shown."""
    return {
        "account": account(person),
        "email_addresses": [
            {"email": row.email, "confirmed": row.verified, "used_to_sign_in": row.primary}
            for row in EmailAddress.objects.filter(user=person).order_by("pk")
        ],
        "sign_in_methods": [
            {"kind": row.type, "added_at": when(row.created_at), "used_at": when(row.last_used_at)}
            for row in Authenticator.objects.filter(user=person).order_by("pk")
        ],
        "roles": [
            {
                "role": grant.role,
                "given_at": when(grant.granted_at),
                "opened_at": when(grant.opened_at),
                "ended_at": when(grant.ended_at),
            }
            for grant in person.grants.order_by("pk")
        ],
        "team_terms": [team_term(term) for term in person.team_terms.order_by("pk")],
        "invitations": [invitation(row) for row in invitations_of(person)],
    }


def account(person: User) -> Rows:
    return {
        "public_id": person.public_id,
        "email": person.email,
        "name": person.name,
        "pronouns": person.pronouns,
        "joined_at": when(person.joined_at),
        "last_signed_in_at": when(person.last_login),
        "has_password": person.has_usable_password(),
        "reading": {
            "text_size": person.text_size,
            "spacing": person.spacing,
            "face": person.face,
            "scheme": person.scheme,
        },
        "reminders": {
            "monthly_nudge": person.monthly_nudge,
            "paused_until": when(person.reminders_paused_until),
            "stopped": list(person.stopped_rules),
        },
    }


def team_term(term: TeamTerm) -> Rows:
    return {
        "role": term.role,
        "from": when(term.starts_on),
        "until": when(term.ends_on),
        "days_a_month": None if term.days_a_month is None else str(term.days_a_month),
        "paid": term.paid,
        "name_shown_to_anyone": term.show_name,
    }


def invitations_of(person: User) -> list[Invitation]:
    return list(Invitation.objects.filter(email__iexact=person.email).order_by("pk"))


def invitation(row: Invitation) -> Rows:
    return {
        "email": row.email,
        "roles": list(row.roles),
        "invited_at": when(row.invited_at),
        "accepted_at": when(row.accepted_at),
    }


def when(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None
