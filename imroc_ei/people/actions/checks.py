from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName


def holds(person: User, role: RoleName) -> bool:
    """Ask the database, not what the page's person was fetched with."""
    return bool(User.objects.holding(role).filter(pk=person.pk).exists())


def check_owner(by: User | None) -> None:
    """Let owners through, and whoever runs commands on the server (`by` is None)."""
    if by is not None and not holds(by, RoleName.OWNER):
        raise PermissionDenied


def refuse_to_lose_last_owner(person: User) -> None:
    """Raise where no owner would be left. Made-up owners count only while they can sign in."""
    owners = User.objects.holding(RoleName.OWNER)
    if not settings.DEMO:
        owners = owners.filter(is_demo=False)
    # Locked, so that two owners who leave at once do not each count on the other. Counted after
    # that: PostgreSQL gives the locked rows as they stood before it waited for the other.
    list(owners.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if not owners.exclude(pk=person.pk).exists():
        raise ValidationError(
            _("There has to be an owner, and this is the last one. Make somebody else one first.")
        )
