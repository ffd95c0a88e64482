from django.utils import timezone

from feedback.enums import State
from feedback.models import Case
from feedback.survey.links import survey_path
from tests.factories.feedback import CaseFactory
from tests.pages.page import EVERYONE, Page
from tests.world import World


def open_survey(world: World) -> str:
    """The address of a closed case's questions, of the same case each time it is asked for."""
    closed = Case.objects.filter(state=State.CLOSED, survey_answered=False).first()
    today = timezone.localdate()
    return survey_path(closed or CaseFactory(state=State.CLOSED, closed_on=today))


PAGES = [Page(name="feedback_survey", roles=EVERYONE, path=open_survey)]
