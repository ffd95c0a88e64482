from tests.pages.page import EVERYONE, Page

PAGES = [Page(name="library", roles=EVERYONE)]
