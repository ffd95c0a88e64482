"""What the tests of the workers do inside the site that the workers belong to."""

from datetime import time, timedelta

from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from feedback.enums import ReplyBy
from feedback.models import Case
from imroc_ei.notices.models import Digest, JobRun, Notice
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.models import Activity
from tests.factories import ActivityFactory, OrganisationFactory, UserFactory
from tests.feedback.told import CODE, a_case


def migrate(_argument: int) -> list[str]:
    call_command("migrate", verbosity=0)
    return []


def begin(people: int) -> list[str]:
    """Empty the site, let each of some people have a draft that is a week old, and return
    their addresses."""
    for model in (Notice, Digest, JobRun, Activity, User, Organisation):
        model._default_manager.all().delete()
    OrganisationFactory(send_at=time(0, 0))
    begun = timezone.now() - timedelta(days=7)
    for _number in range(people):
        ActivityFactory(draft=True, steps=[], logged_by=UserFactory(), logged_at=begun)
    return list(User.objects.order_by("email").values_list("email", flat=True))


def begin_with_a_letter(_argument: int) -> list[str]:
    """Empty the site, let somebody tell us something, and return the address they left."""
    Case.objects.all().delete()
    begin(0)
    address = "zqaddressqz@example.net"
    a_case(code=CODE, reply_by=ReplyBy.EMAIL, reach=address)
    return [address]


def states(_argument: int) -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def jobs_that_went_well(_argument: int) -> list[str]:
    done = JobRun.objects.filter(ok=True).order_by("job").values_list("job", flat=True)
    return list(done.distinct())


def age_claims(minutes: int) -> list[str]:
    """Make every claim older, as if that time had passed."""
    earlier = F("claimed_at") - timedelta(minutes=minutes)
    Notice.objects.filter(state="claimed").update(claimed_at=earlier)
    Digest.objects.filter(sent_at=None).update(claimed_at=earlier)
    return []
