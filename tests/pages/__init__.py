"""Every address of the site: whom it answers what, and in which states it is looked at."""

from tests.pages import (
    accounts,
    admin,
    aims,
    dashboards,
    feedback,
    library,
    look,
    notices,
    people,
    plan,
    procedure,
    reviews,
    steps,
)
from tests.pages.page import Page

PAGES: list[Page] = [
    *dashboards.PAGES,
    *look.PAGES,
    *aims.PAGES,
    *steps.PAGES,
    *plan.PAGES,
    *reviews.PAGES,
    *people.PAGES,
    *notices.PAGES,
    *library.PAGES,
    *feedback.PAGES,
    *procedure.PAGES,
    *accounts.PAGES,
    *admin.PAGES,
]

__all__ = ["PAGES", "Page"]
