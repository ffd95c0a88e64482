"""Rules that every page keeps, checked on its HTML. Each rule returns what it finds wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement, HTMLParser, document_fromstring

Rule = Callable[[HtmlElement], Iterator[str]]

FORBIDDEN_WORDS = re.compile(
    r"\b(please|sorry|invalid|oops|compliance|kpis?|bame|service users?|hard to reach"
    r"|suffer(?:s|ing)? from|victims? of|this field is required|empower them)\b",
    re.IGNORECASE,
)
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


def page_of(content: bytes) -> HtmlElement:
    return document_fromstring(content, parser=HTMLParser(encoding="utf-8"))


def words_of(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def main_words(content: bytes) -> str:
    """Return the words of the main part of a page."""
    return words_of(page_of(content).find(".//main"))


def problems(content: bytes) -> list[str]:
    """Return what the summary of errors says is wrong, in its order."""
    return [words_of(item) for item in page_of(content).xpath("//main//*[@role='alert']//li")]


def token_of(content: bytes) -> dict[str, str]:
    """Return the token that a form of this page sends along, if it has one.

    An address that only takes forms has no page, and gives none.
    """
    if not content.strip():
        return {}
    found = page_of(content).xpath("//input[@name='csrfmiddlewaretoken']/@value")
    return {"csrfmiddlewaretoken": str(found[0])} if found else {}


def line(element: HtmlElement) -> str:
    """Show an element in a message: its opening tag."""
    attributes = "".join(f' {key}="{value[:40]}"' for key, value in element.attrib.items())
    return f"<{element.tag}{attributes}>"


def frame(page: HtmlElement) -> Iterator[str]:
    if page.get("lang") != "en-GB":
        yield "the page does not say that it is in British English"
    title = words_of(page.find("head/title")) if page.find("head/title") is not None else ""
    before, _dash, site = title.rpartition(" – ")
    if not before or not site:
        yield f"the title {title!r} is not '<page> – <site>'"
    mains = page.xpath("//main")
    if len(mains) != 1:
        yield f"{len(mains)} main elements"
    first_link = page.xpath("(//body//a[@href])[1]")
    if not mains or [link.get("href") for link in first_link] != [f"#{mains[0].get('id')}"]:
        yield "the first link does not skip to the main element"


def headings(page: HtmlElement) -> Iterator[str]:
    tops = page.xpath("//h1")
    if len(tops) != 1 or not words_of(tops[0]):
        yield f"{len(tops)} first headings: {[words_of(top) for top in tops]}"
    before = 1
    for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]"):
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}: {words_of(heading)}"
        before = level


def nothing_inline(page: HtmlElement) -> Iterator[str]:
    for element in page.xpath("//*[@style] | //style | //script[not(@src)] | //*[@onclick]"):
        yield f"inline style or script: {line(element)}"


def own_resources_only(page: HtmlElement) -> Iterator[str]:
    for element in page.xpath("//*[@src or @srcset] | //link[@href] | //form[@action]"):
        for name in ("src", "srcset", "href", "action"):
            if urlsplit(element.get(name, "")).netloc:
                yield f"asks another host: {line(element)}"


def labels(page: HtmlElement) -> Iterator[str]:
    labelled = set(page.xpath("//label[normalize-space()]/@for"))
    for control in page.xpath("//input | //select | //textarea"):
        if control.get("type") in UNLABELLED:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby")
        inside = control.xpath("ancestor::label[normalize-space()]")
        if control.get("id") not in labelled and not named and not inside:
            yield f"no label: {line(control)}"
    for button in page.xpath("//button | //a[@href]"):
        if not words_of(button) and not button.xpath("@aria-label | .//title | .//img[@alt]"):
            yield f"no words: {line(button)}"


def groups(page: HtmlElement) -> Iterator[str]:
    for fieldset in page.xpath("//fieldset[not(legend[normalize-space()])]"):
        yield f"a group without a legend: {line(fieldset)}"
    for name, count in Counter(page.xpath("//input[@type='radio']/@name")).items():
        if count > 1 and not page.xpath(f"//fieldset//input[@name='{name}']"):
            yield f"radio buttons outside a group: {name}"


def tables(page: HtmlElement) -> Iterator[str]:
    for table in page.xpath("//table"):
        if not table.xpath("caption[normalize-space()]"):
            yield f"a table without a caption: {line(table)}"
        for cell in table.xpath(".//th[not(@scope)]"):
            yield f"a heading without a scope: {words_of(cell)}"
        if not table.xpath(".//th"):
            yield f"a table without headings: {line(table)}"


def images(page: HtmlElement) -> Iterator[str]:
    for image in page.xpath("//img[not(@alt)]"):
        yield f"no alternative text: {line(image)}"
    for drawing in page.xpath("//*[local-name()='svg'][not(ancestor::*[@aria-hidden='true'])]"):
        hidden = drawing.get("aria-hidden") == "true"
        if not hidden and not drawing.xpath("*[local-name()='title'] | @aria-label"):
            yield f"a drawing without a title: {line(drawing)}"


def ids(page: HtmlElement) -> Iterator[str]:
    known = Counter(page.xpath("//@id"))
    yield from (f"{count} elements are called {name}" for name, count in known.items() if count > 1)
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for element in page.xpath(f"//*[@{attribute}]"):
            for name in element.get(attribute).split():
                if name not in known:
                    yield f"{attribute} names {name}, which is not there: {line(element)}"
    for link in page.xpath("//a[starts-with(@href, '#')]"):
        if link.get("href")[1:] not in known:
            yield f"leads nowhere: {line(link)}"


def forms(page: HtmlElement) -> Iterator[str]:
    for form in page.xpath("//form[not(@novalidate)]"):
        if form.xpath(".//*[@required or @min or @max or @pattern or @type='email']"):
            yield f"the browser checks this form: {line(form)}"
    for form in page.xpath("//form[translate(@method, 'POST', 'post')='post']"):
        if not form.xpath(".//input[@name='csrfmiddlewaretoken']"):
            yield f"a form without its token: {line(form)}"


def wording(page: HtmlElement) -> Iterator[str]:
    for found in FORBIDDEN_WORDS.finditer(words_of(page.find("body"))):
        yield f"a word we do not use: {found.group()}"


RULES: tuple[Rule, ...] = (
    frame,
    headings,
    nothing_inline,
    own_resources_only,
    labels,
    groups,
    tables,
    images,
    ids,
    forms,
    wording,
)


def faults(content: bytes) -> list[str]:
    """Return what is wrong with a page, in words; nothing for one that keeps every rule."""
    page = page_of(content)
    return [fault for rule in RULES for fault in rule(page)]
