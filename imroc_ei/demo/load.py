"""A year of made-up activity on the plan that is loaded, and its removal."""

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from imroc_ei.demo.actions import add_actions, remove_actions
from imroc_ei.demo.activity import add_activity
from imroc_ei.demo.feedback import add_feedback, remove_feedback
from imroc_ei.demo.library import add_library, remove_library
from imroc_ei.demo.people import add_people
from imroc_ei.demo.plan import clear_plan, describe_plan
from imroc_ei.demo.read import read
from imroc_ei.demo.reviews import add_reviews, remove_reviews
from imroc_ei.notices.models import Notice
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.models import Activity, Evidence, Quarter
from steps.quarters.actions import freeze_quarters
from steps.reviews.telling import ACTION_GIVEN

# Numbers and addresses that are kept free for examples, so that nobody is ever rung by mistake.
CONTACTS = {
    "contact_email": "equity@example.org",
    "contact_phone": "01632 960 123",
    "contact_address": "Equity and inclusion\n1 Example Street\nNottingham",
    "external_bodies": "The Ombudsman of this made-up year, 01632 960 200\n"
    "The advice line next door, 01632 960 201",
}


@transaction.atomic
def load_demo() -> int:
    """Add the made-up people and their year, once. Return how many entries were added."""
    if User.objects.filter(is_demo=True).exists():
        return 0
    today = timezone.localdate()
    people_rows, activity_rows = read("people.toml"), read("activity.toml")["activity"]
    Organisation.objects.get_or_create(pk=1)
    Organisation.objects.filter(pk=1, **dict.fromkeys(CONTACTS, "")).update(**CONTACTS)
    people = add_people(people_rows["person"], today)
    describe_plan(people_rows, people, today)
    add_activity(activity_rows, people, today)
    add_reviews(read("reviews.toml")["review"], people, today)
    add_actions(read("actions.toml")["action"], people, today)
    add_library(read("library.toml"), people, today)
    add_feedback(read("feedback.toml"), people, today)
    freeze_quarters(today=today)
    # What was given to them was given on days long past.
    Notice.objects.filter(person__is_demo=True, rule=ACTION_GIVEN).delete()
    return len(activity_rows)


@transaction.atomic
def remove_demo() -> int:
    """Take away the made-up people and all that they recorded. Return how many entries went."""
    entries = Activity.objects.filter(logged_by__is_demo=True)
    count = entries.count()
    remove_feedback()
    remove_actions(read("actions.toml")["action"])
    remove_reviews()
    remove_library()
    files = [evidence.file for evidence in Evidence.objects.filter(activity__in=entries)]
    entries.delete()
    Quarter.objects.filter(made_up=True).delete()
    clear_plan(read("people.toml"))
    User.objects.filter(is_demo=True).delete()
    Organisation.objects.filter(pk=1, **CONTACTS).update(**dict.fromkeys(CONTACTS, ""))
    transaction.on_commit(lambda: delete_files(files))
    return count


def delete_files(files: list[FieldFile]) -> None:
    for file in files:
        if file:
            file.storage.delete(str(file.name))
