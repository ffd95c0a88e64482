"""How a resource is named in somebody's own text, and in a reference manager."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import rispy
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext

from library.enums import AccessFeature, Format
from library.models import Resource

# The kinds of the RIS format.
RIS_TYPES = {
    Format.ARTICLE: "JOUR",
    Format.REPORT: "RPRT",
    Format.BOOK: "BOOK",
    Format.EASY_READ: "PAMP",
    Format.VIDEO: "VIDEO",
    Format.AUDIO: "SOUND",
    Format.TOOL: "COMP",
    Format.COURSE: "CLSWK",
    Format.WEBSITE: "ELEC",
    Format.OTHER: "GEN",
}
# The types of schema.org.
SCHEMA_TYPES = {
    Format.ARTICLE: "Article",
    Format.REPORT: "Report",
    Format.BOOK: "Book",
    Format.VIDEO: "VideoObject",
    Format.AUDIO: "AudioObject",
    Format.COURSE: "Course",
    Format.WEBSITE: "WebSite",
}


def schema_type(resource: Resource) -> str:
    kind = SCHEMA_TYPES.get(Format(resource.format), "CreativeWork")
    return f"https://schema.org/{kind}"


def whole_address(resource: Resource) -> str:
    """Where the thing itself is, for places outside this site."""
    return resource.url or settings.SITE_URL + resource.opens_at


def host_of(resource: Resource) -> str:
    """The site that a link leads to, so that nobody is surprised where they land."""
    return (urlsplit(resource.url).hostname or "").removeprefix("www.")


def citation(resource: Resource) -> str:
    """Name it as most styles do: who, when, what, where, and when somebody last looked."""
    parts = [resource.creator or gettext("Author not named")]
    parts[0] += f" ({resource.year})." if resource.year else gettext(" (no date).")
    parts.append(_with_full_stop(resource.title))
    parts.append(whole_address(resource))
    if resource.checked_on:
        day = date_format(resource.checked_on)
        parts.append(gettext("(looked at on %(day)s)") % {"day": day})
    return " ".join(parts)


def _with_full_stop(title: str) -> str:
    return title if title.endswith((".", "?", "!")) else f"{title}."


class PlainRis(rispy.RisWriter):
    """RIS as its specification has it: nothing between the entries, and lines that end in two
    signs. Some reference managers read nothing else."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        return ""


def ris(resources: Iterable[Resource]) -> str:
    """Return resources in the format that reference managers read."""
    entries = [_entry(resource) for resource in resources]
    text: str = rispy.dumps(entries, implementation=PlainRis)
    return text


def _entry(resource: Resource) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "type_of_reference": RIS_TYPES[Format(resource.format)],
        "title": _on_one_line(resource.title),
        "abstract": _on_one_line(resource.why_here),
        "urls": [whole_address(resource)],
        "language": resource.language,
        "keywords": [topic.name for topic in resource.topics.all()],
    }
    if resource.creator:
        fields["authors"] = [_on_one_line(resource.creator)]
    if resource.year:
        fields["year"] = str(resource.year)
    notes = [str(AccessFeature(name).label) for name in resource.accessibility]
    if notes:
        fields["notes"] = ["; ".join(notes)]
    return fields


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
