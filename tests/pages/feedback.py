from tests.pages.page import Page

PAGES: list[Page] = []
