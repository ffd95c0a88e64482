from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imroc_ei.people.models import TeamTerm, User

LONGEST_PAUSE_WEEKS = 12


@transaction.atomic
def change_preferences(
    *,
    by: User,
    name: str,
    pronouns: str,
    monthly_nudge: bool,
    paused_until: date | None,
    show_name: bool | None = None,
) -> User:
    """Save what somebody says about themselves. `show_name` None leaves the team page as it is."""
    person: User = User.objects.select_for_update().get(pk=by.pk)
    latest = timezone.localdate() + timedelta(weeks=LONGEST_PAUSE_WEEKS)
    if paused_until and paused_until > latest:
        raise ValidationError(_("A pause lasts 12 weeks at most."))
    person.name, person.pronouns = name, pronouns
    person.monthly_nudge, person.reminders_paused_until = monthly_nudge, paused_until
    person.save(update_fields=["name", "pronouns", "monthly_nudge", "reminders_paused_until"])
    if show_name is not None:
        TeamTerm.objects.filter(person=person).update(show_name=show_name)
    return person
