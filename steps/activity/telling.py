"""Who is told about an entry that is to become public. Notices go out with the mail."""

from django.utils import timezone

from imroc_ei.notices.actions import notify
from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName
from steps.models import Activity
from steps.rules import EntryDeclined, EntryToCheck


def tell_leads(activity: Activity) -> None:
    """Tell everybody who may check the entry that it waits; nobody checks their own."""
    today = timezone.localdate()
    for lead in User.objects.holding(RoleName.LEAD).exclude(pk=activity.logged_by_id):
        notify(person=lead, rule=EntryToCheck.slug, subject=activity.public_id, due_on=today)


def tell_author(activity: Activity) -> None:
    """Tell the author that their entry stays among consultants."""
    notify(
        person=activity.logged_by,
        rule=EntryDeclined.slug,
        subject=activity.public_id,
        due_on=timezone.localdate(),
    )
