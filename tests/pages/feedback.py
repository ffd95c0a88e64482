from tests.pages import survey
from tests.pages.page import EVERYONE, Page

PAGES = [Page(name="feedback", roles=EVERYONE), *survey.PAGES]
