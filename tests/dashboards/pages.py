"""What tests of pages look for in them."""

from django.test import Client
from lxml.html import HtmlElement

from tests.html import page_of, words_of


def open_page(client: Client, path: str) -> HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return page_of(response.content)


def main_of(client: Client, path: str) -> str:
    """The words of the main part of a page."""
    return words_of(open_page(client, path).xpath("//main")[0])


def table_of(page: HtmlElement, caption: str) -> list[list[str]]:
    """The rows of the body of the table with this caption, cell by cell."""
    table = page.xpath(f'//table[caption[normalize-space()="{caption}"]]')[0]
    return [
        [words_of(cell) for cell in row.xpath("./th|./td")] for row in table.xpath("./tbody/tr")
    ]


def section_of(page: HtmlElement, heading: str) -> HtmlElement:
    """The section that the heading with this id names."""
    found: HtmlElement = page.xpath(f'//section[@aria-labelledby="{heading}"]')[0]
    return found
