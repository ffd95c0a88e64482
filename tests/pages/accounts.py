"""The addresses of sign-in, which a package brings along."""

from tests.pages.page import Page

PAGES: list[Page] = []
