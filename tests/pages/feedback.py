from tests.pages.page import EVERYONE, Page

PAGES = [Page(name="feedback", roles=EVERYONE)]
