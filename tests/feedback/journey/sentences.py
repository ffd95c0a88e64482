"""Measures the sentences of a page as a reader meets them: line by line, each to its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.html import page_of

# What stands on a line of its own, or is read on its own.
LINES = {"p", "li", "h1", "h2", "h3", "dt", "dd", "div", "label", "legend", "button", "textarea"}
END = re.compile(r"(?<=[.!?])\s+")
MAIN_AND_ABOVE = "//nav[@class='ways'] | //main | //header"
UNREAD = "ancestor-or-self::*[@aria-hidden='true' or contains(@class, 'spare') or self::script]"


def lines(element: HtmlElement) -> Iterator[str]:
    """Yield the text of each line: a part of another line is not read on its own."""
    read = [""]
    for node in element.iter():
        if not isinstance(node.tag, str) or node.xpath(UNREAD):
            continue
        if node.tag in LINES or "button" in node.get("class", "").split():
            read.append("")
        read[-1] += f" {node.text or ''}"
        if node.tail and not node.xpath(f"parent::*[{UNREAD}]"):
            read[-1] += f" {node.tail}"
    yield from (" ".join(line.split()) for line in read)


def sentences(content: bytes, parts: str = MAIN_AND_ABOVE) -> list[str]:
    """Return every sentence of the main part of a page and of what stands right above it."""
    page = page_of(content)
    found: list[str] = []
    for part in page.xpath(parts):
        found += [words for line in lines(part) for words in END.split(line) if words]
    return found


def length(sentence: str) -> int:
    return len([word for word in sentence.split() if re.search(r"\w", word)])


def too_long(content: bytes, *, most: int) -> list[str]:
    return [words for words in sentences(content) if length(words) > most]
