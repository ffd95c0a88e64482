"""The procedure's text, from Markdown to HTML that can do no harm."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "hr", "br"),
    *("a", "code"),
}
HIGHEST, LOWEST = 2, 4
SCHEMES = {"http", "https", "mailto", "tel"}

# Pictures and HTML are no part of it; a line stays a line, as in a text for Easy Read.
reader = MarkdownIt("commonmark", {"html": False}).disable("image")
line_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def as_html(text: str, *, lines: bool = False) -> SafeString:
    """Return the text as HTML. Its headings begin below the page's own and leave no level out.

    With `lines`, each line of the text stands by itself.
    """
    markdown = line_reader if lines else reader
    tokens = markdown.parse(text)
    _place_headings(tokens)
    html = markdown.renderer.render(tokens, markdown.options, {})
    return SafeString(
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes=SCHEMES,
            link_rel="noreferrer noopener",
        )
    )


def _place_headings(tokens: list[Token]) -> None:
    """The first heading is one below the page's; a deeper one is one deeper and no more."""
    above: list[int] = []
    level = HIGHEST
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            while above and above[-1] >= written:
                above.pop()
            level = min(HIGHEST + len(above), LOWEST)
            above.append(written)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
