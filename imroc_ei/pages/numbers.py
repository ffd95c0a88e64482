"""Which page of a list an address asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from django.core.paginator import Page, Paginator

Row = TypeVar("Row")
# No list has a page with so long a number, and Python refuses to read very long ones.
MOST_DIGITS = 9


def page_asked_for(pages: Paginator[Row], asked: str | None) -> Page[Row]:
    """Return the page that an address names.

    What is no number of a page leads to the first; a number after the end, to the last.
    """
    digits = (asked or "").strip()
    number = digits.lstrip("0") if digits.isascii() and digits.isdigit() else ""
    if len(number) > MOST_DIGITS:
        return pages.page(pages.num_pages)
    return pages.page(min(int(number or 1), pages.num_pages))
