from django.utils import timezone

from feedback.enums import State
from feedback.models import Case
from feedback.sheet_pages import SheetIn
from feedback.survey.links import survey_path
from feedback.survey.versions import EASY, STANDARD
from tests.factories.feedback import CaseFactory
from tests.pages.page import EVERYONE, Page, Sent
from tests.world import World


def open_survey(world: World, version: SheetIn = STANDARD) -> str:
    """The address of a closed case's questions, of the same case each time it is asked for."""
    closed = Case.objects.filter(state=State.CLOSED, survey_answered=False).first()
    today = timezone.localdate()
    case = closed or CaseFactory(state=State.CLOSED, closed_on=today)
    return survey_path(case, prefix=version.journey.prefix)


def row(version: SheetIn) -> Page:
    return Page(
        name=version.url_name,
        roles=EVERYONE,
        path=lambda world: open_survey(world, version),
        errors={"nothing chosen": Sent(data={"easy": ""}, by="anyone")},
    )


PAGES = [row(STANDARD), row(EASY)]
