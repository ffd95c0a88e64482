from tests.pages.page import EVERYONE, Page

PAGES = [
    Page(name="home", roles=EVERYONE),
]
