from __future__ import annotations

from django.db import transaction

from imroc_ei.people.models import TeamTerm, User


@transaction.atomic
def change_preferences(
    *, by: User, name: str, pronouns: str, show_name: bool | None = None
) -> User:
    """Save what somebody says about themselves. `show_name` None leaves the team page as it is."""
    person: User = User.objects.select_for_update().get(pk=by.pk)
    person.name, person.pronouns = name, pronouns
    person.save(update_fields=["name", "pronouns"])
    if show_name is not None:
        TeamTerm.objects.filter(person=person).update(show_name=show_name)
    return person
