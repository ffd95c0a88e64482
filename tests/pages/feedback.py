from django.urls import reverse

from tests.pages import cases, follow_up, survey
from tests.pages.page import EVERYONE, Page
from tests.world import World


def question(world: World) -> str:
    return reverse("feedback_question", args=["what-happened"])


def easy_question(world: World) -> str:
    return reverse("feedback_easy_question", args=["what-happened"])


# The journey is looked at question by question in `tests/browser/test_feedback.py`.
PAGES = [
    Page(name="feedback", roles=EVERYONE),
    Page(name="feedback_easy", roles=EVERYONE),
    Page(name="feedback_question", path=question, roles=EVERYONE),
    Page(name="feedback_easy_question", path=easy_question, roles=EVERYONE),
    Page(name="feedback_check", roles=EVERYONE),
    Page(name="feedback_easy_check", roles=EVERYONE),
    Page(name="feedback_sent", roles=EVERYONE),
    Page(name="feedback_easy_sent", roles=EVERYONE),
    Page(name="feedback_leave", roles=EVERYONE),
    *survey.PAGES,
    *follow_up.PAGES_OF_FOLLOW_UP,
    *cases.PAGES,
]
