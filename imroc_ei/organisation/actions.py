from datetime import time

from django.db import models, transaction

from imroc_ei.forms.editing import Edit
from imroc_ei.organisation.models import Organisation


@transaction.atomic
def describe_organisation(
    *,
    by: models.Model,
    name: str,
    site_name: str,
    contact_email: str,
    contact_phone: str,
    contact_address: str,
    external_bodies: str,
    nation: str,
    quiet_after_days: int,
    backups_kept_days: int,
    send_at: time,
    rooms: list[str],
    seen: str | None = None,
) -> bool:
    """Say who the organisation is and how its site works; return whether anything differs."""
    organisation, _ = Organisation.objects.get_or_create(pk=1)
    values = {
        "name": name,
        "site_name": site_name,
        "contact_email": contact_email,
        "contact_phone": contact_phone,
        "contact_address": contact_address,
        "external_bodies": external_bodies,
        "nation": nation,
        "quiet_after_days": quiet_after_days,
        "backups_kept_days": backups_kept_days,
        "send_at": send_at,
        "rooms": rooms,
    }
    return Edit(organisation, values, seen=seen).save(by=by, why="")
